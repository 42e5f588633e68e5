"""Settings to Assistant: the only file that names adapters. Heavy packages load when they are first needed."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.domain import DocumentText
from assistant.errors import ConfigurationError
from assistant.language.lexicon import Lexicon
from assistant.ports import ChatModel, Conversations, Embedder, PolicyDesk, Reranker, Segmenter
from assistant.service import Assistant, World
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.dialogue.model import ModelResponder
    from assistant.dialogue.model_usage import Prices
    from assistant.search import Engines


def build_assistant(settings: Settings) -> Assistant:
    """The assistant that the settings describe; reads the corpus, opens no index yet. Raises CorpusError."""
    world = World(
        make_engines=lambda: _make_engines(settings),
        make_segmenter=lambda terms: _make_segmenter(terms, settings.data_dir),
        make_reranker=lambda: build_reranker(settings),
        make_responder=lambda desk: build_responder(settings, lambda: desk),
        read_document=_read_document,
    )
    return Assistant(settings.corpus_dir, settings.data_dir, world)


def build_embedder(settings: Settings) -> Embedder:
    """The embedder that the settings name, with a memory for questions; loads no model yet.

    openai: shares address and key with the chat model.
    """
    from assistant.adapters.remembered import RememberedQueries

    return RememberedQueries(_make_embedder(settings, settings.embedding))


def finetune_embedder(base: str, samples: Sequence[tuple[str, str, str]], out: Path, epochs: float) -> None:
    """Trains `base` on (question, right passage, wrong passage) and writes it to `out`; raises ConfigurationError."""
    from assistant.adapters.finetuning import Sample, finetune

    finetune(base, [Sample(*one) for one in samples], out, epochs)


def build_reranker(settings: Settings) -> Reranker | None:
    """The re-ranker that the settings name, if any; loads nothing yet."""
    if settings.reranker is None:
        return None
    from assistant.adapters.cross_encoder import CrossEncoderReranker

    return CrossEncoderReranker(settings.reranker.removeprefix("st:"))


def build_responder(settings: Settings, desk: Callable[[], PolicyDesk]) -> "ModelResponder | None":
    """What rewords answers with the model of the settings, if any; its tools ask `desk`.

    Raises ConfigurationError for a model that cannot be made.
    """
    if settings.llm is None:
        return None
    from assistant.dialogue.model import ModelResponder
    from assistant.dialogue.model_calls import ModelCalls

    calls = ModelCalls(_make_model(settings, settings.llm, desk))
    return ModelResponder(calls, settings.llm_timeout_s, _prices(settings), settings.llm_understands)


def build_conversations(settings: Settings) -> Conversations:
    """Where conversations are kept; raises WorldError."""
    from assistant.adapters.sql import SqlConversations

    return SqlConversations(settings.conversations_url)


def _make_engines(settings: Settings) -> "Engines":
    from assistant.adapters.chroma import ChromaStore
    from assistant.adapters.words import TantivyStore
    from assistant.search import Engines

    return Engines(build_embedder(settings), ChromaStore(settings.chroma), TantivyStore())


def _make_embedder(settings: Settings, name: str) -> Embedder:
    if name.startswith("st:"):
        from assistant.adapters.sentence_transformer import SentenceTransformerEmbedder

        prompts = settings.embedding_query_prompt, settings.embedding_passage_prompt
        return SentenceTransformerEmbedder(name.removeprefix("st:"), *prompts)
    if name.startswith("openai:"):
        from assistant.adapters.openai_embeddings import OpenAIEmbedder

        model = name.removeprefix("openai:")
        return OpenAIEmbedder(model, settings.llm_base_url, _llm_key(settings), settings.llm_timeout_s)
    if name == "bundled":
        from assistant.adapters.onnx_e5 import make_bundled

        return make_bundled(settings.data_dir / "models")
    raise ConfigurationError(
        f"POLICY_EMBEDDING={name}: use bundled, st:<model> or openai:<model>",
        f"不支持的向量模型 {name}，可用 bundled、st:模型 或 openai:模型。",
    )


def _make_model(settings: Settings, name: str, desk: Callable[[], PolicyDesk]) -> ChatModel:
    from assistant.adapters.langchain_agent import LangChainAgent
    from assistant.adapters.langchain_model import LangChainModel

    model = LangChainModel(
        name, settings.llm_base_url, _llm_key(settings), settings.llm_timeout_s, settings.llm_max_tokens
    )
    return LangChainAgent(model, desk) if model.can_call_tools else model


def _prices(settings: Settings) -> "Prices | None":
    from assistant.dialogue.model_usage import Prices

    if settings.llm_price_in is None or settings.llm_price_out is None:
        return None
    return Prices(settings.llm_price_in, settings.llm_price_out)


def _llm_key(settings: Settings) -> str | None:
    return settings.llm_api_key.get_secret_value() if settings.llm_api_key else None


def _make_segmenter(terms: Lexicon, data_dir: Path) -> Segmenter:
    from assistant.adapters.segmenter import JiebaSegmenter

    return JiebaSegmenter((word for term in terms.terms for word in terms.words(term)), data_dir / "jieba")


def _read_document(path: Path) -> DocumentText:
    from assistant.adapters.documents import read_document

    return read_document(path)
