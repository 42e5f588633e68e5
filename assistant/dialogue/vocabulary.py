"""Every name the corpus gives to things: awards, units, documents, places, terms; and where a text mentions them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.award import Rule
from assistant.domain import Policy, Span
from assistant.language.lexicon import Lexicon, Mention

_SHORT_UNIT = 3
_OUTER = re.compile(r"^.{1,6}?[省市州县](?=[^省市州县].)")


@dataclass(frozen=True, slots=True)
class RuleMention:
    """Words of a text that name the award or the subject of some rules."""

    rules: tuple[Rule, ...]
    span: Span


class Vocabulary:
    """The names of one corpus. `terms` is its words file."""

    def __init__(self, policies: Sequence[Policy], rules: Sequence[Rule], terms: Lexicon) -> None:
        self.terms = terms
        self._rules = {rule.key: rule for rule in rules}
        self._rule_names = Lexicon({key: _with_synonyms(rule.names, terms) for key, rule in self._rules.items()})
        self._units = Lexicon(_unit_names(policies))
        self._documents = Lexicon({policy.id: _document_names(policy) for policy in policies})
        self._places = Lexicon({one.id: _place_names(one) for one in policies if one.places})

    def rules_in(self, text: str) -> list[RuleMention]:
        """Mentions of awards in order; the rules of one mention share the words."""
        grouped: dict[Span, list[Rule]] = {}
        for mention in self._rule_names.find(text):
            grouped.setdefault(mention.span, []).append(self._rules[mention.term])
        return [RuleMention(tuple(rules), span) for span, rules in grouped.items()]

    def units_in(self, text: str) -> list[Mention]:
        """Mentions of responsible units by any of their names; `term` is the normalised one."""
        return self._units.find(text)

    def policies_in(self, text: str) -> tuple[str, ...]:
        """Ids of the policies that a text names by title, short name or document number, or by their place."""
        named = self._documents.find(text) or self._places.find(text)
        return tuple(dict.fromkeys(mention.term for mention in named))

    def names_of_documents(self, text: str) -> list[Span]:
        """Where a text names a document or the place of one: words that say whose rule is meant, not what about."""
        return list(dict.fromkeys(one.span for one in (*self._documents.find(text), *self._places.find(text))))

    def spellings(self) -> tuple[str, ...]:
        """Right spellings of every name, the most particular first."""
        words: list[str] = []
        for rule in self._rules.values():
            words += rule_words(rule)
        words += [word for unit in self._units.terms for word in self._units.words(unit)]
        words += [word for term in self.terms.terms for word in self.terms.words(term)]
        return tuple(dict.fromkeys(re.sub('[“”"…+ ]', "", word) for word in words))


def rule_words(rule: Rule) -> list[str]:
    """Every word that belongs to an award: its names and those of its facts and options."""
    words = [rule.title, *rule.names]
    for spec in rule.facts:
        words += [spec.label, *spec.words, *spec.yes_words, *spec.no_words]
        words += [word for option in spec.options for word in option.words]
    return words


def _with_synonyms(names: Iterable[str], terms: Lexicon) -> tuple[str, ...]:
    """The names with the everyday words of those that are terms themselves."""
    return tuple(dict.fromkeys(word for name in names for word in (name, *terms.words(name))))


def _unit_names(policies: Sequence[Policy]) -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for policy in policies:
        for clause in policy.clauses:
            for unit in clause.responsible_units:
                short = (unit[1:],) if unit[0] in "省市县区" and len(unit) > _SHORT_UNIT else ()
                also = (*policy.unit_aliases.get(unit, ()), *short)
                names[unit] = tuple(dict.fromkeys((*names.get(unit, ()), *also)))
    return names


def _place_names(policy: Policy) -> tuple[str, ...]:
    """The places of a policy, also by what stands after the city or county they lie in: 高新区 of 云川市高新区."""
    return tuple(dict.fromkeys((*policy.places, *(_OUTER.sub("", place) for place in policy.places))))


def _document_names(policy: Policy) -> tuple[str, ...]:
    return tuple(filter(None, (policy.title, policy.document_number, *policy.aliases)))
