"""The one door behind every face: command line, HTTP, page, evaluation."""

import logging
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.corpus import Corpus, check_corpus, load_corpus
from assistant.diff import PolicyDiff
from assistant.domain import (
    Answer,
    Award,
    Clause,
    Finding,
    Found,
    Hit,
    MissingFact,
    Policy,
    Question,
    Section,
    Standing,
)
from assistant.edition import Edition, replacing
from assistant.errors import AssistantError
from assistant.intake import IngestReport, ReadDocument, plan_intake, store_intake
from assistant.language.lexicon import Lexicon
from assistant.library import ANY, Filters, PolicyMeta, diff_policies, read_text, read_version, version_names
from assistant.searching import Machinery, Progress, Searching

if TYPE_CHECKING:
    from assistant.award import Rule, Totals
    from assistant.dialogue.model import ModelResponder
    from assistant.intake import PlannedPolicy
    from assistant.ports import PolicyDesk, Reranker, Segmenter
    from assistant.search import Engines


@dataclass(frozen=True, slots=True)
class Status:
    """A stage that a streamed answer has entered, in Chinese (检索中, 计算中, 撰写中)."""

    text: str


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the answer's text that the guard has passed."""

    text: str


Event = Status | Token | Answer
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class World:
    """What the service needs from outside, made when it is first needed."""

    make_engines: Callable[[], "Engines"]
    make_segmenter: Callable[[Lexicon], "Segmenter"]
    make_reranker: Callable[[], "Reranker | None"]
    make_responder: Callable[["PolicyDesk"], "ModelResponder | None"]
    read_document: ReadDocument


