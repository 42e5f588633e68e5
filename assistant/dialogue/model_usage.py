"""What one answer may take of a language model, and what it took."""

from dataclasses import dataclass, field
from decimal import Decimal

from assistant.domain import ModelUsage
from assistant.ports import Spent

_MILLION = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Prices:
    """Yuan for a million tokens read and written."""

    prompt: Decimal
    completion: Decimal


@dataclass(slots=True)
class Meter:
    """The calls of one answer; a call without `Spent` has ended without its tokens being counted."""

    prices: Prices | None = None
    calls: int = 0
    counted: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0

    def begin(self) -> None:
        """A call is being made."""
        self.calls += 1

    def count(self, spent: Spent) -> None:
        """The provider told what the call took; several where an agent made them."""
        self.calls += spent.calls - 1
        self.counted += spent.calls
        self.prompt_tokens += spent.prompt_tokens
        self.completion_tokens += spent.completion_tokens

    @property
    def usage(self) -> ModelUsage:
        """All of it, with its cost."""
        return ModelUsage(self.calls, self.prompt_tokens, self.completion_tokens, self._cost())

    def _cost(self) -> Decimal | None:
        if self.prices is None or self.counted < self.calls:
            return None
        prices = self.prices
        return (self.prompt_tokens * prices.prompt + self.completion_tokens * prices.completion) / _MILLION


@dataclass(frozen=True, slots=True)
class Budget:
    """The time that one answer has for its model, from `start` to `deadline` of the calls' clock, and its meter."""

    start: float
    deadline: float
    meter: Meter = field(default_factory=Meter)

    @property
    def half(self) -> float:
        """When understanding has to be done, so that time is left to write."""
        return (self.start + self.deadline) / 2
