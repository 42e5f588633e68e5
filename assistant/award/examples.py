"""examples.yaml: results that a person worked out by hand, and questions to show; the rules must agree."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from assistant.award.evaluate import evaluate
from assistant.award.files import invalid, read_yaml
from assistant.award.mechanisms.fields import Words
from assistant.award.mechanisms.tiers import Tiers
from assistant.award.reading import read_facts
from assistant.award.rulebook import Rulebook
from assistant.award.schema import Rule
from assistant.award.source import Source
from assistant.domain import Award, Finding
from assistant.errors import RequestError
from assistant.language.quantities import read_money
from assistant.language.wording import format_money


def _money(raw: Any) -> Any:
    amount = read_money(str(raw))
    if amount is None:
        raise ValueError(f"“{raw}”不是金额")
    return amount


Yuan = Annotated[Decimal, BeforeValidator(_money)]


class Readings(Source):
    """The ends of a range, the figure of the most literal reading, and where it is stated that of each, in order."""

    low: Yuan = Field(alias="低")
    high: Yuan = Field(alias="高")
    literal: Yuan = Field(alias="按")
    each: list[Yuan] = Field(default_factory=list, alias="各读法")


class Example(Source):
    """One case: the facts, and what comes out."""

    facts: dict[str, Any] = Field(default_factory=dict, alias="条件")
    exact: Yuan | None = Field(default=None, alias="得")
    at_most: Yuan | None = Field(default=None, alias="最高")
    readings: Readings | None = Field(default=None, alias="两可")
    refused: str | None = Field(default=None, alias="不符合")
    left_open: str | None = Field(default=None, alias="未写明")
    missing: list[str] = Field(default_factory=list, alias="还缺")
    day: date | None = Field(default=None, alias="日期")
    note: str = Field(default="", alias="说明")
    conditions: Words = Field(default_factory=list, alias="须说明")

    @model_validator(mode="after")
    def _have_one_result(self) -> "Example":
        results = (self.exact, self.at_most, self.readings, self.refused, self.left_open, self.missing or None)
        if sum(result is not None for result in results) != 1:
            raise ValueError("一个算例恰好写一种结果：得、最高、两可、不符合、未写明、还缺")
        return self


class Examples(Source):
    """A whole examples.yaml."""

    questions: list[str] = Field(default_factory=list, alias="示例问题")
    cases: dict[str, list[Example]] = Field(default_factory=dict, alias="算例")


def load_examples(path: Path) -> Examples:
    """The examples of one policy; CorpusError naming file and key when they cannot be read."""
    try:
        return Examples.model_validate(read_yaml(path))
    except ValidationError as error:
        raise invalid(path, error) from error


def check_examples(path: Path, rules: Sequence[Rule]) -> list[Finding]:
    """Examples that do not come out, and awards, tiers and conditions that no example tries."""
    examples = load_examples(path)
    book = Rulebook(tuple(rules))
    return [
        *(finding for award_id, cases in examples.cases.items() for finding in _check(path, book, award_id, cases)),
        *(finding for rule in rules for finding in _untried(path, rule, examples.cases.get(rule.id, []))),
    ]


def _check(path: Path, book: Rulebook, award_id: str, cases: Sequence[Example]) -> Iterator[Finding]:
    for place, example in enumerate(cases, start=1):
        where = f"{path.name} 算例.{award_id} 第{place}个"
        try:
            rule = book.rule(award_id)
            day = example.day or rule.effective or date.today()
            award = evaluate(rule, read_facts(rule, example.facts), day)
        except RequestError as error:
            yield Finding(where, "example_unreadable", error.message_zh)
            continue
        expected, given = _expected(example), _given(example, award)
        if expected != given:
            yield Finding(where, "example_differs", f"算例写的是{expected}，规则算出{given}")
        elif not any(example.note in note for note in ("", *award.notes)):
            said = "；".join(award.notes) or "没有说明"
            yield Finding(where, "example_differs", f"算例要说明“{example.note}”，规则的说明是：{said}")
        for words in example.conditions:
            if words not in award.conditions:
                said = "、".join(award.conditions) or "没有写"
                yield Finding(where, "example_differs", f"算例须说明“{words}”，规则的“须说明”是：{said}")


def _expected(example: Example) -> str:
    """The result an example states, in words that tell any two results apart."""
    if example.readings is not None:
        readings = example.readings
        return _range(readings.low, readings.high, readings.literal, readings.each)
    if example.exact is not None:
        return format_money(example.exact)
    if example.at_most is not None:
        return f"最高{format_money(example.at_most)}"
    if example.missing:
        return f"还缺{'、'.join(example.missing)}"
    return f"不符合（{example.refused}）" if example.refused is not None else f"未写明（{example.left_open}）"


def _given(example: Example, award: Award) -> str:
    """The award's result in the same words."""
    amount, low, high = (one or Decimal(0) for one in (award.amount, award.low, award.high))
    match award.status:
        case "exact":
            return format_money(amount)
        case "at_most":
            return f"最高{format_money(amount)}"
        case "range":
            is_each_stated = example.readings is not None and example.readings.each
            return _range(low, high, amount, [one.amount for one in award.readings] if is_each_stated else ())
        case "needs_facts":
            return f"还缺{'、'.join(missing.fact for missing in award.missing)}"
        case "not_eligible":
            return f"不符合（{_quoted(example.refused, award)}）"
        case "undetermined":
            return f"未写明（{_quoted(example.left_open, award)}）"


def _range(low: Decimal, high: Decimal, literal: Decimal, each: Sequence[Decimal]) -> str:
    told = f"，各读法{'、'.join(map(format_money, each))}" if each else ""
    return f"{format_money(low)}至{format_money(high)}（按字面{format_money(literal)}{told}）"


def _quoted(expected: str | None, award: Award) -> str:
    """The expected words when one of the award's notes has them, else the notes."""
    return expected if expected and any(expected in note for note in award.notes) else "；".join(award.notes)


def _untried(path: Path, rule: Rule, cases: Sequence[Example]) -> Iterator[Finding]:
    where = f"{path.name} 算例.{rule.id}"
    if not cases:
        yield Finding(where, "example_missing", f"“{rule.title}”一个算例也没有")
        return
    refused = [case.refused for case in cases if case.refused is not None]
    for requirement in rule.requirements:
        if not any(words in requirement.reason for words in refused):
            yield Finding(where, "example_missing", f"没有算例试“{requirement.reason}”")
    for spec in rule.facts:
        if spec.is_optional and not any(spec.name in case.facts for case in cases):
            yield Finding(where, "example_missing", f"没有算例试可选的“{spec.label}”")
    for node in rule.calculation.walk():
        if isinstance(node, Tiers):
            tried = {case.facts.get(node.fact.name) for case in cases}
            for tier in node.tiers:
                if tier not in tried:
                    yield Finding(where, "example_missing", f"没有算例试“{tier}”这一级")
