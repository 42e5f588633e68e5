"""The part of a sum that an award covers stands in for the whole sum."""

from dataclasses import replace

import pytest

from assistant.dialogue.eligible_part import of_eligible_part
from assistant.dialogue.facts import hear_facts
from tests.dialogue.fictional import rule

PROJECT = replace(rule("bee-project"), scope=("面向小微企业、“三农”等业务",), conditions=())


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        ("到账5亿元，其中小微2亿元", "200000000"),
        ("到账5亿元，小微的占2亿元，三农占1亿元", "300000000"),
        ("到账5亿元，其中房地产2亿元", "500000000"),
        ("到账5亿元，其余小微2亿元", "500000000"),
        ("到账5亿元，三农占9亿元", "500000000"),
        ("小微到账5亿元，其中小微2亿元", "500000000"),
    ],
)
def test_the_part_said_of_those_covered_counts(story: str, expected: str) -> None:
    heard = hear_facts(PROJECT.facts, story)

    assert of_eligible_part(PROJECT, heard, story).facts["bee_funds"].value == expected
