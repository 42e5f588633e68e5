"""The facts and claims of an ask, for each award of its topic."""

from assistant.dialogue.ask import Ask
from tests.dialogue.fictional import BEES, Hearing


def facts(ask: Ask, award: str) -> dict[str, str]:
    return {name: fact.value for name, fact in ask.heard[f"{BEES}:{award}"].facts.items()}


def test_facts_are_heard_for_the_award_that_is_named(understand: Hearing) -> None:
    (ask,) = understand("省级蜂业科技项目实际到账60万元，配套多少")

    assert facts(ask, "bee-project") == {"bee_project_level": "省级", "bee_funds": "600000"}


def test_facts_told_before_the_question_count(understand: Hearing) -> None:
    (ask,) = understand("我们承担了市级蜂业科技项目。钱已经到账30万元。能配套多少？")

    assert facts(ask, "bee-project") == {"bee_project_level": "市级", "bee_funds": "300000"}


def test_each_of_two_awards_hears_its_own_stretch_of_the_story(understand: Hearing) -> None:
    (ask,) = understand("国家级标准化蜂场，还有市级蜂业科技项目到账30万元，分别给多少")

    assert facts(ask, "apiary") == {"apiary_level": "国家级"}
    assert facts(ask, "bee-project") == {"bee_project_level": "市级", "bee_funds": "300000"}


def test_facts_of_earlier_turns_are_remembered(understand: Hearing) -> None:
    (ask,) = understand("省级蜂业科技项目配套多少？", "到账60万元")

    assert facts(ask, "bee-project") == {"bee_project_level": "省级", "bee_funds": "600000"}


def test_a_later_turn_corrects_an_earlier_fact(understand: Hearing) -> None:
    (ask,) = understand("省级蜂业科技项目到账60万元，配套多少？", "说错了，是市级的")

    assert facts(ask, "bee-project") == {"bee_project_level": "市级", "bee_funds": "600000"}


def test_next_year_this_years_sales_are_those_of_the_year_before(understand: Hearing) -> None:
    (ask,) = understand("蜂蜜销售额今年600万元，进档奖励多少？", "明年做到1200万元呢？")

    assert facts(ask, "honey-sales") == {"honey_sales": "12000000", "honey_peak": "6000000"}


def test_a_foreign_place_of_origin_settles_that_somebody_comes_from_outside(understand: Hearing) -> None:
    (ask,) = understand("公司从太原市迁到青岭县，承诺书签了，迁入奖励多少？")

    assert facts(ask, "bee-relocation") == {"bee_moved": "true", "bee_pledge": "true"}


def test_figures_to_be_checked_are_claims_and_no_facts(understand: Hearing) -> None:
    (ask,) = understand("听说国家级标准化蜂场奖励10万元，对吗？")

    assert [one.words for one in ask.claims] == ["10万元"]


def test_without_a_checking_question_nothing_is_a_claim(understand: Hearing) -> None:
    (ask,) = understand("省级蜂业科技项目到账60万元，配套多少？")

    assert ask.claims == ()


def test_a_person_who_tells_of_themselves_asks_for_their_own_case(understand: Hearing) -> None:
    assert [ask.is_personal for ask in understand("我们蜂场能拿多少钱？")] == [True]
    assert [ask.is_personal for ask in understand("标准化蜂场奖励多少钱？")] == [False]


def test_figures_set_against_each_other_are_neither_facts_nor_claims(understand: Hearing) -> None:
    (ask,) = understand("省级蜂业科技项目到账60万元，配套9万元还是90万元？")

    assert facts(ask, "bee-project") == {"bee_project_level": "省级", "bee_funds": "600000"}
    assert ask.claims == ()


def test_a_figure_beside_words_of_a_fact_is_no_claim(understand: Hearing) -> None:
    (ask,) = understand("省级蜂业科技项目到账60万元，配套9万元，对吗？")

    assert [one.words for one in ask.claims] == ["9万元"]
    assert facts(ask, "bee-project") == {"bee_project_level": "省级", "bee_funds": "600000"}


def test_every_figure_of_an_impersonal_check_is_a_claim(understand: Hearing) -> None:
    (ask,) = understand("省级蜂业科技项目配套15%、封顶12万元，没记错吧？")

    assert [one.words for one in ask.claims] == ["15%", "12万元"]


def test_a_count_of_the_checked_things_is_no_claim(understand: Hearing) -> None:
    (ask,) = understand("省级蜂业科技项目封顶12万元，这两个数我没抄错吧？")

    assert [one.words for one in ask.claims] == ["12万元"]


def test_thresholds_of_the_rule_said_together_name_its_tiers(understand: Hearing) -> None:
    (ask,) = understand("蜂蜜销售额上500万元给几万，上1000万元给几万？")

    assert facts(ask, "honey-sales") == {}
