"""定额: a sum that the text states."""

from pydantic import Field
from pydantic.dataclasses import dataclass

from assistant.award.exact import money_text
from assistant.award.figures import Money
from assistant.award.mechanisms.base import STRICT, Case, Line, Mechanism, Outcome


@dataclass(frozen=True, slots=True, config=STRICT)
class Fixed(Mechanism):
    """A stated sum, whatever else is true of the applicant."""

    amount: Money = Field(alias="金额")

    def calculate(self, case: Case) -> Outcome:
        """The sum itself."""
        label = case.tier or ("最高额" if case.is_ceiling else "定额")
        return Outcome.paid(self.amount.value, case.step(f"{label}：{money_text(self.amount.value)}"))

    def outline(self, case: Case) -> list[Line]:
        """The sum itself."""
        return [Line(case.gives(money_text(self.amount.value)), (self.amount.quote,))]
