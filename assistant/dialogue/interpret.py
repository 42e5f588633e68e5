"""One message to the things it asks: what is wanted, about what, with which facts; leaning on earlier turns if it must."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from assistant.award import Rule, Rulebook
from assistant.dialogue import kinds as kind_names
from assistant.dialogue.ask import NOTHING, Ask, Memory, Topic
from assistant.dialogue.evidence import Evidence
from assistant.dialogue.facts import Heard, a_year_later, hear_facts, merge
from assistant.dialogue.kinds import KindMention, find_kinds
from assistant.dialogue.levels import LEVELS, find_levels
from assistant.dialogue.negation import is_denied
from assistant.dialogue.parts import Part, split_parts
from assistant.dialogue.places import moved_from
from assistant.dialogue.replies.lists import asks_for_clauses_of_unit
from assistant.dialogue.spelling import Speller
from assistant.dialogue.vocabulary import RuleMention, Vocabulary, rule_words
from assistant.domain import Clause, Fact, Policy, Section, Span
from assistant.language.normalisation import normalise
from assistant.language.quantities import Quantity, find_quantities
from assistant.language.sentences import split_phrases
from assistant.library import Addresses
from assistant.ports import Segmenter
from assistant.search import Finder

_POINTS_BACK = re.compile(r"[这那](?!么|样|里|儿|边)|它|[他她](?!们?说)|该[项条奖]|此项|上述|刚才|前面|刚刚说|上面|同样")
_ELLIPSIS = re.compile(r"呢[？?。！!]*$|^(?:那|那么|要是|如果|假如|换成|换做|改成|不对|不是|说错|打错|错了|还有|再|其中|另外)")
_PERSONAL = re.compile(r"我|俺|咱|本公司|本单位|本企业|(?:^|[，。])公司|公司(?:系|拟|刚|承担|今年)|厂里|他(?!们的?文件)|她|朋友|来访|企业(?:已|拟|刚|自)")
_CHANGES_TOPIC = re.compile(r"不说这|不聊这|换个(?:话题|问题)|不问这|先不(?:说|管)|另外(?:问|想)|再问(?:个|一个)别的")
_TELLS = re.compile(r"了[，。；]|已经?|刚|也签|在有效期")
_NEXT_YEAR = re.compile(r"明年|后年|下一?年|来年")
_CLAIM_BEFORE = re.compile(r"(?:给|奖|补|拿|领|发|是|按|到|有|最高|最多|上限|封顶|限额|配套|得|应该|还是|就是|成|能|为|的|提高|降到|降至|至少|全|固定)[^，。？！；\d]{0,4}$")
_OTHER = "其他"
_CLAIMED = ("money", "rate", "multiple", "points", "duration")
_LISTS_SECTION = re.compile(r"条目|下辖|下面有|下设|包含|有哪|哪几|哪些|标题|目录|部分|章")
_OUTSIDE = re.compile(r"外地|外省|省外|市外|区外|县外|外市")
_WHICH = re.compile(r"[哪几那每]$")
_SAID_BY_YOU = re.compile(r"你们?[^，。]{0,3}$")
_HITS, _NEAR_HITS, _LONG_STORY, _SHORT = 8, 5, 80, 12
_PERHAPS, _SURELY, _STATED = 3, 5, 5
_Place = TypeVar("_Place", Clause, Section)


@dataclass(frozen=True, slots=True)
class Interpreter:
    """Understands messages against one corpus."""

    policies: Sequence[Policy]
    vocabulary: Vocabulary
    rulebook: Rulebook
    addresses: Addresses
    finder: Finder
    evidence: Evidence
    speller: Speller
    segmenter: Segmenter

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

    def _asked_words(self, part: Part) -> list[str]:
        """The nouns of the phrases that ask; of the whole sentences where those phrases have none."""
        spans = [one.span for one in part.kinds]
        phrases = [one for one in split_phrases(part.words) if any(one.start < kind.end and kind.start < one.end for kind in spans)]
        outside = [Span(0, one.start) if at == 0 else Span(phrases[at - 1].end, one.start) for at, one in enumerate(phrases)]
        outside += [Span(phrases[-1].end, len(part.words))] if phrases else []
        return self._own_words(part.words, [*spans, *outside]) or self._own_words(part.words, spans)

    def _ask(self, part: Part, memory: Memory, policy: str | None) -> Ask:
        own = tuple(self._asked_words(part))
        policies = (policy,) if policy else self.vocabulary.policies_in(part.story)
        topic = self._named_topic(part, memory, policies)
        leans = memory.last is not None and self._leans_back(part, topic, own, memory)
        last = memory.last
        kinds = part.kinds
        if last is not None and leans:
            topic = self._carry_over(part, topic, memory)
            kinds = kinds or self._inherited_kinds(part, topic, last)
        elif topic.source == "nothing":
            topic = self._topic_by_meaning(part, policies)
        personal = bool(_PERSONAL.search(part.story)) or (leans and last is not None and last.is_personal)
        ask = Ask(part.words, part.story, kinds, topic, own, is_follow_up=leans, is_personal=personal)
        return self._with_facts(ask, memory if leans else Memory())

    def _inherited_kinds(self, part: Part, topic: Topic, last: Ask) -> tuple[KindMention, ...]:
        """The earlier kinds, unless new facts call for a new calculation after a question about something else."""
        end = len(part.words)
        inherited = tuple(KindMention(mention.kind, Span(end, end)) for mention in last.kinds)
        if any(mention.kind.name == kind_names.AMOUNT for mention in inherited):
            return inherited
        states_facts = any(hear_facts(rule.facts, part.story, is_elliptical=True).facts for rule in topic.rules)
        return () if states_facts else inherited

    # -- what it is about

    def _named_topic(self, part: Part, memory: Memory, policies: tuple[str, ...]) -> Topic:
        """The topic that the words name: an address, a unit whose clauses are wanted, an award."""
        rules = self._named_rules(part.story, policies)
        address = self._addressed(part.story, memory, policies)
        if address and not any(rule.clause in address.clauses for rule in rules):
            return address
        units = tuple(dict.fromkeys(one.term for one in self.vocabulary.units_in(part.words)))
        last = memory.last
        is_bare = not part.kinds and not self._own_words(part.words, [one.span for one in self.vocabulary.units_in(part.words)])
        goes_on = is_bare and (last is None or last.topic.source == "unit")
        if units and (asks_for_clauses_of_unit(part.words) or goes_on):
            return Topic("unit", units=units, policies=policies)
        if rules:
            return Topic("name", rules, _unique(rule.clause for rule in rules), policies=policies)
        return NOTHING

    def _addressed(self, text: str, memory: Memory, policies: tuple[str, ...]) -> Topic | None:
        found = [one for one in self.addresses.find(text) if not policies or one.policy_id in (*policies, None)]
        has_base = memory.last is not None and bool(memory.last.topic.clauses)
        found = [one for one in found if one.relative is None or (has_base and not _SAID_BY_YOU.search(text[: one.span.start]))]
        found = [one for one in found if not _WHICH.search(text[: one.span.start])]
        titled = self._titled_sections(text, policies) if not found and _LISTS_SECTION.search(text) else ()
        if titled:
            return Topic("address", sections=titled, policies=policies)
        if not found:
            return None
        clauses = [clause for one in found for clause in one.targets]
        steps = [one.relative for one in found if one.relative is not None]
        if steps and memory.last is not None:
            neighbour = self._neighbour(memory.last.topic.clauses[0], steps[0])
            clauses += [neighbour] if neighbour else []
        absent = tuple(one.text for one in found if not one.exists) or tuple(
            one.text for one in found if one.relative is not None and not clauses
        )
        return Topic(
            "address",
            clauses=_unique(clauses),
            sections=_unique(one.section for one in found if one.section),
            absent=absent,
            policies=policies,
        )

    def _titled_sections(self, text: str, policies: tuple[str, ...]) -> tuple[Section, ...]:
        """Sections whose whole title the text says, where it asks for what stands in them."""
        return tuple(
            section
            for policy in self.policies
            if not policies or policy.id in policies
            for section in policy.sections
            if len(section.title) > 3 and section.title in text
        )

    def _neighbour(self, clause: Clause, step: int) -> Clause | None:
        policy = next(policy for policy in self.policies if policy.id == clause.policy_id)
        at = policy.clauses.index(clause) + step
        return policy.clauses[at] if 0 <= at < len(policy.clauses) else None

    def _named_rules(self, text: str, policies: tuple[str, ...]) -> tuple[Rule, ...]:
        groups: list[list[Rule]] = []
        for mention in self.vocabulary.rules_in(text):
            if is_denied(text, mention.span):
                continue
            rules = [rule for rule in mention.rules if not policies or rule.policy_id in policies]
            for group in groups:
                keys = {rule.key for rule in rules}
                if any(rule.key in keys for rule in group):
                    group[:] = [rule for rule in group if rule.key in keys or _is_told(rule, group, text)]
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
        scores = [_facts_spoken_of(rule, shared, text) for rule in rules]
        enough = min(max(scores), _STATED)
        return [rule for rule, score in zip(rules, scores, strict=True) if score >= enough]

    def _topic_by_meaning(self, part: Part, policies: tuple[str, ...]) -> Topic:
        policy = policies[0] if len(policies) == 1 else None
        query = part.story if len(part.story) <= _LONG_STORY else part.words
        hits = tuple(self.finder.search(query, policy=policy, limit=_HITS))
        if not hits:
            return NOTHING
        weight, rules = self._rules_spoken_of([hit.clause for hit in hits[:_NEAR_HITS]], part.story)
        if weight >= _SURELY:
            return Topic("name", tuple(rules), _unique(rule.clause for rule in rules), policies=policies)
        if weight >= _PERHAPS:
            return Topic("meaning", tuple(rules), _unique(rule.clause for rule in rules), hits=hits, policies=policies)
        return Topic("meaning", clauses=(hits[0].clause,), hits=hits, policies=policies)

    def _rules_spoken_of(self, clauses: Sequence[Clause], text: str) -> tuple[int, list[Rule]]:
        """Awards of the nearest clauses (best first) that are not named, but whose facts the text gives; how surely."""
        weighed = [
            (_weight_of_facts(rule, text) + (1 if clause == clauses[0] else 0), rule)
            for clause in clauses
            for rule in self.rulebook.for_clause(clause.ref)
        ]
        best = max((weight for weight, _ in weighed), default=0)
        return best, [rule for weight, rule in weighed if weight == best]

    # -- what earlier turns give

    def _leans_back(self, part: Part, topic: Topic, own: tuple[str, ...], memory: Memory) -> bool:
        """Whether the message needs the earlier topic: it names none of its own and adds no noun that leads elsewhere."""
        last = memory.last
        if last is None or topic.source in ("address", "unit") or last.topic.source == "nothing":
            return False
        if topic.source == "name":
            same = {rule.key for rule in topic.rules} & {rule.key for rule in last.topic.rules}
            return bool(same) or (not part.kinds and bool(_ELLIPSIS.search(part.words)))
        if _CHANGES_TOPIC.search(part.story):
            return False
        names = " ".join(word for rule in last.topic.rules for word in rule_words(rule))
        strange = self.evidence.uncovered(own, last.topic.clauses, names)
        if not strange:
            return True
        if not part.kinds and any(hear_facts(rule.facts, part.story).facts for rule in last.topic.rules):
            return True
        points_back = bool(_POINTS_BACK.search(part.words)) or len(part.story) <= _SHORT
        return points_back and not self._leads_elsewhere(part.words, strange)

    def _leads_elsewhere(self, words: str, strange: Sequence[str]) -> bool:
        """Whether the nearest clause contains any of the words that the earlier topic does not."""
        hits = self.finder.search(words, limit=1)
        return bool(hits) and len(self.evidence.uncovered(strange, [hits[0].clause])) < len(strange)

    def _carry_over(self, part: Part, topic: Topic, memory: Memory) -> Topic:
        """The earlier topic, unless the message names a new one and only the kind carries over."""
        last = memory.last
        if last is None:
            return topic
        if topic.source == "name":
            spoken = {rule.key for rule in last.topic.rules}
            same = tuple(rule for rule in topic.rules if rule.key in spoken)
            return replace(topic, rules=same) if same and not part.kinds else topic
        if any(mention.kind.name == kind_names.STACKING for mention in part.kinds) and len(memory.rules) > 1:
            rules = memory.rules[-2:]
            return replace(last.topic, rules=rules, clauses=_unique(rule.clause for rule in rules))
        if len(last.topic.rules) == 1 and (siblings := self._siblings(last.topic.rules[0])):
            spoken = self._most_spoken_of(siblings, part.story)
            return replace(last.topic, rules=tuple(spoken)) if len(spoken) == 1 else last.topic
        return last.topic

    def _siblings(self, rule: Rule) -> list[Rule]:
        """The awards of the same clause that share a name with this one, itself among them."""
        return [one for one in self.rulebook.for_clause(rule.ref) if set(one.names) & set(rule.names)]

    # -- what was said

    def _with_facts(self, ask: Ask, memory: Memory) -> Ask:
        mentions = self.vocabulary.rules_in(ask.story)
        claims = self._claims(ask)
        heard = {}
        for rule in ask.topic.rules:
            about = [one.span for one in mentions if any(one_rule.key == rule.key for one_rule in one.rules)]
            new = self._hear(rule, ask, about, mentions, [one.span for one in claims])
            new = self._with_origin(rule, new, ask.story)
            remembered = _remembered(rule, memory)
            if _NEXT_YEAR.search(ask.story):
                remembered = a_year_later(rule.facts, remembered, new)
            heard[rule.key] = merge(remembered, new)
        tells = any(
            rule.fact(name).kind == "bool" for rule in ask.topic.rules for name in heard[rule.key].facts
        ) and bool(_TELLS.search(ask.story))
        return replace(ask, heard=heard, claims=tuple(claims), is_personal=ask.is_personal or tells)

    def _hear(
        self, rule: Rule, ask: Ask, about: list[Span], mentions: Sequence[RuleMention], claims: list[Span]
    ) -> Heard:
        """The facts of one award: from the stretch of the story that names it, where others are named beside it."""
        is_elliptical = ask.is_follow_up and not about
        stretch = _stretch_about(rule, ask.story, about, mentions)
        if stretch is not None:
            inside = [Span(one.start - stretch.start, one.end - stretch.start) for one in about if stretch.start <= one.start < stretch.end]
            near = hear_facts(rule.facts, ask.story[stretch.start : stretch.end], about=inside)
            if near.facts or near.alternatives:
                return near
        return hear_facts(rule.facts, ask.story, about=about, claims=claims, is_elliptical=is_elliptical)

    def _with_origin(self, rule: Rule, heard: Heard, story: str) -> Heard:
        """A place outside the policy's own, from where somebody moves, settles whether they come from outside."""
        for spec in rule.facts:
            is_origin = spec.kind == "bool" and any(_OUTSIDE.fullmatch(word) for word in spec.yes_words)
            if is_origin and spec.name not in heard.facts and (span := moved_from(story, self.policies, self.segmenter)):
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
            if one.kind in _CLAIMED and not is_fact and is_claim:
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


