import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ports import Scored
from assistant.search.fusion import Ranking, fuse


def rank(weight: float = 1.0, floor: float = 0.0, **scores: float) -> Ranking:
    return Ranking([Scored(key, score) for key, score in scores.items()], weight, floor)


def test_scores_of_different_scales_count_alike() -> None:
    fused = fuse([rank(a=30.0, b=20.0, c=10.0), rank(c=0.83, b=0.82, a=0.81)])
    assert {one.key: one.score for one in fused} == pytest.approx({"a": 0, "b": 0, "c": 0}, abs=1e-9)


def test_a_heavier_ranking_decides() -> None:
    assert [one.key for one in fuse([rank(a=2.0, b=1.0), rank(weight=2.0, a=0.1, b=0.2)])] == ["b", "a"]


def test_a_key_that_one_ranking_lacks_gets_its_floor() -> None:
    with_gap = fuse([rank(a=2.0, b=1.0), rank(a=0.9, b=0.8, c=0.7)])
    filled = fuse([rank(a=2.0, b=1.0, c=0.0), rank(a=0.9, b=0.8, c=0.7)])
    assert with_gap == filled


def test_a_ranking_that_says_the_same_of_all_changes_nothing() -> None:
    assert fuse([rank(a=2.0, b=1.0), rank(a=5.0, b=5.0)]) == fuse([rank(a=2.0, b=1.0)])


def test_no_rankings_give_nothing() -> None:
    assert fuse([]) == fuse([rank()]) == []


def test_equal_scores_come_in_key_order() -> None:
    assert [one.key for one in fuse([rank(c=1.0, a=1.0, b=1.0)])] == ["a", "b", "c"]


@given(st.dictionaries(st.text("abcdef", min_size=1), st.integers(-1000, 1000)), st.integers(1, 9), st.integers(-9, 9))
def test_another_scale_of_one_ranking_leaves_the_order(scores: dict[str, int], scale: int, shift: int) -> None:
    def ordered(scored: dict[str, int]) -> list[str]:
        ranking = Ranking([Scored(key, float(score)) for key, score in scored.items()], 1.0, 0.0)
        return [
            key
            for key, _ in sorted(
                ((one.key, round(one.score, 6)) for one in fuse([ranking])), key=lambda x: (-x[1], x[0])
            )
        ]

    assert ordered(scores) == ordered({key: score * scale + shift for key, score in scores.items()})
