"""The thirteen awards of 城发改字〔2022〕66号, calculated a second time from the text alone.

Nothing here comes from `assistant`. Each function takes complete facts and says what its clause gives; a fact that is
missing is tried with every kind of value it could have, and the result stands only when they all agree.
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import Any, NamedTuple

from .spelling import WAN, YI, Raw, read_money, read_points, read_rate


class Outcome(NamedTuple):
    """Amounts in yuan."""

    status: str
    amount: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None


NOT_ELIGIBLE = Outcome("not_eligible", Fraction(0))
UNDETERMINED = Outcome("undetermined")
NEEDS_FACTS = Outcome("needs_facts")


def calculate(award: str, raw: Mapping[str, Raw]) -> Outcome:
    """What the policy gives for these facts; a fact that does not stand in `raw` is unknown."""
    outcomes = {outcome for _, outcome in complete(award, raw)}
    return outcomes.pop() if len(outcomes) == 1 else NEEDS_FACTS


def list_open_facts(award: str, raw: Mapping[str, Raw]) -> frozenset[str]:
    """The unknown facts that can still change the result: two values of one differ while all others stay the same."""
    cases = list(complete(award, raw))
    return frozenset(name for name in QUESTIONS[award] if name not in raw and can_change(name, cases))


def can_change(name: str, cases: list[tuple[dict[str, Any], Outcome]]) -> bool:
    seen: dict[tuple[Any, ...], Outcome] = {}
    for case, outcome in cases:
        others = tuple(value for key, value in case.items() if key != name)
        if seen.setdefault(others, outcome) != outcome:
            return True
    return False


def complete(award: str, raw: Mapping[str, Raw]) -> Iterator[tuple[dict[str, Any], Outcome]]:
    """Every completion of the facts with its outcome."""
    questions = QUESTIONS[award]
    known = [(READERS[kind](raw[name]),) if name in raw else CANDIDATES[kind] for name, kind in questions.items()]
    for values in product(*known):
        yield dict(zip(questions, values, strict=True)), AWARDS[award](*values)


def write_out(yuan: Fraction) -> Fraction:
    """The amount itself where it is a finite decimal, else cut below one 分: the text says nothing of rounding."""
    finite = 10 ** yuan.denominator.bit_length() % yuan.denominator == 0
    return yuan if finite else Fraction(yuan * 100 // 1, 100)


def give(yuan: Fraction | int) -> Outcome:
    return Outcome("exact", Fraction(yuan))


def give_at_most(yuan: Fraction | int) -> Outcome:
    return Outcome("at_most", Fraction(yuan))


def choose(*readings: Fraction) -> Outcome:
    """What several readings of the text give, the most literal first."""
    if len(set(readings)) == 1:
        return give(readings[0])
    return Outcome("range", readings[0], min(readings), max(readings))


def recognise_platform(level: str, newly: bool) -> Outcome:
    """Clause 3: 新认定的国家级…和省级…，区级分别给予 20 万元和 10 万元的一次性奖励."""
    if not newly or level == "其他":
        return NOT_ELIGIBLE
    return give(20 * WAN if level == "国家级" else 10 * WAN)


def support_institution(level: str, grant: Fraction, second: Fraction | None, earlier: Fraction | None) -> Outcome:
    """Clause 5: 对省级、市级新型研发机构给予省、市补助金额 20% 的补助，最高不超过 30 万元.

    The 30 万元 may be one sum a year for both grants, one a year for each grant, or one for the whole 建设周期.
    """
    if level == "其他":
        return NOT_ELIGIBLE
    cap, first, other = Fraction(30 * WAN), grant / 5, (second or 0) / Fraction(5)
    a_year = min(first + other, cap)
    for_each = min(first, cap) + min(other, cap)
    in_all = min(a_year, max(cap - (earlier or 0), Fraction(0)))
    return choose(a_year, for_each, in_all)


def reward_revenue(leader: bool, annual: Fraction, prior: Fraction | None) -> Outcome:
    """Clause 11: 首次达到3亿元、5亿元的，…分别给予5万元、10万元进档奖励; both in one year: the higher, or both."""
    first_three = annual >= 3 * YI and (prior is None or prior < 3 * YI)
    first_five = annual >= 5 * YI and (prior is None or prior < 5 * YI)
    if not leader or not (first_three or first_five):
        return NOT_ELIGIBLE
    if first_three and first_five:
        return Outcome("range", Fraction(10 * WAN), Fraction(10 * WAN), Fraction(15 * WAN))
    return give(10 * WAN if first_five else 5 * WAN)


def reward_sourcing(leader: bool, rise: Fraction, purchase: Fraction) -> Outcome:
    """Clause 11: 每提高5个百分点…按照配套率增幅相应采购额的1%…最高不超过100万元; a rest below 5 counts, or not."""
    if not leader or rise < 5:
        return NOT_ELIGIBLE
    cap = Fraction(100 * WAN)
    whole_rise = min(purchase / 100, cap)
    full_steps = min(purchase * (rise // 5 * 5) / rise / 100, cap)
    if whole_rise == full_steps:
        return give(whole_rise)
    return Outcome("range", whole_rise, write_out(full_steps), whole_rise)


def recognise_srdi(title: str, first: bool) -> Outcome:
    """Clause 13: 首次认定的省级“专精特新”企业和省级、国家级专精特新“小巨人”企业…分别给予5万元、10万元、15万元."""
    if not first or title == "其他":
        return NOT_ELIGIBLE
    return give({"省级专精特新": 5, "省级小巨人": 10, "国家级小巨人": 15}[title] * WAN)


def reward_first_high_tech(first: bool) -> Outcome:
    """Clause 14: 对首次通过认定的高新技术企业…给予最高 30 万元奖励."""
    return give_at_most(30 * WAN) if first else NOT_ELIGIBLE


def reward_renewed_high_tech(renewed: bool) -> Outcome:
    """Clause 14: 对通过重新认定的高新技术企业…给予最高 10 万元奖励."""
    return give_at_most(10 * WAN) if renewed else NOT_ELIGIBLE


def reward_relocation(valid: bool, from_outside: bool, registered: bool, promised: bool) -> Outcome:
    """Clause 14: 在认定有效期内将注册地从市外迁入城区，且签署三年内不迁出我区承诺书的，给予 30 万元奖励."""
    return give(30 * WAN) if valid and from_outside and registered and promised else NOT_ELIGIBLE


def match_project(
    level: str, funds: Fraction, same: Fraction | None, this_year: Fraction | None, before: Fraction | None
) -> Outcome:
    """Clause 14: 实际拨付经费的 20%、10%、5% …国家级最高不超过 20 万元，省级…10 万元，市级…5 万元.

    Of a project, of a project each year, of a firm each year, or of a firm in all: what the firm had before for `same`
    project, for others `this_year` and `before` then counts, or not.
    """
    if level == "其他":
        return NOT_ELIGIBLE
    percent, cap = {"国家级": (20, 20 * WAN), "省级": (10, 10 * WAN), "市级": (5, 5 * WAN)}[level]
    one, two, three = (same or 0), (this_year or 0), (before or 0)
    counted = (one, 0, two, one + two + three)
    return choose(*(min(funds * percent / 100, Fraction(max(cap - had, 0))) for had in counted))


def raise_fund_share(size: Fraction) -> Outcome:
    """Clause 15: 政府投资基金可提高出资比例至 50%."""
    return give_at_most(size / 2)


def compensate_risk(balance: Fraction, stage: str) -> Outcome:
    """Clause 16: 提高…至在保业务余额的 2‰，到“十四五”末提高至在保业务余额的 5‰."""
    return give(balance * (2 if stage == "现行" else 5) / 1000)


def subsidise_fee(guaranteed: Fraction, rate: Fraction, borrower: bool, guarantor: bool) -> Outcome:
    """Clause 16: 单户担保金额 1000 万元以下 (the number itself included)，且担保费率低于 1% …补差, no figure given."""
    within = guaranteed <= 1000 * WAN and rate < Fraction(1, 100)
    return UNDETERMINED if within and borrower and guarantor else NOT_ELIGIBLE


AWARDS: dict[str, Callable[..., Outcome]] = {
    "incubator": recognise_platform,
    "makerspace": recognise_platform,
    "rd-institution": support_institution,
    "chain-leader-revenue": reward_revenue,
    "chain-leader-sourcing": reward_sourcing,
    "srdi": recognise_srdi,
    "high-tech-first": reward_first_high_tech,
    "high-tech-renewal": reward_renewed_high_tech,
    "high-tech-relocation": reward_relocation,
    "major-project": match_project,
    "fund-share": raise_fund_share,
    "guarantee-compensation": compensate_risk,
    "guarantee-fee-subsidy": subsidise_fee,
}

# Sums that nobody is asked for: what else was given for the same thing.
OTHERS: dict[str, dict[str, str]] = {
    "rd-institution": {"rd_second_superior_grant": "other", "rd_aid_received_earlier": "other"},
    "major-project": dict.fromkeys(
        ("project_support_received", "other_support_this_year", "other_support_earlier"), "other"
    ),
}

QUESTIONS: dict[str, dict[str, str]] = {
    "incubator": {"incubator_level": "platform", "incubator_newly_recognized": "bool"},
    "makerspace": {"makerspace_level": "platform", "makerspace_newly_recognized": "bool"},
    "rd-institution": {"rd_institution_level": "institution", "rd_superior_grant": "money", **OTHERS["rd-institution"]},
    "chain-leader-revenue": {"is_chain_leader": "bool", "annual_revenue": "money", "prior_peak_revenue": "history"},
    "chain-leader-sourcing": {
        "is_chain_leader": "bool",
        "local_sourcing_increase": "points",
        "incremental_purchase": "money",
    },
    "srdi": {"srdi_title": "srdi", "srdi_first_recognition": "bool"},
    "high-tech-first": {"high_tech_first_recognition": "bool"},
    "high-tech-renewal": {"high_tech_renewed": "bool"},
    "high-tech-relocation": {
        "high_tech_valid": "bool",
        "moved_from_outside_city": "bool",
        "registered_in_district": "bool",
        "three_year_commitment": "bool",
    },
    "major-project": {"project_level": "project", "project_funds_disbursed": "money", **OTHERS["major-project"]},
    "fund-share": {"fund_size": "money"},
    "guarantee-compensation": {"guarantee_balance": "money", "compensation_stage": "stage"},
    "guarantee-fee-subsidy": {
        "guaranteed_amount": "money",
        "guarantee_fee_rate": "rate",
        "eligible_borrower": "bool",
        "government_guarantor": "bool",
    },
}

# What an unknown fact could be: every option, and each side of every threshold. The earlier peak and the other
# sums are not asked for: unknown, they count as never having reached a tier, and as nothing.
CANDIDATES: dict[str, tuple[Any, ...]] = {
    "platform": ("国家级", "省级", "其他"),
    "institution": ("省级", "市级", "其他"),
    "srdi": ("省级专精特新", "省级小巨人", "国家级小巨人", "其他"),
    "project": ("国家级", "省级", "市级", "其他"),
    "stage": ("现行", "十四五末"),
    "bool": (True, False),
    "money": tuple(map(Fraction, (0, 1, 1000 * WAN, 1000 * WAN + 1, 3 * YI - 1, 3 * YI, 5 * YI - 1, 5 * YI))),
    "history": (None,),
    "other": (None,),
    "points": tuple(map(Fraction, (0, 5, 7, 10, 100))),
    "rate": tuple(map(Fraction, ("0", "0.0099", "0.01", "0.5"))),
}

READERS: dict[str, Callable[[Raw], Any]] = {
    **dict.fromkeys(("platform", "institution", "srdi", "project", "stage"), str),
    "bool": lambda raw: raw if isinstance(raw, bool) else raw == "是",
    "money": read_money,
    "history": read_money,
    "other": read_money,
    "points": read_points,
    "rate": read_rate,
}
