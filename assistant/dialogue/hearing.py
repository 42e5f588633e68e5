"""The facts and claims that an ask contains, for each award of its topic, with what earlier turns said."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.award import Rule
from assistant.dialogue import kinds as kind_names
from assistant.dialogue.ask import Ask, Memory
from assistant.dialogue.compared import figure, figures_in
from assistant.dialogue.facts import Heard, a_year_later, hear_facts, merge
from assistant.dialogue.figures import EARLIER, earlier_and_current
from assistant.dialogue.kinds import find_kinds
from assistant.dialogue.places import moved_from
from assistant.dialogue.vocabulary import RuleMention, Vocabulary
from assistant.domain import Fact, Policy, Span
from assistant.language.quantities import Quantity, find_quantities
from assistant.language.sentences import split_phrases
from assistant.ports import Segmenter

_TELLS = re.compile(r"了[，。；]|已经?|刚|也签|在有效期")
_NEXT_YEAR = re.compile(r"明年|后年|下一?年|来年")
_OUTSIDE = re.compile(r"外地|外省|省外|市外|区外|县外|外市")
_CLAIMED = ("money", "rate", "multiple", "points", "duration", "count")
_CLAIM_BEFORE = re.compile(
    r"(?:给|奖|补|拿|领|发|是|按|到|有|最高|最多|上限|封顶|限额|配套|得|应该|还是|就是|成|能|为|的|提高|降到|降至|至少|全|固定)"
    r"[^，。？！；\d]{0,4}$"
)


@dataclass(frozen=True, slots=True)
class Hearing:
    """Reads facts against one corpus."""

    policies: Sequence[Policy]
    vocabulary: Vocabulary
    segmenter: Segmenter

    def hear(self, ask: Ask, memory: Memory) -> Ask:
        mentions = self.vocabulary.rules_in(ask.story)
        claims = self._claims(ask)
        heard = {}
        for rule in ask.topic.rules:
            about = [one.span for one in mentions if any(one_rule.key == rule.key for one_rule in one.rules)]
            new = self._hear_award(rule, ask, about, mentions, [one.span for one in claims])
            new = self._with_origin(rule, _without_tiers(rule, new, ask.story), ask.story)
            remembered = _remembered(rule, memory)
            if _NEXT_YEAR.search(ask.story):
                remembered = a_year_later(rule.facts, remembered, new)
            heard[rule.key] = merge(remembered, new)
        if ask.asks_for(kind_names.COMPARE):
            heard = {rule.key: _as_a_side(rule, heard[rule.key], ask) for rule in ask.topic.rules}
        tells = any(
            rule.fact(name).kind == "bool" for rule in ask.topic.rules for name in heard[rule.key].facts
        ) and bool(_TELLS.search(ask.story))
        return replace(ask, heard=heard, claims=tuple(claims), is_personal=ask.is_personal or tells)

    def _hear_award(
        self, rule: Rule, ask: Ask, about: list[Span], mentions: Sequence[RuleMention], claims: list[Span]
    ) -> Heard:
        """The facts of one award: from the stretch of the story that names it, where others are named beside it."""
        is_elliptical = ask.is_follow_up and not about
        stretch = _stretch_about(rule, ask.story, about, mentions)
        if stretch is not None:
            inside = [
                Span(one.start - stretch.start, one.end - stretch.start)
                for one in about
                if stretch.start <= one.start < stretch.end
            ]
            near = hear_facts(rule.facts, ask.story[stretch.start : stretch.end], about=inside)
            if near.facts or near.alternatives:
                return near
        return hear_facts(rule.facts, ask.story, about=about, claims=claims, is_elliptical=is_elliptical)

    def _with_origin(self, rule: Rule, heard: Heard, story: str) -> Heard:
        """A place outside the policy's own, from where somebody moves, settles whether they come from outside."""
        for spec in rule.facts:
            is_origin = spec.kind == "bool" and any(_OUTSIDE.fullmatch(word) for word in spec.yes_words)
            if (
                is_origin
                and spec.name not in heard.facts
                and (span := moved_from(story, self.policies, self.segmenter))
            ):
                fact = Fact(spec.name, "true", "user", story[span.start : span.end], span)
                return replace(heard, facts={**heard.facts, spec.name: fact})
        return heard

    def _claims(self, ask: Ask) -> list[Quantity]:
        """Figures in a checking question that stand as what is given, not as what the person has."""
        if not ask.asks_for(kind_names.VERIFY):
            return []
        claims = []
        anchors = [word for rule in ask.topic.rules for spec in rule.facts for word in spec.words]
        places = _checked_places(ask)
        for one in find_quantities(ask.story):
            if not any(place.start <= one.span.start < place.end for place in places):
                continue
            before = ask.story[max(0, one.span.start - 12) : one.span.start]
            after = ask.story[one.span.end : one.span.end + 4]
            is_fact = any(word in before[-6:] or after.startswith(word) for word in anchors)
            is_claim = not anchors or bool(_CLAIM_BEFORE.search(before))
            if one.kind in _CLAIMED and not one.words.startswith("一") and not is_fact and is_claim:
                claims.append(one)
        return claims


