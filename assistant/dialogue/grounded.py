"""Answers without a language model: each thing asked goes to the reply that can ground it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.award import Rule, Rulebook, outline
from assistant.dialogue import kinds
from assistant.dialogue.ask import Ask, Memory
from assistant.dialogue.beside import asks_beside_silence, asks_whether_still, fails_a_condition, is_inside_silence
from assistant.dialogue.compared import dimension
from assistant.dialogue.coverage import JUDGED, Coverage, has_figures, has_settled_facts
from assistant.dialogue.document import aspects_asked, is_claim_of_issue, names_more
from assistant.dialogue.draft import Piece, Sources
from assistant.dialogue.evidence import Evidence, Sentence
from assistant.dialogue.facts import Heard
from assistant.dialogue.hearing import Hearing
from assistant.dialogue.matters import (
    is_told_by_verb,
    only_guessed,
    overlaps,
    sentences_beside_awards,
    sentences_of_period,
)
from assistant.dialogue.measures import is_counted_nowhere, measure_asked, states_figure
from assistant.dialogue.replies import clauses as clause_replies
from assistant.dialogue.replies import documents, silences, talk
from assistant.dialogue.replies.awards import answer_awards
from assistant.dialogue.replies.lists import (
    Lister,
    beside_money,
    has_figure,
    has_money,
    is_about_money,
    is_quoted,
    lacks_figure,
    wanted_word,
)
from assistant.dialogue.vocabulary import Vocabulary
from assistant.dialogue.whose import asked_units, asks_which_unit, doubts_units, is_choice_of_units
from assistant.domain import Policy
from assistant.language.quantities import find_quantities
from assistant.language.sentences import split_phrases

_MAIN = "main"
_CLEARLY = 1.3
_MONEY_ASKED = re.compile(r"补助|补贴|奖励|奖金|[奖补](?=[没不吗])|(?<![缺没差花挣凑赚])钱|资金|报销|减免")
_GRANTS = re.compile(r"补助|补贴|奖励|奖金|资金|资助|贴息|补差|补偿")
_EACH = re.compile(r"分别|各")


@dataclass(frozen=True, slots=True)
class GroundedResponder:
    """Writes the answer to each ask from clauses, awards and recorded silences."""

    policies: Sequence[Policy]
    rulebook: Rulebook
    vocabulary: Vocabulary
    evidence: Evidence
    lister: Lister
    coverage: Coverage
    hearing: Hearing

    def respond(self, ask: Ask, sources: Sources, as_of: date) -> list[Piece]:
        """The pieces that answer one thing asked, the most wanted first."""
        if piece := self._look_up(ask, sources, as_of):
            return [piece]
        ask = _heard_of_topic(self._with_rules(self.coverage.moved(ask)))
        if piece := self.coverage.refuse(ask, sources):
            return [piece]
        return self._by_kind(ask, sources, as_of)

    # -- addresses, lists, documents, talk

    def _look_up(self, ask: Ask, sources: Sources, as_of: date) -> Piece | None:
        if ask.is_talk:
            return talk.greet(self.policies) if ask.asks_for(kinds.GREETING) else talk.thank()
        if ask.topic.absent and not ask.topic.clauses and not ask.topic.sections:
            return silences.address_absent(ask, self.policies, sources)
        said = [one for one in ask.kinds if one.kind.is_often_silent and one.span.start < len(ask.words)]
        if ask.topic.source == "unit" and (piece := self._unknown_unit(ask)):
            return piece
        if ask.topic.source == "unit" and not said:
            return self.lister.by_units(ask.topic, ask.words, sources, as_of)
        wants_text = ask.asks_for(kinds.TEXT) and bool(ask.topic.clauses) and ask.topic.source != "meaning"
        if ask.topic.sections and (piece := self.lister.by_feature(ask.topic, ask.words, sources)):
            return piece
        if ask.topic.sections or wants_text:
            return clause_replies.show_clauses(ask, sources)
        is_bare = not ask.silent_kinds and not ask.asks_for(*JUDGED, kinds.WHO, kinds.VERIFY)
        if ask.topic.source == "address" and is_bare:
            return clause_replies.show_clauses(ask, sources)
        return (
            self._document(ask, sources)
            or self._silence(ask)
            or self._list(ask, sources, as_of)
            or self._validity(ask, sources, as_of)
        )

    def _unknown_unit(self, ask: Ask) -> Piece | None:
        """That no clause is of a unit that no document names: asked for by itself, or after other units."""
        if self.vocabulary.units_in(ask.words):
            return None
        return self.lister.unknown_unit(ask.words, goes_on=ask.is_follow_up)

    def _silence(self, ask: Ask) -> Piece | None:
        """What no document states, asked of no particular thing, or of a unit."""
        silent = [kind for kind in ask.silent_kinds if kind.name != kinds.VALIDITY]
        named = self.vocabulary.units_in(ask.words)
        is_open = bool(named) if ask.is_follow_up else ask.topic.source in ("meaning", "nothing", "unit")
        is_beside = ask.asks_for(kinds.AMOUNT, kinds.ELIGIBILITY) and asks_beside_silence(ask)
        if not silent or is_beside or not is_open:
            return None
        units = tuple(dict.fromkeys(one.term for one in named))
        names = {char for one in named for char in one.words}
        particular = [word for word in ask.own_words if not set(word) <= names]
        if self.evidence.uncovered(particular, [], self._titles(ask)):
            return None
        if _stating(silent[0], self.evidence.sentences(ask.story, ask.topic.clauses)):
            return None
        ids = {policy.id for policy in self._chosen(ask)}
        rules = [rule for rule in self.rulebook.rules if rule.policy_id in ids]
        return silences.not_stated_anywhere(silent[0], units, rules)

    def _list(self, ask: Ask, sources: Sources, as_of: date) -> Piece | None:
        if ask.topic.source == "address":
            return None
        if piece := self._list_by_word(ask, sources):
            return piece
        if ask.topic.rules:
            return None
        particulars = self.evidence.uncovered(beside_money(ask.own_words, ask.words), [], self._titles(ask))
        is_named = ask.is_follow_up or ask.topic.source == "name" or bool(ask.silent_kinds or particulars)
        lists = (self.lister.by_feature, self.lister.all_units)
        if piece := next((one for one in (each(ask.topic, ask.words, sources) for each in lists) if one), None):
            return piece
        if not is_named and (piece := self.lister.by_amount(ask.topic, ask.words, sources, as_of)):
            return piece
        asks_to_list = ask.asks_for(kinds.LIST, kinds.SUPPORT, kinds.AMOUNT) and not ask.is_follow_up
        asks_to_list = asks_to_list and not self.evidence.missing_matters(ask.own_words, [])
        if asks_to_list and is_about_money(ask.words) and (not particulars or lacks_figure(ask.words)):
            return self.lister.by_money(ask.topic, ask.words, sources, as_of)
        return self._unknown_unit(ask)

    def _list_by_word(self, ask: Ask, sources: Sources) -> Piece | None:
        """The clauses that hold a word; None for a word in passing that no clause has as it is said."""
        word = wanted_word(ask.words)
        if word is None:
            return None
        piece = self.lister.by_word(word, ask.topic, sources)
        return piece if piece.outcome == "answered" or is_quoted(word, ask.words) else None

    def _document(self, ask: Ask, sources: Sources) -> Piece | None:
        """What is asked of the document itself, where the question names nothing in it."""
        is_claim = is_claim_of_issue(ask.words)
        if ask.topic.source in ("name", "address") or not (aspects_asked(ask.words) or is_claim):
            return None
        if self._names_matter(ask) or (_MONEY_ASKED.search(ask.words) and not is_claim):
            return None
        if ask.asks_for(kinds.VALIDITY) and set(aspects_asked(ask.words)) <= {"date"}:
            return None
        return documents.describe(ask, self._chosen(ask), sources)

    def _validity(self, ask: Ask, sources: Sources, as_of: date) -> Piece | None:
        """Until when the document holds, or what it is where nothing in it is asked for."""
        if ask.topic.source in ("address", "document") or self._names_matter(ask):
            return None
        if ask.asks_for(kinds.VALIDITY) and not ask.is_follow_up:
            return documents.describe_validity(self._chosen(ask), sources, as_of)
        is_bare = ask.asks_for(kinds.DOCUMENT) and not ask.is_follow_up and not ask.asks_for(kinds.WHO)
        is_bare = is_bare and ask.topic.source != "name"
        return documents.describe(ask, self._chosen(ask), sources) if is_bare else None

    def _names_matter(self, ask: Ask) -> bool:
        """Whether a question about a document names something that stands in it, not in its title and preamble."""
        fronts = [policy.clauses[0] for policy in self._chosen(ask)]
        return bool(self.evidence.uncovered(names_more(ask.own_words, ask.words), fronts, self._titles(ask)))

    def _titles(self, ask: Ask) -> str:
        """The titles of the policies asked about: words that name all of their matters."""
        return " ".join(policy.title for policy in self._chosen(ask))

    def _chosen(self, ask: Ask) -> list[Policy]:
        return [policy for policy in self.policies if not ask.topic.policies or policy.id in ask.topic.policies]

    def _with_rules(self, ask: Ask) -> Ask:
        """A topic found by address or meaning with those awards of its clauses that the question comes closest to."""
        if (
            ask.topic.rules
            or not ask.topic.clauses
            or (ask.kinds and not ask.asks_for(*JUDGED, kinds.VERIFY, kinds.COMPARE))
        ):
            return ask
        rules = [rule for clause in ask.topic.clauses for rule in self.rulebook.for_clause(clause.ref)]
        if ask.topic.source == "meaning":
            best = [self.evidence.sentences(words, ask.topic.clauses)[0] for words in _judging(ask)]
            leads_in = any(sentence.text.endswith(("：", ":")) for sentence in best)
            fitting = [rule for rule in rules if leads_in or any(overlaps(rule, sentence) for sentence in best)]
            is_beside = not fitting and ask.asks_for(kinds.AMOUNT) and not any(_states_share(one.text) for one in best)
            rules = rules[:1] if is_beside and len(rules) == 1 else fitting
        if not rules:
            return ask
        return self.hearing.hear(replace(ask, topic=replace(ask.topic, rules=tuple(rules))), Memory())

    # -- the answer itself

    def _by_kind(self, ask: Ask, sources: Sources, as_of: date) -> list[Piece]:
        """A piece for each kind asked for; the award or clause itself first, the unit only where that lacks it."""
        units = asked_units(ask.words, self.vocabulary)
        sentences = self.evidence.sentences(ask.words, ask.topic.clauses)
        wanted = dict.fromkeys(self._pieces_wanted(ask, units)) or {_MAIN: None}
        pieces: dict[str, Piece] = {}
        if _MAIN in wanted:
            pieces[_MAIN] = self._main(ask, sentences, sources, as_of)
        if kinds.WHO in wanted and not (ask.topic.rules and _MAIN in pieces and "负责" in pieces[_MAIN].headline):
            pieces[kinds.WHO] = clause_replies.answer_who(ask, units, sources)
        open_kinds = [kinds.all_kinds()[name] for name in wanted if name not in (_MAIN, kinds.WHO)]
        own = self._own_sentences(ask, sentences)
        stating = [(kind, _stating(kind, own)) for kind in open_kinds]
        said = {one.kind.name for one in ask.kinds if one.span.start < one.span.end}
        for kind, sentence in stating:
            if sentence:
                pieces[kind.name] = silences.stated(kind, sentence, sources)
            elif kind.name in said or not any(found for _, found in stating):
                pieces[kind.name] = silences.not_stated(kind, ask, sources)
        return [pieces[name] for name in wanted if name in pieces]

    def _pieces_wanted(self, ask: Ask, units: Sequence[str]) -> Iterator[str]:
        """Names of the pieces in the order asked; the award is left out beside a silence that is really asked about."""
        if ask.is_follow_up and ask.silent_kinds and only_guessed(ask) and is_told_by_verb(ask):
            yield _MAIN
            return
        gives_figures = has_figures(_of_this_turn(ask))
        wants_main = not ask.silent_kinds or bool(ask.claims) or gives_figures or asks_beside_silence(ask)
        if is_choice_of_units(ask.words, units) and not has_figures(ask):
            yield kinds.WHO
        elif gives_figures or not ask.kinds:
            yield _MAIN
        checks_unit = ask.asks_for(kinds.WHO) and not ask.claims and not ask.asks_for(kinds.AMOUNT)
        for kind in [one.kind for one in ask.kinds if not is_inside_silence(one, ask)]:
            is_check = kind.name in (kinds.VERIFY, kinds.SUPPORT, kinds.ELIGIBILITY)
            doubts_unit = is_check and not ask.claims and (checks_unit or (bool(units) and doubts_units(ask.words)))
            asks_who = kind.name == kinds.DOCUMENT and asks_which_unit(ask.words)
            if kind.name == kinds.WHO or asks_who or (kind.name == kinds.VERIFY and units) or doubts_unit:
                yield kinds.WHO
            elif kind.is_often_silent and asks_whether_still(kind.name, ask) and fails_a_condition(ask):
                yield _MAIN
            elif kind.is_often_silent and not (kind.name == kinds.VALIDITY and ask.topic.rules):
                yield kind.name
            elif wants_main and not _only_lists_several(kind.name, ask):
                yield _MAIN

    def _own_sentences(self, ask: Ask, sentences: Sequence[Sentence]) -> list[Sentence]:
        """The sentences without those that belong to other awards than the ones asked about."""
        if not ask.topic.rules:
            return list(sentences)
        keys = {rule.key for rule in ask.topic.rules}
        others = [one for clause in ask.topic.clauses for one in self.rulebook.for_clause(clause.ref)]
        return [
            one
            for one in sentences
            if any(overlaps(rule, one) for rule in ask.topic.rules)
            or not any(overlaps(rule, one) for rule in others if rule.key not in keys)
        ]

    def _main(self, ask: Ask, sentences: Sequence[Sentence], sources: Sources, as_of: date) -> Piece:
        fitting = [one for one in sentences[:3] if _has_measure(one.text, ask)]
        told = _sentences_about_claims(ask, sentences)
        if told and not any(overlaps(rule, one) for rule in ask.topic.rules for one in told):
            return clause_replies.answer_from_text(ask, told[:1], sources)
        asks_count = ask.asks_for(kinds.COUNT) and not has_settled_facts(ask)
        if fitting and (not ask.topic.rules or (asks_count and not _all_of_rules(fitting, ask, as_of))):
            return clause_replies.answer_from_text(ask, fitting, sources)
        rows = [row.text for rule in ask.topic.rules for row in rule.sources]
        if is_counted_nowhere(ask, [*(one.text for one in sentences), *rows]):
            return silences.not_stated(kinds.all_kinds()[kinds.COUNT], ask, sources)
        if clause_replies.asks_where(ask.words) and not ask.asks_for(kinds.AMOUNT):
            awarded = [one for one in sentences if any(overlaps(rule, one) for rule in ask.topic.rules)]
            return clause_replies.answer_from_text(ask, awarded or sentences, sources)
        beside = sentences_of_period(ask, sentences)
        if not beside and not ask.asks_for(kinds.AMOUNT):
            beside = sentences_beside_awards(ask, sentences)
        if beside:
            return clause_replies.answer_from_text(ask, beside, sources)
        ask = _narrowed(ask, sentences)
        if ask.topic.rules and not _wants_text(ask) and (ask.asks_for(kinds.AMOUNT) or self._has_figures(ask, as_of)):
            return answer_awards(ask, sources, as_of)
        if ask.asks_for(kinds.AMOUNT):
            stating = [one for one in sentences[:2] if has_money(one.text)]
            if not stating:
                return silences.not_stated(kinds.all_kinds()[kinds.AMOUNT], ask, sources)
            sentences = [*stating, *(one for one in sentences if one not in stating)]
        if ask.topic.rules and self._has_figures(ask, as_of):
            return answer_awards(ask, sources, as_of)
        if ask.asks_for(kinds.COUNT) and measure_asked(ask) and ask.topic.source != "document":
            return silences.not_stated(kinds.all_kinds()[kinds.COUNT], ask, sources)
        if (
            ask.asks_for(kinds.SUPPORT)
            and _MONEY_ASKED.search(ask.words)
            and not any(_GRANTS.search(one.text) for one in sentences)
        ):
            return silences.not_stated(kinds.all_kinds()[kinds.SUPPORT], ask, sources)
        if ask.topic.source == "name" and _MONEY_ASKED.search(ask.words):
            sentences = sorted(sentences, key=lambda one: not any(overlaps(rule, one) for rule in ask.topic.rules))
        return clause_replies.answer_from_text(ask, sentences, sources)

    def _has_figures(self, ask: Ask, as_of: date) -> bool:
        """Whether an award of the topic is put into figures; otherwise the clause's own words answer better."""
        return any(has_figure(rule, as_of) or ask.heard.get(rule.key, Heard()).facts for rule in ask.topic.rules)


