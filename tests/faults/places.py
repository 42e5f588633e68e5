"""A small corpus, and assistants over it whose index engines are real or fake; imported by the processes that die."""

from pathlib import Path

from assistant.adapters.chroma import ChromaStore
from assistant.adapters.words import TantivyStore
from assistant.domain import DocumentText
from assistant.ports import VectorStore, WordStore
from assistant.search import Engines
from assistant.service import Assistant, World
from tests.dialogue.fictional import FOLDER, make_segmenter
from tests.fakes import FakeEmbedder

CORPUS = FOLDER
NEW_POLICY = """梨溪镇河道清洁办法

梨政发〔2032〕{number}号

第一条　为保持河道清洁，制定本办法。

第二条　对清理河道的村，每年补助{number}000元。（责任单位：镇水利站）
"""


def make_assistant(
    corpus: Path, data: Path, chroma: str | None = None, vectors: VectorStore | None = None
) -> Assistant:
    """An assistant with the real index engines and the embedder that counts characters."""
    words: WordStore = TantivyStore()
    world = World(
        make_engines=lambda: Engines(FakeEmbedder(), vectors or ChromaStore(chroma), words),
        make_segmenter=lambda terms: make_segmenter(terms, data / "jieba"),
        make_reranker=lambda: None,
        make_responder=lambda desk: None,
        read_document=lambda path: DocumentText(path.read_text(encoding="utf-8")),
    )
    return Assistant(corpus, data, world)
