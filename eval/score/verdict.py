"""What a scorer is given and what it says."""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.domain import Answer, Question
from eval.cases import Expect

ClauseText = Callable[[str], str | None]
"""The text of the clause at a ref, None where there is no such clause."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One scored turn. `home` is the policy that plain clause numbers of the expectation mean; `again` are the answers
    to the same question asked again.
    """

    question: Question
    answer: Answer
    expect: Expect
    clause_text: ClauseText
    home: str
    again: tuple[Answer, ...] = ()

    @property
    def user_words(self) -> str:
        """All that the person said, this turn included."""
        said = [turn.content for turn in self.question.history if turn.role == "user"]
        return "\n".join([*said, self.question.text])

    def refs(self, numbers: tuple[str, ...]) -> list[str]:
        """The addresses that numbers of the expectation stand for."""
        return [number if "#" in number else f"{self.home}#{number}" for number in numbers]


@dataclass(frozen=True, slots=True)
class Score:
    """How good, from 0 to 1, and in Chinese what is wrong."""

    value: float
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scorer:
    """One idea of quality. `judge` gives None where the idea does not apply to a turn.

    `is_fault`: shown as the share of turns that have the fault. `is_required`: a turn is right only with full marks.
    """

    name: str
    label: str
    judge: Callable[[Exchange], Score | None]
    is_fault: bool = False
    is_required: bool = True


def share(wanted: int, wrong: list[str]) -> Score:
    """Full marks less the share of `wrong` among `wanted`."""
    return Score((wanted - len(wrong)) / wanted, tuple(wrong))


def all_or_nothing(wrong: list[str]) -> Score:
    """Full marks without a fault, none with any."""
    return Score(0.0 if wrong else 1.0, tuple(wrong))
