"""What every mechanism is: it calculates, outlines, tells its own faults and shows its parts."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass

from pydantic import ConfigDict

from assistant.award.figures import Figure
from assistant.award.mechanisms.cases import Case, FactShape, Input
from assistant.award.mechanisms.outcomes import Outcome, Variant, undecided

STRICT = ConfigDict(extra="forbid", arbitrary_types_allowed=True)


@dataclass(frozen=True, slots=True)
class Line:
    """A draft of an outline line: the case it holds for, its label, what is given, and the words it rests on."""

    text: str
    quotes: tuple[str, ...]
    label: str = ""
    case: Mapping[str, str] = field(default_factory=dict)


class Mechanism(ABC):
    """One way in which a policy turns facts into money: a frozen dataclass of figures, inputs and inner nodes."""

    __slots__ = ()

    @abstractmethod
    def calculate(self, case: Case) -> Outcome:
        """The outcome for one case; unknown facts are unknown, never zero or false."""

    @abstractmethod
    def outline(self, case: Case) -> list[Line]:
        """What it gives in each case that the known facts still allow, without calculating."""

    def problems(self, facts: Mapping[str, FactShape]) -> list[str]:
        """What is wrong with it in itself, in Chinese."""
        return []

    def parts(self) -> Iterator[object]:
        """Its figures, inputs and inner mechanisms in the order of its fields, whatever holds them opened."""
        for name in self.field_names():
            yield from _opened(getattr(self, name))

    @classmethod
    def field_names(cls) -> tuple[str, ...]:
        """The names of its fields, in order."""
        return tuple(one.name for one in fields(cls))  # type: ignore[arg-type]

    def walk(self) -> Iterator["Mechanism"]:
        """Itself and every mechanism inside it."""
        yield self
        for part in self.parts():
            if isinstance(part, Mechanism):
                yield from part.walk()

    def quotes(self) -> Iterator[str]:
        """Every verbatim piece it rests on: those of its figures, and its own."""
        for node in self.walk():
            yield from (part.quote for part in node.parts() if isinstance(part, Figure))
            yield from (str(getattr(node, name)) for name in node.field_names() if name == "quote")

    def texts(self) -> Iterator[str]:
        """Everything it says in words of its own."""
        for node in self.walk():
            for name in node.field_names():
                if name not in _VERBATIM:
                    yield from _texts(getattr(node, name))

    def figures(self) -> Iterator[Figure]:
        """Every figure it uses, inner ones included."""
        for node in self.walk():
            yield from (part for part in node.parts() if isinstance(part, Figure))

    def inputs(self) -> Iterator[Input]:
        """The facts it reads, in the order of its fields, inner ones included."""
        for part in self.parts():
            if isinstance(part, Input):
                yield part
            elif isinstance(part, Mechanism):
                yield from part.inputs()


class Modifier(Mechanism):
    """A mechanism that changes what another one gives (上限, 取整 …)."""

    __slots__ = ()

    @abstractmethod
    def apply(self, outcome: Outcome, case: Case) -> Outcome:
        """The changed outcome; only called when the outcome has a figure."""

    @abstractmethod
    def describe(self, line: Line, case: Case) -> Line:
        """The outline line with what the modifier adds."""

    def calculate(self, case: Case) -> Outcome:
        """A modifier alone gives nothing."""
        raise TypeError(f"{type(self).__name__} needs an outcome to modify")

    def outline(self, case: Case) -> list[Line]:
        """A modifier alone has no line."""
        return []


_VERBATIM = ("quote", "lists", "words", "own_words")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _texts(inner)
    elif is_dataclass(value) and not isinstance(value, Figure | Input | Mechanism):
        for one in fields(value):
            yield from _texts(getattr(value, one.name))


def _opened(value: object) -> Iterator[object]:
    if isinstance(value, Figure | Input | Mechanism):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _opened(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _opened(inner)
    elif is_dataclass(value):
        for one in fields(value):
            yield from _opened(getattr(value, one.name))


__all__ = ["STRICT", "Case", "FactShape", "Input", "Line", "Mechanism", "Modifier", "Outcome", "Variant", "undecided"]
