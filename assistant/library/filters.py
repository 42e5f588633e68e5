"""Which policies a search keeps to: by issuer, level, date of issue, and force on a day."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.domain import Policy
from assistant.library.standing import ENDED, Standings

Level = Literal["国家", "省", "市", "区县", "乡镇"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a policy must be; what is empty or None admits all. A policy without a date is outside of any span."""

    issuer: str = ""
    level: str = ""
    issued_from: date | None = None
    issued_to: date | None = None
    in_force_on: date | None = None

    def admit(self, policy: Policy, standings: Standings) -> bool:
        """Whether a policy is one of those asked for."""
        if self.issuer not in (policy.issuer or "") or self.level not in ("", policy.level):
            return False
        if (self.issued_from or self.issued_to) and policy.issued is None:
            return False
        day = policy.issued or date.min
        if (self.issued_from and day < self.issued_from) or (self.issued_to and day > self.issued_to):
            return False
        return self.in_force_on is None or standings.of(policy.id, self.in_force_on).state not in ENDED


ANY = Filters()
