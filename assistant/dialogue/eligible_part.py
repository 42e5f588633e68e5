"""The part of a sum that an award covers: 余额5亿，其中小微2亿."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.award import Rule
from assistant.dialogue.facts import Heard
from assistant.dialogue.figures_heard import canonical, fits
from assistant.domain import Fact, Span
from assistant.language.quantities import Quantity, find_quantities
from assistant.language.sentences import split_phrases

_CUTS = re.compile(r"[、，。；“”\"]|以及|[和或等的]")
_OF_WHOLE = re.compile(
    r"其中|里[面头边]|面向|投[向给]|占|属于|算是|才|只有|[给是](?=[^，。？！]*?[\d一二三四五六七八九十百千万亿])"
)
_NOT_OF = re.compile(r"[不非]是|不[属算占]|其余|其他|剩|另外|以外|除了?")
_HEAD = 2


def of_eligible_part(rule: Rule, heard: Heard, story: str) -> Heard:
    """The facts with the smaller sum that is said of those whom the award covers, in place of the whole one."""
    phrases = split_phrases(story)
    for name, fact in heard.facts.items():
        spec = rule.fact(name)
        sums = [one for one in find_quantities(story) if fits(one, [spec])]
        whole = next((one for one in sums if fact.span and one.span == fact.span), None)
        if spec.kind != "money" or spec.is_optional or whole is None:
            continue
        parts = [
            one
            for one in sums
            if one.span.start > whole.span.end and one.value < whole.value
            if _is_covered(rule, _phrase_of(one, phrases, story), _phrase_of(whole, phrases, story))
        ]
        total = sum((one.value for one in parts), whole.value * 0)
        if parts and total < whole.value:
            span = Span(parts[0].span.start, parts[-1].span.end)
            value = canonical(replace(parts[0], value=total))
            part = Fact(name, value, "user", story[span.start : span.end], span)
            return replace(heard, facts={**heard.facts, name: part})
    return heard


def _phrase_of(one: Quantity, phrases: Sequence[Span], story: str) -> str:
    place = next(span for span in phrases if one.span.start < span.end)
    return story[place.start : place.end]


def _is_covered(rule: Rule, phrase: str, whole: str) -> bool:
    """Whether a phrase narrows the sum to something that the award names and the sum itself was not said of."""
    if not _OF_WHOLE.search(phrase) or _NOT_OF.search(phrase):
        return False
    named = [part for words in (*rule.scope, *rule.conditions) for part in _CUTS.split(words.removeprefix("面向"))]
    heads = {part[:_HEAD] for part in named if len(part) >= _HEAD}
    return any(head in phrase and head not in whole for head in heads)
