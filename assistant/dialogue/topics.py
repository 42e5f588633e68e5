"""What a question is about: an address, a unit, an award by name or by its facts, or the clause nearest in meaning."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from assistant.award import Rule, Rulebook
from assistant.dialogue import kinds as kind_names
from assistant.dialogue.ask import NOTHING, Memory, Topic
from assistant.dialogue.choice import is_told, most_spoken_of, spoken_of, weigh_facts
from assistant.dialogue.document import customary_clauses, names_beside_custom
from assistant.dialogue.evidence import Evidence
from assistant.dialogue.headings import under_heading
from assistant.dialogue.kinds import AMOUNT
from assistant.dialogue.levels import find_levels
from assistant.dialogue.longer_phrases import clause_of_longer_phrase
from assistant.dialogue.negation import is_denied
from assistant.dialogue.parts import POINTS_BACK, SAME_UNIT, Part, items_named
from assistant.dialogue.replies.lists import asks_for_clauses_of_unit, beside_money, has_money
from assistant.dialogue.vocabulary import RuleMention, Vocabulary
from assistant.domain import Clause, Hit, Policy, Section, Span
from assistant.language.lexicon import Mention
from assistant.language.quantities import find_quantities
from assistant.library import Addresses
from assistant.search import Finder

_HOLDS = re.compile(r"[^，。？！；]{0,4}[那这]一?条(?:里|中|写)?")
_LISTS_SECTION = re.compile(
    r"条目|下辖|下面有|下设|包含|有哪|哪几|哪些|标题|目录|部分|章|(?:几|多少|每一?|各|逐)[条项]"
)
_ALONE = re.compile(r"(?:那|那么|还有|换成|再看|再说)?(?:的|这边|那边)?(?:呢|啊|吧)?[？?。，,！!]*")
_OF_LISTS = ("编号", "序号", "标题", "名字", "任务", "任务清单", "活", "条目", "关系", "活儿", "条款", "独家")
_BARE_NUMBER = re.compile(r"(?:那|那么|再看|还有)?([0-9]{1,3})[条项]?(?:呢|也是[^，。]{0,4}|[？?。])*")
_MARKS = re.compile(r"[“”\"'‘’《》「」\s]")
_TITLE = 6
_PART_OF = re.compile(
    r"([一-龥]{2,8}?)(?:这|那)?一?(?:部分|章|小节|板块|大块|大类|块(?=[^，。？！]{0,4}(?:条款|哪[几些]条|几条)))"
)
_SENTENCE_ENDS = re.compile(r"[。！？!?\n；;，]+")
_WHICH = re.compile(r"[哪几那每]$")
_SAID_BY_YOU = re.compile(r"你们?[^，。]{0,3}$")
_HITS, _NEAR_HITS, _LONG_STORY = 8, 5, 80
_PERHAPS, _SURELY = 4, 5
_PARTICULAR = 3
_Place = TypeVar("_Place", Clause, Section)


@dataclass(frozen=True, slots=True)
class TopicFinder:
    """Finds the topics of questions in one corpus."""

    policies: Sequence[Policy]
    vocabulary: Vocabulary
    rulebook: Rulebook
    addresses: Addresses
    finder: Finder
    evidence: Evidence

    def anchor(self, sentence: str) -> frozenset[str]:
        """What a sentence names outright: keys of awards, else its addresses."""
        rules = {rule.key for mention in self.vocabulary.rules_in(sentence) for rule in mention.rules}
        return frozenset(rules or {one.text for one in self.addresses.find(sentence)})

    def own_words(self, text: str, ignored: Iterable[Span] = (), asked_at: Collection[int] = ()) -> list[str]:
        """The nouns of a text without `ignored`, figures, levels and units, and the verbs right before `asked_at`."""
        spans = [*ignored, *(one.span for one in find_quantities(text)), *(one.span for one in find_levels(text))]
        spans += [*self.vocabulary.names_of_documents(text), *(one.span for one in self.vocabulary.units_in(text))]
        return self.evidence.content_words(text, spans, asked_at)

    def named(self, part: Part, memory: Memory, policies: tuple[str, ...]) -> Topic:
        """The topic that the words name: an address, a unit whose clauses are wanted, an award."""
        if clause := self._said_by_another(part.story, policies):
            return Topic("name", clauses=(clause,), policies=policies)
        rules = self._named_rules(part.story, policies, compares=_compares(part))
        address = self._addressed(part.story, memory, policies)
        mentions = self.vocabulary.units_in(part.words)
        if address and address.sections and mentions and asks_for_clauses_of_unit(part.words):
            return replace(address, source="unit", units=_by_word(mentions))
        if address and not any(rule.clause in address.clauses for rule in rules):
            return address
        if several := self._side_by_side(part, policies):
            return several
        units = _by_word(mentions)
        last = memory.last
        others = beside_money(self.own_words(part.story), part.story)
        others = [word for word in others if word not in _OF_LISTS]
        is_alone = bool(_ALONE.fullmatch(_without(part.words, list(dict.fromkeys(one.span for one in mentions)))))
        is_bare = is_alone or not (others or part.kinds or rules)
        goes_on = is_bare and (last is None or last.topic.source == "unit")
        if units and ((asks_for_clauses_of_unit(part.words) and not others) or goes_on):
            return Topic("unit", units=units, policies=policies)
        if rules:
            return Topic("name", rules, _unique(rule.clause for rule in rules), policies=policies)
        is_pointing = last is not None and POINTS_BACK.search(part.words)
        customary = None if is_pointing else self._under_heading(part, policies) or self._customary(part, policies)
        return customary or replace(NOTHING, policies=policies)

    def _under_heading(self, part: Part, policies: tuple[str, ...]) -> Topic | None:
        """What stands under a heading, where the words name nothing but that."""
        chosen = [one for one in self.policies if not policies or one.id in policies]
        names = self.vocabulary.names_of_documents(part.words)
        sections, clauses = under_heading(part.words, part.kinds, names, chosen)
        if sections:
            return Topic("address", sections=sections, policies=policies)
        return Topic("document", clauses=clauses, policies=policies) if clauses else None

    def _side_by_side(self, part: Part, policies: tuple[str, ...]) -> Topic | None:
        """The clauses of things named side by side whose units are to be compared."""
        is_wanted = SAME_UNIT.search(part.words) and not self.vocabulary.units_in(part.words)
        items = items_named(part.words) if is_wanted else []
        policy = policies[0] if len(policies) == 1 else None
        clauses: list[Clause] = []
        for item in items:
            rules = self._named_rules(item, policies, compares=False)
            hits = self.finder.search(item, policy=policy, limit=1)
            clauses += [rule.clause for rule in rules] or [hit.clause for hit in hits]
        return Topic("address", clauses=_unique(clauses), policies=policies) if clauses else None

    def _customary(self, part: Part, policies: tuple[str, ...]) -> Topic | None:
        """What every policy has as a whole (goals, who leads), where the words name nothing but that or the policy."""
        chosen = [one for one in self.policies if not policies or one.id in policies]
        clauses = customary_clauses(part.words, chosen)
        others = names_beside_custom(self.own_words(part.words))
        fronts = [policy.clauses[0] for policy in chosen]
        is_about_money = any(one.kind.name == AMOUNT for one in part.kinds) or has_money(part.words)
        if not clauses or is_about_money or self.evidence.uncovered(others, fronts):
            return None
        return Topic("document", clauses=clauses, policies=policies)

    def _addressed(self, text: str, memory: Memory, policies: tuple[str, ...]) -> Topic | None:
        found = [one for one in self.addresses.find(text) if not policies or one.policy_id in (*policies, None)]
        has_base = memory.last is not None and bool(memory.last.topic.clauses)
        found = [
            one
            for one in found
            if one.relative is None or (has_base and not _SAID_BY_YOU.search(text[: one.span.start]))
        ]
        found = [one for one in found if one.text[0] == "第" or not _WHICH.search(text[: one.span.start])]
        number = _BARE_NUMBER.fullmatch(text) if memory.last and memory.last.topic.source == "address" else None
        if number and not found:
            found = list(self.addresses.find(f"第{number[1]}条"))
        if not found:
            sections = self._titled_sections(text, policies) if _LISTS_SECTION.search(text) else ()
            clauses = () if sections else self._titled_clauses(text, policies)
            named = Topic("address", clauses=clauses, sections=sections, policies=policies)
            return named if sections or clauses else None
        targets = [clause for one in found for clause in one.targets]
        steps = [one.relative for one in found if one.relative is not None]
        if steps and memory.last is not None:
            neighbour = self._neighbour(memory.last.topic.clauses[-1 if steps[0] > 0 else 0], steps[0])
            targets += [neighbour] if neighbour else []
        absent = tuple(one.text for one in found if not one.exists) or tuple(
            one.text for one in found if one.relative is not None and not targets
        )
        return Topic(
            "address",
            clauses=_unique(targets),
            sections=_unique(one.section for one in found if one.section),
            absent=absent,
            sentence=found[0].sentence if len(targets) == 1 else None,
            policies=policies,
        )

    def _titled_sections(self, text: str, policies: tuple[str, ...]) -> tuple[Section, ...]:
        """Sections whose title the text says, in whole or as 金融服务那部分, where it asks for what stands in them."""
        sections = [
            section for policy in self.policies if not policies or policy.id in policies for section in policy.sections
        ]
        whole = [one for one in sections if len(one.title) > 3 and one.title in text]
        part = _PART_OF.search(text)
        tails = [part[1][at:] for at in range(len(part[1]) - 1)] if part else []
        named = next((found for tail in tails if (found := [one for one in sections if tail in one.title])), [])
        return tuple(whole or (named if len(named) == 1 else ()))

    def _titled_clauses(self, text: str, policies: tuple[str, ...]) -> tuple[Clause, ...]:
        """Clauses whose whole title the text says, quotation marks aside."""
        said = _bare(text)
        return tuple(
            clause
            for policy in self.policies
            if not policies or policy.id in policies
            for clause in policy.clauses[1:]
            if len(_bare(clause.title)) >= _TITLE and _bare(clause.title) in said
        )

    def _neighbour(self, clause: Clause, step: int) -> Clause | None:
        policy = next(policy for policy in self.policies if policy.id == clause.policy_id)
        at = policy.clauses.index(clause) + step
        return policy.clauses[at] if 0 < at < len(policy.clauses) else None

    def _said_by_another(self, text: str, policies: tuple[str, ...]) -> Clause | None:
        """The clause whose phrase the text says around every name of an award that it holds: 平均|担保费率."""
        mentions = [one for one in self.vocabulary.rules_in(text) if not is_denied(text, one.span)]
        found = []
        for mention in mentions:
            rules = [rule for rule in mention.rules if not policies or rule.policy_id in policies]
            own = _unique(rule.clause for rule in rules)
            home = [policy for policy in self.policies if policy.id in {rule.policy_id for rule in rules}]
            others = [clause for policy in home for clause in policy.clauses[1:] if clause not in own]
            found.append(clause_of_longer_phrase(text, mention.span, own, others))
        return found[0] if found and len(set(found)) == 1 else None

    def _named_rules(self, text: str, policies: tuple[str, ...], *, compares: bool) -> tuple[Rule, ...]:
        """The awards named; of several that share a name those that the text speaks of."""
        groups: list[list[Rule]] = []
        named = self.vocabulary.rules_in(text)
        mentions = [one for one in named if not is_denied(text, one.span)] or named
        holders = [one for one in mentions if _HOLDS.match(text, one.span.end) and not _is_shared(one, mentions)]
        for mention in [one for one in mentions if one not in holders] or mentions:
            rules = [rule for rule in mention.rules if not policies or rule.policy_id in policies]
            for group in groups:
                keys = {rule.key for rule in rules}
                if any(rule.key in keys for rule in group):
                    group[:] = [rule for rule in group if rule.key in keys or is_told(rule, group, text)]
                    break
            else:
                groups.append(rules)
        chosen = []
        for group in groups:
            family = {one.key: one for rule in group for one in self.siblings(rule)}
            beside = spoken_of(list(family.values()), text) if compares else []
            chosen += beside if len(beside) > 1 else [*most_spoken_of(group, text), *beside]
        return tuple({rule.key: rule for rule in chosen}.values())

    def by_meaning(self, part: Part, policies: tuple[str, ...]) -> Topic:
        policy = policies[0] if len(policies) == 1 else None
        query = _tail(part.story, part.words)
        query = _without(query, self.vocabulary.names_of_documents(query)) or query
        found = self.finder.search(query, policy=policy, limit=_HITS)
        fronts = {one.clauses[0].ref for one in self.policies}
        hits = tuple(hit for hit in found if hit.clause.ref not in fronts) or tuple(found)
        if not hits:
            return NOTHING
        hits = self._fullest_first(hits, self.own_words(part.words))
        weight, rules = self._rules_spoken_of([hit.clause for hit in hits[:_NEAR_HITS]], part.story)
        if weight >= _SURELY:
            return Topic("name", tuple(rules), _unique(rule.clause for rule in rules), policies=policies)
        if weight >= _PERHAPS:
            return Topic("meaning", tuple(rules), _unique(rule.clause for rule in rules), hits=hits, policies=policies)
        return Topic("meaning", clauses=(hits[0].clause,), hits=hits, policies=policies)

    def _fullest_first(self, hits: tuple[Hit, ...], words: Sequence[str]) -> tuple[Hit, ...]:
        """The hits, led by the best one that has every noun asked about where the first lacks a particular one."""
        particular = [word for word in words if len(word) >= _PARTICULAR]
        lacking = self.evidence.uncovered(particular, [hits[0].clause])
        near = hits[1:_NEAR_HITS] if lacking else ()
        full = next((one for one in near if not self.evidence.uncovered(words, [one.clause])), hits[0])
        return (full, *(one for one in hits if one is not full))

    def _rules_spoken_of(self, clauses: Sequence[Clause], text: str) -> tuple[int, list[Rule]]:
        """Awards of the nearest clauses (best first) that are not named, but whose facts the text gives; how surely."""
        weighed = [
            (weigh_facts(rule, text) + (1 if clause == clauses[0] else 0), rule)
            for clause in clauses
            for rule in self.rulebook.for_clause(clause.ref)
        ]
        best = max((weight for weight, _ in weighed), default=0)
        rules = [rule for weight, rule in weighed if weight == best]
        rules = [rule for rule in rules if rule.verb[:1] in text] or rules
        return best, most_spoken_of(rules, text) if best >= _PERHAPS else rules

    def same_in(self, policies: Sequence[str], rules: Sequence[Rule], text: str) -> Topic | None:
        """The awards of other policies that share a name with these and fit the text; None when there are none."""
        if not rules or any(rule.policy_id in policies for rule in rules):
            return None
        names = {name for rule in rules for name in rule.names}
        named = [one for one in self.rulebook.rules if one.policy_id in policies and names & set(one.names)]
        found = tuple(most_spoken_of(named, text))
        return Topic("name", found, _unique(rule.clause for rule in found), policies=tuple(policies)) if found else None

    def siblings(self, rule: Rule) -> list[Rule]:
        """The awards of the same clause that share a name with this one, itself among them."""
        return [one for one in self.rulebook.for_clause(rule.ref) if set(one.names) & set(rule.names)]


def _bare(text: str) -> str:
    """A text without quotation marks and spaces."""
    return _MARKS.sub("", text)


def _without(text: str, spans: Sequence[Span]) -> str:
    """A text without some of its pieces."""
    for span in sorted(spans, key=lambda one: -one.start):
        text = text[: span.start] + text[span.end :]
    return text.strip()


def _tail(story: str, words: str) -> str:
    """The asking words with as many of the sentences right before them as make no long story."""
    start = story.rfind(words)
    if len(story) <= _LONG_STORY or start < 0:
        return story if len(story) <= _LONG_STORY else words
    ends = [match.end() for match in _SENTENCE_ENDS.finditer(story, 0, start)]
    first = next((end for end in [0, *ends] if start + len(words) - end <= _LONG_STORY), start)
    return story[first : start + len(words)]


def _by_word(mentions: Sequence[Mention]) -> tuple[tuple[str, ...], ...]:
    """The units that each word may mean, each word once."""
    words: dict[Span, list[str]] = {}
    for one in mentions:
        words.setdefault(one.span, []).append(one.term)
    return tuple(dict.fromkeys(tuple(units) for units in words.values()))


def _is_shared(mention: RuleMention, mentions: Sequence[RuleMention]) -> bool:
    """Whether other words of the text may mean the same award."""
    return any(other != mention and any(rule in mention.rules for rule in other.rules) for other in mentions)


def _compares(part: Part) -> bool:
    """Whether awards of one name may be meant beside each other."""
    return any(mention.kind.name in (kind_names.COMPARE, kind_names.VERIFY) for mention in part.kinds)


def _unique(items: Iterable[_Place]) -> tuple[_Place, ...]:
    return tuple(dict.fromkeys(items))
