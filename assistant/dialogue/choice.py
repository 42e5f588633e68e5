"""Which of several awards a text means, by the facts that it states: those that one award has alone decide."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.award import FactSpec, Rule
from assistant.dialogue.compared import Figure, figures_in
from assistant.dialogue.facts import hear_facts
from assistant.dialogue.levels import LEVELS
from assistant.domain import Fact
from assistant.language.lexicon import small_lexicon
from assistant.language.sentences import split_phrases

_STATED = 5
_TIME = re.compile(r"[今去上本当头前往后明]年度?|以[前往]|此前|当时|过去|现在|目前")
_HOW_MUCH = re.compile(r"多少|几[万成个]|怎么[补奖给算]|呢[？?。，\s]*$")
_OTHER = "其他"


def most_spoken_of(rules: Sequence[Rule], text: str) -> list[Rule]:
    """Of the awards with one name in each policy, those whose own facts the text speaks of; else all."""
    policies = dict.fromkeys(rule.policy_id for rule in rules)
    if each := asked_one_by_one(rules, text):
        return each
    return [one for policy in policies for one in _most_spoken_of([r for r in rules if r.policy_id == policy], text)]


def asked_one_by_one(rules: Sequence[Rule], text: str) -> list[Rule]:
    """The award of each phrase that asks how much, where several do: 第一次过给多少，重新认定给多少; else none."""
    phrases = [text[one.start : one.end] for one in split_phrases(text)]
    asking = [phrase for phrase in phrases if _HOW_MUCH.search(phrase)]
    if len(asking) < 2 or len(rules) < 2:
        return []
    chosen = [found for phrase in asking if len(found := most_spoken_of(rules, phrase)) == 1]
    each = list({rule.key: rule for (rule,) in chosen}.values())
    return each if len(each) > 1 else []


def _most_spoken_of(rules: Sequence[Rule], text: str) -> list[Rule]:
    if len(rules) < 2:
        return list(rules)
    scores = [_facts_spoken_of(rule, rules, text) for rule in rules]
    enough = min(max(scores), _STATED)
    return [rule for rule, score in zip(rules, scores, strict=True) if score >= enough]


def _facts_spoken_of(rule: Rule, rivals: Sequence[Rule], text: str) -> int:
    """How much a text says of the facts that a rule has alone: stated ones count most, denied ones against it."""
    specs = _own_facts(rule, rivals)
    words_of_others = {word for one in rivals if one.key != rule.key for spec in one.facts for word in spec.yes_words}
    heard = hear_facts(specs, text)
    score = 0
    for fact in heard.facts.values():
        stated = 3 if fact.words not in words_of_others else -1
        score += stated if fact.value == "false" else _weight_of_words(rule.fact(fact.name), fact, text)
    anchors = {word for spec in specs for word in (*spec.words, *spec.yes_words) if word in text and not _is_time(word)}
    return score + len(anchors) + len(_sums_in(text) & _sums_in(rule.quote))


def _sums_in(text: str) -> set[Figure]:
    return {one for one in figures_in([text]) if one[0] in ("money", "rate")}


def _weight_of_words(spec: FactSpec, fact: Fact, text: str) -> int:
    """How surely a fact is meant: a figure by words of its own in the same phrase, less by a mere time (今年)."""
    if not spec.words or fact.span is None:
        return 4
    phrase = next(one for one in split_phrases(text) if fact.span.start < one.end)
    near = [word for word in spec.words if word in text[phrase.start : max(phrase.end, fact.span.end)]]
    return 4 if any(not _is_time(word) for word in near) else 2 if near else 0


def _is_time(word: str) -> bool:
    return bool(_TIME.fullmatch(word))


def spoken_of(rules: Sequence[Rule], text: str) -> list[Rule]:
    """The awards whose own conditions a text names, whichever of them it says to hold: sides of a comparison."""
    return [rule for rule in rules if any(_is_named(spec, rule, text) for spec in _own_facts(rule, rules))]


def names_other_option(rule: Rule, told: str, words: str) -> bool:
    """Whether words name an option of an award, and the text before them another one."""
    for name in (spec.name for spec in rule.facts if spec.kind == "option"):
        before = hear_facts(rule.facts, told).facts.get(name)
        now = hear_facts(rule.facts, words, is_elliptical=True).facts.get(name)
        if before and now and before.value != now.value and now.value != _OTHER:
            return True
    return False


def is_told(rule: Rule, group: Sequence[Rule], text: str) -> bool:
    """Whether a text states facts that this award alone has among those of one name."""
    return _facts_spoken_of(rule, group, text) >= _STATED


def _own_facts(rule: Rule, rivals: Sequence[Rule]) -> list[FactSpec]:
    shared = set.intersection(*({spec.name for spec in one.facts} for one in rivals)) if len(rivals) > 1 else set()
    return [spec for spec in rule.facts if spec.name not in shared]


def _is_named(spec: FactSpec, rule: Rule, text: str) -> bool:
    """Whether a text says that a condition holds, of anything; what it says of the other side does not count."""
    about = [one.span for one in small_lexicon({rule.key: rule.names}).find(text)]
    heard = hear_facts([replace(spec, no_words=())], text, about=about).facts.get(spec.name)
    if spec.kind != "bool" or heard is None or heard.span is None or heard.value != "true":
        return False
    denials = [one.span for one in small_lexicon({"false": spec.no_words}).find(text)]
    return not any(one.start <= heard.span.start and heard.span.end <= one.end for one in denials)


def weigh_facts(rule: Rule, text: str) -> int:
    """How much of a rule's facts a text gives; options and figures with words of their own count double."""
    heard = hear_facts(rule.facts, text)
    weight = 2 * len(heard.alternatives)
    for name, fact in heard.facts.items():
        spec = rule.fact(name)
        is_vague = bool(spec.words) and not any(word in text for word in spec.words)
        is_plain = spec.kind == "bool" or fact.words in LEVELS or is_vague
        weight += 0 if fact.value == _OTHER else 1 if is_plain else 2
    return weight
