"""Whether the corpus covers what is asked: another place, another giver, another body or thing, another domain."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.award import Rulebook
from assistant.dialogue import kinds
from assistant.dialogue.ask import Ask
from assistant.dialogue.beside import fails_a_condition
from assistant.dialogue.draft import Piece, Sources
from assistant.dialogue.evidence import Evidence
from assistant.dialogue.levels import find_levels, level_of
from assistant.dialogue.places import foreign_places
from assistant.dialogue.replies import silences, talk
from assistant.dialogue.reserved import host, opposed
from assistant.dialogue.vocabulary import rule_words
from assistant.domain import Clause, Policy
from assistant.language.sentences import split_phrases
from assistant.ports import Segmenter

JUDGED = (kinds.AMOUNT, kinds.SUPPORT, kinds.ELIGIBILITY, kinds.CONDITION, kinds.COUNT)
_ABOUT_POLICY = re.compile(
    r"补|贴|奖|返|政策|扶持|支持|资助|优惠|创业|企业|公司|厂|店|个体|申报|申请|项目|资金|贷款|担保|认定|评审|资质|园区|基地|招商|人才|文件|条款|方案|条|公家|政府|区里|财政|审计|审批"
)
_ASKS = re.compile(r"[吗么？?呢没不几谁哪啥咋]|多少|什么|怎么|如何|能否|是否|可否|有无")
_TITLED = re.compile(
    r"(?:国家级?|省级?|市级?|区级?|部级|评上|评为|评了|入选?|入库|认定(?:为|的|成)?|挂了?|拿(?:到|下)?|批(?:了|成|下来)|成了|获评|备案(?:的|为)?|是)(?:了|一?个|的|家)*$"
)
_FILLERS = re.compile(
    r"(?:的|这块|这一?块|这种|那种|这个|那个|区里|区上|公家|财政|政府|方案里?|也|还|都|能|可以|到底|大概|是|有|按|给|方面|条件|要求|，)*"
)
_PAYS_FOR = re.compile(r"(?:补|报销?|减免?|返|贴)(?:点|一?些|一?截|一?下|个)?$")
_HELPED = re.compile(r"[补贴奖减免返]|报销|优惠|支持|扶持|经费|资金|[给发拿领](?:钱|多少|几|不)|有钱")
_GRANT = re.compile(r"补贴|补助|奖励|奖金|津贴|资助|补偿|贴息")
_MONEY = re.compile(r"[补奖贴返钱万]|报销|减免|资金|经费|资助|多少|几(?=[万千百块钱]|个钱)")
_NAMED_THING = "有[^，。？！有]{{0,4}}{}[^，。？！]{{0,2}}?[吗么没不嘛]?[？?。]*$"
_ABOVE = ("国家级", "省级", "市级")
_ONLY_LEVEL = re.compile(
    r"^(?:那|那么)?(国家|省|市)[级里上](?:的|那一?份|那一?块|那边)*(?:呢|又?是?多少|给多少)?[？?。]*$"
)
_DOUBT = 2.0
_SHORT, _PLAIN, _FEW = 16, 2, 2
_A_WORD = 2


@dataclass(frozen=True, slots=True)
class Coverage:
    """Judges questions against one corpus."""

    policies: Sequence[Policy]
    rulebook: Rulebook
    evidence: Evidence
    segmenter: Segmenter

    def refuse(self, ask: Ask, sources: Sources) -> Piece | None:
        """Not covered: another place, another giver, words that the clause does not contain; or another domain."""
        policies = [sources.policies[one] for one in ask.topic.policies] or list(self.policies)
        if places := foreign_places(ask.story, ask.words, policies, self._bodies(ask), self.segmenter):
            nearest = ask.topic.clauses[0].policy_id if ask.topic.clauses else policies[0].id
            return silences.other_place(places[0], sources.policies[nearest], sources)
        if ask.topic.source == "nothing":
            return talk.out_of_scope(self.policies)
        seeks_help = bool(_HELPED.search(ask.words) and self.evidence.missing_matters(ask.own_words, []))
        if ask.is_elsewhere and ask.topic.source == "meaning" and not (ask.is_follow_up or seeks_help):
            return talk.out_of_scope(self.policies)
        is_vague = ask.topic.source == "meaning" and not (ask.own_words or ask.is_follow_up)
        if is_vague and len(ask.story) <= _SHORT and not self._speaks_of_corpus(ask):
            is_known = self._is_about(policies, ask) or not self.evidence.particulars(ask.story)
            return talk.ask_topic(self.rulebook.rules) if is_known else talk.out_of_scope(self.policies)
        if giver := self._foreign_giver(ask):
            return silences.other_giver(giver, ask, sources)
        if ask.topic.source in ("address", "document") or ask.is_follow_up:
            return None
        if not fails_a_condition(ask):
            if body := host(ask):
                return silences.given_to_host(body, ask.topic.clauses[0], sources)
            if pair := opposed(ask):
                return silences.opposite(*pair, sources)
        strange = self._strange_words(ask)
        is_all_strange = ask.topic.source == "meaning" and len(strange) == len(ask.own_words)
        is_about = seeks_help or self._is_about(policies, ask)
        if is_all_strange and not is_about and not self._speaks_of_corpus(ask):
            asks_for_aid = bool(strange) and ask.asks_for(kinds.AMOUNT, kinds.SUPPORT, kinds.ELIGIBILITY)
            return silences.not_mentioned(strange, None, sources) if asks_for_aid else talk.out_of_scope(self.policies)
        if not strange:
            return None
        heads = " ".join(f"{policy.title} {policy.issuer or ''}" for policy in policies)
        absent = self.evidence.uncovered_by_policies(strange, ask.topic.policies, heads)
        if len(absent) < len(strange):
            present = [word for word in strange if word not in absent]
            closest = ask.topic.clauses[0] if ask.topic.source == "name" else self._nearest_with(present, ask)
            return silences.not_told_of(present, closest, sources)
        is_near = bool(ask.topic.rules) or len(strange) < len(ask.own_words)
        return silences.not_mentioned(strange, ask.topic.clauses[0] if is_near else None, sources)

    def moved(self, ask: Ask) -> Ask:
        """The ask with the clause that holds all its nouns, where its own does not and no money is asked for."""
        topic = ask.topic
        is_free = topic.source in ("meaning", "name") and not (ask.is_follow_up or ask.claims or has_settled_facts(ask))
        if not (is_free and ask.are_asked) or ask.asks_for(kinds.AMOUNT) or _MONEY.search(ask.words):
            return ask
        strange = self._strange_words(ask)
        if not strange:
            return ask
        asked = strange if topic.source == "name" else ask.own_words
        holding = self.evidence.holders(asked, topic.policies)
        is_telling = any(len(word) > _PLAIN or self.evidence.names_term(word) for word in asked)
        if not holding or not (is_telling or (topic.source == "name" and len(holding) <= _FEW)):
            return ask
        best = self.evidence.sentences(ask.words, holding)[0].clause
        return replace(ask, heard={}, topic=replace(topic, source="meaning", rules=(), clauses=(best,)))

    def _bodies(self, ask: Ask) -> list[str]:
        """The names of the awards asked about: in 某县的链主 they are a body of that place."""
        return [name for rule in ask.topic.rules for name in rule.names]

    def _nearest_with(self, words: Sequence[str], ask: Ask) -> Clause:
        """The best clause found that contains one of the words, else the best one."""
        found = [hit.clause for hit in ask.topic.hits] or list(ask.topic.clauses)
        return next((one for one in found if len(self.evidence.uncovered(words, [one])) < len(words)), found[0])

    def _foreign_giver(self, ask: Ask) -> str | None:
        """A level above whose own money is asked about (市里给多少), where no level of this document is named.

        A level that the award itself sets apart is a property of the thing: 省级的奖多少.
        """
        if any(heard.alternatives for heard in ask.heard.values()) and ask.asks_for(kinds.COMPARE):
            return None
        options = [option.value for rule in ask.topic.rules for spec in rule.facts for option in spec.options]
        match = _ONLY_LEVEL.match(ask.words) if ask.is_follow_up else None
        if match and ask.topic.rules and not any(match[1] in option for option in options):
            return match[1]
        own = {level for value in options if (level := level_of(value))}
        asking = [one.span for one in ask.kinds if one.kind.name in (kinds.AMOUNT, kinds.SUPPORT)]
        for phrase in split_phrases(ask.words):
            if not any(phrase.start <= span.start < span.end <= phrase.end for span in asking):
                continue
            text = ask.words[phrase.start : phrase.end]
            levels = find_levels(text)
            if any(one.level == "区级" for one in levels):
                continue
            levels = [one for one in levels if not (one.level in own and text[: one.span.end].endswith("级"))]
            givers = [one.level for one in levels if one.gives and one.level in _ABOVE]
            if givers:
                return givers[-1].removesuffix("级")
        return None

    def _is_about(self, policies: Sequence[Policy], ask: Ask) -> bool:
        """Whether the question speaks of policy matters, a place of these policies or a term of the corpus at all."""
        places = [place for policy in policies for place in policy.places]
        is_named = any(place in ask.story for place in places) or self.evidence.names_term(ask.story)
        return is_named or bool(_ABOUT_POLICY.search(ask.story))

    def _speaks_of_corpus(self, ask: Ask) -> bool:
        """Whether a question without nouns of its own still says something that stands in the nearest clause."""
        words = self.evidence.content_words(ask.story)
        if words and len(self.evidence.uncovered(words, ask.topic.clauses)) < len(words):
            return True
        return self.evidence.shared_weight(ask.story, ask.topic.clauses) > 0

    def _strange_words(self, ask: Ask) -> list[str]:
        """Nouns of the question that the topic does not contain, where they decide what is asked."""
        if ask.silent_kinds and ask.topic.source == "name":
            return []
        if self._seeks_any_help(ask):
            return self.evidence.missing_matters(ask.own_words, ask.topic.clauses, self._names(ask))
        told = _told(ask)
        names = self._names(ask)
        if (
            others := self._misplaced(ask, told, names)
            or self._other_grants(ask, names)
            or self._other_matters(ask, names)
        ):
            return others
        strange = self.evidence.uncovered(ask.own_words, ask.topic.clauses, names)
        strange = [word for word in strange if not _is_made_of_names(word, ask)]
        is_judged = ask.asks_for(*JUDGED) or (not ask.kinds and bool(_ASKS.search(ask.words)))
        if ask.topic.source == "name":
            if not is_judged or has_figures(ask):
                return []
            is_told = has_settled_facts(ask) or (bool(told) and not ask.are_asked)
            if is_told or ask.claims:
                return self._attached(strange, ask)
            return strange if ask.are_asked else self._after_name(strange, ask)
        is_whole = len(strange) == len(ask.own_words) or ask.asks_for(kinds.AMOUNT, kinds.COUNT)
        if is_judged and is_whole and (attached := self._attached(strange, ask)):
            return attached
        shared = self.evidence.shared_weight(ask.story, ask.topic.clauses)
        factor = 1.0 if is_judged and ask.are_asked else _DOUBT
        return strange if self.evidence.weight(strange) > factor * shared else []

    def _seeks_any_help(self, ask: Ask) -> bool:
        """Whether help of any kind is asked for (有没有说法), no money and no thing by its name (有算力券吗), about
        something that the topic speaks of."""
        said = [one for one in ask.kinds if one.kind.name == kinds.ELIGIBILITY and one.span.start < one.span.end]
        if not (said or ask.asks_for(kinds.SUPPORT)) or ask.asks_for(kinds.AMOUNT) or _MONEY.search(ask.words):
            return False
        if any(re.search(_NAMED_THING.format(re.escape(word)), ask.words) for word in ask.own_words):
            return False
        return ask.topic.source == "name" or self.evidence.shared_weight(ask.story, ask.topic.clauses) > 0

    def _names(self, ask: Ask) -> str:
        """Every word of the awards asked about, with what was said of their facts."""
        return " ".join([*(word for rule in ask.topic.rules for word in rule_words(rule)), *_told(ask)])

    def _after_name(self, strange: Sequence[str], ask: Ask) -> list[str]:
        """In what only leads up to the question, the words after the award's name: 贷款盖了个冷库."""
        names = [name for rule in ask.topic.rules for name in rule.names]
        at = max((ask.words.rfind(name) for name in names), default=-1)
        return [word for word in strange if ask.words.find(word) > at]

    def _attached(self, strange: Sequence[str], ask: Ask) -> list[str]:
        """Of the strange words beside a named award those that are what is asked for: 孵化器的房租补贴, 补装修钱."""
        starts = {mention.span.start for mention in ask.kinds}
        found = []
        for word in strange:
            at = ask.words.find(word)
            end = at + len(word)
            after = _FILLERS.match(ask.words, end)
            reaches = after is not None and any(end <= start <= after.end() for start in starts)
            if reaches or _PAYS_FOR.search(ask.words[:at]):
                found.append(word)
        return found

    def _misplaced(self, ask: Ask, told: Sequence[str], names: str) -> list[str]:
        """Another body said to hold a level or a title: 省级重点实验室, 评上绿色工厂; compounds are other bodies."""
        known = [*(name for rule in ask.topic.rules for name in rule.names), *told]
        found = []
        for word in ask.own_words:
            before = ask.words[: max(0, ask.words.find(word))]
            if not _TITLED.search(before):
                continue
            holds_name = any(name in word for name in known)
            if not holds_name and word not in names and self.evidence.is_loose(word, ask.topic.clauses):
                found.append(word)
        return found

    def _other_matters(self, ask: Ask, names: str) -> list[str]:
        """Common matters of policies that the topic does not treat; beside facts of an award only what is asked for."""
        if ask.kinds and not ask.asks_for(*JUDGED, kinds.VERIFY):
            return []
        matters = self.evidence.missing_matters(ask.own_words, ask.topic.clauses, names)
        is_settled = ask.topic.source == "name" and any(heard.facts for heard in ask.heard.values())
        return self._attached(matters, ask) if is_settled else matters

    def _other_grants(self, ask: Ask, names: str) -> list[str]:
        """What a grant is named after (培训补贴) where no award and no title of the clauses is: another grant."""
        heads = " ".join([names, *(clause.title for clause in ask.topic.clauses)])
        named = [word for word in ask.own_words if _GRANT.match(ask.words, ask.words.find(word) + len(word))]
        return self.evidence.uncovered(named, [], heads)


def _is_made_of_names(word: str, ask: Ask) -> bool:
    """Whether a run of words is no more than names of the awards, cut together with a word beside them."""
    names = {name for rule in ask.topic.rules for name in rule.names}
    covered = {at for name in names for one in re.finditer(re.escape(name), word) for at in range(*one.span())}
    return bool(covered) and len(word) - len(covered) < _A_WORD


def _told(ask: Ask) -> list[str]:
    """The words in which facts were given; a denial tells of an award only where it is named."""
    facts = [fact for heard in ask.heard.values() for fact in heard.facts.values() if fact.words]
    return [fact.words for fact in facts if ask.topic.source == "name" or fact.value != "false"]


def has_settled_facts(ask: Ask) -> bool:
    """Whether the person gave options or figures of an award, not only conditions that hold."""
    return bool(_kinds_given(ask) - {"bool"})


def has_figures(ask: Ask) -> bool:
    """Whether the person gave figures of an award."""
    return bool(_kinds_given(ask) - {"bool", "option"})


def _kinds_given(ask: Ask) -> set[str]:
    rules = {rule.key: rule for rule in ask.topic.rules}
    return {rules[key].fact(name).kind for key, heard in ask.heard.items() if key in rules for name in heard.facts}
