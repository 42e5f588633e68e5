"""The facts and claims that an ask contains, for each award of its topic, with what earlier turns said."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.award import FactSpec, Rule
from assistant.dialogue import kinds as kind_names
from assistant.dialogue.ask import Ask, Memory
from assistant.dialogue.changes import changed
from assistant.dialogue.choice import asked_one_by_one
from assistant.dialogue.compared import Figure, figure, figures_in
from assistant.dialogue.eligible_part import of_eligible_part
from assistant.dialogue.facts import Heard, a_year_later, hear_facts, merge
from assistant.dialogue.figures import EARLIER, accounts, corrects, earlier_and_current
from assistant.dialogue.kinds import find_kinds
from assistant.dialogue.negation import is_denied
from assistant.dialogue.places import moved_from
from assistant.dialogue.vocabulary import RuleMention, Vocabulary
from assistant.domain import Fact, Policy, Span
from assistant.language.lexicon import small_lexicon
from assistant.language.quantities import Quantity, find_quantities
from assistant.language.sentences import split_phrases, split_sentences
from assistant.ports import Segmenter

_TELLS = re.compile(r"了[，。；]|已经?|刚|也签|在有效期")
_NEXT_YEAR = re.compile(r"明年|后年|下一?年|来年")
_OUTSIDE = re.compile(r"外地|外省|省外|市外|区外|县外|外市")
_CLAIMED = ("money", "rate", "multiple", "points", "duration", "count")
_CLAIM_BEFORE = re.compile(
    r"给|奖|补|拿|领|发|是|按|到|有|最高|最多|上限|封顶|限额|配套?|得|应该?|还是|成|能|为|的|提高|降|至少|全|固定|要|管|付"
)
_BOUND_BEFORE = re.compile(r"(?:每(?:提高|增加|上升|涨|满)?|低于|高于|不超过|不少于|不低于|超过|满)[^，。？！；]{0,3}$")
_BOUND_AFTER = re.compile(r"\s*(?:以下|以上|以内|之内|封顶)")
_ROSE = re.compile(r"(?:[由从].*|(?:提高|提升|增加|增长|上升|涨|升|抬|多)(?:了|到|约|整|有)*)$")
_OF_THE_PAST = re.compile(r"[年月]?[前来后]")
_DENIED = re.compile(r"(?:不是|而非|并非)$")
_OF_CHECKING = re.compile(r"\s*(?:个|项|条|样|种|件|次|回|点|笔)")
_WISHES = re.compile(r"[吗么吧？?]|能|可以|还")
_DIFFERENCE = re.compile(r"[多少差再][^，。？！；]{0,2}$")
_BARE = 8
_THESE = re.compile(r"(?:这|以上|上面|上述)[^，。？！]{0,6}(?=[对错]|没|准|属实|是不是|都)")
_OR = re.compile(r"(?:，|、)?(?:还是|或者?|抑或)(?:是|给|补|奖)?")


@dataclass(frozen=True, slots=True)
class Hearing:
    """Reads facts against one corpus."""

    policies: Sequence[Policy]
    vocabulary: Vocabulary
    segmenter: Segmenter

    def hear(self, ask: Ask, memory: Memory) -> Ask:
        mentions = self.vocabulary.rules_in(ask.story)
        choices = _choices(ask.story)
        claims = [one for one in self._claims(ask) if one.span not in choices]
        told = accounts(find_quantities(ask.story), ask.story)
        is_corrected = any(corrects(one, ask.story) for one in claims)
        claims = [] if is_corrected else [one for one in claims if one not in told]
        no_facts = [*choices, *(one.span for one in claims)]
        heard = {}
        for rule in ask.topic.rules:
            about = [one.span for one in mentions if any(one_rule.key == rule.key for one_rule in one.rules)]
            new = self._hear_award(rule, ask, about, mentions, no_facts)
            new = of_eligible_part(rule, _without_tiers(rule, new, ask.story), ask.story)
            new = self._with_origin(rule, new, ask.story)
            remembered = _remembered(rule, memory)
            if _NEXT_YEAR.search(ask.story):
                remembered = a_year_later(rule.facts, remembered, new)
            heard[rule.key] = merge(remembered, changed(rule.facts, remembered, new, ask.story))
        sets_beside = ask.asks_for(kind_names.COMPARE, kind_names.VERIFY) and not ask.is_personal
        if sets_beside or asked_one_by_one(ask.topic.rules, ask.story):
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
        specs = [spec for rule in ask.topic.rules for spec in rule.facts]
        checked = _checked_sentences(ask.story)
        figures = [
            one
            for one in find_quantities(ask.story)
            if one.kind in _CLAIMED
            and not _counts_nothing(one)
            and any(place.start <= one.span.start < place.end for place in checked)
        ]
        starts = [phrase.start for phrase in split_phrases(ask.story)]
        claims = []
        for one, last in zip(figures, [Span(0, 0), *(known.span for known in figures)], strict=False):
            start = max(at for at in (*starts, last.end) if at <= one.span.start)
            anchors = [word for spec in specs if spec.kind == one.kind for word in spec.words]
            if _is_claim(one, ask, start, anchors):
                claims.append(one)
        return [one for one in claims if len(claims) == 1 or not _DENIED.search(ask.story[: one.span.start])]


def _checked_sentences(story: str) -> list[Span]:
    """The sentences that check something, each with the one before where it is only that: 我理解得对吗; 这两句对吗."""
    sentences = split_sentences(story)
    checks = [mention.span for mention in find_kinds(story) if mention.kind.name == kind_names.VERIFY]
    hit = {at for at, one in enumerate(sentences) if any(one.start <= check.start < one.end for check in checks)}
    bare = {at - 1 for at in hit if at > 0 and sentences[at].end - sentences[at].start <= _BARE}
    if any(_THESE.match(story, sentences[at].start) for at in hit):
        bare |= set(range(max(hit)))
    return [sentences[at] for at in sorted(hit | bare)]


def _is_claim(one: Quantity, ask: Ask, start: int, anchors: Sequence[str]) -> bool:
    """Whether words of giving, or of a bound, stand nearer to a figure than words of a fact that the person has."""
    before, after = ask.story[start : one.span.start], ask.story[one.span.end :]
    if not ask.is_personal and (_BOUND_BEFORE.search(before) or _BOUND_AFTER.match(after)):
        return True
    if any(after.startswith(word) for word in anchors) or _OF_THE_PAST.match(after) or _ROSE.search(before):
        return False
    if any(EARLIER.search(word) and word in before for word in anchors):
        return False
    of_fact = max((before.rfind(word) + len(word) for word in anchors if word in before), default=0)
    of_claim = max((match.end() for match in _CLAIM_BEFORE.finditer(before)), default=0)
    return of_claim > of_fact or (of_claim == of_fact == 0 and (one.kind != "money" or not anchors))


def _counts_nothing(one: Quantity) -> bool:
    """「一个」, and 「两个」 of 「这两个数」: words of checking."""
    return one.kind == "count" and (one.value == 1 or bool(_OF_CHECKING.search(one.words)))


def _choices(story: str) -> list[Span]:
    """Figures set against each other: 「是10万还是1万」 states neither."""
    spans = [one.span for one in find_quantities(story)]
    pairs = [pair for pair in pairwise(spans) if _OR.fullmatch(story, pair[0].end, pair[1].start)]
    return [span for pair in pairs for span in pair]


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
    """The facts of one side of a comparison: what sets a sister award apart does not deny this one's conditions.

    Nor does a contrast within a check: 「是新备案的给，不是新认定的给」.
    """
    has_sister = any(one.key != rule.key and set(one.names) & set(rule.names) for one in ask.topic.rules)
    kept = {
        name: fact
        for name, fact in heard.facts.items()
        if fact.value != "false" or not (has_sister or _is_also_said(rule.fact(name), ask.story))
    }
    return replace(heard, facts=kept)


def _is_also_said(spec: FactSpec, story: str) -> bool:
    mentions = small_lexicon({"true": spec.yes_words, "false": spec.no_words}).find(story)
    return any(one.term == "true" and not is_denied(story, one.span) for one in mentions)


def _without_tiers(rule: Rule, heard: Heard, story: str) -> Heard:
    """The facts without thresholds of the rule itself that only name its tiers: 上3亿给几万，上5亿给几万."""
    heard = _without_own_figures(rule, heard, story)
    pair = earlier_and_current(rule.facts)
    if pair is None or EARLIER.search(story):
        return heard
    tiers, said = figures_in([rule.quote]), {figure(one) for one in find_quantities(story) if one.kind == "money"}
    if len(said & tiers) < 2:
        return heard
    dropped = {one.name for one in pair if one.name in heard.facts and _is_of_rule(heard.facts[one.name], tiers, story)}
    return replace(heard, facts={name: fact for name, fact in heard.facts.items() if name not in dropped})


def _is_of_rule(fact: Fact, tiers: set[Figure], story: str) -> bool:
    """Whether a figure is a tier of the rule, or the difference between two."""
    is_difference = fact.span is not None and bool(_DIFFERENCE.search(story[: fact.span.start]))
    return is_difference or bool(_figures_of(fact) & tiers)


def _figures_of(fact: Fact) -> set[Figure]:
    return figures_in([fact.words or ""])


def _without_own_figures(rule: Rule, heard: Heard, story: str) -> Heard:
    """The facts without a figure of the rule itself that is asked for: 能补足到50万吗."""
    own = figures_in([rule.quote])
    dropped = set()
    for name, fact in heard.facts.items():
        spec = rule.fact(name)
        if spec.kind != "money" or fact.span is None or not _figures_of(fact) & own:
            continue
        phrase = next(one for one in split_phrases(story) if fact.span.start < one.end)
        before, words = story[phrase.start : fact.span.start], story[phrase.start : phrase.end]
        if _CLAIM_BEFORE.search(before) and not any(word in words for word in spec.words) and _WISHES.search(words):
            dropped.add(name)
    return replace(heard, facts={name: fact for name, fact in heard.facts.items() if name not in dropped})


def _remembered(rule: Rule, memory: Memory) -> Heard:
    """What earlier turns said of this rule's facts, under this award or another that shares the fact."""
    earlier = Heard()
    for ask in memory.asks:
        for heard in ask.heard.values():
            facts = {name: fact for name, fact in heard.facts.items() if name in rule.fact_names}
            alternatives = {name: values for name, values in heard.alternatives.items() if name in rule.fact_names}
            earlier = merge(earlier, Heard(facts, alternatives))
    return earlier
