"""The real policy and its rules, read once for this folder."""

from pathlib import Path

import pytest

from assistant.award import Rule, load_rules
from assistant.library import load_policies

POLICIES = Path(__file__).parents[3] / "corpus" / "policies"
POLICY = "cfgz-2022-66"


@pytest.fixture(scope="session")
def rules() -> dict[str, Rule]:
    """The rules of 城发改字〔2022〕66号 by award id."""
    policy = next(one for one in load_policies(POLICIES) if one.id == POLICY)
    return {rule.id: rule for rule in load_rules(POLICIES / POLICY / "rules.yaml", policy)}


@pytest.fixture(scope="session")
def policy_text() -> str:
    """The text of 城发改字〔2022〕66号 as it stands in the corpus."""
    return (POLICIES / POLICY / "text.md").read_text("utf-8")
