"""无公式: the text promises support and gives no figure."""

from pydantic import Field
from pydantic.dataclasses import dataclass

from assistant.award.mechanisms.base import STRICT, Case, Line, Mechanism, Outcome


@dataclass(frozen=True, slots=True, config=STRICT)
class OpenEnded(Mechanism):
    """Support without a figure: the words that promise it, and what the text leaves to be decided."""

    quote: str = Field(alias="原文")
    left_open: str = Field(alias="未写明")

    def calculate(self, case: Case) -> Outcome:
        """No figure, and why."""
        return Outcome.without_figure(self.left_open)

    def outline(self, case: Case) -> list[Line]:
        """The words of the text; there is no figure to give."""
        return [Line(self.left_open, (self.quote,))]
