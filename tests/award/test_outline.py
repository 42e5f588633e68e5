"""What a rule gives, said without calculating."""

from datetime import date

from assistant.award import OutlineLine, Rulebook, outline, read_facts

AS_OF = date(2026, 11, 24)


def lines(book: Rulebook, award_id: str, **facts: object) -> list[tuple[str, str]]:
    rule = book.rule(award_id)
    return [(line.label, line.text) for line in outline(rule, read_facts(rule, facts), AS_OF)]


def test_a_line_names_its_case_and_the_words_it_stands_on(book: Rulebook) -> None:
    rule = book.rule("major-project")

    assert outline(rule, read_facts(rule, {"project_level": "省级"}), AS_OF) == (
        OutlineLine(
            case={"project_level": "省级"},
            label="省级",
            text="按实际拨付经费的10%配套，最高不超过10万元",
            quote="按国家、省、市实际拨付经费的 20%、10%、5% 配套支持。"
            "国家级最高不超过 20 万元，省级最高不超过 10 万元，市级最高不超过 5 万元",
        ),
    )


def test_every_tier_still_open_has_a_line(book: Rulebook) -> None:
    assert lines(book, "srdi") == [
        ("省级专精特新", "奖励5万元"),
        ("省级小巨人", "奖励10万元"),
        ("国家级小巨人", "奖励15万元"),
    ]


def test_a_tier_already_passed_has_no_line(book: Rulebook) -> None:
    assert lines(book, "chain-leader-revenue", prior_peak_revenue="3.5亿元") == [("首次达到5亿元", "奖励10万元")]


def test_an_excluded_award_has_no_line(book: Rulebook) -> None:
    assert lines(book, "srdi", srdi_first_recognition=False) == []
    assert lines(book, "incubator", incubator_level="其他") == []


def test_an_award_without_tiers_is_labelled_by_its_title(book: Rulebook) -> None:
    assert lines(book, "fund-share") == [("政府投资基金出资比例", "最高为基金规模的50%")]
