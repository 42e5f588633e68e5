"""What others would build in an afternoon, behind the same door as the assistant, so that the same scorers judge it."""

import time
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any
from uuid import uuid4

from assistant.domain import Answer, Citation, Clause, GuardVerdict, Policy, Question
from assistant.errors import ConfigurationError
from assistant.ports import Embedder

CHUNK, OVERLAP, CHUNKS_READ = 500, 50, 4
"""The splitter and the retriever as the tutorials leave them."""


class TutorialRag:
    """The plain tutorial: 500/50 splitter over the raw text, Chroma, the same embedder; the top chunk is the answer.

    A chunk cites every clause that it holds a piece of, the largest piece first, and quotes that piece as it stands.
    """

    def __init__(self, policies: Iterable[Policy], embedder: Embedder) -> None:
        from chromadb import EphemeralClient
        from chromadb.config import Settings
        from langchain_chroma import Chroma

        client = EphemeralClient(Settings(anonymized_telemetry=False))
        self._policies = {policy.id: policy for policy in policies}
        self._store = Chroma(f"tutorial-{uuid4().hex}", _as_embeddings(embedder), client=client)
        for policy in self._policies.values():
            pieces = _split(policy.source)
            places = [{"policy": policy.id, "start": start} for start, _ in pieces]
            self._store.add_texts([text for _, text in pieces], places)

    def ask(self, question: Question) -> Answer:
        """The four nearest chunks, nearest first; the conversation so far is not looked at."""
        start = time.perf_counter()
        citations: list[Citation] = []
        paragraphs = []
        for chunk in self._store.similarity_search(question.text, k=CHUNKS_READ):
            cited = self._cite(len(citations) + 1, chunk.page_content, chunk.metadata)
            paragraphs.append(" ".join(chunk.page_content.split()) + "".join(f"〔{one.mark}〕" for one in cited))
            citations += cited
        return _answer(question, "tutorial_rag", paragraphs, citations, start)

    def _cite(self, first_mark: int, text: str, place: Mapping[str, Any]) -> list[Citation]:
        policy, start = self._policies[place["policy"]], place["start"]
        held = {clause: _piece(clause, policy.source, start, start + len(text)) for clause in policy.clauses}
        largest_first = sorted((clause for clause in held if held[clause]), key=lambda clause: -len(held[clause]))
        return [_cite(mark, policy, clause, held[clause]) for mark, clause in enumerate(largest_first, first_mark)]


class WordsOverClauses:
    """BM25 over whole clauses by character uni- and bigrams; the best clause is the answer."""

    def __init__(self, policies: Iterable[Policy]) -> None:
        import bm25s

        self._clauses = [(policy, clause) for policy in policies for clause in policy.clauses]
        self._index = bm25s.BM25()
        self._index.index([_grams(clause.text) for _, clause in self._clauses], show_progress=False)

    def ask(self, question: Question) -> Answer:
        """The clause that shares most with the question; the conversation so far is not looked at."""
        start = time.perf_counter()
        found, _ = self._index.retrieve([_grams(question.text)], k=1, show_progress=False)
        policy, clause = self._clauses[int(found[0][0])]
        text = f"{' '.join(clause.text.split())}〔1〕"
        return _answer(question, "bm25", [text], [_cite(1, policy, clause, clause.text)], start)


def _split(source: str) -> list[tuple[int, str]]:
    """Chunks with their offsets in the source."""
    try:
        from langchain_text_splitters import RecursiveCharacterTextSplitter
    except ImportError as error:
        hint = "对照方法需要 langchain-text-splitters，请安装测试依赖（make test）"
        raise ConfigurationError("baselines need langchain-text-splitters: install extra [test]", hint) from error

    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP, add_start_index=True)
    return [(one.metadata["start_index"], one.page_content) for one in splitter.create_documents([source])]


def _as_embeddings(embedder: Embedder) -> Any:
    from langchain_core.embeddings import Embeddings

    class Same(Embeddings):
        """The assistant's embedder as LangChain wants it."""

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return [[float(one) for one in row] for row in embedder.embed_passages(texts)]

        def embed_query(self, text: str) -> list[float]:
            return [float(one) for one in embedder.embed_queries([text])[0]]

    return Same()


def _piece(clause: Clause, source: str, start: int, end: int) -> str:
    """The longest stretch of source [start, end) that belongs to the clause; empty when none does."""
    stretches = [source[max(start, span.start) : min(end, span.end)] for span in clause.spans]
    return max(stretches, key=len, default="").strip()


def _grams(text: str) -> list[str]:
    said = [char for char in text.lower() if char.isalnum()]
    return said + [left + right for left, right in pairwise(said)]


def _cite(mark: int, policy: Policy, clause: Clause, quote: str) -> Citation:
    return Citation(
        mark=mark,
        ref=clause.ref,
        number=clause.number,
        path=clause.path,
        locator=clause.locator,
        policy_title=policy.title,
        document_number=policy.document_number,
        quote=quote,
        responsible_units=clause.responsible_units,
    )


def _answer(
    question: Question, responder: str, paragraphs: Sequence[str], citations: Sequence[Citation], start: float
) -> Answer:
    """Always answered: neither baseline knows when it does not know, and neither calculates or asks."""
    return Answer(
        question=question.text,
        outcome="answered",
        text="\n\n".join(paragraphs),
        citations=tuple(citations),
        awards=(),
        missing=(),
        suggestions=(),
        responder=responder,
        guard=GuardVerdict(passed=True),
        conversation_id=None,
        turn=len(question.history) // 2 + 1,
        as_of=question.as_of,
        timings_ms={"total": (time.perf_counter() - start) * 1000},
    )
