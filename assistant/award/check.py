"""Whether the rules of one policy say what its clauses say."""

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.award.checks.bindings import check_bindings
from assistant.award.checks.coverage import check_conflicts, check_coverage
from assistant.award.checks.terms import check_term
from assistant.award.checks.together import check_together
from assistant.award.checks.words import check_words, figures_in, places_of
from assistant.award.schema import Combination, Rule
from assistant.domain import Finding, Policy


def check_rules(rules: Sequence[Rule], policy: Policy, as_of: date | None = None) -> list[Finding]:
    """Everything wrong with the rules of this policy on a day (today when none is given); empty when all is well."""
    own = [rule for rule in rules if rule.policy_id == policy.id]
    day = as_of or date.today()
    return [
        *(finding for rule in own for finding in (*check_words(rule), *check_bindings(rule), *_check_days(rule, day))),
        *(finding for rule in own for finding in check_term(rule, policy)),
        *(finding for combination in _combinations(own) for finding in _check_combination(combination)),
        *check_coverage(own),
        *check_conflicts(own),
        *check_together(own, policy),
    ]


def _check_days(rule: Rule, day: date) -> Iterator[Finding]:
    if rule.until is not None and rule.until < day:
        yield Finding(rule.place, "rule_ended", f"这项规定到{rule.until}已经失效，请更新或移出")
    if rule.effective is not None and rule.until is not None and rule.until < rule.effective:
        yield Finding(rule.place, "dates_reversed", f"有效期的止（{rule.until}）早于起（{rule.effective}）")


def _combinations(rules: Sequence[Rule]) -> list[Combination]:
    found = {rule.combination.awards: rule.combination for rule in rules if rule.combination is not None}
    return list(found.values())


def _check_combination(combination: Combination) -> Iterator[Finding]:
    place = f"组合 {'、'.join(combination.awards)}"
    for quote in combination.quotes:
        if not places_of(quote, (combination.clause,)):
            yield Finding(place, "quote_not_in_clause", f"条款里没有这段原文：“{quote}”")
    if combination.limit is not None:
        stated = [one.value for one in figures_in(combination.limit.quote) if one.kind == "money"]
        if stated != [combination.limit.value]:
            yield Finding(
                place, "figure_differs", f"规则写的是{combination.limit.text}，原文是“{combination.limit.quote}”"
            )
