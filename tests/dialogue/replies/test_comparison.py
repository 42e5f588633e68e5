"""Awards and tiers side by side."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.dialogue.draft import Piece, Sources
from assistant.dialogue.facts import Heard
from assistant.dialogue.guard import judge
from assistant.dialogue.replies.comparison import compare
from assistant.dialogue.settle import settle
from tests.dialogue.fictional import DAY, ask_about, clause, named, policies, rule, said

BOTH_LEVELS = Heard({"apiary_new": said("apiary_new", "true")}, {"apiary_level": ("国家级", "省级")})
BOTH_PROJECTS = Heard({}, {"bee_project_level": ("省级", "市级")})


def compared(sources: Sources, words: str, *awards: str, **heard: Heard) -> Piece | None:
    ask = ask_about(words, named(*awards), **heard)
    settled = [settle(rule(one), ask.heard.get(rule(one).key, Heard()), DAY) for one in awards]
    return compare(settled, ask, sources)


def headline(piece: Piece | None) -> str:
    assert piece is not None
    return piece.headline


def test_fixed_sums_are_told_with_their_exact_difference(sources: Sources) -> None:
    told = headline(compared(sources, "国家级和省级的蜂场奖励差多少", "apiary", apiary=BOTH_LEVELS))

    assert told == "国家级8万元；省级4万元〔1〕；金额相差4万元。"


def test_rates_with_ceilings_are_told_with_the_difference_of_the_ceilings(sources: Sources) -> None:
    told = headline(compared(sources, "省级和市级的封顶差多少", "bee-project", bee_project=BOTH_PROJECTS))

    assert all(words in told for words in ("省级按实际拨付经费的15%", "市级按实际拨付经费的10%", "上限相差6万元"))


def test_every_tier_of_one_award_is_told_where_none_is_named(sources: Sources) -> None:
    told = headline(compared(sources, "销售进档奖励两档有什么区别", "honey-sales"))

    assert told == "首次达到500万元奖励2万元；首次达到1000万元奖励6万元〔1〕；金额相差4万元。"


def test_two_awards_are_told_by_their_names(sources: Sources) -> None:
    moved = Heard({name: said(name, "true") for name in ("bee_moved", "bee_pledge")})
    new = Heard({"apiary_level": said("apiary_level", "国家级"), "apiary_new": said("apiary_new", "true")})
    told = headline(compared(sources, "两项奖励相差多少", "apiary", "bee-relocation", apiary=new, bee_relocation=moved))

    assert "（国家级）8万元〔1〕" in told
    assert told.endswith("10万元〔2〕；金额相差2万元。")


def test_whether_two_awards_give_the_same_is_said_first(sources: Sources) -> None:
    moved = Heard({name: said(name, "true") for name in ("bee_moved", "bee_pledge")})
    new = Heard({"apiary_level": said("apiary_level", "国家级"), "apiary_new": said("apiary_new", "true")})

    told = headline(compared(sources, "两项奖得一样多吗", "apiary", "bee-relocation", apiary=new, bee_relocation=moved))

    assert told.startswith("不一样。")


def test_a_list_asked_for_has_no_difference(sources: Sources) -> None:
    told = headline(compared(sources, "国家级和省级分别奖励多少", "apiary", apiary=BOTH_LEVELS))

    assert told == "国家级8万元；省级4万元〔1〕。"


@pytest.mark.parametrize("words", ["奖励多少", "由谁负责"])
def test_without_a_comparison_there_is_none(sources: Sources, words: str) -> None:
    assert compared(sources, words, "apiary", apiary=BOTH_LEVELS) is None


def test_one_side_alone_is_no_comparison(sources: Sources) -> None:
    new = Heard({"apiary_level": said("apiary_level", "国家级"), "apiary_new": said("apiary_new", "true")})

    assert compared(sources, "有什么区别", "apiary", apiary=new) is None


def test_what_each_person_gets_is_no_comparison_of_the_rule(sources: Sources) -> None:
    ask = replace(ask_about("各给多少", named("apiary"), apiary=BOTH_LEVELS), is_personal=True)

    assert compare([settle(rule("apiary"), BOTH_LEVELS, DAY)], ask, sources) is None


def test_the_difference_stands_in_an_award_so_that_the_guard_finds_it(sources: Sources) -> None:
    piece = compared(sources, "国家级和省级差多少", "apiary", apiary=BOTH_LEVELS)
    assert piece is not None
    cited = {one.ref: clause("1") if one.number == "1" else clause(one.number) for one in sources.citations}

    assert piece.awards[-1].notes[-1] == "金额相差4万元"
    assert [one.amount for one in piece.awards] == [Decimal(80_000), Decimal(40_000)]
    assert judge(piece.headline, sources.citations, cited, policies(), piece.awards, ()).passed