def _stretch_about(rule: Rule, story: str, about: Sequence[Span], mentions: Sequence[RuleMention]) -> Span | None:
    """From the phrase that names the award to the phrase that names the next one; None when no other is named."""
    others = [one.span for one in mentions if all(one_rule.key != rule.key for one_rule in one.rules)]
    if not about or not others:
        return None
    starts = [phrase.start for phrase in split_phrases(story)]
    start = max(at for at in starts if at <= about[0].start)
    following = [one.start for one in others if one.start > about[0].start]
    end = max((at for at in starts if following and about[0].start < at <= following[0]), default=len(story))
    return Span(start, end)


def _as_a_side(rule: Rule, heard: Heard, ask: Ask) -> Heard:
    """The facts of one side of a comparison: what sets a sister award apart does not deny this one's conditions."""
    if not any(one.key != rule.key and set(one.names) & set(rule.names) for one in ask.topic.rules):
        return heard
    return replace(heard, facts={name: fact for name, fact in heard.facts.items() if fact.value != "false"})


def _without_tiers(rule: Rule, heard: Heard, story: str) -> Heard:
    """The facts without thresholds of the rule itself that only name its tiers: 上3亿给几万，上5亿给几万."""
    pair = earlier_and_current(rule.facts)
    if pair is None or EARLIER.search(story):
        return heard
    tiers, said = figures_in([rule.quote]), {figure(one) for one in find_quantities(story) if one.kind == "money"}
    if len(said & tiers) < 2:
        return heard
    dropped = {one.name for one in pair}
    return replace(heard, facts={name: fact for name, fact in heard.facts.items() if name not in dropped})


def _checked_places(ask: Ask) -> list[Span]:
    """The phrases of the story that are to be confirmed: those of the checking words and the one before each."""
    phrases = split_phrases(ask.story)
    checks = [mention.span for mention in find_kinds(ask.story) if mention.kind.name == kind_names.VERIFY]
    hit = {
        at
        for at, phrase in enumerate(phrases)
        for check in checks
        if phrase.start < check.end and check.start < phrase.end
    }
    return [phrases[at] for at in sorted(hit | {at - 1 for at in hit if at > 0})]


def _remembered(rule: Rule, memory: Memory) -> Heard:
    """What earlier turns said of this rule's facts, under this award or another that shares the fact."""
    earlier = Heard()
    for ask in memory.asks:
        for heard in ask.heard.values():
            facts = {name: fact for name, fact in heard.facts.items() if name in rule.fact_names}
            alternatives = {name: values for name, values in heard.alternatives.items() if name in rule.fact_names}
            earlier = merge(earlier, Heard(facts, alternatives))
    return earlier
