"""The one door behind every face: command line, HTTP, page, evaluation."""

import logging
import shutil
import threading
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.corpus import Corpus, check_corpus, load_corpus
from assistant.domain import Answer, Award, Clause, Finding, Found, Hit, MissingFact, Policy, Question, Section
from assistant.edition import Edition, replacing
from assistant.errors import AssistantError
from assistant.intake import IngestReport, ReadDocument, plan_intake, store_intake
from assistant.language.lexicon import Lexicon
from assistant.provenance import trace

if TYPE_CHECKING:
    from assistant.award import Rule, Totals
    from assistant.dialogue import Dialogue
    from assistant.dialogue.model import ModelResponder
    from assistant.intake import PlannedPolicy
    from assistant.ports import PolicyDesk, Reranker, Segmenter
    from assistant.search import Engines, Snapshot


@dataclass(frozen=True, slots=True)
class Status:
    """A stage that a streamed answer has entered, in Chinese (检索中, 计算中, 撰写中)."""

    text: str


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the answer's text that the guard has passed."""

    text: str


Event = Status | Token | Answer
Progress = Callable[[int, int], None]
_GREETING = "你好"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class World:
    """What the service needs from outside, made when it is first needed."""

    make_engines: Callable[[], "Engines"]
    make_segmenter: Callable[[Lexicon], "Segmenter"]
    make_reranker: Callable[[], "Reranker | None"]
    make_responder: Callable[["PolicyDesk"], "ModelResponder | None"]
    read_document: ReadDocument


@dataclass(frozen=True, slots=True)
class _Ready:
    """The machinery from outside, made once and kept when the corpus changes."""

    engines: "Engines"
    reranker: "Reranker | None"
    responder: "ModelResponder | None"


class _Searching:
    """One corpus with its open index and the dialogue on top; replaced as a whole when the corpus changes."""

    def __init__(self, corpus: Corpus, index_folder: Path, world: World, ready: "_Ready", progress: Progress) -> None:
        from assistant.dialogue import build_dialogue
        from assistant.search import Finder, build_snapshot

        corpus.read_whole()
        clauses = [clause for policy in corpus.policies for clause in policy.clauses]
        self.snapshot: Snapshot = build_snapshot(index_folder, clauses, ready.engines, progress)
        self.finder = Finder(corpus.policies, self.snapshot, ready.engines.embedder, corpus.terms, ready.reranker)
        weakref.finalize(self.finder, self.snapshot.close)  # once the last question that began with it has ended
        self.dialogue: Dialogue = build_dialogue(
            corpus.policies,
            corpus.rulebook,
            corpus.terms,
            corpus.addresses,
            self.finder,
            corpus.phrases,
            world.make_segmenter(corpus.terms),
            ready.responder,
        )
        self.provenance = trace(corpus, self.snapshot.manifest.digest)

    def answer(self, question: Question) -> Answer:
        """The answer, with what it was made with and what had to be done without."""
        from assistant.search import watch_losses

        with watch_losses() as lost:
            answer = self.dialogue.answer(question)
        return replace(answer, provenance=self.provenance, degraded=tuple(sorted(lost)))

    def rehearse(self) -> None:
        """Loads what a first question would wait for: embedder, dictionary, tables.

        A greeting passes through all of them, and no language model is ever asked to word the reply to one.
        """
        self.finder.search(_GREETING, limit=1)
        self.dialogue.answer(Question(_GREETING, date.today()))


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
        self._open: _Searching | None = None
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

    # -- search

    def search(
        self, query: str, *, unit: str | None = None, policy: str | None = None, limit: int = 10, exact: bool = False
    ) -> list[Hit]:
        """Clauses for a query, best first: at its address or number, of a unit, with a phrase, or by words."""
        if exact:
            within = None if policy is None else self.policy(policy).id
            return self._corpus.phrases.find(query, within)[:limit]
        finder = self._searching.finder
        if unit and not query.strip():
            return finder.by_unit(unit, policy=policy)
        found = [] if unit else [*finder.by_document_number(query, policy=policy), *self._at_address(query, policy)]
        known = {hit.clause.ref for hit in found}
        ranked = finder.search(query, policy=policy, unit=unit, limit=limit)
        return [*found, *(hit for hit in ranked if hit.clause.ref not in known)][:limit]

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
        if question.policy is not None:
            self.policy(question.policy)
        answer = self._searching.answer(question)
        for listen in self._listeners:
            listen(answer)
        return answer

    def on_answer(self, listen: Callable[[Answer], None]) -> None:
        """Has every answer from now on told to `listen`, through whichever face it was asked for."""
        self._listeners.append(listen)

    def stream(self, question: Question) -> Iterator[Event]:
        """The same answer as it comes about: stages, then guarded pieces of text, last the Answer."""
        yield Status("检索中")
        answer = self.ask(question)
        yield Status("撰写中")
        for line in answer.text.splitlines(keepends=True):
            yield Token(line)
        yield answer

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
                return [one.report for one in self._plan(paths)]
            with self._edition.changing():
                planned = self._plan(paths)
                with replacing(self._folder, {one.policy_id for one in planned}):
                    store_intake(planned, self._folder)
                    self._reload(progress)
                self._edition.publish()
            return [one.report for one in planned]

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

    def _plan(self, paths: Sequence[Path]) -> "list[PlannedPolicy]":
        return list(plan_intake(paths, self._corpus.read_whole(), self._world.read_document))

    @property
    def _corpus(self) -> Corpus:
        self._follow()
        return self._loaded

    @property
    def _searching(self) -> _Searching:
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
    def _ready(self) -> _Ready:
        world = self._world
        return _Ready(world.make_engines(), world.make_reranker(), world.make_responder(self))

    def _open_index(self, progress: Progress | None) -> _Searching:
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

    def _searching_for(self, corpus: Corpus, progress: Progress | None) -> _Searching:
        def report(done: int, total: int) -> None:
            if progress is not None:
                progress(done, total)

        return _Searching(corpus, self._data / "index", self._world, self._ready, report)
