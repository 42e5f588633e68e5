"""Any LangChain chat model as a ChatModel, by `provider:name`: OpenAI-compatible endpoints, Ollama, DeepSeek …"""

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from assistant.domain import Turn
from assistant.errors import ConfigurationError, WorldError
from assistant.ports import Spent

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AnyMessage
    from langchain_core.messages.ai import UsageMetadata

_NO_KEY = "none"


class LangChainModel:
    """A chat model by `provider:name`, made on the first call; several threads may share it.

    A provider whose package is missing, or that does not exist, is a ConfigurationError, told when it is made.
    """

    def __init__(
        self,
        model: str,
        base_url: str | None = None,
        api_key: str | None = None,
        timeout_s: float = 30.0,
        max_tokens: int | None = None,
    ) -> None:
        self.name = model
        self._base_url = base_url
        self._api_key = api_key
        self._timeout_s = timeout_s
        self._max_tokens = max_tokens
        self._lock = threading.Lock()
        self._made: BaseChatModel | None = None

    @property
    def can_call_tools(self) -> bool:
        """Whether LangChain knows this model to call tools; an unknown model counts as one that does not."""
        return bool((self.made.profile or {}).get("tool_calling"))

    @property
    def made(self) -> "BaseChatModel":
        """The LangChain model itself."""
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made

    def draft(self, system: str, turns: Sequence[Turn]) -> Iterator[str | Spent]:
        """Pieces of the reply as they come; raises WorldError for anything the provider does wrong."""
        from langchain_core.messages.ai import add_usage

        model = self.made
        usage: UsageMetadata | None = None
        try:
            for chunk in model.stream(messages_of(system, turns)):
                if told := getattr(chunk, "usage_metadata", None):
                    usage = add_usage(usage, told)
                if chunk.text:
                    yield str(chunk.text)
            if usage is not None:
                yield spent_of([usage])
        except Exception as error:  # providers raise what they like
            raise failure_of(self.name, error) from None

    def fill(self, system: str, turns: Sequence[Turn], schema: Mapping[str, object]) -> Iterator[str | Spent]:
        """The reply as one JSON object of `schema`, in the way in which this provider enforces one."""
        try:
            filling = self.made.with_structured_output(dict(schema), include_raw=True)
            reply: dict[str, Any] = dict(filling.invoke(messages_of(system, turns)))
        except Exception as error:  # providers raise what they like
            raise failure_of(self.name, error) from None
        yield json.dumps(reply["parsed"], ensure_ascii=False)
        if told := getattr(reply["raw"], "usage_metadata", None):
            yield spent_of([told])

    def _make(self) -> "BaseChatModel":
        from langchain.chat_models import init_chat_model

        options: dict[str, Any] = {"timeout": self._timeout_s, "max_retries": 0, "temperature": 0}
        given = {
            "base_url": self._base_url,
            "api_key": key_for(self._base_url, self._api_key),
            "max_tokens": self._max_tokens,
        }
        options |= {name: value for name, value in given.items() if value is not None}
        try:
            made: BaseChatModel = init_chat_model(self.name, **options)
        except (ImportError, ValueError) as error:
            raise ConfigurationError(
                f"llm {self.name}: {type(error).__name__} while making it; is its langchain package installed?",
                f"用不了大模型“{self.name}”：请检查“提供方:模型”的写法，以及是否安装了对应的 langchain 组件。",
            ) from None
        changes: dict[str, object] = {}
        if not (made.profile or {}).get("temperature", True):
            changes["temperature"] = None
        if "stream_usage" in type(made).model_fields:  # left off by default for endpoints of one's own
            changes["stream_usage"] = True
        return made.model_copy(update=changes)


def key_for(base_url: str | None, api_key: str | None) -> str | None:
    """The key to give a client; endpoints of one's own often want none, but clients insist on having one."""
    return api_key or (_NO_KEY if base_url else None)


def spent_of(usages: "Sequence[UsageMetadata]") -> Spent:
    """What several calls took together."""
    prompt = sum(one["input_tokens"] for one in usages)
    return Spent(prompt, sum(one["output_tokens"] for one in usages), len(usages))


def messages_of(system: str, turns: Sequence[Turn]) -> "list[AnyMessage]":
    """The conversation as LangChain messages."""
    from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

    said: list[AnyMessage] = [
        HumanMessage(turn.content) if turn.role == "user" else AIMessage(turn.content) for turn in turns
    ]
    return [SystemMessage(system), *said]


def failure_of(name: str, error: Exception) -> WorldError:
    """What went wrong, by its kind alone: a provider's own message may repeat the key or the prompt."""
    return WorldError(f"llm {name}: {type(error).__name__}", "大模型暂时不可用，请稍后再试。")
