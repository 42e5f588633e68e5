"""Places in a question where no policy applies."""

import pytest

from assistant.dialogue.places import foreign_places, moved_from
from assistant.ports import Segmenter
from tests.dialogue.fictional import corpus


def foreign(segmenter: Segmenter, text: str) -> list[str]:
    return foreign_places(text, text, corpus().policies, ("标准化蜂场",), segmenter)


def origin(segmenter: Segmenter, text: str) -> str | None:
    span = moved_from(text, corpus().policies, segmenter)
    return text[span.start : span.end] if span else None


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("太原市的企业有什么补贴", ["太原市"]),
        ("我们公司在上海，能申请吗", ["上海"]),
        ("青岭县的企业有什么补贴", []),
        ("标准化蜂场有什么补贴", []),
        ("我县的企业有补贴吗", []),
    ],
)
def test_a_place_outside_every_policy_is_foreign(segmenter: Segmenter, text: str, places: list[str]) -> None:
    assert foreign(segmenter, text) == places


@pytest.mark.parametrize("text", ["从太原市迁到青岭县的企业有奖励吗", "从太原市搬过来能给奖励吗"])
def test_the_place_somebody_moves_from_is_no_foreign_place(segmenter: Segmenter, text: str) -> None:
    assert foreign(segmenter, text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("公司从太原市迁到青岭县", "太原市"),
        ("把厂子从上海搬过来", "上海"),
        ("公司从青岭县搬走", None),
        ("公司在太原市", None),
        ("公司搬了新家", None),
    ],
)
def test_only_a_story_of_moving_has_an_origin(segmenter: Segmenter, text: str, place: str | None) -> None:
    assert origin(segmenter, text) == place


@pytest.mark.parametrize("text", ["太原市的企业能拿青岭县的奖励吗", "我们公司注册在上海，不打算迁，能拿青岭县的奖励吗"])
def test_somebody_of_another_place_is_foreign_though_the_policys_own_is_named(segmenter: Segmenter, text: str) -> None:
    assert foreign(segmenter, text) != []


@pytest.mark.parametrize("text", ["太原市的标准化蜂场，县里也给奖励吗", "太原市小店那边的标准化蜂场给奖励吗"])
def test_a_named_body_of_another_place_is_foreign(segmenter: Segmenter, text: str) -> None:
    assert foreign(segmenter, text) != []


def test_a_named_body_is_at_home_where_the_policy_applies(segmenter: Segmenter) -> None:
    assert foreign(segmenter, "青岭县的标准化蜂场给奖励吗") == []
