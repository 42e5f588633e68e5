"""Which option of a fact a text means: by its words, by its level and stem, beside the award's name or at the end."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise, zip_longest

from assistant.award import FactSpec
from assistant.dialogue.levels import LEVELS, LevelMention, find_levels, level_of, stem_of
from assistant.dialogue.negation import is_denied
from assistant.domain import Span
from assistant.language.lexicon import Mention, small_lexicon

Choice = tuple[str, Span]
_AND = re.compile(r"和|与|跟|及|还是|、|或者?|以及|/")
_TOGETHER = re.compile(rf"^[^，。？！；]{{0,8}}?(?:{_AND.pattern})[^。？！；]{{0,8}}$")
_SETS_BESIDE = re.compile(r"又是|各(?:是|给|奖|补|能|自|多少)|分别|差(?:多少|几|额|距|别)|对照|区别|多拿|比(?!例)")
_DIFFERS = re.compile(r"差(?:多少|几|额|距|别)|区别|对照|不同")
_RISES = re.compile(r"^[^。？！；]*(?:升|晋|转)[^。？！；]*$")
_ALSO = re.compile(r"(?:也|同时也?|还)(?:是|算|属于)")
_BECAME = re.compile(
    r"(?:评|批|认定|备案|升|是|拿|属于|成|个|挂|授|获|列|定|颁)(?:上|成|为|了|到|的是|级|予|下|一?块|个)*$"
)
_AWARDED = re.compile(r"的?(?:认定|备案|评定|评选|授牌|挂牌|牌)")
_JOINED = re.compile(r"^[“”\"企业中小的]{0,4}$")
_BETWEEN = re.compile(r"(?:的|里的|评的|认定的|那个)?[“\"]?(?:专精特新)?[“\"]?")
_HOW_MUCH = re.compile(r"多少|几[万成个]|呢(?=[？?。，！\s]|$)")
_LATER = re.compile(r"今年|刚|后来|现在|如今|又|新")
_GIVEN = re.compile(r"[给发评批授](?:了|我们|的)*(?:一?[块个张])?(?:牌|证书|称号)")
_PHRASE_STARTS, _PHRASE_ENDS = re.compile(r"(?:^|[，。？！；])$"), re.compile(r"的?(?:$|[，。？！；])")
_OTHER = "其他"
_CORRECTED = re.compile(r"(?:[说打搞弄记写看]错|记岔)了?|口误|更正|纠正|(?:^|[，。？！；哦噢啊])不对[，。！]")


def hear_option(
    spec: FactSpec, text: str, about: Sequence[Span], claims: Sequence[Span] = (), is_elliptical: bool = False
) -> list[Choice]:
    """The options a text leaves possible, each with its words: one when settled, none when nothing is said.

    `about` are the places of the award's name; an elliptical text (「市级的呢」) means the award without naming it.
    """
    if corrected := _corrected(spec, text, about):
        return corrected
    lexicon = small_lexicon({option.value: option.words for option in spec.options})
    named = [(one.term, one.span) for one in lexicon.find(text) if one.words not in LEVELS]
    named += _composed([option.value for option in spec.options], text)
    named = [one for one in named if not any(claim.start < one[1].end and one[1].start < claim.end for claim in claims)]
    named += _joined_before(named, [option.value for option in spec.options], text)
    stated = sorted((one for one in named if not _is_denied_with_others(text, one[1])), key=lambda one: one[1].start)
    denied = {value for value, _ in named} - {value for value, _ in stated}
    if stated and (risen := _risen_to(spec, stated, text)):
        return risen
    if stated:
        return _focus(stated, text, about)
    levels = _without_choice(_not_denied(find_levels(text), text), text)
    values = [option.value for option in spec.options if option.value not in denied]
    return _by_level_and_stem(values, levels, text, about, is_elliptical)


def _is_denied_with_others(text: str, span: Span) -> bool:
    """Whether an option is denied, alone or as one of a run of levels: 没有国家、省里的文."""
    start = span.start
    for level in reversed(find_levels(text[: span.start])):
        if not re.fullmatch(r"[和或、跟]?", text[level.span.end : start]):
            break
        start = level.span.start
    return is_denied(text, span) or is_denied(text, Span(start, span.end))


def _risen_to(spec: FactSpec, stated: Sequence[Choice], text: str) -> list[Choice]:
    """The level or the title reached after the options named: 早就是省级众创空间，今年刚备案国家级."""
    last, values = stated[-1][1], {value for value, _ in stated}
    if titles := _title_after(spec, stated, text):
        return titles
    found = [
        (option.value, one.span)
        for one in find_levels(text)
        for option in spec.options
        if one.span.start > last.end and option.value == one.level and option.value not in values
        if _BECAME.search(text[: one.span.start]) and _LATER.search(text[last.end : one.span.start])
    ]
    return found[-1:] if found and not is_denied(text, found[-1][1]) else []


def _title_after(spec: FactSpec, stated: Sequence[Choice], text: str) -> list[Choice]:
    """The options of another title, its level unsaid, that came later: 去年是省级专精特新，今年又评了小巨人."""
    last, said = stated[-1][1], {stem_of(value) for value, _ in stated}
    return [
        (value, span)
        for value, span in _stems([option.value for option in spec.options], text)
        if stem_of(value) not in said and span.start > last.end
        if _BECAME.search(text[: span.start]) and _LATER.search(text[last.end : span.start])
    ]


def _not_denied(levels: Sequence[LevelMention], text: str) -> list[LevelMention]:
    """The levels without those denied, and those that follow a denied one at once: 没被省里市里认定."""
    denied: list[LevelMention] = []
    for last, one in zip([None, *levels], levels, strict=False):
        is_next = last is not None and re.fullmatch(r"|[和或、]", text[last.span.end : one.span.start])
        follows = last in denied and bool(is_next)
        if is_denied(text, one.span) or follows:
            denied.append(one)
    return [one for one in levels if one not in denied]


def _without_choice(levels: Sequence[LevelMention], text: str) -> list[LevelMention]:
    """The levels without those set against each other, where another is said: 市级还是区级？写的是市级."""
    pairs = [pair for pair in pairwise(levels) if text[pair[0].span.end : pair[1].span.start] == "还是"]
    others = [one for one in levels if not any(one in pair for pair in pairs)]
    return others or list(levels)


def _corrected(spec: FactSpec, text: str, about: Sequence[Span]) -> list[Choice]:
    """The one option said after a correction: 「省级的。说错了，是市级的」; none where nothing is corrected to it."""
    ends = [match.end() for match in _CORRECTED.finditer(text)]
    if not ends:
        return []
    names = [Span(one.start - ends[-1], one.end - ends[-1]) for one in about if one.start >= ends[-1]]
    choices = hear_option(spec, text[ends[-1] :], names, is_elliptical=True)
    moved = [(value, Span(span.start + ends[-1], span.end + ends[-1])) for value, span in choices]
    return moved if len(moved) == 1 else []


def are_side_by_side(spans: Iterable[Span], text: str) -> bool:
    """Whether words are set beside each other (省级和国家级), rather than one after the other in a story."""
    ordered = sorted(spans, key=lambda span: span.start)
    return all(_TOGETHER.match(text[one.end : other.start]) for one, other in pairwise(ordered))


def _by_level_and_stem(
    values: Sequence[str], levels: Sequence[LevelMention], text: str, about: Sequence[Span], is_elliptical: bool
) -> list[Choice]:
    """「省级」 and 「小巨人」 said apart mean 省级小巨人; either alone leaves several options open."""
    values = [value for value in values if value not in _denied_stems(values, text)]
    owned = _with_joined([one for one in levels if _is_property(one.span, text, about)], levels, text)
    levels = [one for one in owned if not one.gives] or levels
    rises = [other for one, other in pairwise(levels) if _RISES.search(text[one.span.end : other.span.start])]
    levels = rises[-1:] or levels
    by_level = _unique((value, one.span) for one in levels for value in values if level_of(value) == one.level)
    by_stem = _stems(values, text)
    both = [(value, span) for value, span in by_level if value in {stem for stem, _ in by_stem}]
    if both or by_level:
        return both or by_level
    foreign = [one for one in levels if not one.gives and (is_elliptical or _is_property(one.span, text, about))]
    if foreign and _OTHER in values and any(level_of(value) for value in values):
        return [(_OTHER, foreign[-1].span)]
    return by_stem if len(by_stem) > 1 else []


def _joined_before(named: Sequence[Choice], values: Sequence[str], text: str) -> list[Choice]:
    """The other half of 「省级和国家级小巨人」: the level before a named option, with the same stem."""
    levels = find_levels(text)
    found = []
    for value, span in named:
        stem = stem_of(value)
        own = [level for level in levels if level.span.start == span.start and level.level == level_of(value)]
        for level in _with_joined(own, levels, text):
            if level not in own and level.level + stem in values:
                found.append((level.level + stem, level.span))
    return found


def _with_joined(owned: Sequence[LevelMention], levels: Sequence[LevelMention], text: str) -> list[LevelMention]:
    """These levels with those set before them by 和 or the like: both of 省级和国家级孵化器."""
    found: list[LevelMention] = []
    for level, following in reversed(list(zip_longest(levels, levels[1:]))):
        is_joined = following in found and _AND.fullmatch(text, level.span.end, following.span.start)
        if level in owned or is_joined:
            found.append(level)
    return found[::-1]


def _composed(values: Sequence[str], text: str) -> list[Choice]:
    """A level and the rest of an option's name with little between: 「国家级的小巨人」."""
    found = []
    for value in values:
        stem = stem_of(value)
        if len(stem) < 2:
            continue
        for level in find_levels(text):
            between = _BETWEEN.match(text, level.span.end)
            if level.level == level_of(value) and between and text.startswith(stem, between.end()):
                found.append((value, Span(level.span.start, between.end() + len(stem))))
    return found


