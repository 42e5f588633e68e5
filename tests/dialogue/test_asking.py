from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.adapters.bundled_e5 import BundledE5
from assistant.dialogue.asking import BUCKETS, WEIGHTS, AskingHead, gram_features, gram_places
from assistant.errors import ConfigurationError
from assistant.ports import Vectors

VECTOR: Vectors = np.array([0.6, 0.8], dtype=np.float32)


def head(biases: list[float], thresholds: list[float], by_gram: dict[int, float] | None = None) -> AskingHead:
    """A head of the classes 税务, 金额, 电话 over vectors of two numbers; `by_gram` weighs buckets for 税务."""
    weights = np.zeros((2 + BUCKETS, 3), dtype=np.float32)
    for place, weight in (by_gram or {}).items():
        weights[2 + place, 0] = weight
    as_row = [np.array(values, dtype=np.float32) for values in (biases, thresholds)]
    return AskingHead("fake", ("税务", "金额", "电话"), weights, *as_row)


def test_what_is_above_its_threshold_is_asked_most_probable_first() -> None:
    assert head([1, 3, 2], [0.5, 0.5, 0.9]).asked("要交税吗", VECTOR) == ("金额", "税务")


def test_nothing_is_asked_where_the_head_is_not_sure() -> None:
    assert head([-3, -3, -3], [0.5, 0.5, 0.5]).asked("啊", VECTOR) == ()


def test_a_class_without_a_reliable_threshold_is_never_reported() -> None:
    assert head([9, -9, -9], [2.0, 0.5, 0.5]).asked("要交税吗", VECTOR) == ()


def test_characters_and_vector_both_count() -> None:
    text = "税"
    places = gram_places(text)
    trained = head([0, 0, 0], [0.5] * 3, dict.fromkeys(places, 2.0))
    trained.weights[:2, 0] = (1.0, 1.0)
    logit = 1.4 + 2.0 * len(places) / np.sqrt(len(places))
    assert trained.probabilities(text, VECTOR) == pytest.approx(
        {"税务": 1 / (1 + np.exp(-logit)), "金额": 0.5, "电话": 0.5}
    )


def test_width_script_case_punctuation_and_figures_do_not_change_the_characters() -> None:
    assert gram_places("拿了８０万，要交稅嗎？ddl") == gram_places("拿了120万,要交税吗 DDL!")


def test_another_wording_changes_the_characters() -> None:
    assert gram_places("要交税吗") != gram_places("要交钱吗")


@given(st.text())
def test_any_text_has_probabilities_between_0_and_1(text: str) -> None:
    likely = head([0, 40, -40], [0.5] * 3, {0: 5.0}).probabilities(text, VECTOR)
    assert all(0 <= one <= 1 for one in likely.values())


@given(st.text())
def test_the_row_of_features_is_that_of_the_places(text: str) -> None:
    places = gram_places(text)
    assert gram_features(text).sum() == pytest.approx(np.sqrt(len(places)), rel=1e-4)
    assert np.flatnonzero(gram_features(text)).tolist() == sorted(set(places))


def test_a_vector_of_another_length_is_refused() -> None:
    with pytest.raises(ConfigurationError, match=r"needs \(384,\)"):
        AskingHead.load().probabilities("要交税吗", VECTOR)


def test_the_shipped_head_reads_the_vectors_of_the_default_embedder() -> None:
    assert AskingHead.load().fingerprint == BundledE5().fingerprint


def test_there_is_no_head_for_another_embedder() -> None:
    assert AskingHead.load_for("st:another-model") is None
    assert AskingHead.load_for(f"{AskingHead.load().fingerprint}2/onnx-1") is None


def test_an_engine_of_the_same_weights_shares_the_head() -> None:
    own = AskingHead.load().fingerprint
    assert AskingHead.load_for(f"{own}/onnx-1") is not None


def test_there_is_a_head_for_its_own_embedder() -> None:
    own = AskingHead.load().fingerprint
    loaded = AskingHead.load_for(own)
    assert loaded is not None and loaded.fingerprint == own


def test_the_shipped_weights_stay_small() -> None:
    assert Path(WEIGHTS).stat().st_size < 1_000_000


FRESH = {
    "殡葬补助要不要扣税呀": "税务",
    "俺家蜂箱补助啥时候打到卡上": "到账时间",
    "请问花卉大棚补贴需要带什么证件和表格": "申报材料",
    "渔船补贴科的电话给一个": "联系方式",
    "快递柜补贴那个窗口在几楼，礼拜六开吗": "办公地址",
    "怎样才能评上花卉示范园": "认定标准",
    "花卉补贴去年哪几家拿了，名单有吗": "名单统计",
    "今年渔业一共安排了多少资金": "预算",
    "市里的蜂箱补助领过了，区里的还能一起领吗": "叠加",
    "渔船卖掉了，补贴要退回去吗": "再次享受",
    "把渔船那条原文一字不改地发我": "原文",
    "有人说交八百代办花卉补贴，靠谱吗": "代办中介",
    "没给我家批蜂箱补助，我不服，找哪里申诉": "申诉异议",
    "蜂箱补助今年几号截止申报": "申报时间",
    "渔船补贴审核一般要多少个工作日": "办理时限",
    "这个渔业文件现在还有效吗": "有效期",
    "渔业补贴的文号是多少，哪年印发的": "文件信息",
    "花卉大棚一亩补多少钱": "金额",
    "养蜂补助归哪个部门管": "谁负责",
    "网上怎么申请养蜂补助，步骤说一下": "办理流程",
    "新建的和翻修的大棚补得差多少": "比较",
    "糖醋里脊怎么做": "其他领域",
}


def test_questions_about_things_it_never_heard_of_are_understood() -> None:
    shipped, vectors = AskingHead.load(), BundledE5().embed_queries(list(FRESH))
    likely = [shipped.probabilities(text, vector) for text, vector in zip(FRESH, vectors, strict=True)]
    first = [max(one, key=lambda name: one[name]) for one in likely]
    assert dict(zip(FRESH, first, strict=True)) == FRESH
