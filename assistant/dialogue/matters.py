"""Which sentences of a clause answer what is asked beside its awards: another matter of it, a period, a goal."""

import re
from collections.abc import Sequence

from assistant.award import Rule
from assistant.dialogue.ask import Ask
from assistant.dialogue.coverage import has_figures
from assistant.dialogue.evidence import Sentence

_ASKED_VERB = re.compile(
    r"((?![是有要的个为给说讲办弄去找问带交报填准备和在写到叫])[一-龥])(?:在|的是|的|到|些)?(?:什么|啥|哪)"
)
_PERIOD = re.compile(r"十[一二三四五六]五末?")
_QUOTES = re.compile(r"[“”\"]")
_GOAL = re.compile(r"目标|指标")
_IS_GOAL = re.compile(r"五[”\"]?末|20\d\d年|力争")


def sentences_beside_awards(ask: Ask, sentences: Sequence[Sentence]) -> list[Sentence]:
    """What a question that goes on says with its own nouns or verb, where that is not one of the awards spoken of."""
    if not ask.is_follow_up or has_figures(ask):
        return []
    verb = _ASKED_VERB.search(ask.words)
    words = list(ask.own_words) or ([verb[1]] if verb and only_guessed(ask) else [])
    return [
        one
        for one in sentences
        if words and all(word in one.text for word in words) and not any(overlaps(r, one) for r in ask.topic.rules)
    ]


def sentences_of_period(ask: Ask, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that speak of the period or the goal asked about, where that is no condition of an award."""
    period = _PERIOD.search(ask.words)
    found = [one for one in sentences if period and period[0] in _QUOTES.sub("", one.text)]
    if not period and _GOAL.search(ask.words) and ask.topic.rules:
        found = [one for one in sentences if _IS_GOAL.search(one.text)]
    return [] if any(overlaps(rule, one) for rule in ask.topic.rules for one in found) else found


def only_guessed(ask: Ask) -> bool:
    """Whether no words of the question itself ask for a kind of thing."""
    return all(one.span.start >= len(ask.words) for one in ask.kinds)


def is_told_by_verb(ask: Ask) -> bool:
    """Whether a question 要签什么 that goes on is answered by a sentence with its own verb."""
    verb = _ASKED_VERB.search(ask.words)
    return verb is not None and any(verb[1] in clause.text for clause in ask.topic.clauses)


def overlaps(rule: Rule, sentence: Sentence) -> bool:
    """Whether the words that an award is bound to share some with the sentence."""
    at = rule.clause.text.find(rule.quote)
    return sentence.clause == rule.clause and at < sentence.span.end and sentence.span.start < at + len(rule.quote)