def _denied_stems(values: Sequence[str], text: str) -> set[str]:
    """Options whose name without the level is denied: 「不是小巨人」."""
    stems = _stems_by_level(values)
    denied = {one.term for one in _mentions_of(stems.values(), text) if is_denied(text, one.span)}
    return {value for value, stem in stems.items() if stem in denied}


def _stems(values: Sequence[str], text: str) -> list[Choice]:
    """Options whose name without the level is said; of stems that touch only the last, the head noun, counts."""
    stems = _stems_by_level(values)
    mentions = [one for one in _mentions_of(stems.values(), text) if not is_denied(text, one.span)]
    heads = [
        one
        for one, following in zip_longest(mentions, mentions[1:])
        if following is None or not _JOINED.match(text[one.span.end : following.span.start])
    ]
    return _unique((value, one.span) for one in heads for value, stem in stems.items() if stem == one.term)


def _stems_by_level(values: Sequence[str]) -> dict[str, str]:
    """The options that have a level, each with the rest of its name."""
    return {value: stem_of(value) for value in values if level_of(value)}


def _mentions_of(stems: Iterable[str], text: str) -> list[Mention]:
    return small_lexicon({stem: () for stem in stems if len(stem) > 1}).find(text)


def _is_property(level: Span, text: str, about: Sequence[Span]) -> bool:
    """The level stands before the award's name, or is what the thing became (评上市级了), or a phrase alone."""
    before, after = text[: level.start], text[level.end :]
    is_alone = bool(_PHRASE_STARTS.search(before) and _PHRASE_ENDS.match(after))
    is_alone = is_alone or bool(_GIVEN.match(after) or _AWARDED.match(after))
    return is_alone or any(0 <= name.start - level.end <= 3 for name in about) or bool(_BECAME.search(before))