def _judging(ask: Ask) -> list[str]:
    """The asking words, after the phrases that ask what an award can answer where others ask something else."""
    said = [one for one in ask.kinds if one.span.start < one.span.end]
    phrases = split_phrases(ask.words)
    asking = [(span, [one for one in said if span.start <= one.span.start < span.end]) for span in phrases]
    judging = [span for span, found in asking if any(one.kind.name in JUDGED for one in found)]
    others = [span for span, found in asking if found and span not in judging]
    return [*(ask.words[one.start : one.end] for one in judging if others), ask.words]


def _of_this_turn(ask: Ask) -> Ask:
    """The ask with those facts alone that the message itself states."""
    heard = {
        key: replace(one, facts={name: fact for name, fact in one.facts.items() if fact.words in ask.story})
        for key, one in ask.heard.items()
    }
    return replace(ask, heard=heard)


def _heard_of_topic(ask: Ask) -> Ask:
    """The ask with the facts of its topic's awards alone."""
    keys = {rule.key for rule in ask.topic.rules}
    return replace(ask, heard={key: heard for key, heard in ask.heard.items() if key in keys})


def _narrowed(ask: Ask, sentences: Sequence[Sentence]) -> Ask:
    """Of several awards the one whose sentence fits the question far better than any other sentence does."""
    if (
        len(ask.topic.rules) < 2
        or ask.asks_for(kinds.COMPARE)
        or len({rule.ref for rule in ask.topic.rules}) > 1
        or has_settled_facts(ask)
        or (ask.topic.source == "name" and not _share_a_name(ask.topic.rules))
        or len(sentences) < 2
        or sentences[0].score < _CLEARLY * sentences[1].score
    ):
        return ask
    rules = tuple(rule for rule in ask.topic.rules if overlaps(rule, sentences[0]))
    return replace(ask, topic=replace(ask.topic, rules=rules)) if rules else ask


