"""One message to the things it asks: what is wanted, about what, with which facts; leaning on earlier turns if it must."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from assistant.award import Rule, Rulebook
from assistant.dialogue import kinds as kind_names
from assistant.dialogue.ask import NOTHING, Ask, Memory, Topic
from assistant.dialogue.evidence import Evidence
from assistant.dialogue.facts import Heard, hear_facts, merge
from assistant.dialogue.levels import find_levels
from assistant.dialogue.parts import Part, split_parts
from assistant.dialogue.spelling import Speller
from assistant.dialogue.vocabulary import Vocabulary
from assistant.domain import Clause, Section, Span
from assistant.language.normalisation import normalise
from assistant.language.quantities import Quantity, find_quantities
from assistant.library import Addresses
from assistant.search import Finder

_POINTS_BACK = re.compile(r"这个|那个|这项|那项|这笔|这条|那条|该项|该条|该奖|这事|那事|这种|它|此项|上述|刚才|前面|刚刚说|上面|这两|这些|那两|同样")
_ELLIPSIS = re.compile(r"呢[？?。！!]*$|^(?:那|那么|要是|如果|假如|换成|换做|改成|不对|不是|说错|打错|错了|还有|再|其中|另外)")
_CLAIM_BEFORE = re.compile(r"(?:给|奖|补|拿|领|发|是|按|到|有|最高|最多|上限|封顶|限额|配套|得|应该|还是|就是|成|能|为|的|提高|降到|降至|至少|全|固定)[^，。？！；\d]{0,4}$")
_HITS = 8
_Place = TypeVar("_Place", Clause, Section)


@dataclass(frozen=True, slots=True)
class Interpreter:
    """Understands messages against one corpus."""

    vocabulary: Vocabulary
    rulebook: Rulebook
    addresses: Addresses
    finder: Finder
    evidence: Evidence
    speller: Speller

    def interpret(self, message: str, memory: Memory, policy: str | None = None) -> tuple[Ask, ...]:
        """The things asked, in order; `policy` narrows everything to one policy. Empty for a message without words."""
        text = self.speller.repair(normalise(message).text)
        parts = split_parts(text, self._anchor, self._own_words)
        return tuple(self._ask(part, memory, policy) for part in parts)

    def _anchor(self, sentence: str) -> frozenset[str]:
        rules = {rule.key for mention in self.vocabulary.rules_in(sentence) for rule in mention.rules}
        places = {one.text for one in self.addresses.find(sentence)}
        return frozenset(rules or places)

    def _own_words(self, text: str, ignored: list[Span]) -> list[str]:
        spans = [*ignored, *(one.span for one in find_quantities(text)), *(one.span for one in find_levels(text))]
        return self.evidence.content_words(text, spans)

    def _ask(self, part: Part, memory: Memory, policy: str | None) -> Ask:
        own = tuple(self._own_words(part.words, [one.span for one in part.kinds]))
        policies = (policy,) if policy else self.vocabulary.policies_in(part.story)
        topic = self._named_topic(part, policies)
        leans = memory.last is not None and self._leans_back(part, topic, own, memory)
        last = memory.last
        kinds = part.kinds
        if last is not None and leans:
            topic = self._carry_over(part, topic, memory)
            kinds = kinds or last.kinds
        elif topic.source == "nothing":
            topic = self._topic_by_meaning(part, policies)
        ask = Ask(part.words, part.story, kinds, topic, own, is_follow_up=leans)
        return self._with_facts(ask, memory if leans else Memory())

    # -- what it is about

    def _named_topic(self, part: Part, policies: tuple[str, ...]) -> Topic:
        """The topic that the words name: an address, an award, a unit to list, the document itself."""
        addresses = [one for one in self.addresses.find(part.story) if one.relative is None]
        addresses = [one for one in addresses if not policies or one.policy_id in (*policies, None)]
        if addresses:
            return Topic(
                "address",
                clauses=_unique(clause for one in addresses for clause in one.targets),
                sections=_unique(one.section for one in addresses if one.section),
                absent=tuple(one.text for one in addresses if not one.exists),
                policies=policies,
            )
        rules = self._named_rules(part.story, policies)
        if rules:
            return Topic("name", rules, _unique(rule.clause for rule in rules), policies=policies)
        return NOTHING

    def _named_rules(self, text: str, policies: tuple[str, ...]) -> tuple[Rule, ...]:
        groups: list[list[Rule]] = []
        for mention in self.vocabulary.rules_in(text):
            rules = [rule for rule in mention.rules if not policies or rule.policy_id in policies]
            for group in groups:
                if common := [rule for rule in group if rule in rules]:
                    group[:] = common
                    break
            else:
                groups.append(rules)
        chosen = [rule for group in groups for rule in self._most_spoken_of(group, text)]
        return tuple({rule.key: rule for rule in chosen}.values())

    def _most_spoken_of(self, rules: Sequence[Rule], text: str) -> list[Rule]:
        """Of several awards with one name, those whose own facts the text speaks of; all when it speaks of none."""
        if len(rules) < 2:
            return list(rules)
        shared = set.intersection(*({spec.name for spec in rule.facts} for rule in rules))
        scores = [self._facts_spoken_of(rule, shared, text) for rule in rules]
        best = max(scores)
        return [rule for rule, score in zip(rules, scores, strict=True) if score == best]

    def _facts_spoken_of(self, rule: Rule, shared: set[str], text: str) -> int:
        specs = [spec for spec in rule.facts if spec.name not in shared]
        heard = hear_facts(specs, text)
        score = sum(-1 if fact.value == "false" else 3 for fact in heard.facts.values())
        anchors = {word for spec in specs for word in (*spec.words, *spec.yes_words) if word in text}
        return score + len(anchors)

    def _topic_by_meaning(self, part: Part, policies: tuple[str, ...]) -> Topic:
        policy = policies[0] if len(policies) == 1 else None
        query = part.story if len(part.story) <= 80 else part.words
        hits = tuple(self.finder.search(query, policy=policy, limit=_HITS))
        if not hits:
            return NOTHING
        return Topic("meaning", clauses=(hits[0].clause,), hits=hits, policies=policies)

    # -- what earlier turns give

    def _leans_back(self, part: Part, topic: Topic, own: tuple[str, ...], memory: Memory) -> bool:
        """Whether the message needs the earlier topic: it names none of its own and points back or adds no new noun."""
        last = memory.last
        if last is None or topic.source == "address":
            return False
        if any(one.relative is not None for one in self.addresses.find(part.story)):
            return True
        if topic.source == "name":
            return not part.kinds and bool(_ELLIPSIS.search(part.words))
        units = self.vocabulary.units_in(part.story)
        if units and last.topic.source == "unit":
            return True
        if _POINTS_BACK.search(part.words):
            return True
        names = " ".join(name for rule in last.topic.rules for name in (*rule.names, *_fact_words(rule)))
        return not self.evidence.uncovered(own, last.topic.clauses, names)

    def _carry_over(self, part: Part, topic: Topic, memory: Memory) -> Topic:
        """The earlier topic, unless the message names a new one and only the kind carries over."""
        last = memory.last
        if last is None or topic.source == "name":
            return topic
        if any(mention.kind.name == kind_names.STACKING for mention in part.kinds) and len(memory.rules) > 1:
            rules = memory.rules[-2:]
            return replace(last.topic, rules=rules, clauses=_unique(rule.clause for rule in rules))
        return last.topic

    # -- what was said

    def _with_facts(self, ask: Ask, memory: Memory) -> Ask:
        mentions = self.vocabulary.rules_in(ask.story)
        claims = self._claims(ask)
        heard = {}
        for rule in ask.topic.rules:
            about = [one.span for one in mentions if rule in one.rules]
            new = hear_facts(rule.facts, ask.story, about=about, claims=[one.span for one in claims])
            heard[rule.key] = merge(_remembered(rule, memory), new)
        return replace(ask, heard=heard, claims=tuple(claims))

    def _claims(self, ask: Ask) -> list[Quantity]:
        """Figures in a checking question that stand as what is given, not as what the person has."""
        if not ask.asks_for(kind_names.VERIFY):
            return []
        claims = []
        anchors = [word for rule in ask.topic.rules for spec in rule.facts for word in spec.words]
        for one in find_quantities(ask.story):
            before = ask.story[max(0, one.span.start - 12) : one.span.start]
            after = ask.story[one.span.end : one.span.end + 4]
            is_fact = any(word in before[-6:] or after.startswith(word) for word in anchors)
            if one.kind in ("money", "rate", "multiple", "count", "points", "duration") and not is_fact and _CLAIM_BEFORE.search(before):
                claims.append(one)
        return claims


def _remembered(rule: Rule, memory: Memory) -> Heard:
    """What earlier turns said of this rule's facts, under this award or another that shares the fact."""
    earlier = Heard()
    for ask in memory.asks:
        for heard in ask.heard.values():
            facts = {name: fact for name, fact in heard.facts.items() if name in rule.fact_names}
            alternatives = {name: values for name, values in heard.alternatives.items() if name in rule.fact_names}
            earlier = merge(earlier, Heard(facts, alternatives))
    return earlier


def _fact_words(rule: Rule) -> list[str]:
    words = [word for spec in rule.facts for word in (spec.label, *spec.words, *spec.yes_words, *spec.no_words)]
    return words + [word for spec in rule.facts for option in spec.options for word in option.words]


def _unique(items: Iterable[_Place]) -> tuple[_Place, ...]:
    return tuple(dict.fromkeys(items))
