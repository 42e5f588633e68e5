"""The days of a rule against the words that state them."""

from collections.abc import Iterator
from datetime import date, timedelta

from assistant.award.checks.words import places_of
from assistant.award.schema import Deadline, Rule
from assistant.domain import Finding, Policy
from assistant.language.quantities import Quantity, find_quantities

Problem = tuple[str, str]


def check_term(rule: Rule, policy: Policy) -> Iterator[Finding]:
    """Days of a rule (有效期, 期限) that their words do not state; the words of its own term stand in any clause."""
    problems = [problem for deadline in rule.deadlines for problem in _deadline_problems(deadline)]
    if rule.term is not None:
        term = rule.term
        problems += day_problems(term.start, term.end, term.quote, term.reason)
        if not places_of(term.quote, policy.clauses):
            problems.append(("quote_not_in_clause", f"文件里没有“有效期”的这段原文：“{term.quote}”"))
    yield from (Finding(rule.place, code, message) for code, message in problems)


def day_problems(start: date | None, end: date | None, quote: str, reason: str) -> Iterator[Problem]:
    """Every date of the words is an end of the time; an end that no date states needs a reason."""
    stated = _dates(quote)
    ends = [*([] if start is None else [_as_first(start)]), *([] if end is None else [_as_last(end)])]
    told = ("" if start is None else f"{start}起") + ("" if end is None else f"，止于{end}")
    told = told.removeprefix("，")
    if any(not any(_digits(one) in end for end in ends) for one in stated):
        yield "date_differs", f"规则写{told}，原文是“{quote}”"
    elif not reason and any(not any(_digits(one) in end for one in stated) for end in ends):
        yield "date_differs", f"规则写{told}，原文“{quote}”没有这样写，请写明“理由”"


def _deadline_problems(deadline: Deadline) -> Iterator[Problem]:
    """The last day is the one that the words, or else what is said of it (过后, 理由), name."""
    stated, told = _dates(deadline.quote), _dates(f"{deadline.afterwards}；{deadline.reason}")
    last = _as_last(deadline.last_day)
    if any(_digits(one) not in last for one in stated):
        yield "date_differs", f"规则写到{deadline.last_day}，原文是“{deadline.quote}”"
    elif not stated and not any(_digits(one) in last for one in told):
        yield "date_differs", f"规则写到{deadline.last_day}，“过后”和“理由”里没有这一天：“{deadline.afterwards}”"


def _dates(text: str) -> list[Quantity]:
    return [one for one in find_quantities(text) if one.kind == "date"]


def _as_first(day: date) -> set[str]:
    """How a text writes the first day: the day itself, the day before, its month or its year where it begins one."""
    month = {f"{day:%Y%m}"} if day.day == 1 else set()
    year = {f"{day:%Y}"} if (day.month, day.day) == (1, 1) else set()
    return {f"{day:%Y%m%d}", f"{day - timedelta(days=1):%Y%m%d}"} | month | year


def _as_last(day: date) -> set[str]:
    """How a text writes the last day: the day itself, the day after, its month or its year where it ends one."""
    after = day + timedelta(days=1)
    month = {f"{day:%Y%m}"} if after.day == 1 else set()
    year = {f"{day:%Y}"} if (after.month, after.day) == (1, 1) else set()
    return {f"{day:%Y%m%d}", f"{after:%Y%m%d}"} | month | year


def _digits(stated: Quantity) -> str:
    return f"{stated.value:f}"
