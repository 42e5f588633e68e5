"""Questions that name nothing but the heading of a part of a document: 目标是什么, 保障措施有哪些."""

import re
from collections.abc import Iterable, Sequence

from assistant.dialogue import kinds
from assistant.dialogue.kinds import KindMention
from assistant.domain import Clause, Policy, Section, Span

_AROUND = re.compile(
    r"(?:请问|请|麻烦|帮我|我?想(?:知道|问|了解|看看?)|告诉我|[说讲列查看念]一?[下说讲列看]?|介绍一?下|关于|总体?的?|整体的?|主要|具体|大体上?|里面?|中|上"
    r"|这个|那个|这份|该|本|这|那|文件|政策|方案|通知|办法|意见|部分|章节?|一?块|内容|是|有|都|写|定|提|讲|说|包括|分为?|了|的|啥|什么"
    r"|哪些|哪几[条项个]|怎么|如何|[条项个]|呢|吗|呀|啊|一下|[\s，。？！?!,：:、“”\"])*"
)
_ASKED = (kinds.EXPLAIN, kinds.LIST, kinds.TEXT, kinds.DOCUMENT, kinds.SUPPORT)
_WORD = 2


def under_heading(
    text: str, asked: Sequence[KindMention], names: Sequence[Span], policies: Iterable[Policy]
) -> tuple[tuple[Section, ...], tuple[Clause, ...]]:
    """The sections or else the clauses whose title ends in the words that a question has beside general ones.

    `names` are where the text names a document. Nothing where anything else is said or asked.
    """
    if any(one.kind.name not in _ASKED for one in asked):
        return (), ()
    for span in sorted(names, key=lambda one: -one.start):
        text = text[: span.start] + "，" + text[span.end :]
    chosen = list(policies)
    sections = tuple(one for policy in chosen for one in policy.sections if _asks_only_for(one.title, text))
    if sections:
        return sections, ()
    clauses = [one for policy in chosen for one in policy.clauses[1:] if not one.number.isdigit()]
    return (), tuple(one for one in clauses if _asks_only_for(one.title, text))


def _asks_only_for(title: str, text: str) -> bool:
    """Whether a text says a title, or the end of it, and else only general words."""
    ends = (title[at:] for at in range(len(title) - _WORD + 1))
    said = next((end for end in ends if end in text), None)
    return said is not None and all(_AROUND.fullmatch(one) for one in text.split(said, 1))