def _focus(stated: Sequence[Choice], text: str, about: Sequence[Span]) -> list[Choice]:
    """Of several mentions: the one beside the award's name, those named side by side, else the last."""
    values = _unique(stated)
    if len(values) == 1:
        return values
    pairs = pairwise(sorted({span for _, span in stated}, key=lambda one: one.start))
    if all(_AND.fullmatch(text, one.end, other.start) for one, other in pairs):
        return values
    beside = _unique(one for one in stated if any(_is_beside(one[1], name) for name in about))
    if len(beside) == 1 and len(about) > 1 and not _DIFFERS.search(text):
        return beside
    spans = list(dict.fromkeys(span for _, span in stated))
    if _RISES.search(text[spans[0].end : spans[-1].start]):
        return _unique(one for one in stated if one[1] == spans[-1])
    is_both = bool(_ALSO.search(text[spans[0].end : spans[-1].start]))
    if is_both or are_side_by_side(spans, text) or _SETS_BESIDE.search(text) or _are_each_asked(spans, text):
        return values
    return _unique(one for one in stated if one[1] == spans[-1])


def _are_each_asked(spans: Sequence[Span], text: str) -> bool:
    """Whether an amount is asked after each of several options: 现行补多少，到期末补多少."""
    ends = [*(one.start for one in spans[1:]), len(text)]
    return all(_HOW_MUCH.search(text[one.end : end]) for one, end in zip(spans, ends, strict=True))


def _is_beside(option: Span, name: Span) -> bool:
    """The option's words hold the award's name, or stand right before it."""
    return option.start <= name.start < option.end or 0 <= name.start - option.end <= 4


def _unique(choices: Iterable[Choice]) -> list[Choice]:
    seen: dict[str, Span] = {}
    for value, span in choices:
        seen.setdefault(value, span)
    return list(seen.items())
