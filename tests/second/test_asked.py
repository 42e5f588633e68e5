"""Everyday questions about the fictional policies: outcome, awards, citations and the words of the answer."""

import pytest

from assistant.service import Assistant
from tests.second.asking import Case, answer, cases, expected, label, seen


@pytest.mark.parametrize("case", cases("questions.yaml", "amounts"), ids=label)
def test_the_amount_is_calculated_from_what_was_said(assistant: Assistant, case: Case) -> None:
    given = answer(assistant, case)

    assert seen(given, case) == expected(case, given)


@pytest.mark.parametrize("case", cases("questions.yaml", "conditions"), ids=label)
def test_conditions_and_missing_facts_are_told(assistant: Assistant, case: Case) -> None:
    given = answer(assistant, case)

    assert seen(given, case) == expected(case, given)


@pytest.mark.parametrize("case", cases("questions.yaml", "units"), ids=label)
def test_units_answer_in_the_role_the_text_gives_them(assistant: Assistant, case: Case) -> None:
    given = answer(assistant, case)

    assert seen(given, case) == expected(case, given)


@pytest.mark.parametrize("case", cases("questions.yaml", "together"), ids=label)
def test_what_the_text_says_of_taking_awards_together_and_giving_them_back_is_told(
    assistant: Assistant, case: Case
) -> None:
    given = answer(assistant, case)

    assert seen(given, case) == expected(case, given)


@pytest.mark.parametrize("case", cases("questions.yaml", "not stated"), ids=label)
def test_what_the_text_does_not_state_is_said_to_be_unstated(assistant: Assistant, case: Case) -> None:
    given = answer(assistant, case)

    assert seen(given, case) == expected(case, given)
