"""The real policy and its rules, read once for all tests of this room."""

from functools import cache
from pathlib import Path

import pytest

from assistant.award import Rulebook, load_rules
from assistant.domain import Policy
from assistant.library import read_policy

CORPUS = Path(__file__).parents[2] / "corpus"
FOLDER = CORPUS / "policies" / "cfgz-2022-66"


@cache
def real_policy() -> Policy:
    """The real policy."""
    return read_policy(FOLDER)


@cache
def real_book() -> Rulebook:
    """Its award rules; property tests call this, since hypothesis would print a fixture whole."""
    return Rulebook(load_rules(FOLDER / "rules.yaml", real_policy()))


@pytest.fixture
def policy() -> Policy:
    """The real policy."""
    return real_policy()


@pytest.fixture
def book() -> Rulebook:
    """Its award rules."""
    return real_book()
