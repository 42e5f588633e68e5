"""Word indexes in tantivy: BM25 over single characters, pairs of characters, and Latin words.

Pairs find what a dictionary cuts differently or does not know. Measured on everyday questions, dictionary words find
fewer right clauses, and add nothing to the pairs.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant.errors import WorldError
from assistant.language.normalisation import normalise
from assistant.ports import Scored

_RUN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+|[a-z]+|[0-9]+(?:\.[0-9]+)?")
_WRITER_BYTES = 64_000_000


class TantivyStore:
    """Makes and opens word indexes in a folder."""

    fingerprint = "tantivy/characters-and-pairs/1"

    def build(self, folder: Path, keys: Sequence[str], texts: Sequence[str]) -> None:
        """Writes the index as one segment."""
        import tantivy

        with _failures(f"cannot build {folder}"):
            writer = _register(tantivy.Index(_schema(), path=str(folder))).writer(_WRITER_BYTES, 1)
            for key, text in zip(keys, texts, strict=True):
                writer.add_document(tantivy.Document(key=key, tokens=" ".join(split_tokens(text))))
            writer.commit()
            writer.wait_merging_threads()

    def open(self, folder: Path) -> "TantivyIndex":
        """The index, its files mapped and read as needed."""
        import tantivy

        with _failures(f"cannot open {folder}"):
            return TantivyIndex(_register(tantivy.Index.open(str(folder))))


class TantivyIndex:
    """One open word index; several threads may search it."""

    def __init__(self, index: Any) -> None:
        self._schema = index.schema
        self._searcher = index.searcher()
        self.size: int = self._searcher.num_docs

    def search(self, text: str, limit: int, within: Collection[str] | None = None) -> list[Scored]:
        """Keys by BM25 over the different tokens of `text`."""
        tokens = list(dict.fromkeys(split_tokens(text)))
        if not tokens or limit < 1 or (within is not None and not within):
            return []
        with _failures("word search failed"):
            found = self._searcher.search(self._query(tokens, within), limit, count=False)
            scored = [Scored(self._searcher.doc(address)["key"][0], score) for score, address in found.hits]
        return sorted(scored, key=lambda one: (-one.score, one.key))

    def close(self) -> None:
        """Lets go of the mapped files."""
        del self._searcher, self._schema

    def _query(self, tokens: Sequence[str], within: Collection[str] | None) -> Any:
        from tantivy import Occur, Query

        terms = [(Occur.Should, Query.term_query(self._schema, "tokens", token, "freq")) for token in tokens]
        query = Query.boolean_query(terms)
        if within is None:
            return query
        allowed = Query.const_score_query(Query.term_set_query(self._schema, "key", sorted(within)), 0.0)
        return Query.boolean_query([(Occur.Must, query), (Occur.Must, allowed)])


def split_tokens(text: str) -> list[str]:
    """Characters and pairs of neighbouring characters of Chinese runs; Latin words and numbers whole, in lower case."""
    tokens = []
    for run in _RUN.findall(normalise(text).text.lower()):
        if run[0].isascii():
            tokens.append(run)
        else:
            tokens += [*run, *(run[start : start + 2] for start in range(len(run) - 1))]
    return tokens


def _schema() -> Any:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("tokens", tokenizer_name="spaced", index_option="freq")
    return builder.build()


def _register(index: Any) -> Any:
    import tantivy

    index.register_tokenizer("spaced", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index


@contextmanager
def _failures(what: str) -> Iterator[None]:
    try:
        yield
    except (ValueError, OSError) as error:
        raise WorldError(f"tantivy: {what}: {error}", "词语索引暂时用不了，请重新建立索引") from error
