"""A message cut into the parts that each ask one thing: story and question stay together, a new topic starts anew."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from assistant.dialogue.kinds import COMPARE, OPEN, WHO, KindMention, find_kinds
from assistant.domain import Span
from assistant.language.sentences import split_phrases

_ENDS = re.compile(r"[。！？!?\n]+|[；;]+")
_PAIR = re.compile(r"[^，。？！；：、\s和跟与]{2,14}[和跟与][^，。？！；：、\s和跟与]{2,14}?(?=是|归|都|由|的?牵头|$)")
_ENUMERATION = re.compile(r"[^，。？！；：、\s]{2,14}(?:、[^，。？！；：、\s]{2,14})+")
SAME_UNIT = re.compile(
    r"同一?(?:家|个)|一(?:家|个)(?:部门|单位|局)|归一家|一家(?:管|负责|牵头)|一样[^，。]{0,3}(?:部门|单位)|(?:部门|单位)[^，。]{0,4}(?:一样|相同|一致)"
)
"""Asks whether several things are of one unit."""
_ASKED_OF_EACH = (WHO, COMPARE)
_ALL_TOGETHER = re.compile(r"各(?!种|类|项|级|地|方|部)|分别|一共|总共|加起来|都(?:能|是|给|有)|这些|合计|挨个|逐一")


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence of a message: `anchor` identifies what it names (award, address), empty when it names nothing."""

    text: str
    kinds: tuple[KindMention, ...]
    anchor: frozenset[str]
    has_own_words: bool


@dataclass(frozen=True, slots=True)
class Part:
    """Consecutive sentences about one thing; `words` are those that ask, `kinds` what they ask for within `words`."""

    words: str
    story: str
    kinds: tuple[KindMention, ...]


def split_parts(
    text: str, name_anchor: Callable[[str], frozenset[str]], own_words: Callable[[str, list[Span]], list[str]]
) -> list[Part]:
    """The parts of a message in order; never empty for a text that is not blank.

    `name_anchor` gives what a sentence names; `own_words` its nouns outside the given spans.
    """
    groups: list[list[Segment]] = []
    for segment in _segments(text, name_anchor, own_words):
        if groups and not _starts_anew(groups[-1], segment):
            groups[-1].append(segment)
        else:
            groups.append([segment])
    return [_part(group) for group in _relevant(groups)]


def _segments(
    text: str, name_anchor: Callable[[str], frozenset[str]], own_words: Callable[[str, list[Span]], list[str]]
) -> Iterator[Segment]:
    """The sentences; one with several phrases that each ask about something of their own counts as several."""
    for sentence in chain.from_iterable(_each_item(one, name_anchor, own_words) for one in _sentences(text)):
        phrases = [sentence[span.start : span.end] for span in split_phrases(sentence)]
        segments = [_segment(phrase, name_anchor, own_words) for phrase in phrases]
        asking = [one for one in segments if one.kinds and (one.anchor or one.has_own_words)]
        if len(phrases) == 1 or (len(asking) > 1 and not _ALL_TOGETHER.search(sentence)):
            yield from segments
        else:
            yield _segment(sentence, name_anchor, own_words)


def items_named(text: str) -> list[str]:
    """The things that a text names side by side: A、B、C; without the words that follow the last one."""
    match = _ENUMERATION.search(text) or _PAIR.match(text)
    return re.split("、|和|跟|与", match[0]) if match else []


def _each_item(
    sentence: str, name_anchor: Callable[[str], frozenset[str]], own_words: Callable[[str, list[Span]], list[str]]
) -> list[str]:
    """A question about several things at once (A、B、C由谁负责) as one question for each of them."""
    match = _ENUMERATION.search(sentence)
    if (
        match is None
        or SAME_UNIT.search(sentence)
        or not any(one.kind.name in _ASKED_OF_EACH for one in find_kinds(sentence))
    ):
        return [sentence]
    start = min(
        (one.span.start for one in find_kinds(sentence) if one.span.start > match[0].rfind("、") + match.start()),
        default=len(sentence),
    )
    end = min(start, match.end())
    items = sentence[match.start() : end].split("、")
    if len([item for item in items if name_anchor(item) or own_words(item, [])]) < len(items):
        return [sentence]
    rest = (sentence[: match.start()] + sentence[end:]).strip("，：: ")
    return [f"{item}，{rest}" for item in items] if find_kinds(rest) else [sentence]


def _sentences(text: str) -> list[str]:
    """Sentences of a text; pieces keep everything but the mark between them."""
    ends = [match.end() for match in _ENDS.finditer(text)]
    starts = [0, *ends]
    pieces = [text[start:end].strip() for start, end in zip(starts, [*ends, len(text)], strict=True)]
    return [piece for piece in pieces if piece]


def _segment(
    text: str, name_anchor: Callable[[str], frozenset[str]], own_words: Callable[[str, list[Span]], list[str]]
) -> Segment:
    kinds = tuple(find_kinds(text))
    return Segment(
        text, kinds, name_anchor(text), bool(own_words(text, [one.span for one in kinds if one.kind.name not in OPEN]))
    )


def _starts_anew(group: list[Segment], segment: Segment) -> bool:
    """A sentence that names another thing, or asks about words of its own after a question was asked."""
    named = frozenset().union(*(one.anchor for one in group))
    if segment.anchor:
        asked = any(one.kinds and one.has_own_words for one in group)
        return not (named & segment.anchor) if named else asked
    return bool(segment.kinds) and segment.has_own_words and any(one.kinds for one in group)


def _relevant(groups: list[list[Segment]]) -> list[list[Segment]]:
    """Groups that ask; a closing question about all of them makes every group ask it."""
    asking = [group for group in groups if any(one.kinds for one in group)]
    if not asking:
        return (
            groups
            if len([group for group in groups if any(one.anchor for one in group)]) > 1
            else [[*chain.from_iterable(groups)]]
        )
    last = asking[-1]
    closing = [one for one in last if one.kinds]
    if len(groups) > 1 and len(asking) == 1 and groups[-1] is last and _ALL_TOGETHER.search(closing[-1].text):
        return [group if group is last else [*group, *(_without_name(one) for one in closing)] for group in groups]
    if len(asking) == 1 and not any(one.anchor or one.has_own_words for one in last):
        return [[*chain.from_iterable(groups)]]
    return asking


def _without_name(segment: Segment) -> Segment:
    return Segment(segment.text, segment.kinds, frozenset(), segment.has_own_words)


def _part(group: list[Segment]) -> Part:
    asking = [one for one in group if one.kinds] or group
    words, kinds = "", []
    for segment in asking:
        offset = len(words)
        kinds += [KindMention(one.kind, Span(one.span.start + offset, one.span.end + offset)) for one in segment.kinds]
        words += segment.text
    return Part(words, "".join(one.text for one in group), tuple(kinds))
