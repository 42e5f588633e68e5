"""Which of several awards a text means, by the facts that it states: those that one award has alone decide."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.award import FactSpec, Rule
from assistant.dialogue.facts import hear_facts
from assistant.dialogue.levels import LEVELS
from assistant.language.lexicon import Lexicon

_STATED = 5
_OTHER = "其他"


def most_spoken_of(rules: Sequence[Rule], text: str) -> list[Rule]:
    """Of the awards with one name in each policy, those whose own facts the text speaks of; else all."""
    policies = dict.fromkeys(rule.policy_id for rule in rules)
    return [one for policy in policies for one in _most_spoken_of([r for r in rules if r.policy_id == policy], text)]


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
    score = sum(
        4 if fact.value != "false" else 3 if fact.words not in words_of_others else -1 for fact in heard.facts.values()
    )
    anchors = {word for spec in specs for word in (*spec.words, *spec.yes_words) if word in text}
    return score + len(anchors)


def spoken_of(rules: Sequence[Rule], text: str) -> list[Rule]:
    """The awards whose own conditions a text names, whichever of them it says to hold: sides of a comparison."""
    return [rule for rule in rules if any(_is_named(spec, rule, text) for spec in _own_facts(rule, rules))]


def is_told(rule: Rule, group: Sequence[Rule], text: str) -> bool:
    """Whether a text states facts that this award alone has among those of one name."""
    return _facts_spoken_of(rule, group, text) >= _STATED


def _own_facts(rule: Rule, rivals: Sequence[Rule]) -> list[FactSpec]:
    shared = set.intersection(*({spec.name for spec in one.facts} for one in rivals)) if len(rivals) > 1 else set()
    return [spec for spec in rule.facts if spec.name not in shared]


def _is_named(spec: FactSpec, rule: Rule, text: str) -> bool:
    """Whether a text says that a condition holds, of anything; what it says of the other side does not count."""
    about = [one.span for one in Lexicon({rule.key: rule.names}).find(text)]
    heard = hear_facts([replace(spec, no_words=())], text, about=about).facts.get(spec.name)
    return spec.kind == "bool" and heard is not None and heard.value == "true"


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
