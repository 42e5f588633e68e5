"""Answers without a language model: each thing asked goes to the reply that can ground it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.award import Rule, Rulebook
from assistant.dialogue import kinds
from assistant.dialogue.ask import Ask
from assistant.dialogue.draft import Piece, Sources
from assistant.dialogue.evidence import Evidence, Sentence
from assistant.dialogue.levels import find_levels
from assistant.dialogue.places import foreign_places
from assistant.dialogue.replies import clauses as clause_replies
from assistant.dialogue.replies import documents, silences, talk
from assistant.dialogue.replies.awards import answer_awards
from assistant.dialogue.replies.lists import Lister, is_about_money, wanted_word
from assistant.dialogue.vocabulary import Vocabulary
from assistant.domain import Clause, Policy
from assistant.ports import Segmenter

_MAIN = (
    kinds.AMOUNT, kinds.COUNT, kinds.SUPPORT, kinds.ELIGIBILITY, kinds.CONDITION, kinds.VERIFY, kinds.COMPARE, kinds.EXPLAIN,
)  # fmt: skip
_JUDGED = (kinds.AMOUNT, kinds.SUPPORT, kinds.ELIGIBILITY, kinds.CONDITION, kinds.COUNT)
_ABOUT_POLICY = re.compile(
    r"补贴|补助|奖|政策|扶持|支持|资助|优惠|创业|企业|公司|厂|店|个体|申报|申请|项目|资金|贷款|担保|认定|资质|园区|基地|招商|人才|文件|条款|方案|条"
)
_FIGURE_ASKED = (
    ("rate", re.compile(r"百分之|千分之|几成|比例|费率|几个点|利率")),
    ("points", re.compile(r"百分点")),
    ("multiple", re.compile(r"倍")),
)


@dataclass(frozen=True, slots=True)
class GroundedResponder:
    """Writes the answer to each ask from clauses, awards and recorded silences."""

    policies: Sequence[Policy]
    rulebook: Rulebook
    vocabulary: Vocabulary
    evidence: Evidence
    segmenter: Segmenter
    lister: Lister

    def respond(self, ask: Ask, sources: Sources, as_of: date) -> list[Piece]:
        """The pieces that answer one thing asked, the most wanted first."""
        if piece := self._look_up(ask, sources, as_of):
            return [piece]
        ask = self._with_rules(ask)
        if piece := self._refuse(ask, sources):
            return [piece]
        return self._by_kind(ask, sources, as_of)

    # -- addresses, lists, documents, talk

    def _look_up(self, ask: Ask, sources: Sources, as_of: date) -> Piece | None:
        if ask.asks_for(kinds.GREETING):
            return talk.greet(self.policies)
        if ask.asks_for(kinds.THANKS):
            return talk.thank()
        if ask.topic.absent and not ask.topic.clauses and not ask.topic.sections:
            return silences.address_absent(ask, self.policies)
        if ask.topic.source == "address" and not ask.asks_for(*_JUDGED, kinds.WHO, kinds.VERIFY, *_silent_kinds(ask)):
            return clause_replies.show_clauses(ask, sources)
        return self._list(ask, sources) or self._document(ask, sources, as_of)

    def _list(self, ask: Ask, sources: Sources) -> Piece | None:
        units = tuple(dict.fromkeys(one.term for one in self.vocabulary.units_in(ask.words)))
        listing = ask.asks_for(kinds.LIST)
        if units and (listing or not (ask.kinds or ask.own_words or ask.topic.rules)):
            return self.lister.by_units(units, ask.words, sources)
        word = wanted_word(ask.words)
        if word and (listing or ask.topic.source in ("meaning", "nothing")) and not ask.topic.rules:
            return self.lister.by_word(word, sources)
        if (listing or ask.asks_for(kinds.SUPPORT, kinds.AMOUNT)) and not ask.topic.rules and is_about_money(ask.words) and not ask.own_words:
            return self.lister.by_money(ask.words, sources)
        return None

    def _document(self, ask: Ask, sources: Sources, as_of: date) -> Piece | None:
        if ask.topic.rules or ask.topic.source == "address":
            return None
        if not ask.asks_for(kinds.DOCUMENT, kinds.VALIDITY):
            return None
        chosen = [policy for policy in self.policies if not ask.topic.policies or policy.id in ask.topic.policies]
        return documents.describe(ask, chosen, self.evidence, sources, as_of)

    # -- what the clause must speak of

    def _with_rules(self, ask: Ask) -> Ask:
        """A topic found by address or meaning with those awards of its clauses that the question comes closest to."""
        if ask.topic.rules or not ask.topic.clauses or not ask.asks_for(*_JUDGED, kinds.VERIFY, kinds.COMPARE):
            return ask
        rules = [rule for clause in ask.topic.clauses for rule in self.rulebook.for_clause(clause.ref)]
        if ask.topic.source == "meaning":
            best = self.evidence.sentences(ask.words, ask.topic.clauses)[:1]
            rules = [rule for rule in rules if any(_overlaps(rule, sentence) for sentence in best)]
        return replace(ask, topic=replace(ask.topic, rules=tuple(rules))) if rules else ask

    def _refuse(self, ask: Ask, sources: Sources) -> Piece | None:
        """Not covered: another place, another giver, words that the clause does not contain; or another domain."""
        policies = [sources.policies[one] for one in ask.topic.policies] or list(self.policies)
        if places := foreign_places(ask.story, policies, self.segmenter):
            return silences.other_place(places[0], policies[0], sources)
        if ask.topic.source == "nothing":
            return talk.out_of_scope(self.policies)
        if givers := [one for one in find_levels(ask.words) if one.gives and one.level in ("国家级", "省级", "市级")]:
            if not any(one.level == "区级" for one in find_levels(ask.words)) and ask.asks_for(kinds.AMOUNT, kinds.SUPPORT):
                return silences.other_giver(givers[-1].level.removesuffix("级"), ask, sources)
        if ask.topic.source == "address" or ask.is_follow_up:
            return None
        strange = self._strange_words(ask)
        if ask.topic.source == "meaning" and not ask.own_words and not ask.kinds:
            return talk.out_of_scope(self.policies)
        if ask.topic.source == "meaning" and len(strange) == len(ask.own_words) and not _ABOUT_POLICY.search(ask.story):
            return talk.out_of_scope(self.policies)
        if not strange:
            return None
        return silences.not_mentioned(strange, ask.topic.clauses[0] if ask.topic.clauses else None, sources)

    def _strange_words(self, ask: Ask) -> list[str]:
        """Nouns of the question that the topic does not contain; beside a named award only those next to what is asked."""
        names = " ".join(word for rule in ask.topic.rules for word in _words_of(rule))
        strange = self.evidence.uncovered(ask.own_words, ask.topic.clauses, names)
        if ask.topic.source == "meaning":
            return strange
        if not ask.asks_for(*_JUDGED):
            return []
        starts = [mention.span.start for mention in ask.kinds if mention.kind.name in _JUDGED]
        return [word for word in strange if any(0 <= start - (ask.words.find(word) + len(word)) <= 3 for start in starts)]

    # -- the answer itself

    def _by_kind(self, ask: Ask, sources: Sources, as_of: date) -> list[Piece]:
        pieces: list[Piece] = []
        done: set[str] = set()
        for kind in [mention.kind for mention in ask.kinds] or [kinds.all_kinds()[kinds.SUPPORT]]:
            group = "main" if kind.name in (*_MAIN, kinds.LIST, kinds.DOCUMENT) else kind.name
            if group in done:
                continue
            done.add(group)
            if group == "main":
                pieces.append(self._main(ask, sources, as_of))
            elif kind.name == kinds.WHO:
                pieces.append(clause_replies.answer_who(ask, self.evidence, sources))
            else:
                pieces.append(self._stated_or_not(kind, ask, sources))
        return pieces

    def _main(self, ask: Ask, sources: Sources, as_of: date) -> Piece:
        sentences = self.evidence.sentences(ask.words, self._clauses_for(ask))
        wanted = _wanted_figure(ask)
        if wanted and (fitting := [one for one in sentences[:3] if clause_replies.has_wanted_figure(one, wanted)]):
            if not ask.topic.rules or ask.asks_for(kinds.COUNT):
                return clause_replies.answer_from_text(ask, fitting, sources)
        if ask.topic.rules and not _wants_text_only(ask):
            return answer_awards(ask, sources, as_of)
        if ask.asks_for(kinds.AMOUNT) and not any(clause_replies.has_wanted_figure(one, "money") for one in sentences[:2]):
            return silences.not_stated(kinds.all_kinds()[kinds.AMOUNT], ask, sources)
        if ask.asks_for(kinds.COUNT) and wanted:
            return silences.not_stated(kinds.all_kinds()[kinds.COUNT], ask, sources)
        return clause_replies.answer_from_text(ask, sentences, sources)

    def _clauses_for(self, ask: Ask) -> Sequence[Clause]:
        return ask.topic.clauses

    def _stated_or_not(self, kind: kinds.Kind, ask: Ask, sources: Sources) -> Piece:
        for sentence in self.evidence.sentences(ask.words, ask.topic.clauses):
            if kind.stated and kind.stated.search(sentence.text):
                return silences.stated(kind, sentence, sources)
        return silences.not_stated(kind, ask, sources)


def _silent_kinds(ask: Ask) -> list[str]:
    return [mention.kind.name for mention in ask.kinds if mention.kind.is_often_silent]


def _wants_text_only(ask: Ask) -> bool:
    return set(ask.kind_names) <= {kinds.EXPLAIN, kinds.COUNT} and bool(ask.kinds)


def _wanted_figure(ask: Ask) -> str | None:
    if not ask.asks_for(kinds.COUNT, kinds.AMOUNT):
        return None
    for kind, pattern in _FIGURE_ASKED:
        if pattern.search(ask.words):
            return kind
    return "count" if ask.asks_for(kinds.COUNT) else None


def _overlaps(rule: Rule, sentence: Sentence) -> bool:
    at = rule.clause.text.find(rule.quote)
    return sentence.clause == rule.clause and at < sentence.span.end and sentence.span.start < at + len(rule.quote)


def _words_of(rule: Rule) -> list[str]:
    words = [rule.title, *rule.names]
    for spec in rule.facts:
        words += [spec.label, *spec.words, *spec.yes_words, *spec.no_words]
        words += [word for option in spec.options for word in option.words]
    return words
