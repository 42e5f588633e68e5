"""Questions to hits: ranked by words and meaning, or looked up by unit and document number."""

import logging
import re
from collections.abc import Collection, Sequence
from copy import copy

from assistant.domain import Clause, Found, Hit, Policy
from assistant.errors import NotFound, WorldError
from assistant.language.lexicon import Lexicon
from assistant.language.normalisation import normalise
from assistant.ports import Embedder, Reranker, Scored, Vectors
from assistant.search.fusion import Ranking, fuse
from assistant.search.index import Snapshot
from assistant.search.losses import note_loss
from assistant.search.passages import index_text
from assistant.search.phrases import squeeze
from assistant.search.reasons import explain_rank, explain_words
from assistant.search.units import UnitNames

# On everyday questions, shares of 0.4 to 0.7 for the vectors find the right clause equally often.
_WORDS_WEIGHT = 1.0
_VECTORS_WEIGHT = 1.0
_POOL = 100
_RERANKED = 20
_log = logging.getLogger(__name__)
_BRACKETS = re.compile(r"[()\[\]{}（）［］【】〔〕〈〉<>]+")


class Finder:
    """Searches the clauses of some policies through an open snapshot built from them.

    `policy` narrows any search to one policy (NotFound when there is none with this id); `unit` to the clauses that a
    unit is responsible for. Narrowing comes before ranking, so that it loses nothing.
    """

    def __init__(
        self,
        policies: Sequence[Policy],
        snapshot: Snapshot,
        embedder: Embedder,
        lexicon: Lexicon,
        reranker: Reranker | None = None,
    ) -> None:
        self._policies = {policy.id: policy for policy in policies}
        self._clauses = {clause.ref: clause for policy in policies for clause in policy.clauses}
        self._units = UnitNames(policies)
        self._numbered: dict[str, list[Policy]] = {}
        for one in policies:
            self._numbered.setdefault(_bare_number(one.document_number or ""), []).append(one)
        self._snapshot = snapshot
        self._embedder = embedder
        self._lexicon = lexicon
        self._reranker = reranker
        self._is_whole = True

    def narrowed(self, policies: Collection[str]) -> "Finder":
        """The same search over some of the policies alone."""
        finder = copy(self)
        finder._policies = {name: policy for name, policy in self._policies.items() if name in policies}
        finder._clauses = {ref: clause for ref, clause in self._clauses.items() if clause.policy_id in policies}
        finder._numbered = {
            number: [one for one in known if one.id in policies] for number, known in self._numbered.items()
        }
        finder._is_whole = False
        return finder

    def search(self, query: str, *, policy: str | None = None, unit: str | None = None, limit: int = 8) -> list[Hit]:
        """The clauses nearest to `query`, best first; empty for a query without text."""
        text = normalise(query).text.strip()
        within = self._within(policy, unit)
        if not text or not self._clauses or within == set() or limit < 1:
            return []
        pool = max(_POOL, limit)
        terms = tuple(dict.fromkeys(mention.term for mention in self._lexicon.find(text)))
        expanded = " ".join([text, *(term for term in terms if term not in text)])
        words = self._snapshot.words.search(expanded, pool, within)
        vectors = self._nearest(self._embedder.embed_queries([text])[0], pool, within)
        floor = vectors[-1].score if vectors else 0.0
        fused = fuse([Ranking(words, _WORDS_WEIGHT, floor=0.0), Ranking(vectors, _VECTORS_WEIGHT, floor)])
        if self._reranker is not None:
            fused = self._rerank(self._reranker, text, fused)
        return [self._explain(one, text, terms, words, vectors) for one in fused[:limit]]

    def _nearest(self, vector: Vectors, limit: int, within: Collection[str] | None) -> list[Scored]:
        """The nearest by meaning; none where the vectors cannot be reached, which is noted: words alone find most."""
        try:
            return self._snapshot.vectors.search(vector, limit, within)
        except WorldError as error:
            _log.warning("searching by words alone: %s", error)
            note_loss("vectors")
            return []

    def _rerank(self, reranker: Reranker, text: str, fused: list[Scored]) -> list[Scored]:
        """The best few in the order that the re-ranker gives them, the rest as they were."""
        first, rest = fused[:_RERANKED], fused[_RERANKED:]
        scores = reranker.scores(text, [index_text(self._clauses[one.key]) for one in first])
        order = sorted(zip(scores, first, strict=True), key=lambda pair: -pair[0])
        return [one for _, one in order] + rest

    @property
    def embedder_fingerprint(self) -> str:
        """Which embedder's vectors these are."""
        return self._embedder.fingerprint

    def embed(self, question: str) -> Vectors:
        """The unit vector of a question, shape (dimension,)."""
        vector: Vectors = self._embedder.embed_queries([question])[0]
        return vector

    def by_unit(self, unit: str, *, policy: str | None = None) -> list[Hit]:
        """Every clause that `unit` (by its name or one that people use) is responsible for, in document order."""
        hits = []
        for clause in self._select(policy, unit):
            parts = self._units.parts_of(unit, clause)
            hits.append(_look_up(clause, "unit", "；".join(f"{part.role}：{part.unit}" for part in parts)))
        return hits

    def by_document_number(self, number: str, *, policy: str | None = None) -> list[Hit]:
        """Every clause of the documents with this number, whatever its brackets and spaces, in document order."""
        wanted = _bare_number(number)
        return [
            _look_up(clause, "address", f"文号：{one.document_number}")
            for one in self._numbered.get(wanted, ())
            if wanted and policy in (None, one.id)
            for clause in one.clauses
        ]

    def _within(self, policy: str | None, unit: str | None) -> set[str] | None:
        """The refs to search among; None for all of them, so that a search of everything need not list it."""
        if policy is None and unit is None and self._is_whole:
            return None
        allowed = {clause.ref for clause in self._select(policy, unit)}
        return allowed if not self._is_whole or len(allowed) < len(self._clauses) else None

    def _select(self, policy: str | None, unit: str | None) -> list[Clause]:
        if policy is not None and policy not in self._policies:
            raise NotFound.of_policy(policy, self._policies)
        return [
            clause
            for clause in self._clauses.values()
            if policy in (None, clause.policy_id) and (unit is None or self._units.parts_of(unit, clause))
        ]

    def _explain(
        self, fused: Scored, text: str, terms: Sequence[str], words: Sequence[Scored], vectors: Sequence[Scored]
    ) -> Hit:
        clause = self._clauses[fused.key]
        reason = explain_words(text, index_text(clause), terms)
        found = [Found("words", reason, one.score) for one in words if one.key == fused.key]
        for rank, one in enumerate(vectors, start=1):
            if one.key == fused.key:
                found.append(Found("vectors", explain_rank(rank), one.score))
        return Hit(clause, fused.score, tuple(found))


def _look_up(clause: Clause, finder: str, reason: str) -> Hit:
    return Hit(clause, 1.0, (Found(finder, reason, 1.0),))


def _bare_number(number: str) -> str:
    return _BRACKETS.sub("|", squeeze(number))
