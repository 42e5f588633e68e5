"""Whether a text says that a yes-or-no condition holds."""

import pytest

from assistant.dialogue.conditions import hear_yes_or_no
from assistant.dialogue.options import hear_option
from tests.dialogue.fictional import rule, yes_no_fact

NEW = rule("apiary").fact("apiary_new")
MOVED, PLEDGE = (rule("bee-relocation").fact(name) for name in ("bee_moved", "bee_pledge"))
LEVEL = rule("bee-project").fact("bee_project_level")
SEAT = yes_no_fact("注册地已迁入", ("注册地已迁入", "执照换了"), ("注册地没迁", "执照没迁"))
LEADER = yes_no_fact("链头企业", ("链头",))
VALID = yes_no_fact("有效", ("没过期",), ("过期",))


def heard(spec: object, text: str) -> str | None:
    choice = hear_yes_or_no(spec, text, ())  # type: ignore[arg-type]
    return choice[0] if choice else None


@pytest.mark.parametrize(
    "text",
    [
        "老板不肯签",
        "承诺书我们压根没交",
        "还没签",
        "承诺书没让签",
        "承诺书嫌太长，没答应",
        "跟县里没签成",
        "签三年的承诺书，签不了",
    ],
)
def test_refusals_are_heard_in_other_words_than_the_rule_has(text: str) -> None:
    assert heard(yes_no_fact("承诺", ("承诺书签了",), ("没签", "承诺书没签")), text) == "false"


@pytest.mark.parametrize("text", ["注册地址一直没动", "执照迁移手续还没办下来", "注册地仍在老地方"])
def test_a_seat_that_has_not_moved_is_heard(text: str) -> None:
    assert heard(SEAT, text) == "false"


def test_what_is_done_is_heard_with_words_between() -> None:
    assert heard(SEAT, "执照也都办好了") == "true"


@pytest.mark.parametrize("text", ["一直就在县里", "土生土长的公司", "我们是本地企业"])
def test_who_never_moved_does_not_come_from_elsewhere(text: str) -> None:
    assert heard(MOVED, text) == "false"


@pytest.mark.parametrize(
    "text", ["2019年就批了", "去年就拿过牌了", "年度考核合格", "又评了一次", "申请被驳回", "2017年的事了"]
)
def test_an_old_repeated_or_failed_recognition_is_not_new(text: str) -> None:
    assert heard(NEW, text) == "false"


@pytest.mark.parametrize("text", ["去年没通过，今年才认定", "前年被驳回，今年终于评上了"])
def test_a_later_success_undoes_an_earlier_failure(text: str) -> None:
    assert heard(NEW, text) == "true"


@pytest.mark.parametrize("text", ["没进链头名单", "不是市里公布的链头", "链头资格被取消了"])
def test_a_title_not_held_is_denied(text: str) -> None:
    assert heard(LEADER, text) == "false"


def test_a_question_whether_something_counts_states_nothing() -> None:
    assert heard(LEADER, "我们算链头吗") is None


def test_what_is_about_to_be_is_not_yet_so() -> None:
    assert heard(VALID, "马上就要过期，但还没过期") == "true"


def test_a_double_negation_is_no_refusal() -> None:
    assert heard(PLEDGE, "承诺书不是没签") != "false"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("省级项目。说错了，是市级的", "市级"),
        ("省级没评上，只有市级项目", "市级"),
        ("项目不是省级，是市级的", "市级"),
        ("项目是我们自己的，县级的，能配套吗", "其他"),
    ],
)
def test_an_option_is_corrected_denied_or_said_alone(text: str, value: str) -> None:
    assert [one for one, _ in hear_option(LEVEL, text, ())] == [value]


@pytest.mark.parametrize("text", ["以前从没评过", "之前没拿过这个"])
def test_what_never_was_before_is_new(text: str) -> None:
    assert heard(NEW, text) == "true"


def test_a_seat_that_changed_to_the_place_has_moved() -> None:
    seat = yes_no_fact("注册地已迁入", ("注册地迁到县城", "执照换好"), ("执照没迁",))

    assert heard(seat, "营业执照上月换成县城地址") == "true"
    assert heard(seat, "执照打算换成县城的") is None
