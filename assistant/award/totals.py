"""What several awards add up to, with the limits that the text sets on taking them together."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.award.exact import as_yuan
from assistant.award.schema import Combination, Rule
from assistant.domain import Award

_NOT_STATED = "文件未规定几项奖补能否同时享受，合计只是各项相加"
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums in yuan over several awards, with the ids they are made of.

    `certain` is given under every reading of the text, `disputed` what a wider reading would add, `ceilings` the most
    that the awards without a formula can add. `notes` say what the text states, or not, about taking several together,
    and which awards are not counted.
    """

    certain: Decimal
    certain_ids: tuple[str, ...]
    disputed: Decimal
    disputed_ids: tuple[str, ...]
    ceilings: Decimal
    ceiling_ids: tuple[str, ...]
    notes: tuple[str, ...]


def totals(awards: Sequence[Award], rules: Iterable[Rule] = ()) -> Totals:
    """The sums; each kind of figure apart, since a ceiling is no promise.

    `rules` bring the stated combinations, and what is not counted.
    """
    rule_of = {rule.key: rule for rule in rules}
    payable, uncounted = [], []
    groups: dict[Combination | str, list[Award]] = {}
    for award in awards:
        if award.status not in ("exact", "range", "at_most"):
            continue
        key = f"{award.policy_id}:{award.id}"
        rule = rule_of.get(key)
        if rule is not None and rule.uncounted:
            uncounted.append(f"合计不含“{rule.title}”：{rule.uncounted}")
            continue
        payable.append(award)
        groups.setdefault((rule and rule.combination) or key, []).append(award)
    certain = _sum(groups, _certain)
    likely = _sum(groups, _likely)
    return Totals(
        certain=certain,
        certain_ids=tuple(award.id for award in payable if award.status in ("exact", "range")),
        disputed=likely - certain,
        disputed_ids=tuple(award.id for award in payable if award.status == "range"),
        ceilings=_sum(groups, _most) - likely,
        ceiling_ids=tuple(award.id for award in payable if award.status == "at_most"),
        notes=(*_notes(groups), *uncounted),
    )


def _sum(groups: Mapping[Combination | str, Sequence[Award]], part: Callable[[Award], Decimal]) -> Decimal:
    return sum((_together(key, [part(award) for award in group]) for key, group in groups.items()), start=_ZERO)


def _together(key: Combination | str, amounts: Sequence[Decimal]) -> Decimal:
    if isinstance(key, Combination) and key.limit is None:
        return max(amounts)
    whole = sum(amounts, start=_ZERO)
    return min(whole, as_yuan(key.limit.value)) if isinstance(key, Combination) and key.limit else whole


def _certain(award: Award) -> Decimal:
    """What the award gives under every reading."""
    if award.status == "at_most":
        return _ZERO
    return (award.amount if award.low is None else award.low) or _ZERO


def _likely(award: Award) -> Decimal:
    """What it gives under the widest reading, ceilings aside."""
    return _ZERO if award.status == "at_most" else _most(award)


def _most(award: Award) -> Decimal:
    """The most it can give."""
    return (award.amount if award.high is None else award.high) or _ZERO


def _notes(groups: Mapping[Combination | str, Sequence[Award]]) -> tuple[str, ...]:
    stated = [
        f"{'、'.join(award.title for award in group)}：{key.quote}"
        for key, group in groups.items()
        if isinstance(key, Combination) and len(group) > 1
    ]
    return (*stated, _NOT_STATED) if len(groups) > 1 else tuple(stated)
