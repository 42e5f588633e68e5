"""What a question asks for: the patterns of kinds.yaml and the trained head, each where it is the surer one."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.dialogue import kinds as kind_names
from assistant.dialogue.asking import AskingHead
from assistant.dialogue.kinds import KindMention, all_kinds, small_talk
from assistant.dialogue.telling import asks_in_words
from assistant.domain import Span
from assistant.language.sentences import split_phrases
from assistant.ports import Vectors

_DENIED = 0.03
"""Below this the head is sure that a kind found by a pattern is not asked for."""
_ADDS, _LEADS, _AHEAD = 0.4, 0.2, 2.5
"""The head adds a kind of this likelihood, or the likeliest one from _LEADS on that is _AHEAD times the next."""
_SURE = 0.5
"""Beside what patterns found it adds a silent kind only from here on."""
_FAINT = 0.25
"""Beside a leading silent kind, amounts and the like stay only from this share of its likelihood on."""
_LIKE_AMOUNTS = "预算"
"""Too easily taken for an amount to lead."""
_OTHER_DOMAIN = ("其他领域", "闲聊")
_MAIN = (kind_names.AMOUNT, kind_names.COUNT, kind_names.ELIGIBILITY, kind_names.SUPPORT, kind_names.LIST)
_OF_UNITS = re.compile(
    r"[谁哪][^，。]{0,3}(?:局|部门|单位|家)|谁(?:来|去|在)|哪[两三几]?家|同?一[家个](?:单位|部门|局|管|负责)|[归由是].*[局委办部门](?:来|在)?(?:管|负责|牵头|的|$|吗|吧)"
)
"""Words that ask for a unit beyond doubt."""
_TELLS = re.compile(
    r"也|打算|准备|\d|[一二两三四五六七八九十百千][万亿]|了|已经?|一直|刚|没|[分先][一两二三四五几]?[批次期笔]|就是|都[^，。]{0,3}齐"
)
_IN_QUESTION = re.compile(
    r"[说讲列问]|介绍|告诉|知道|[吗么呢？?谁哪几]|多少|什么|怎么|怎样|如何|啥|咋|是否|能否|可否|有没有|(.)[不没]\1"
)
_SOME = re.compile(r"[有了着过]几(?=[一-龥])")
"""有几个商标 asks for no number where another phrase asks."""
_INDEFINITE = re.compile(r"[没不未][^，。？！；]{0,6}(?:什么|啥|谁|哪|几)")
_RISKY = (kind_names.GREETING, kind_names.THANKS, kind_names.VERIFY)


@dataclass(frozen=True, slots=True)
class AskedKinds:
    """Joins both readings; without a head (another embedder) the patterns decide alone."""

    head: AskingHead | None
    embed: Callable[[str], Vectors]

    def refine(self, text: str, mentions: Sequence[KindMention]) -> tuple[KindMention, ...]:
        """The kinds of `mentions` that the head does not deny, and those it adds (with an empty span at the end)."""
        if self.head is None or not text.strip() or small_talk(text):
            return tuple(mentions)
        likely = self.head.probabilities(text, self.embed(text))
        mentions = [one for one in mentions if not _only_says_some(one, text)]
        kept = [one for one in mentions if not self._is_denied(one, text, likely)]
        end = Span(len(text), len(text))
        leader = _leader(likely)
        added = [
            KindMention(all_kinds()[name], end)
            for name, share in likely.items()
            if (share >= _ADDS or name == leader) and _may_join(name, share, kept)
        ]
        together = [*kept, *added]
        if leader not in {one.kind.name for one in together if one.kind.is_often_silent}:
            return tuple(together)
        apart = _outside_phrases_of(leader, text, kept)
        faint = _FAINT * likely[leader]
        return tuple(
            one
            for one in together
            if one.kind.name not in _MAIN or one in apart or likely.get(one.kind.name, 0.0) >= faint
        )

    def _is_denied(self, mention: KindMention, text: str, likely: Mapping[str, float]) -> bool:
        """Whether the head sees a kind that patterns often find wrongly neither in the text nor in its own phrase."""
        name = mention.kind.name
        is_checked = mention.kind.is_often_silent or name in (kind_names.WHO, kind_names.DOCUMENT, kind_names.TEXT)
        is_checked = is_checked and not (name == kind_names.WHO and _OF_UNITS.search(_words_of(mention, text)))
        if self.head is None or not is_checked or likely.get(name, 1.0) >= _DENIED:
            return False
        phrase = next(text[one.start : one.end] for one in split_phrases(text) if mention.span.start < one.end)
        return self.head.probabilities(phrase, self.embed(phrase)).get(name, 1.0) < _DENIED

    def is_other_domain(self, text: str) -> bool:
        """Whether the question is surely about something that no policy document treats."""
        if self.head is None or not text.strip():
            return False
        likely = self.head.probabilities(text, self.embed(text))
        return _leader(likely) in _OTHER_DOMAIN


def without_told(mentions: Sequence[KindMention], text: str) -> tuple[KindMention, ...]:
    """The mentions without the silent kinds in phrases that only tell (分两批到账了), where another phrase asks."""
    told = told_kinds(mentions, text, _only_tells)
    asked = [one for one in mentions if one not in told and one.kind.name in _MAIN]
    return tuple(one for one in mentions if one not in told) if asked else tuple(mentions)


def told_kinds(mentions: Sequence[KindMention], text: str, tells: Callable[[str], bool]) -> list[KindMention]:
    """The mentions of silent kinds in those phrases of a text that only tell, as `tells` judges a phrase."""
    telling = [one for one in split_phrases(text) if tells(text[one.start : one.end])]
    return [
        one
        for one in mentions
        if one.kind.is_often_silent and any(place.start <= one.span.start < place.end for place in telling)
    ]


def _only_tells(phrase: str) -> bool:
    """Whether a phrase says that something is or is not so, and asks nothing; 没签什么 is no question."""
    return bool(_TELLS.search(phrase)) and not _IN_QUESTION.search(_INDEFINITE.sub("没", phrase))


def _only_says_some(mention: KindMention, text: str) -> bool:
    """Whether a number seems asked for in a phrase 有几个… that another phrase, which asks, comes after."""
    if mention.kind.name not in (kind_names.COUNT, kind_names.AMOUNT):
        return False
    end = next((one.end for one in split_phrases(text) if mention.span.start < one.end), len(text))
    said = text[max(0, mention.span.start - 1) : mention.span.end]
    return bool(_SOME.search(said)) and asks_in_words(text[end:])


def _outside_phrases_of(name: str, text: str, mentions: Sequence[KindMention]) -> list[KindMention]:
    """The mentions in other phrases than those where words ask for this kind; none where no words do."""
    asking = [one.span for one in mentions if one.kind.name == name]
    phrases = [one for one in split_phrases(text) if any(one.start <= span.start < one.end for span in asking)]
    if not phrases:
        return []
    return [one for one in mentions if not any(phrase.start <= one.span.start < phrase.end for phrase in phrases)]


def _may_join(name: str, share: float, kept: Sequence[KindMention]) -> bool:
    """Whether the head's word is enough for a kind, beside those that patterns found and it did not deny."""
    if name not in all_kinds() or name in _RISKY or any(one.kind.name == name for one in kept):
        return False
    if any(one.kind.is_often_silent for one in kept):
        return share >= _ADDS and not all_kinds()[name].is_often_silent
    return share >= _SURE or not kept or not all_kinds()[name].is_often_silent


def _words_of(mention: KindMention, text: str) -> str:
    """What stands where a kind was found, with the few characters after it."""
    return text[mention.span.start : mention.span.end + 2]


def _leader(likely: Mapping[str, float]) -> str | None:
    """The likeliest kind where it is far ahead of every other."""
    first, second = sorted(likely, key=lambda name: -likely[name])[:2]
    is_ahead = likely[first] >= _LEADS and likely[first] >= _AHEAD * likely[second]
    return first if is_ahead and first != _LIKE_AMOUNTS else None
