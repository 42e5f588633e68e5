"""Questions that name nothing but a heading."""

import pytest

from assistant.dialogue.headings import under_heading
from assistant.dialogue.kinds import find_kinds
from assistant.domain import Span
from tests.dialogue.fictional import BEES, policies

POLICY = policies()[BEES]


@pytest.mark.parametrize(
    ("question", "sections", "clauses"),
    [
        ("这个政策的目标是什么", [], ["发展目标"]),
        ("发展目标", [], ["发展目标"]),
        ("保障措施有哪些", ["保障措施"], []),
        ("讲一下组织领导", [], ["加强组织领导"]),
        ("养蜂的目标是什么", [], []),
        ("保障措施谁负责", [], []),
        ("文件有什么内容", [], []),
    ],
)
def test_a_question_of_a_heading_alone_finds_what_stands_under_it(
    question: str, sections: list[str], clauses: list[str]
) -> None:
    found = under_heading(question, find_kinds(question), [], [POLICY])

    assert ([one.title for one in found[0]], [one.title for one in found[1]]) == (sections, clauses)


def test_the_name_of_the_document_is_set_aside() -> None:
    question = f"{POLICY.title}的目标是什么"
    name = Span(0, len(POLICY.title))

    assert [one.title for one in under_heading(question, [], [name], [POLICY])[1]] == ["发展目标"]
    assert under_heading(question, [], [], [POLICY]) == ((), ())