def _states_share(text: str) -> bool:
    """Whether a sentence states a rate or a multiple."""
    return any(one.kind in ("rate", "multiple", "points") for one in find_quantities(text))


def _all_of_rules(sentences: Sequence[Sentence], ask: Ask, as_of: date) -> bool:
    """Whether the sentences belong to awards of the topic, in whose outline the figure asked for stands as well."""
    stating = [
        rule for rule in ask.topic.rules if any(_has_measure(line.text, ask) for line in outline(rule, {}, as_of))
    ]
    return all(any(overlaps(rule, one) for rule in stating) for one in sentences)


def _stating(kind: kinds.Kind, sentences: Sequence[Sentence]) -> Sentence | None:
    """The best of the sentences that states this kind of thing."""
    return next((one for one in sentences if kind.stated and kind.stated.search(one.text)), None)


def _only_lists_several(name: str, ask: Ask) -> bool:
    """Whether 分别 or 各 only says that several units are asked for."""
    spans = [one.span for one in ask.kinds if one.kind.name == name]
    is_each = all(_EACH.fullmatch(ask.words, one.start, one.end) for one in spans)
    return name == kinds.COMPARE and set(ask.kind_names) == {kinds.COMPARE, kinds.WHO} and is_each


def _share_a_name(rules: Sequence[Rule]) -> bool:
    """Whether one name stands for all of these awards; otherwise each was named by itself."""
    return bool(set.intersection(*(set(rule.names) for rule in rules)))


def _wants_text(ask: Ask) -> bool:
    """Whether the words of the clause answer better than the award: explanations and counts."""
    return bool(ask.kinds) and set(ask.kind_names) <= {kinds.EXPLAIN, kinds.COUNT, kinds.LIST}


def _has_measure(text: str, ask: Ask) -> bool:
    """Whether a text states a figure in the unit asked for."""
    measure = measure_asked(ask)
    return measure is not None and states_figure(text, measure)


def _sentences_about_claims(ask: Ask, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences with a figure in the unit of a claim, best first."""
    units = {dimension(one) for one in ask.claims}
    if not units:
        return []
    return [one for one in sentences if any(dimension(figure) in units for figure in find_quantities(one.text))]
