"""Three policies side by side: a question is answered from the one it names, or each figure says whose it is."""

import pytest

from assistant.domain import Policy, Question
from assistant.service import Assistant
from tests.second.asking import DAY, Case, answer, cases, expected, label, seen


@pytest.mark.parametrize("case", cases("places.yaml", "named"), ids=label)
def test_a_question_that_names_a_place_or_a_document_is_answered_from_that_one(
    assistant: Assistant, case: Case
) -> None:
    given = answer(assistant, case)

    assert seen(given, case) == expected(case, given)


@pytest.mark.parametrize("case", cases("places.yaml", "elsewhere"), ids=label)
def test_what_only_another_place_gives_is_not_covered(assistant: Assistant, case: Case) -> None:
    given = answer(assistant, case)

    assert seen(given, case) == expected(case, given)


@pytest.mark.parametrize("case", cases("places.yaml", "shared"), ids=label)
def test_what_two_policies_give_is_told_with_the_policy_of_each_figure(assistant: Assistant, case: Case) -> None:
    given = answer(assistant, case)
    lines = given.text.splitlines()
    told = [
        policy_id
        for policy_id, figure in case["figures"].items()
        if any(figure in line and names(assistant.policy(policy_id), line) for line in lines)
    ]

    assert seen(given, case) == expected(case, given)
    assert told == list(case["figures"])


@pytest.mark.parametrize(
    ("question", "policy_id"), [("江陵县有哪些补贴？", "jlx-2024-12"), ("云川高新区有哪些奖励？", "yggx-2025-7")]
)
def test_an_overview_of_a_place_lists_its_awards_and_no_others(
    assistant: Assistant, question: str, policy_id: str
) -> None:
    given = assistant.ask(Question(question, DAY))

    assert given.guard.violations == ()
    assert {one.ref.split("#")[0] for one in given.citations} == {policy_id}
    assert len({one.ref for one in given.citations}) >= 8


def test_a_unit_called_alike_in_two_policies_lists_the_clauses_of_both(assistant: Assistant) -> None:
    given = assistant.ask(Question("财政局负责哪些条款？", DAY))
    responsible = {
        clause.ref
        for policy in assistant.policies()
        for clause in policy.clauses
        if {"区财政局", "县财政局"} & set(clause.responsible_units)
    }

    assert {one.ref for one in given.citations} == responsible
    assert len(responsible) > 10


def names(policy: Policy, line: str) -> bool:
    """Whether a line says which policy it speaks of: by title, number, short name or place."""
    known = (policy.title, policy.document_number or policy.title, *policy.aliases, *policy.places)
    return any(name in line for name in known)
