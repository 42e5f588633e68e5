"""The real rules by award id, and the text they rest on."""

import pytest

from assistant.award import Rule
from tests.award.conftest import FOLDER, real_book


@pytest.fixture(scope="session")
def rules() -> dict[str, Rule]:
    """The rules of 城发改字〔2022〕66号 by award id."""
    return {rule.id: rule for rule in real_book().rules}


@pytest.fixture(scope="session")
def policy_text() -> str:
    """The text of 城发改字〔2022〕66号 as it stands in the corpus."""
    return (FOLDER / "text.md").read_text("utf-8")
