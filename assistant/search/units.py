"""Names of responsible units: which clauses a unit has a part in, by its full name or one that people use."""

from collections.abc import Sequence

from assistant.domain import Clause, Policy, Responsibility
from assistant.language.normalisation import normalise


class UnitNames:
    """The units of some policies, with the other names that each policy gives them."""

    def __init__(self, policies: Sequence[Policy]) -> None:
        self._units: dict[str, dict[str, str]] = {}
        for policy in policies:
            units = (unit for clause in policy.clauses for unit in clause.responsible_units)
            names = {_plain(alias): unit for unit, aliases in policy.unit_aliases.items() for alias in aliases}
            self._units[policy.id] = names | {_plain(unit): unit for unit in units}

    def parts_of(self, unit: str, clause: Clause) -> list[Responsibility]:
        """The parts `unit` has in `clause`; a name unknown to the policy fits every unit whose name contains it."""
        units = self._named(_plain(unit), clause.policy_id)
        return [part for part in clause.responsibilities if part.unit in units]

    def _named(self, name: str, policy_id: str) -> set[str]:
        known = self._units[policy_id]
        if name in known:
            return {known[name]}
        return {unit for unit in known.values() if name and name in _plain(unit)}


def _plain(name: str) -> str:
    return "".join(normalise(name).text.split())
