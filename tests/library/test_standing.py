"""Whether a document is in force on a day: by its dates, by what policy.yaml says, by what another text repeals."""

from datetime import date

import pytest

from assistant.domain import Policy
from assistant.library import Filters, PolicyMeta, Standings, read_text

OLD = (
    "梨溪镇河道清洁办法（试行）\n\n梨政发〔2030〕1号\n\n第一条 制定本办法。\n\n"
    "第二条 本办法自2030年1月1日起施行，有效期三年。\n"
)
NEW = (
    "梨溪镇河道清洁办法\n\n梨政发〔2032〕9号\n\n第一条 制定本办法。\n\n"
    "第二条 本办法自2032年1月1日起施行，《梨溪镇河道清洁办法（试行）》（梨政发〔2030〕1号）同时废止。\n"
)


def read(text: str, policy_id: str, **more: object) -> Policy:
    return read_text(text, PolicyMeta.model_validate({"编号": policy_id, **more}))


@pytest.mark.parametrize(
    ("day", "state"),
    [("2029-12-31", "not_yet"), ("2030-01-01", "in_force"), ("2032-12-31", "in_force"), ("2033-01-01", "expired")],
)
def test_a_document_holds_from_its_first_day_to_its_last(day: str, state: str) -> None:
    assert Standings([read(OLD, "old")]).of("old", date.fromisoformat(day)).state == state


def test_a_document_that_states_nothing_is_of_unstated_validity() -> None:
    assert Standings([read("通知\n\n一、扫地。\n", "a")]).of("a", date(2030, 1, 1)).state == "unstated"


def test_a_later_text_repeals_an_earlier_one_from_its_own_first_day() -> None:
    standings = Standings([read(OLD, "old"), read(NEW, "new")])
    told = standings.of("old", date(2032, 1, 1))
    assert standings.of("old", date(2031, 12, 31)).state == "in_force"
    assert (told.state, told.by, told.basis) == ("repealed", "new", "new#2")
    assert told.text == "《梨溪镇河道清洁办法（试行）》从2032年1月1日起由《梨溪镇河道清洁办法》废止。"


@pytest.mark.parametrize(("day", "over"), [("2031-06-01", {"new"}), ("2032-06-01", {"old"}), ("2029-01-01", set())])
def test_of_two_that_follow_each_other_the_one_out_of_force_is_passed_over(day: str, over: set[str]) -> None:
    standings = Standings([read(OLD, "old"), read(NEW, "new")])
    assert standings.passed_over(date.fromisoformat(day)) == over


def test_policy_yaml_puts_one_clause_out_of_force() -> None:
    change = {"关系": "废止", "文件": "梨政发〔2031〕2号文", "自": "2031-01-01", "条款": ["1"]}
    standings = Standings([read(OLD, "old", 效力变动=[change])])
    day = date(2031, 6, 1)
    assert (standings.of("old", day, "1").state, standings.of("old", day, "2").state) == ("repealed", "in_force")


def test_filters_keep_to_issuer_level_dates_and_force() -> None:
    policy = read(OLD, "old", 发文机关="梨溪镇人民政府", 成文日期="2029-12-01")
    standings = Standings([policy])
    assert policy.level == "乡镇"
    assert policy.provisional == "试行"
    for admitted in (Filters("梨溪镇"), Filters(level="乡镇"), Filters(in_force_on=date(2031, 1, 1))):
        assert admitted.admit(policy, standings)
    too_late = Filters(issued_from=date(2030, 1, 1))
    for refused in (Filters("县"), Filters(level="省"), Filters(in_force_on=date(2034, 1, 1)), too_late):
        assert not refused.admit(policy, standings)
