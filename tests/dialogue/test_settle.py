"""One rule and what a person said, to the results an answer can state."""

from decimal import Decimal

from assistant.award import OutlineLine
from assistant.dialogue.facts import Heard
from assistant.dialogue.settle import Settled, premise, settle, told
from assistant.domain import MissingFact
from tests.dialogue.fictional import DAY, figure, rule, said

NEW = MissingFact("apiary_new", "蜂场是否新认定", "蜂场是新认定的吗？", ("是", "否"))
YES = said("apiary_new", "true")


def settled(award: str, heard: Heard) -> Settled:
    return settle(rule(award), heard, DAY)


def figures(result: Settled) -> list[str]:
    return [figure(award) for award in result.awards]


def test_all_facts_said_give_one_result_and_nothing_to_ask() -> None:
    result = settled("apiary", Heard({"apiary_level": said("apiary_level", "国家级"), "apiary_new": YES}))

    assert (figures(result), result.assumed, result.missing, result.lines) == (["exact 80000"], (), (), ())


def test_a_condition_not_spoken_of_is_an_assumption_and_no_fact() -> None:
    result = settled("apiary", Heard({"apiary_level": said("apiary_level", "省级")}))

    assert (figures(result), [one.fact for one in result.assumed]) == (["exact 40000"], ["apiary_new"])
    assert any("新认定" in one for one in result.award.assumptions)
    assert result.award.facts == {"apiary_level": "省级"}


def test_a_missing_option_is_outlined_and_asked_for_but_never_assumed() -> None:
    result = settled("apiary", Heard({"apiary_new": YES}))

    assert figures(result) == ["needs_facts"]
    assert [one.fact for one in result.missing] == ["apiary_level"]
    assert [told(line, result.rule) for line in result.lines] == ["国家级奖励8万元", "省级奖励4万元"]


def test_a_missing_figure_is_asked_for_even_where_the_level_is_known() -> None:
    result = settled("bee-project", Heard({"bee_project_level": said("bee_project_level", "市级")}))

    assert (figures(result), [one.fact for one in result.missing]) == (["needs_facts"], ["bee_funds"])


def test_a_failing_condition_ends_it_whatever_else_is_unknown() -> None:
    result = settled("apiary", Heard({"apiary_new": said("apiary_new", "false")}))

    assert (figures(result), result.missing) == (["not_eligible 0"], ())


def test_values_side_by_side_give_a_result_each() -> None:
    result = settled("apiary", Heard({"apiary_new": YES}, {"apiary_level": ("国家级", "省级")}))

    assert (result.cases, figures(result)) == (("国家级", "省级"), ["exact 80000", "exact 40000"])


def test_each_of_two_cases_uses_the_figure_said_of_it() -> None:
    heard = Heard(
        alternatives={"bee_project_level": ("省级", "市级")},
        compared=frozenset({"bee_project_level"}),
        cases={
            "省级": {"bee_funds": said("bee_funds", "600000")},
            "市级": {"bee_funds": said("bee_funds", "300000")},
        },
    )
    result = settled("bee-project", heard)

    assert (figures(result), result.missing) == (["exact 90000", "exact 30000"], ())


def test_options_left_open_are_asked_for() -> None:
    result = settled("apiary", Heard({"apiary_new": YES}, {"apiary_level": ("国家级", "省级")}))

    assert [(one.fact, one.options) for one in result.missing] == [("apiary_level", ("国家级", "省级"))]


def test_two_readings_of_the_text_stay_a_range() -> None:
    heard = Heard({"honey_sales": said("honey_sales", "12000000"), "honey_peak": said("honey_peak", "3000000")})
    award = settled("honey-sales", heard).award

    assert (award.status, award.low, award.high) == ("range", Decimal(60000), Decimal(80000))


def test_an_award_without_a_figure_is_undetermined() -> None:
    assert figures(settled("bee-training", Heard())) == ["undetermined"]


def test_a_yes_or_no_fact_is_put_as_the_statement_that_it_holds() -> None:
    assert premise(NEW) == "蜂场新认定"


def test_an_outline_line_names_its_case_unless_it_is_the_whole_award() -> None:
    project = rule("bee-project")

    assert told(OutlineLine({}, "省级", "奖励4万元", ""), project) == "省级奖励4万元"
    assert told(OutlineLine({}, project.title, "奖励4万元", ""), project) == "奖励4万元"
