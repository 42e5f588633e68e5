"""Which kinds of thing a question asks for (amount, unit, condition, materials …), by general Chinese patterns."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from assistant.domain import Span
from assistant.language.remembering import remembered
from assistant.language.sentences import split_phrases

AMOUNT, COUNT, WHO, CONDITION, ELIGIBILITY, SUPPORT = "金额", "数量", "谁负责", "条件", "能否", "支持"
EXPLAIN, VERIFY, LIST, COMPARE, DOCUMENT, VALIDITY = "解释", "核实", "列举", "比较", "文件信息", "有效期"
STACKING, RETROACTIVE, TEXT, GREETING, THANKS = "叠加", "追溯", "原文", "问候", "致谢"

OPEN = (AMOUNT, COUNT, CONDITION, ELIGIBILITY, SUPPORT, VERIFY, COMPARE, EXPLAIN)
"""Kinds whose questions hold the thing asked about between their own words: 有…奖励吗."""
_TALK = (GREETING, THANKS)
_BARE = re.compile(r"(?:那|那么|还有|另外|需要|要|的)*([一-龥]{2,6}?)(?:方面|上)?呢[？?。！]*")
_AROUND_TALK = re.compile(r"(?:请问|那么?|到底|究竟|所以|话说|名字|问题|[呀啊哦吗嘛呢哈吧的了嘿呵嘻～~！!？?，。,. ])*")
_SHARED = re.compile(r"〈(\w+)〉")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: `label` is what an answer calls it; `stated` finds a sentence that states it (None: always may).

    `open` is what a silent text leaves open, as it stands after 没有写明; `vague` finds words that only promise it.
    """

    name: str
    label: str
    open: str
    asks: re.Pattern[str]
    stated: re.Pattern[str] | None
    vague: re.Pattern[str] | None = None

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
    """Every kind by name, from kinds.yaml and silent_kinds.yaml beside this file."""
    folder = files("assistant.dialogue")
    texts = [folder.joinpath(name).read_text(encoding="utf-8") for name in ("kinds.yaml", "silent_kinds.yaml")]
    listed = {name: entry for text in texts for name, entry in yaml.safe_load(text).items()}
    shared = listed.pop("词组")
    return {
        name: Kind(
            name=name,
            label=entry["称呼"],
            open=entry.get("没写", entry["称呼"]),
            asks=_any_of(entry["问法"], shared),
            stated=_any_of(entry["写明"], shared) if "写明" in entry else None,
            vague=_any_of(entry["含糊"], shared) if "含糊" in entry else None,
        )
        for name, entry in listed.items()
    }


def _any_of(patterns: Sequence[str], shared: Mapping[str, str]) -> re.Pattern[str]:
    """One pattern for all; 〈量〉 stands for the shared words of that name."""
    together = "|".join(f"(?:{pattern})" for pattern in patterns)
    return re.compile(_SHARED.sub(lambda match: f"(?:{shared[match[1]]})", together), re.IGNORECASE)


def small_talk(text: str) -> KindMention | None:
    """The greeting or the thanks that a text is as a whole, particles aside: 谢了，你是谁呀."""
    phrases = [text[one.start : one.end] for one in split_phrases(text)]
    said = [_talk_of(one) for one in phrases]
    if not any(said) or not all(one or _AROUND_TALK.fullmatch(words) for one, words in zip(said, phrases, strict=True)):
        return None
    return KindMention(all_kinds()[next(name for name in _TALK if name in said)], Span(0, len(text)))


def _talk_of(phrase: str) -> str | None:
    """Which small talk a phrase is as a whole, if any."""
    for name in _TALK:
        beside = all_kinds()[name].asks.sub("", phrase)
        if beside != phrase and _AROUND_TALK.fullmatch(beside):
            return name
    return None


@remembered(512)
def find_kinds(text: str) -> list[KindMention]:
    """The kinds a text asks for, in the order of their words; of two over the same words the longer one.

    Counts, comparisons, units and kinds that documents often leave open stand out from a longer one.
    """
    if talk := small_talk(text):
        return [talk]
    if (bare := _BARE.fullmatch(text)) and (named := _named(bare[1])):
        return [KindMention(named, Span(*bare.span(1)))]
    found = [
        KindMention(kind, Span(*match.span()))
        for kind in all_kinds().values()
        if kind.name not in _TALK
        for match in kind.asks.finditer(text)
        if match.end() > match.start()
    ]
    kept: list[KindMention] = []
    for mention in sorted(found, key=lambda one: one.span.start - one.span.end):
        stands_out = mention.kind.name in (COUNT, COMPARE, WHO) or mention.kind.is_often_silent
        wider = [other for other in kept if not (stands_out and not other.kind.is_often_silent)]
        if not any(_is_within(mention.span, other.span) for other in wider):
            kept.append(mention)
    return sorted(kept, key=lambda one: (one.span.start, one.span.end))


def _named(word: str) -> Kind | None:
    """The kind whose label says a word, where only one does: 材料, 流程, 条件."""
    labelled = [one for one in all_kinds().values() if word in one.label]
    return labelled[0] if len(labelled) == 1 else None


def _is_within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
