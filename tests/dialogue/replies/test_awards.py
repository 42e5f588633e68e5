"""Answers about awards."""

import pytest

from assistant.dialogue.draft import Piece, Sources
from assistant.dialogue.facts import Heard
from assistant.dialogue.replies.awards import answer_awards, suggest
from tests.dialogue.fictional import DAY, STAGE, ask_about, figure, named, policies, rule, said

NATIONAL = said("apiary_level", "国家级")
NEW = said("apiary_new", "true")
FUNDED = Heard({"bee_project_level": said("bee_project_level", "省级"), "bee_funds": said("bee_funds", "600000")})
GROWN = Heard({"honey_sales": said("honey_sales", "12000000"), "honey_peak": said("honey_peak", "3000000")})


def answered(sources: Sources, words: str, *awards: str, **heard: Heard) -> Piece:
    return answer_awards(ask_about(words, named(*awards), **heard), sources, DAY)


def test_a_settled_award_is_told_in_its_headline_with_unit_and_mark(sources: Sources) -> None:
    piece = answered(sources, "奖励多少钱", "apiary", apiary=Heard({"apiary_level": NATIONAL, "apiary_new": NEW}))

    assert piece.outcome == "answered"
    assert piece.headline.startswith("**8万元**（一次性）")
    assert all(words in piece.headline for words in ("国家级", "县农业农村局、县财政局", "〔1〕"))
    assert "4万元" not in piece.headline
    assert [figure(award) for award in piece.awards] == ["exact 80000"]


def test_its_conditions_are_told_below(sources: Sources) -> None:
    piece = answered(sources, "奖励多少钱", "apiary", apiary=Heard({"apiary_level": NATIONAL, "apiary_new": NEW}))

    assert [line for line in piece.lines if line.startswith("- 条件：")] == ["- 条件：新认定"]


def test_a_calculation_is_shown_step_by_step(sources: Sources) -> None:
    piece = answered(sources, "配套多少", "bee-project", bee_project=FUNDED)

    assert piece.headline.startswith("**9万元**")
    assert "60万元 × 15% = 9万元" in "\n".join(piece.lines)


def test_the_quote_is_the_grant_itself(sources: Sources) -> None:
    answered(sources, "配套多少", "bee-project", bee_project=FUNDED)

    assert [(one.number, one.quote) for one in sources.citations] == [("4", rule("bee-project").quote)]


def test_an_assumed_condition_is_named_and_asked_about(sources: Sources) -> None:
    piece = answered(sources, "奖励多少钱", "apiary", apiary=Heard({"apiary_level": NATIONAL}))

    assert "前提是新认定；" in piece.headline
    assert not any("蜂场新认定" in line for line in piece.lines)
    assert [one.fact for one in piece.missing] == ["apiary_new"]
    assert "蜂场是新认定的吗？" in piece.lines[-1]


def test_an_open_award_is_outlined_and_asks_back(sources: Sources) -> None:
    piece = answered(sources, "配套多少", "bee-project")

    assert piece.outcome == "needs_facts"
    assert [one.fact for one in piece.missing] == ["bee_project_level", "bee_funds"]
    assert all(one.question in piece.lines[-1] for one in piece.missing)


def test_a_question_about_the_rule_itself_is_answered_without_asking_back(sources: Sources) -> None:
    assert answered(sources, "配套标准是怎么规定的", "bee-project").outcome == "answered"


def test_values_side_by_side_are_told_side_by_side(sources: Sources) -> None:
    heard = Heard({"apiary_new": NEW}, {"apiary_level": ("国家级", "省级")}, frozenset({"apiary_level"}))
    piece = answered(sources, "分别奖励多少", "apiary", apiary=heard)

    assert piece.headline.startswith("国家级8万元；省级4万元")
    assert [figure(award) for award in piece.awards] == ["exact 80000", "exact 40000"]


def test_two_readings_are_both_told_with_their_ground(sources: Sources) -> None:
    piece = answered(sources, "奖励多少", "honey-sales", honey_sales=GROWN)

    assert piece.headline.startswith("**6万元或8万元**")
    assert [line[:5] for line in piece.lines if line.startswith("- 读法")] == ["- 读法：", "- 读法："]
    assert any("县商务局的解释为准" in line for line in piece.lines)


def test_a_refusal_says_which_condition_fails(sources: Sources) -> None:
    old = Heard({"apiary_level": NATIONAL, "apiary_new": said("apiary_new", "false")})
    piece = answered(sources, "能不能拿奖励", "apiary", apiary=old)

    assert piece.headline.startswith("不能。")
    assert "条款只奖励新认定的标准化蜂场" in piece.headline


def test_support_without_a_figure_says_that_there_is_none(sources: Sources) -> None:
    piece = answered(sources, "给多少钱", "bee-training")

    assert (piece.outcome, [figure(award) for award in piece.awards]) == ("answered", ["undetermined"])
    assert "没有写明金额" in piece.headline


def test_a_ceiling_is_told_as_a_ceiling() -> None:
    piece = answered(Sources({STAGE: policies()[STAGE]}), "奖励多少", "play-prize")

    assert piece.headline.startswith("**最高5万元**")


@pytest.mark.parametrize("words", ["有奖励吗", "能拿奖励吗"])
def test_a_yes_or_no_question_is_answered_under_its_condition(sources: Sources, words: str) -> None:
    piece = answered(sources, words, "apiary", apiary=Heard({"apiary_level": NATIONAL}))

    assert piece.headline.startswith("符合条件的话")


def test_several_awards_get_a_line_each_with_their_own_marks(sources: Sources) -> None:
    piece = answered(sources, "分别给多少", "apiary", "bee-training")

    assert ["标准化蜂场一次性奖励" in piece.lines[0], "养蜂技能培训资金支持" in piece.lines[1]] == [True, True]
    assert [one.number for one in sources.citations] == ["1", "2"]
    assert [award.id for award in piece.awards] == ["apiary", "bee-training"]


def test_of_several_awards_those_that_are_excluded_are_left_out(sources: Sources) -> None:
    old = Heard({"apiary_new": said("apiary_new", "false")})
    piece = answered(sources, "给多少", "apiary", "bee-training", apiary=old)

    assert [award.id for award in piece.awards] == ["bee-training"]


def test_suggestions_follow_the_award() -> None:
    assert suggest(rule("apiary")) == (
        "标准化蜂场一次性奖励有什么条件？",
        "标准化蜂场一次性奖励由哪个单位负责？",
        "第1项的原文",
    )
