"""What answers questions about one corpus: its index, its dialogue, and what of both holds on the day asked about."""

import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.corpus import Corpus
from assistant.domain import Answer, Policy, Question
from assistant.language.lexicon import Lexicon
from assistant.provenance import trace

if TYPE_CHECKING:
    from assistant.dialogue import Dialogue
    from assistant.dialogue.model import ModelResponder
    from assistant.ports import Reranker, Segmenter
    from assistant.search import Engines, Snapshot

Progress = Callable[[int, int], None]
_GREETING = "你好"


@dataclass(frozen=True, slots=True)
class Machinery:
    """The machinery from outside, made once and kept when the corpus changes."""

    engines: "Engines"
    reranker: "Reranker | None"
    responder: "ModelResponder | None"
    make_segmenter: Callable[[Lexicon], "Segmenter"]


class Searching:
    """One corpus with its open index and the dialogue on top; replaced as a whole when the corpus changes."""

    def __init__(self, corpus: Corpus, index_folder: Path, machinery: Machinery, progress: Progress) -> None:
        from assistant.search import Finder, build_snapshot

        corpus.read_whole()
        clauses = [clause for policy in corpus.policies for clause in policy.clauses]
        engines = machinery.engines
        self.snapshot: Snapshot = build_snapshot(index_folder, clauses, engines, progress)
        self.finder = Finder(corpus.policies, self.snapshot, engines.embedder, corpus.terms, machinery.reranker)
        weakref.finalize(self.finder, self.snapshot.close)  # once the last question that began with it has ended
        self.provenance = trace(corpus, self.snapshot.manifest.digest)
        self._corpus = corpus
        self._segmenter = machinery.make_segmenter(corpus.terms)
        self._responder = machinery.responder
        self._dialogues: dict[frozenset[str], Dialogue] = {}

    def steps(self, question: Question) -> Iterator[str | Answer]:
        """The stages of an answer, in Chinese, and at last the answer, with what it was made with and without."""
        from assistant.search import noting_losses

        lost: set[str] = set()
        for step in noting_losses(self._dialogue_for(question).steps(question), lost):
            if isinstance(step, Answer):
                yield replace(step, provenance=self.provenance, degraded=tuple(sorted(lost)))
            else:
                yield step

    def rehearse(self) -> None:
        """Loads what a first question would wait for: embedder, dictionary, tables.

        A greeting passes through all of them, and no language model is ever asked to word the reply to one.
        """
        self.finder.search(_GREETING, limit=1)
        for _ in self.steps(Question(_GREETING, date.today())):
            pass

    def _dialogue_for(self, question: Question) -> "Dialogue":
        """The dialogue without the policies that another stands in for on the day asked about, unless named."""
        over = self._corpus.standings.passed_over(question.as_of)
        said = "".join((*(turn.content for turn in question.history), question.text))
        if question.policy is not None or any(_is_named(self._corpus.policy(one), said) for one in over):
            over = frozenset()
        if over not in self._dialogues:
            self._dialogues[over] = self._build_dialogue(over)
        return self._dialogues[over]

    def _build_dialogue(self, over: frozenset[str]) -> "Dialogue":
        from assistant.dialogue import build_dialogue

        corpus, finder = self._corpus, self.finder
        if over:
            corpus = corpus.without(over)
            finder = finder.narrowed({one.id for one in corpus.policies})
        return build_dialogue(
            corpus.policies,
            corpus.rulebook,
            corpus.terms,
            corpus.addresses,
            finder,
            corpus.phrases,
            self._segmenter,
            self._responder,
            self._corpus.standings,
        )


def _is_named(policy: Policy, text: str) -> bool:
    """Whether a text names a document by its title, its number or its id."""
    return any(name in text for name in (policy.title, policy.document_number, policy.id) if name)
