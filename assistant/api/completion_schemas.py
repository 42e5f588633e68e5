"""The shapes of the OpenAI-compatible routes; requests may carry more than is read here, as clients of that API do."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.api.faults import one_fault
from assistant.api.schemas import AnswerModel, Shape


class Lenient(BaseModel):
    """A JSON object of which only the named fields are read."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class TextPart(Lenient):
    """A piece of a message; only text can be read."""

    type: Literal["text"]
    text: str = Field(max_length=20_000)


Content = Annotated[
    Annotated[str, Field(max_length=20_000)] | Annotated[list[TextPart], Field(max_length=50)] | None,
    one_fault("应为文字，或由 text 组成的列表，最多 20000 个字"),
]


class MessageModel(Lenient):
    """One message; `system` and `developer` may ask for a manner of wording, never give facts."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: Content = None

    @property
    def text(self) -> str:
        """Its words."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content)
        return self.content or ""


class StreamOptionsModel(Lenient):
    """How to stream."""

    include_usage: bool = False


class AskingModel(Shape):
    """What /api/ask knows and this API has no field for."""

    policy: str | None = Field(default=None, max_length=200)
    as_of: date | None = None


class CompletionRequest(Lenient):
    """A conversation whose last message is the question; sampling parameters change nothing here."""

    model: str = Field(max_length=200, examples=["policy-assistant"])
    messages: list[MessageModel] = Field(min_length=1, max_length=200)
    stream: bool | None = False
    stream_options: StreamOptionsModel | None = None
    n: int | None = Field(default=1, ge=1, le=1)
    policy_assistant: AskingModel = AskingModel()


class ModelModel(Shape):
    """One model."""

    id: str
    object: Literal["model"]
    created: int
    owned_by: str


class ModelListModel(Shape):
    """The models that can be asked."""

    object: Literal["list"]
    data: list[ModelModel]


class WordedModel(Shape):
    """The answer's text as a message."""

    role: Literal["assistant"]
    content: str


class ChoiceModel(Shape):
    """The one choice there is."""

    index: int
    message: WordedModel
    finish_reason: Literal["stop"]


class UsageModel(Shape):
    """How much was read and written: tokens where a language model was used, else characters."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class CompletionModel(Shape):
    """One completion, with the whole Answer beside it."""

    id: str
    object: Literal["chat.completion"]
    created: int
    model: str
    choices: list[ChoiceModel]
    usage: UsageModel
    policy_assistant: AnswerModel