class Assistant:
    """Answers, searches, calculates and keeps the corpus; safe to share between threads.

    The texts of the corpus are read at once; rules, index, embedder and what they need by the first call that does.
    """

    def __init__(self, corpus_folder: Path, data_folder: Path, world: World) -> None:
        self._folder = corpus_folder
        self._data = data_folder
        self._world = world
        self._edition = Edition(corpus_folder)
        self._loaded = load_corpus(corpus_folder)
        self._open: Searching | None = None
        self._is_reloading = False
        self._listeners: list[Callable[[Answer], None]] = []
        self._lock = threading.RLock()

    # -- the library

    def policies(self) -> tuple[Policy, ...]:
        """Every policy of the corpus, sorted by id."""
        return self._corpus.policies

    def policy(self, policy_id: str) -> Policy:
        """One policy; raises NotFound, naming those there are."""
        return self._corpus.policy(policy_id)

    def clause(self, ref: str, policy: str | None = None) -> Clause | Section:
        """What an address stands for: 14, 第14条, 二（四）14, policy-id#14; raises NotFound, saying what exists."""
        return self._corpus.addresses.resolve(ref, policy)

    def standing(self, policy_id: str, as_of: date | None = None, clause: str | None = None) -> Standing:
        """Whether a policy, or the clause of it at an address, is in force on a day; raises NotFound."""
        policy = self.policy(policy_id)
        number = None if clause is None else self.clause(clause, policy.id).number
        return self._corpus.standings.of(policy.id, as_of or date.today(), number)

    def versions(self, policy_id: str) -> tuple[str, ...]:
        """The earlier versions of a policy that are kept, oldest first, as `policy-id@1`; raises NotFound."""
        folder = self._folder / "policies" / self.policy(policy_id).id
        return tuple(f"{policy_id}@{name}" for name in version_names(folder))

    def version(self, name: str) -> Policy:
        """A policy by its id, or an earlier version of it as `policy-id@1`; raises NotFound and CorpusError."""
        policy_id, mark, number = name.partition("@")
        policy = self.policy(policy_id)
        return read_version(self._folder / "policies" / policy.id, number) if mark else policy

    def diff(self, before: str | Path, after: str | Path) -> PolicyDiff:
        """What changed from one document to another, clause by clause: each an id, an earlier version, or a file.

        Raises NotFound, and RequestError or CorpusError for a file that cannot be read.
        """
        return diff_policies(self._document(before), self._document(after))

    def _document(self, name: str | Path) -> Policy:
        if isinstance(name, str):
            return self.version(name)
        text = self._world.read_document(name).text
        return replace(read_text(text, PolicyMeta.model_validate({"编号": "file"})), id=name.name)

    # -- search

    def search(
        self,
        query: str,
        *,
        unit: str | None = None,
        policy: str | None = None,
        limit: int = 10,
        exact: bool = False,
        filters: Filters = ANY,
    ) -> list[Hit]:
        """Clauses for a query, best first: at its address or number, of a unit, with a phrase, or by words.

        `filters` keep to some policies: those of an issuer, of a level, issued between two days, in force on a day.
        """
        if policy is not None:
            self.policy(policy)
        allowed = None if filters == ANY else self._admitted(filters)
        if exact:
            return self._only(self._corpus.phrases.find(query, policy), allowed)[:limit]
        finder = self._searching.finder if allowed is None else self._searching.finder.narrowed(allowed)
        if allowed is not None and policy is not None and policy not in allowed:
            return []
        if unit and not query.strip():
            return finder.by_unit(unit, policy=policy)
        found = [] if unit else [*finder.by_document_number(query, policy=policy), *self._at_address(query, policy)]
        known = {hit.clause.ref for hit in found}
        ranked = finder.search(query, policy=policy, unit=unit, limit=limit)
        return self._only([*found, *(hit for hit in ranked if hit.clause.ref not in known)], allowed)[:limit]

    def _admitted(self, filters: Filters) -> frozenset[str]:
        return frozenset(one.id for one in self.policies() if filters.admit(one, self._corpus.standings))

    @staticmethod
    def _only(hits: list[Hit], allowed: frozenset[str] | None) -> list[Hit]:
        return hits if allowed is None else [hit for hit in hits if hit.clause.policy_id in allowed]

    def _at_address(self, query: str, policy: str | None) -> list[Hit]:
        """The clauses at the addresses that a query names, as printed."""
        places = [one for one in self._corpus.addresses.find(query, policy) if one.exists]
        return [
            Hit(clause, 1.0, (Found("address", f"地址「{place.text}」", 1.0),))
            for place in places
            for clause in place.targets
        ]

    # -- awards

    def award_rules(self, policy: str | None = None) -> tuple["Rule", ...]:
        """Every award rule, of one policy if asked."""
        if policy is None:
            return self._corpus.rulebook.rules
        return self._corpus.rulebook.of_policy(self.policy(policy).id)

    def award_rule(self, award_id: str) -> "Rule":
        """One rule by `id` or `policy-id:id`; raises NotFound."""
        return self._corpus.rulebook.rule(award_id)

    def calculate(self, award_id: str, facts: Mapping[str, object], as_of: date | None = None) -> Award:
        """One award from raw facts (`"80万元"`, true, `"省级"`); raises NotFound or BadFact."""
        from assistant.award import evaluate, read_facts

        rule = self.award_rule(award_id)
        return evaluate(rule, read_facts(rule, facts), as_of or date.today())

    def screen(self, facts: Mapping[str, object], as_of: date | None = None) -> list[Award]:
        """Every award from one profile, the payable first; raises BadFact."""
        from assistant.award import read_facts, screen

        rules = self._corpus.rulebook.rules
        return screen(rules, read_facts(rules, facts), as_of or date.today())

    def totals(self, awards: Sequence[Award]) -> "Totals":
        """What several results add up to, within the limits that the texts set on taking them together."""
        from assistant.award import totals

        return totals(awards, self._corpus.rulebook.rules)

    def next_question(self, awards: Sequence[Award]) -> MissingFact | None:
        """The fact that settles most of the awards still open; None when no award needs a fact."""
        from assistant.award import next_question

        return next_question(awards)

    def verify(self, receipt: Mapping[str, object]) -> list[Finding]:
        """What no longer agrees when the calculation of a receipt is run again; empty when all does."""
        from assistant.award import verify

        return verify(receipt, self._corpus.rulebook)

    # -- answers

    def ask(self, question: Question) -> Answer:
        """The guarded answer to a question in its conversation; raises NotFound for an unknown `policy`."""
        return next(event for event in self.stream(question) if isinstance(event, Answer))

    def on_answer(self, listen: Callable[[Answer], None]) -> None:
        """Has every answer from now on told to `listen`, through whichever face it was asked for."""
        self._listeners.append(listen)

    def stream(self, question: Question) -> Iterator[Event]:
        """The same answer as it comes about: stages, each before its work begins, guarded text, last the Answer."""
        if question.policy is not None:
            self.policy(question.policy)
        yield Status("检索中")
        for step in self._searching.steps(question):
            if isinstance(step, Answer):
                for listen in self._listeners:
                    listen(step)
                yield from map(Token, step.text.splitlines(keepends=True))
                yield step
            else:
                yield Status(step)

    # -- upkeep

    def check(self) -> list[Finding]:
        """Everything in the corpus that does not fit together; empty when all is well."""
        return check_corpus(self._corpus)

    def ingest(self, paths: Sequence[Path], *, dry_run: bool, progress: Progress | None = None) -> list[IngestReport]:
        """Adds or updates policy files and re-indexes what changed; `dry_run` only reads and reports.

        Raises RequestError for a file that cannot be read, and CorpusError; then nothing has changed.
        """
        with self._lock:
            if dry_run:
                return [one.report for one in self.preview(paths)]
            with self._edition.changing():
                planned = self.preview(paths)
                with replacing(self._folder, {one.policy_id for one in planned}):
                    store_intake(planned, self._folder)
                    self._reload(progress)
                self._edition.publish()
            return [one.report for one in planned]

    def preview(self, paths: Sequence[Path]) -> "list[PlannedPolicy]":
        """Every file as `ingest` would read it, clauses and all; nothing is stored. Raises RequestError."""
        return plan_intake(paths, self._corpus.read_whole(), self._world.read_document)

    def remove(self, policy_id: str) -> None:
        """Removes a policy with its rules from the corpus folder and the index; raises NotFound."""
        with self._lock, self._edition.changing():
            policy = self.policy(policy_id)
            with replacing(self._folder, [policy.id]):
                shutil.rmtree(self._folder / "policies" / policy.id)
                self._reload(None)
            self._edition.publish()

    def is_ready(self) -> bool:
        """Whether the index is open and not being replaced, so that a question is answered at once."""
        return self._open is not None and not self._is_reloading

    def index_version(self) -> str | None:
        """The digest of the index in use; None while none is open."""
        return None if self._open is None else self._open.snapshot.manifest.digest

    def warm_up(self, progress: Progress | None = None) -> None:
        """Opens (and if need be builds) the index."""
        self._open_index(progress)

    def rehearse(self) -> None:
        """Opens the index and loads whatever the first question would wait for; for those who serve many."""
        self._searching.rehearse()

    @property
    def _corpus(self) -> Corpus:
        self._follow()
        return self._loaded

    @property
    def _searching(self) -> Searching:
        self._follow()
        return self._open or self._open_index(None)

    def _follow(self) -> None:
        """Takes over what another process has published; until it is ready here, everyone else gets the old."""
        if not self._edition.is_outdated() or not self._lock.acquire(blocking=False):
            return
        try:
            if not self._edition.take():
                return
            if self._open is None:
                self._loaded = load_corpus(self._folder)
            else:
                self._reload(None)
        except AssistantError as error:
            self._edition.put_off()
            _log.error("a new edition of the corpus cannot be used yet: %s", error)
        finally:
            self._lock.release()

    @cached_property
    def _ready(self) -> Machinery:
        world = self._world
        return Machinery(world.make_engines(), world.make_reranker(), world.make_responder(self), world.make_segmenter)

    def _open_index(self, progress: Progress | None) -> Searching:
        with self._lock:
            if self._open is None:
                self._open = self._searching_for(self._loaded, progress)
            return self._open

    def _reload(self, progress: Progress | None) -> None:
        """Reads the corpus anew; an index that is open serves until the new one is as ready to answer."""
        self._is_reloading = True
        try:
            corpus = load_corpus(self._folder)
            searching = self._searching_for(corpus, progress)
            if self._open is not None:
                searching.rehearse()
            self._loaded, self._open = corpus, searching
        finally:
            self._is_reloading = False

    def _searching_for(self, corpus: Corpus, progress: Progress | None) -> Searching:
        def report(done: int, total: int) -> None:
            if progress is not None:
                progress(done, total)

        return Searching(corpus, self._data / "index", self._ready, report)
