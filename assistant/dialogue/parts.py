"""A message cut into the parts that each ask one thing: story and question stay together, a new topic starts anew."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from assistant.dialogue.kinds import COMPARE, OPEN, WHO, KindMention, find_kinds
from assistant.dialogue.levels import find_levels
from assistant.dialogue.numbering import numbered_items
from assistant.dialogue.telling import asks_in_words, tells
from assistant.domain import Span
from assistant.language.quantities import find_quantities
from assistant.language.sentences import split_phrases

_ENDS = re.compile(r"[。！？!?\n]+|[；;]+")
_PAIR = re.compile(r"[^，。？！；：、\s和跟与]{2,14}[和跟与][^，。？！；：、\s和跟与]{2,14}?(?=是|归|都|由|的?牵头|$)")
_ENUMERATION = re.compile(r"[^，。？！；：、\s]{2,14}(?:、[^，。？！；：、\s]{2,14})+")
SAME_UNIT = re.compile(
    r"同一?(?:家|个)|一(?:家|个)(?:部门|单位|局)|归一家|一家(?:管|负责|牵头)|一样[^，。]{0,3}(?:部门|单位)|(?:部门|单位)[^，。]{0,4}(?:一样|相同|一致)"
)
"""Asks whether several things are of one unit."""
POINTS_BACK = re.compile(r"[这那](?!么|样|里|儿|边)|它|[他她](?!们?说)|该[项条奖]|此项|上述|刚才|前面|刚刚说|上面|同样")
"""Points to what was spoken of before."""
_ASKED_OF_EACH = (WHO, COMPARE)
_YES_OR_NO = re.compile(r"([一-龥])[不没]\1")
_QUESTION = re.compile(r"有没有|[吗么呢](?=[？?，。；\s]|$)|[？?]|哪一?[条项章]|第几")
_WHICH = re.compile("[谁哪]")
_CONNECTS = re.compile(r"(?:另外|还有|顺便|顺带|再(?:问|说|帮)|以及|对了)")
_SEMICOLONS = (";", "；")
_GOES_ON = re.compile(r"呢[？?。，；！\s]*$")
_POINTS_HERE = re.compile(r"^(?:那?这|它|该|此|上述)|这[个项种笔][一-龥]{2}(?:[？?。，；]|$)")
_NUMBERS = re.compile(r"[几两三四五六七八九]个数|数字|多少|几")
_ALL_TOGETHER = re.compile(r"各(?!种|类|项|级|地|方|部)|分别|一共|总共|加起来|都(?:能|是|给|有)|这些|合计|挨个|逐一")


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence of a message: `anchor` identifies what it names (award, address), empty when it names nothing.

    `is_item` when it is set apart from the one before: by a number, a semicolon or a word like 另外; `varies` when it
    turns to another award, or another option of one, of those that the sentences before name.
    """

    text: str
    kinds: tuple[KindMention, ...]
    anchor: frozenset[str]
    has_own_words: bool
    is_item: bool = False
    varies: bool = False

    @property
    def asks(self) -> bool:
        """Whether something is asked: of a known kind, yes or no, or in words of asking about something of its own."""
        is_bare_item = self.is_item and not find_quantities(self.text)
        in_words = self.is_about_something and (is_bare_item or bool(_QUESTION.search(self.text)))
        return bool(self.kinds) or in_words or self.is_variant or bool(_YES_OR_NO.search(self.text))

    @property
    def is_variant(self) -> bool:
        """Whether it only gives another case or figure to what was asked: 换成600亩呢, 省级的呢, 重新认定呢."""
        if self.varies:
            return True
        if not _GOES_ON.search(self.text) or self.is_about_something:
            return False
        return bool(find_quantities(self.text) or find_levels(self.text))

    @property
    def is_about_something(self) -> bool:
        """Whether it names or speaks of anything itself."""
        return bool(self.anchor) or self.has_own_words


@dataclass(frozen=True, slots=True)
class Part:
    """Consecutive sentences about one thing; `words` are those that ask, `kinds` what they ask for within `words`.

    `varies` when it asks of another case what the part before asked: 首次认定给多少？重新认定呢？
    """

    words: str
    story: str
    kinds: tuple[KindMention, ...]
    varies: bool = False


def split_parts(
    text: str,
    name_anchor: Callable[[str], frozenset[str]],
    own_words: Callable[[str, list[Span]], list[str]],
    varies: Callable[[frozenset[str], str, str], bool],
) -> list[Part]:
    """The parts of a message in order; never empty for a text that is not blank.

    `name_anchor` gives what a sentence names; `own_words` its nouns outside the given spans; `varies` whether words
    mean another case of the things named than the text before does.
    """
    groups: list[list[Segment]] = []
    named: frozenset[str] = frozenset()
    for one in _without_told([*_segments(text, name_anchor, own_words)]):
        named = one.anchor or named
        told = "".join(before.text for before in groups[-1]) if groups else ""
        is_other = bool(told and named and _GOES_ON.search(one.text)) and varies(named, told, one.text)
        segment = replace(one, varies=is_other)
        if groups and not _starts_anew(groups[-1], segment):
            groups[-1].append(segment)
        else:
            groups.append([segment])
    parts: list[Part] = []
    for group in _relevant(groups):
        part = _part(group)
        if parts and not group[0].kinds and _GOES_ON.search(group[0].text):
            end = Span(len(part.words), len(part.words))
            inherited = (KindMention(one.kind, end) for one in parts[-1].kinds)
            part = replace(part, kinds=(*inherited, *part.kinds))
        parts.append(part)
    return parts