def _checked_places(ask: Ask) -> list[Span]:
    """The phrases of the story that are to be confirmed: those of the checking words and the one before each."""
    phrases = split_phrases(ask.story)
    checks = [mention.span for mention in find_kinds(ask.story) if mention.kind.name == kind_names.VERIFY]
    hit = {at for at, phrase in enumerate(phrases) for check in checks if phrase.start < check.end and check.start < phrase.end}
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


def _facts_spoken_of(rule: Rule, shared: set[str], text: str) -> int:
    """How much a text says of the facts that a rule has alone: stated ones count most, denied ones against it."""
    specs = [spec for spec in rule.facts if spec.name not in shared]
    heard = hear_facts(specs, text)
    score = sum(-1 if fact.value == "false" else 4 for fact in heard.facts.values())
    anchors = {word for spec in specs for word in (*spec.words, *spec.yes_words) if word in text}
    return score + len(anchors)


def _is_told(rule: Rule, group: Sequence[Rule], text: str) -> bool:
    """Whether a text states facts that this award alone has among those of one name."""
    shared = set.intersection(*({spec.name for spec in one.facts} for one in group))
    return _facts_spoken_of(rule, shared, text) >= _STATED


def _weight_of_facts(rule: Rule, text: str) -> int:
    """How much of a rule's facts a text gives; options and figures with words of their own count double."""
    heard = hear_facts(rule.facts, text)
    weight = 2 * len(heard.alternatives)
    for name, fact in heard.facts.items():
        spec = rule.fact(name)
        is_vague = bool(spec.words) and not any(word in text for word in spec.words)
        is_plain = spec.kind == "bool" or fact.words in LEVELS or is_vague
        weight += 0 if fact.value == _OTHER else 1 if is_plain else 2
    return weight


def _unique(items: Iterable[_Place]) -> tuple[_Place, ...]:
    return tuple(dict.fromkeys(items))
