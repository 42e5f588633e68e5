"""Whether a document, or a clause of it, is in force on a day: by its own dates, and by what others do to it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from assistant.domain import ForceChange, ForceState, Policy, Standing
from assistant.language.wording import format_day
from assistant.library.parts import squeeze

_REPEALS = re.compile(r"[^。；\n]*(?:废止|停止执行|失效)[^。；\n]*")
_TITLES = re.compile(r"《([^《》]{4,80})》(?:\s*[（(]([^（()）]{4,40})[）)])?")
_PROVISIONAL = re.compile(r"试行|暂行")
_NUMBER_MARKS = re.compile(r"[\s〔〕\[\]［］【】（）()第]")
_STATES: dict[str, ForceState] = {"废止": "repealed", "替代": "replaced", "修订": "amended"}
ENDED: frozenset[ForceState] = frozenset({"expired", "repealed", "replaced", "not_yet"})
"""The states in which a document does not hold."""


class Standings:
    """Where each of some policies stands; they may repeal one another."""

    def __init__(self, policies: Sequence[Policy]) -> None:
        self._policies = {policy.id: policy for policy in policies}
        self._changes = {policy.id: list(policy.changes) for policy in policies}
        names = _Names(policies)
        for policy in policies:
            for target, change in _find_repeals(policy, names):
                self._changes[target].append(change)

    def passed_over(self, as_of: date) -> frozenset[str]:
        """The policies that another one of these stands in for on a day: the repealed, and those not yet in force."""
        pairs = [(old, one.by) for old, changes in self._changes.items() for one in changes if one.kind != "修订"]
        pairs = [(old, new) for old, new in pairs if new in self._policies]
        is_over = {one: self.of(one, as_of).state in ENDED for pair in pairs for one in pair}
        return frozenset(old if is_over[old] else new for old, new in pairs if is_over[old] != is_over[new])

    def of(self, policy_id: str, as_of: date, clause: str | None = None) -> Standing:
        """Where a policy, or the clause of it with a number, stands on a day; of a known id."""
        policy = self._policies[policy_id]
        changes = [one for one in self._changes[policy_id] if one.since is None or one.since <= as_of]
        changes.sort(key=lambda one: one.since or date.min)
        whole = [one for one in changes if not one.clauses and one.kind != "修订"]
        part = [one for one in changes if clause is not None and clause in one.clauses]
        start = policy.effective or policy.issued
        if start is not None and as_of < start:
            return self._build(policy, "not_yet", f"从{format_day(start)}起施行，这一天还没有施行")
        if whole:
            return self._changed(policy, whole[-1])
        if policy.until is not None and policy.until < as_of:
            return self._build(policy, "expired", f"有效期到{format_day(policy.until)}，已经过期")
        if part:
            return replace(self._changed(policy, part[-1]), clause=clause)
        amended = [one for one in changes if one.kind == "修订" and not one.clauses]
        if amended:
            return self._changed(policy, amended[-1])
        if policy.until is not None:
            return self._build(policy, "in_force", f"有效期到{format_day(policy.until)}，仍在有效期内")
        if policy.effective is not None:
            return self._build(policy, "in_force", f"从{format_day(policy.effective)}起施行，没有写明有效期")
        return self._build(policy, "unstated", "没有写明施行日期和有效期，是否仍在执行请向发文机关核实")

    def _changed(self, policy: Policy, change: ForceChange) -> Standing:
        by = self._policies.get(change.by)
        name = f"《{by.title}》" if by else change.by
        since = f"从{format_day(change.since)}起" if change.since else "已"
        part = f"第{'、'.join(change.clauses)}条（项）" if change.clauses else ""
        standing = self._build(policy, _STATES[change.kind], f"{part}{since}由{name}{change.kind}")
        return replace(standing, by=change.by, basis=change.basis)

    def _build(self, policy: Policy, state: ForceState, told: str) -> Standing:
        return Standing(policy.id, state, f"《{policy.title}》{told}。", policy.effective, policy.until)


def is_provisional(title: str) -> str:
    """试行 or 暂行 where a title says so, else nothing."""
    match = _PROVISIONAL.search(title)
    return match[0] if match else ""


def _find_repeals(policy: Policy, names: "_Names") -> Iterator[tuple[str, ForceChange]]:
    """The other policies that a policy's own words put out of force."""
    for clause in policy.clauses:
        if "《" not in clause.text:
            continue
        for sentence in _REPEALS.finditer(clause.text):
            for match in _TITLES.finditer(sentence[0]):
                for other in names.find(match[1], match[2]):
                    if other != policy.id:
                        yield other, ForceChange("废止", policy.id, policy.effective or policy.issued, (), clause.ref)


class _Names:
    """Policies by document number and by title."""

    def __init__(self, policies: Sequence[Policy]) -> None:
        self._numbers = {_bare(one.document_number): one.id for one in policies if one.document_number}
        self._titles: dict[str, list[str]] = {}
        for one in policies:
            self._titles.setdefault(squeeze(one.title), []).append(one.id)

    def find(self, title: str, number: str | None) -> list[str]:
        """The policy with a number where one is given with the title, else those with the title."""
        if number and "号" in number:
            known = self._numbers.get(_bare(number))
            return [known] if known else []
        return self._titles.get(squeeze(title), [])


def _bare(number: str | None) -> str:
    return _NUMBER_MARKS.sub("", number or "")
