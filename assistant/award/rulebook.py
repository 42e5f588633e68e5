"""All award rules of all policies, found by their address."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.award.schema import Rule
from assistant.errors import NotFound


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Award rules in corpus order."""

    rules: tuple[Rule, ...] = ()

    def rule(self, award_id: str) -> Rule:
        """The rule with this id or `policy-id:id`; NotFound when there is none, or several policies share the id."""
        found = [rule for rule in self.rules if award_id in (rule.id, rule.key)]
        if len(found) == 1:
            return found[0]
        if found:
            keys = "、".join(rule.key for rule in found)
            message = f"award {award_id} is ambiguous: {keys}"
            raise NotFound(message, f"“{award_id}”在几份文件里都有，请写明是哪一个：{keys}")
        known = "、".join(rule.id for rule in self.rules)
        raise NotFound(f"no award {award_id}; there are: {known}", f"没有奖补项目“{award_id}”。现有项目：{known}")

    def for_clause(self, ref: str) -> tuple[Rule, ...]:
        """The awards that rest on the clause with this address (`policy-id#number`)."""
        return tuple(rule for rule in self.rules if rule.ref == ref)

    def of_policy(self, policy_id: str) -> tuple[Rule, ...]:
        """The awards of one policy."""
        return tuple(rule for rule in self.rules if rule.policy_id == policy_id)

    @classmethod
    def of(cls, groups: Iterable[Iterable[Rule]]) -> "Rulebook":
        """One book from the rules of several policies."""
        return cls(tuple(rule for group in groups for rule in group))
