"""Which kinds of thing a question asks for (amount, unit, condition, materials …), by general Chinese patterns."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from assistant.domain import Span

AMOUNT, COUNT, WHO, CONDITION, ELIGIBILITY, SUPPORT = "金额", "数量", "谁负责", "条件", "能否", "支持"
EXPLAIN, VERIFY, LIST, COMPARE, DOCUMENT, VALIDITY = "解释", "核实", "列举", "比较", "文件信息", "有效期"
STACKING, TEXT, GREETING, THANKS = "叠加", "原文", "问候", "致谢"

OPEN = (AMOUNT, COUNT, CONDITION, ELIGIBILITY, SUPPORT, VERIFY, COMPARE, EXPLAIN)
"""Kinds whose questions hold the thing asked about between their own words: 有…奖励吗."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: `label` is what an answer calls it; `stated` finds a sentence that states it (None: always may)."""

    name: str
    label: str
    asks: re.Pattern[str]
    stated: re.Pattern[str] | None

    @property
    def is_often_silent(self) -> bool:
        """Whether documents often leave this open, so that silence must be checked and said."""
        return self.stated is not None


@dataclass(frozen=True, slots=True)
class KindMention:
    """A piece of the question that asks for a kind."""

    kind: Kind
    span: Span


@cache
def all_kinds() -> dict[str, Kind]:
    """Every kind by name, from kinds.yaml beside this file."""
    listed = yaml.safe_load(files("assistant.dialogue").joinpath("kinds.yaml").read_text(encoding="utf-8"))
    return {
        name: Kind(
            name=name,
            label=entry["称呼"],
            asks=re.compile("|".join(f"(?:{pattern})" for pattern in entry["问法"]), re.IGNORECASE),
            stated=re.compile("|".join(f"(?:{pattern})" for pattern in entry["写明"])) if "写明" in entry else None,
        )
        for name, entry in listed.items()
    }


def find_kinds(text: str) -> list[KindMention]:
    """The kinds a text asks for, in the order of their words; of two over the same the longer one, counts and units."""
    found = [
        KindMention(kind, Span(*match.span()))
        for kind in all_kinds().values()
        for match in kind.asks.finditer(text)
        if match.end() > match.start()
    ]
    kept: list[KindMention] = []
    for mention in sorted(found, key=lambda one: one.span.start - one.span.end):
        stands_out = mention.kind.name in (COUNT, WHO) or mention.kind.is_often_silent
        wider = [other for other in kept if not (stands_out and not other.kind.is_often_silent)]
        if not any(_is_within(mention.span, other.span) for other in wider):
            kept.append(mention)
    return sorted(kept, key=lambda one: (one.span.start, one.span.end))


def _is_within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
