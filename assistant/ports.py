"""What the rooms need from the world, as Protocols; `adapters` implements them and `tests/fakes.py` imitates them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

from assistant.domain import Award, Clause, Hit, Outcome, Section, Turn

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Vectors: TypeAlias = "NDArray[np.float32]"
Rating = Literal["up", "down"]


class Embedder(Protocol):
    """Texts to unit vectors; several threads may share one."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever the same text would give another vector.

        An engine whose vectors differ from another's by no more than rounding appends its name: `other/name`.
        """

    @property
    def dimension(self) -> int:
        """Length of the vectors."""

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Row i is the unit vector of question i: shape (len(texts), dimension)."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Row i is the unit vector of passage i: shape (len(texts), dimension)."""


@dataclass(frozen=True, slots=True)
class Scored:
    """An indexed key with a score, higher is better, comparable within one search only."""

    key: str
    score: float


class VectorIndex(Protocol):
    """Vectors by key; a key may hold several vectors (windows of one clause). `size` counts vectors."""

    size: int

    def search(self, vector: Vectors, limit: int, within: Collection[str] | None = None) -> list[Scored]:
        """The keys nearest to a vector of shape (dimension,), each once, best first; only keys of `within` if given."""

    def close(self) -> None:
        """Lets go of files and connections; the index cannot be searched afterwards."""


class WordIndex(Protocol):
    """Texts by key, found by their words. `size` counts keys."""

    size: int

    def search(self, text: str, limit: int, within: Collection[str] | None = None) -> list[Scored]:
        """The keys (only of `within` if given) whose text shares most with `text`, best first; none if nothing is."""

    def close(self) -> None:
        """Lets go of files; the index cannot be searched afterwards."""


class Reranker(Protocol):
    """Scores passages against a question more carefully than an index can."""

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        """One score for each passage, higher is better."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a segmented text: `kind` is its part-of-speech tag (n, v, ns, nt, m …), `start` its offset."""

    text: str
    kind: str
    start: int


class Segmenter(Protocol):
    """Cuts Chinese text into words."""

    def cut(self, text: str) -> list[Word]:
        """Words in order; joined they give the text back."""

    def frequency(self, word: str) -> int:
        """How often `word` occurs in general Chinese (0 = unknown); rare words carry the meaning."""


@dataclass(frozen=True, slots=True)
class Spent:
    """The tokens that a provider counted for `calls` calls."""

    prompt_tokens: int
    completion_tokens: int
    calls: int = 1


class ChatModel(Protocol):
    """A language model that drafts text."""

    name: str

    def draft(self, system: str, turns: Sequence[Turn]) -> Iterator[str | Spent]:
        """Pieces of the reply as they come, with what was spent where the provider tells it.

        Raises WorldError when the provider fails or times out. Closing the iterator ends the call.
        """

    def fill(self, system: str, turns: Sequence[Turn], schema: Mapping[str, object]) -> Iterator[str | Spent]:
        """The same for a reply that is one JSON object of `schema`, as far as the model obeys."""


class VectorStore(Protocol):
    """Makes vector indexes. `fingerprint` changes whenever an index built before has to be built again.

    `folder` is the place for files of one index, and may move between building and opening; `name` stays.
    """

    fingerprint: str

    def build(self, folder: Path, name: str, embedder: str, keys: Sequence[str], vectors: Vectors) -> None:
        """Writes an index: row i of `vectors`, made by `embedder` (its fingerprint), belongs to `keys[i]`.

        Nothing stays open. Repeating it is harmless.
        """

    def open(self, folder: Path, name: str) -> VectorIndex:
        """The index written by `build`; raises WorldError when it is missing or damaged."""

    def remove(self, folder: Path, name: str) -> None:
        """Deletes what `build` left outside `folder`; harmless when there is nothing."""


class WordStore(Protocol):
    """Makes word indexes; `fingerprint` as for VectorStore."""

    fingerprint: str

    def build(self, folder: Path, keys: Sequence[str], texts: Sequence[str]) -> None:
        """Writes an index: `texts[i]` belongs to `keys[i]`, each key once; nothing stays open."""

    def open(self, folder: Path) -> WordIndex:
        """The index written by `build`; raises WorldError when it is missing or damaged."""


@dataclass(frozen=True, slots=True)
class Made:
    """How one answer came about: all that is needed to ask again and compare.

    `history` is what the assistant heard before where that was not the stored conversation; `answer` is the whole
    answer in the contract's JSON shape.
    """

    outcome: Outcome
    as_of: date
    answer: Mapping[str, object]
    policy: str | None = None
    history: tuple[Turn, ...] | None = None


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """One stored turn; `made` is None for turns kept before it was recorded. `rating` is the last one given."""

    turn: int
    question: str
    answer: str
    asked: datetime
    made: Made | None = None
    rating: Rating | None = None


@dataclass(frozen=True, slots=True)
class KeptConversation:
    """A stored conversation, whole."""

    id: str
    started: datetime
    turns: tuple[KeptTurn, ...]


@dataclass(frozen=True, slots=True)
class AskedOften:
    """Questions that are the same but for punctuation: their latest wording, how often, and where it was asked last."""

    question: str
    outcome: Outcome
    count: int
    last_asked: datetime
    conversation_id: str
    turn: int


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a person thought of one answer, beside question and answer."""

    conversation_id: str
    turn: int
    question: str
    answer: str
    outcome: Outcome | None
    rating: Rating
    comment: str | None
    given: datetime


class Conversations(Protocol):
    """Conversations kept between requests, for faces that offer them; ids are UUIDs as text.

    Personal numbers (phone, identity and bank cards, e-mail) are hidden before anything is kept.
    """

    def start(self) -> str:
        """The id of a new, empty conversation."""

    def history(self, conversation_id: str, limit: int = 20) -> tuple[Turn, ...]:
        """The messages of its last `limit` turns, oldest first, numbers of nobody for hidden ones; raises NotFound."""

    def append(self, conversation_id: str, question: str, answer: str, made: Made | None = None) -> int:
        """Adds one turn and gives its number, counted from 1; once it returns, the turn is kept. Raises NotFound."""

    def rate(self, conversation_id: str, turn: int, rating: Rating, comment: str | None) -> None:
        """Keeps what a person thought of one answer; raises NotFound."""

    def read(self, conversation_id: str) -> KeptConversation:
        """The conversation with all its turns; raises NotFound."""

    def delete(self, conversation_id: str) -> None:
        """Forgets a conversation with its turns and ratings; raises NotFound."""

    def expire(self, before: datetime) -> int:
        """Forgets the conversations in which nothing was said since `before`; gives how many."""

    def questions(self, outcome: Outcome | None = None, limit: int = 100) -> list[AskedOften]:
        """What was asked, of one outcome if given: the most frequent first, of these the latest first."""

    def feedback(self, rating: Rating | None = None, limit: int = 100) -> list[Feedback]:
        """What people thought, of one rating if given, the latest first."""

    def close(self) -> None:
        """Lets go of files and connections."""


class PolicyDesk(Protocol):
    """What a tool-calling model may ask of the program; the service is one."""

    def search(self, query: str, *, unit: str | None = None, limit: int = 10) -> list[Hit]:
        """Clauses for a query, best first."""

    def clause(self, ref: str) -> Clause | Section:
        """What an address stands for; raises NotFound."""

    def calculate(self, award_id: str, facts: Mapping[str, object]) -> Award:
        """One award from raw facts; raises NotFound or BadFact."""

    def screen(self, facts: Mapping[str, object]) -> list[Award]:
        """Every award from one profile; raises BadFact."""
