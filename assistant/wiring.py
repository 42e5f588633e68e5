"""Settings to Assistant: the only file that names adapters. Heavy packages load when they are first needed."""

from pathlib import Path

from assistant.errors import ConfigurationError
from assistant.language.lexicon import Lexicon
from assistant.ports import Embedder, Segmenter
from assistant.search import Engines
from assistant.service import Assistant, World
from assistant.settings import Settings


def build_assistant(settings: Settings) -> Assistant:
    """The assistant that the settings describe; reads the corpus, opens no index yet. Raises CorpusError."""
    world = World(
        make_engines=lambda: _make_engines(settings),
        make_segmenter=lambda terms: _make_segmenter(terms, settings.data_dir),
        read_document=_read_document,
    )
    return Assistant(settings.corpus_dir, settings.data_dir, world)


def _make_engines(settings: Settings) -> Engines:
    from assistant.adapters.chroma import ChromaStore
    from assistant.adapters.words import TantivyStore

    return Engines(_make_embedder(settings.embedding), ChromaStore(settings.chroma), TantivyStore())


def _make_embedder(name: str) -> Embedder:
    if name == "bundled":
        from assistant.adapters.bundled_e5 import BundledE5

        return BundledE5()
    if name.startswith("st:"):
        from assistant.adapters.sentence_transformer import SentenceTransformerEmbedder

        return SentenceTransformerEmbedder(name.removeprefix("st:"))
    raise ConfigurationError(
        f"POLICY_EMBEDDING={name}: use bundled or st:<model>", f"不支持的向量模型 {name}，可用 bundled 或 st:模型。"
    )


def _make_segmenter(terms: Lexicon, data_dir: Path) -> Segmenter:
    from assistant.adapters.segmenter import JiebaSegmenter

    return JiebaSegmenter((word for term in terms.terms for word in terms.words(term)), data_dir / "jieba")


def _read_document(path: Path) -> str:
    from assistant.adapters.documents import read_document

    return read_document(path)
