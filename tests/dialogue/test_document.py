"""Questions about a document as a whole, told from questions about what stands in it."""

import pytest

from assistant.dialogue.document import (
    aspects_asked,
    customary_clauses,
    is_claim_of_issue,
    names_beside_custom,
    names_more,
)
from tests.dialogue.fictional import BEES, STAGE, Asking, first_line, policies


@pytest.mark.parametrize(
    ("text", "aspects"),
    [
        ("这份公文哪天落的款", ("date",)),
        ("啥时候印发的", ("date",)),
        ("9号文抬头写给谁的", ("addressee",)),
        ("发文字号和发文机关", ("number", "issuer")),
        ("制定依据是哪份文件", ("basis",)),
        ("方案总共有几条", ("structure",)),
        ("文件里哪一条写蜜源保护", ()),
        ("蜂场的奖励什么时候发", ()),
        ("文件规定风险分担用哪些手段", ()),
        ("这个证由谁发", ()),
    ],
)
def test_the_particulars_asked_for_are_told_from_other_matters(text: str, aspects: tuple[str, ...]) -> None:
    assert aspects_asked(text) == aspects


@pytest.mark.parametrize(
    ("text", "is_claim"),
    [
        ("这个文件是市政府发的吧", True),
        ("这方案是2029年出的", True),
        ("蜂场是农业局管的吧", False),
        ("方案2035年的目标", False),
    ],
)
def test_a_claim_of_issue_names_a_document_and_a_body_or_a_year(text: str, is_claim: bool) -> None:
    assert is_claim_of_issue(text) == is_claim


def test_the_body_that_is_claimed_is_no_matter_of_its_own() -> None:
    assert names_more(["人民政府办公室", "蜜源"], "这方案落款是县人民政府办公室，对不对") == ["蜜源"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("谁是总牵头", ["三-1"]), ("总体目标是什么", ["一"]), ("五年后要达到什么程度", ["一"]), ("蜂场由谁负责", [])],
)
def test_what_every_policy_has_is_found_by_custom(text: str, numbers: list[str]) -> None:
    assert [one.number for one in customary_clauses(text, [policies()[BEES]])] == numbers


def test_a_thing_of_its_own_is_beside_the_custom() -> None:
    assert names_beside_custom(["总导演", "蜜源"]) == ["蜜源"]


@pytest.mark.parametrize(
    ("text", "cites", "told"),
    [
        ("养蜂方案里哪一条写蜜源保护区？", "3", "蜜源"),
        ("养蜂方案由谁统筹？", "三-1", "县农业农村局"),
        ("养蜂方案的总体目标是什么？", "一", "12万群"),
        ("养蜂方案的主送单位是谁？", "0", "县直有关部门"),
        ("养蜂方案是市政府发的吧？", "0", "不是市政府"),
    ],
)
def test_document_and_contents_are_answered_each_from_its_place(ask: Asking, text: str, cites: str, told: str) -> None:
    answer = ask(text)

    assert (answer.outcome, answer.guard.passed) == ("answered", True)
    assert f"{BEES}#{cites}" in [one.ref for one in answer.citations]
    assert told in first_line(answer)
    assert STAGE not in {one.ref.split("#")[0] for one in answer.citations}
