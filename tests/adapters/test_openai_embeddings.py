from collections.abc import Iterator

import pytest

from assistant.adapters.openai_embeddings import OpenAIEmbedder
from assistant.errors import WorldError
from tests.adapters.contracts import EmbedderContract
from tests.adapters.openai_server import OpenAIServer, serve

KEY = "sk-very-secret"


@pytest.fixture(scope="module")
def server() -> Iterator[OpenAIServer]:
    with serve() as running:
        yield running


class TestOpenAIEmbedder(EmbedderContract):
    @pytest.fixture
    def embedder(self, server: OpenAIServer) -> OpenAIEmbedder:
        return OpenAIEmbedder("local-embedding", server.url, KEY)


def test_another_model_or_address_has_another_fingerprint() -> None:
    made = [OpenAIEmbedder("a"), OpenAIEmbedder("b"), OpenAIEmbedder("a", "http://127.0.0.1:9/v1")]
    assert len({one.fingerprint for one in made}) == 3


def test_texts_are_sent_as_text_with_the_key(server: OpenAIServer) -> None:
    OpenAIEmbedder("local-embedding", server.url, KEY).embed_queries(["孵化器奖多少"])
    assert (server.requests[-1]["input"], server.keys[-1]) == (["孵化器奖多少"], f"Bearer {KEY}")


@pytest.mark.parametrize("manner", ["garbage", "refusing"])
def test_an_endpoint_that_fails_is_a_world_error_without_the_key(manner: str) -> None:
    with serve() as failing:
        failing.manner = manner  # type: ignore[assignment]
        with pytest.raises(WorldError) as raised:
            OpenAIEmbedder("local-embedding", failing.url, KEY).embed_queries(["孵化器"])
    assert KEY not in str(raised.value)
