"""What else a question asks for beside the kinds that documents often leave open."""

import re

from assistant.dialogue import kinds
from assistant.dialogue.ask import Ask
from assistant.dialogue.kinds import KindMention
from assistant.domain import Span
from assistant.language.sentences import split_phrases

_SUBSTANTIAL = (kinds.AMOUNT, kinds.COMPARE, kinds.CONDITION, kinds.SUPPORT, kinds.VERIFY)
_OWN_WORDS = re.compile(
    r"补助|补贴|奖励|奖金|奖(?=[没不吗])|钱|资金|(?:给|奖|补|拿(?!出)|领|配套)[^，。]{0,4}(?:多少|几)"
    r"|(?:什么|哪些|啥|几个|有何|有没有|具体)[^，。]{0,4}(?:条件|要求|资格|门槛)|(?:条件|要求|门槛)(?:是|有|呢)"
)
_STILL = re.compile(r"来得及|赶得上")


def asks_beside_silence(ask: Ask) -> bool:
    """Whether an award or a condition is asked for in words of its own.

    A bare 多少 or 有没有 in the same phrase as a silent kind, or after it, asks for nothing else.
    """
    silent = _silent_spans(ask)
    phrases = [one for one in split_phrases(ask.words) if _meets_any(one, silent)]
    others = [one for one in ask.kinds if one.kind.name in _SUBSTANTIAL and not _meets_any(one.span, silent)]
    return any(not phrases or _stands_alone(one, ask.words, phrases) for one in others)


def is_inside_silence(mention: KindMention, ask: Ask) -> bool:
    """Whether words that ask who is responsible belong to a silent kind: 由谁评定."""
    return mention.kind.name == kinds.WHO and _meets_any(mention.span, _silent_spans(ask))


def asks_whether_still(name: str, ask: Ask) -> bool:
    """Whether a silent kind only asks if something can be had after the fact: 补领, 来得及."""
    return name == kinds.RETROACTIVE or bool(_STILL.search(ask.words))


def fails_a_condition(ask: Ask) -> bool:
    """Whether the person said something that an award of the topic rules out."""
    return any(fact.value == "false" for heard in ask.heard.values() for fact in heard.facts.values())


def _stands_alone(mention: KindMention, words: str, phrases: list[Span]) -> bool:
    """Whether it has own words, comes before the phrases of the silent kinds, or checks something outside of them."""
    span = mention.span
    is_before = span.start < span.end <= phrases[0].start
    is_check = mention.kind.name == kinds.VERIFY and not _meets_any(span, phrases)
    return is_before or is_check or bool(_OWN_WORDS.search(words[span.start : span.end]))


def _silent_spans(ask: Ask) -> list[Span]:
    return [one.span for one in ask.kinds if one.kind.is_often_silent]


def _meets_any(one: Span, others: list[Span]) -> bool:
    return any(one.meets(other) for other in others)