def _segments(
    text: str, name_anchor: Callable[[str], frozenset[str]], own_words: Callable[[str, list[Span]], list[str]]
) -> Iterator[Segment]:
    """The sentences; one with several phrases that each ask about something of their own counts as several."""
    for sentence, is_item in _sentences(text):
        for one in _each_item(sentence, name_anchor, own_words):
            phrases = [one[span.start : span.end] for span in split_phrases(one)]
            segments = [
                _segment(phrase, name_anchor, own_words, is_item=is_item and at == 0)
                for at, phrase in enumerate(phrases)
            ]
            asking = [part for part in segments if part.is_variant or (part.asks and part.is_about_something)]
            if len(phrases) == 1 or (len(asking) > 1 and not _ALL_TOGETHER.search(one)):
                yield from segments
            else:
                yield _segment(one, name_anchor, own_words, is_item=is_item)


def _without_told(segments: list[Segment]) -> list[Segment]:
    """The sentences, those that only tell without what their words would ask for, where others ask in words."""
    if not any(asks_in_words(one.text) for one in segments):
        return segments
    return [
        replace(one, kinds=tuple(kind for kind in one.kinds if not kind.kind.is_often_silent))
        if tells(one.text)
        else one
        for one in segments
    ]


def items_named(text: str) -> list[str]:
    """The things that a text names side by side: A、B、C; without the words that follow the last one."""
    match = _ENUMERATION.search(text) or _PAIR.match(text)
    return re.split("、|和|跟|与", match[0]) if match else []


def _each_item(
    sentence: str, name_anchor: Callable[[str], frozenset[str]], own_words: Callable[[str, list[Span]], list[str]]
) -> list[str]:
    """A question about several things at once (A、B、C由谁负责) as one question for each of them."""
    match = _ENUMERATION.search(sentence)
    found = find_kinds(sentence)
    bare = match[0].split("、") if match and not found and not _ALL_TOGETHER.search(sentence) else []
    if match and bare and all(name_anchor(item) for item in bare):
        rest = sentence[: match.start()] + sentence[match.end() :]
        return [item + ("，给多少" if _NUMBERS.search(rest) else "") for item in bare]
    if match is None or SAME_UNIT.search(sentence) or not any(one.kind.name in _ASKED_OF_EACH for one in found):
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


def _sentences(text: str) -> list[tuple[str, bool]]:
    """Sentences of a text, each with whether it is an item of a list: numbered, or between semicolons."""
    pieces: list[tuple[str, bool]] = []
    for at, item in enumerate(numbered_items(text)):
        ends = [match.end() for match in _ENDS.finditer(item)]
        cut = [item[start:end].strip() for start, end in zip([0, *ends], [*ends, len(item)], strict=True)]
        told = [one for one in cut if one]
        pieces += [(one, (at > 0 and one is told[0]) or _is_after_semicolon(told, n)) for n, one in enumerate(told)]
    return pieces


def _is_after_semicolon(sentences: list[str], at: int) -> bool:
    return sentences[at].endswith(_SEMICOLONS) or (at > 0 and sentences[at - 1].endswith(_SEMICOLONS))


def _segment(
    text: str,
    name_anchor: Callable[[str], frozenset[str]],
    own_words: Callable[[str, list[Span]], list[str]],
    *,
    is_item: bool,
) -> Segment:
    kinds = tuple(find_kinds(text))
    words = own_words(text, [one.span for one in kinds if not holds_matter(one, text)])
    return Segment(text, kinds, name_anchor(text), bool(words), is_item or bool(_CONNECTS.match(text)))


def holds_matter(mention: KindMention, text: str) -> bool:
    """Whether the thing asked about may stand between the words that ask: 有…奖励吗, 是…哪个单位在管."""
    is_asked_which = mention.kind.name == WHO and _WHICH.search(text, mention.span.start, mention.span.end)
    return mention.kind.name in OPEN or bool(is_asked_which)


def _starts_anew(group: list[Segment], segment: Segment) -> bool:
    """A sentence that names another thing, asks about words of its own after a question, or gives it another case."""
    if segment.varies and any(one.asks for one in group):
        return True
    named = frozenset().union(*(one.anchor for one in group))
    if segment.anchor:
        asked = any(one.asks and (one.has_own_words or segment.is_item or one.is_variant) for one in group)
        return not (named & segment.anchor) if named else asked
    if _POINTS_HERE.search(segment.text):
        return False
    asks_anew = segment.asks and segment.has_own_words
    if asks_anew and (any(one.kinds for one in group) or (segment.is_item and any(one.asks for one in group))):
        return True
    return segment.is_variant and any(one.kinds for one in group)


def _relevant(groups: list[list[Segment]]) -> list[list[Segment]]:
    """Groups that ask; a closing question about all of them makes every group ask it."""
    asking = [group for group in groups if any(one.asks for one in group)]
    if not asking:
        return (
            groups
            if len([group for group in groups if any(one.anchor for one in group)]) > 1
            else [[*chain.from_iterable(groups)]]
        )
    last = asking[-1]
    closing = [one for one in last if one.asks]
    if len(groups) > 1 and len(asking) == 1 and groups[-1] is last and _ALL_TOGETHER.search(closing[-1].text):
        return [group if group is last else [*group, *(_without_name(one) for one in closing)] for group in groups]
    if len(asking) == 1 and not any(one.anchor or one.has_own_words for one in last):
        return [[*chain.from_iterable(groups)]]
    return asking


def _without_name(segment: Segment) -> Segment:
    return replace(segment, anchor=frozenset())


def _part(group: list[Segment]) -> Part:
    asking = [one for one in group if one.asks] or group
    words, kinds = "", []
    for segment in asking:
        offset = len(words)
        kinds += [KindMention(one.kind, Span(one.span.start + offset, one.span.end + offset)) for one in segment.kinds]
        words += segment.text
    return Part(words, "".join(one.text for one in group), tuple(kinds), any(one.varies for one in group[:1]))
