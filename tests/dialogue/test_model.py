from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.dialogue.model import ModelResponder
from assistant.dialogue.model_calls import ModelCalls
from assistant.dialogue.model_check import check_draft
from assistant.domain import GuardVerdict, Violation
from assistant.language.quantities import find_quantities
from assistant.settings import Settings
from assistant.wiring import build_assistant
from tests.dialogue.model_stand import HangingModel, ScriptedModel, Stand, ask, failure, read_table, reword

CORPUS = Path(__file__).parent.parent.parent / "corpus"
LIES = [(group, lie) for group in read_table("model_lies.yaml") for lie in group["假话"]]
HONEST = [(group["问"], draft.strip()) for group in read_table("model_honest.yaml") for draft in group["答"]]
FIGURES = [
    "2万元",
    "5万元",
    "8万元",
    "10万元",
    "20万元",
    "30万元",
    "40万元",
    "3亿元",
    "1%",
    "5%",
    "10%",
    "20%",
    "2‰",
    "5‰",
]
QUESTIONS = sorted(
    {group["问"] for name in ("model_lies.yaml", "model_honest.yaml") for group in read_table(name)}
    | {one["question"] for one in read_table("../search/questions.yaml")}
)
INCUBATOR = ask("新认定的国家级科技企业孵化器能拿多少奖励？")
FAITHFUL = "新认定的国家级科技企业孵化器可以拿到20万元的一次性奖励，由区教科局负责〔1〕。"
WRONG = FAITHFUL.replace("20万元", "50万元")


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Stand:
    data = tmp_path_factory.mktemp("data")
    return Stand(build_assistant(Settings(corpus_dir=CORPUS, data_dir=data)))


def test_the_tables_are_long_enough_to_mean_something() -> None:
    assert len(LIES) >= 60
    assert len(HONEST) >= 60


@pytest.mark.parametrize(("group", "lie"), LIES, ids=[f"{group['问']}-{lie['假']}" for group, lie in LIES])
def test_a_lie_never_reaches_the_user(stand: Stand, group: dict[str, Any], lie: dict[str, str]) -> None:
    question = ask(group["问"], *((turn["role"], turn["content"]) for turn in group.get("对话", [])))
    grounded = stand.answer(question)
    shown = stand.reword(question, lie["稿"])
    assert (shown.text, shown.responder) == (grounded.text, "grounded-fallback")
    assert shown.guard.violations != ()


@pytest.mark.parametrize(("question", "draft"), HONEST)
def test_a_faithful_paraphrase_is_shown_as_it_is(stand: Stand, question: str, draft: str) -> None:
    shown = stand.reword(ask(question), draft)
    assert shown.guard == GuardVerdict(True)
    assert (shown.text, shown.responder) == (draft, "model")


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_model_that_repeats_the_grounded_text_is_faithful(stand: Stand, question: str) -> None:
    grounded = stand.answer(ask(question))
    shown = stand.reword(ask(question), grounded.text)
    assert shown.guard == grounded.guard
    assert shown.responder in ("model", "grounded")


@pytest.mark.parametrize(("question", "draft"), HONEST)
def test_no_figure_of_a_faithful_draft_can_be_changed(stand: Stand, question: str, draft: str) -> None:
    grounded, passes = stand.answer(ask(question)), stand.judge_of(ask(question))
    shown = [
        changed
        for changed in _with_another_figure(draft)
        if passes(changed).passed and check_draft(changed, ask(question), grounded) == ()
    ]
    assert shown == []


def test_only_the_wording_changes(stand: Stand) -> None:
    grounded = stand.answer(INCUBATOR)
    assert stand.reword(INCUBATOR, FAITHFUL) == replace(grounded, text=FAITHFUL, responder="model")


def test_a_violation_is_sent_back_once_with_its_reason(stand: Stand) -> None:
    model = ScriptedModel([WRONG, FAITHFUL])
    responder = ModelResponder(ModelCalls(model), 5.0)
    shown = reword(responder, stand, INCUBATOR)
    assert (shown.text, shown.responder, shown.guard.passed) == (FAITHFUL, "model-repaired", True)
    assert "50万元" in [one.words for one in shown.guard.violations]
    assert [turn.role for turn in model.heard[1]] == ["user", "assistant", "user"]
    assert model.heard[1][1].content == WRONG
    assert "“50万元”" in model.heard[1][2].content


def test_after_the_second_violation_the_grounded_answer_is_given(stand: Stand) -> None:
    model = ScriptedModel([WRONG, WRONG, FAITHFUL])
    responder = ModelResponder(ModelCalls(model), 5.0)
    shown = reword(responder, stand, INCUBATOR)
    assert (shown.text, shown.responder) == (stand.answer(INCUBATOR).text, "grounded-fallback")
    assert len(model.heard) == 2


def test_the_prompt_holds_question_quotation_award_and_grounded_text(stand: Stand) -> None:
    model = ScriptedModel([FAITHFUL])
    grounded = stand.answer(INCUBATOR)
    reword(ModelResponder(ModelCalls(model), 5.0), stand, INCUBATOR)
    prompt = model.heard[0][0].content
    wanted = [INCUBATOR.text, grounded.citations[0].quote, grounded.awards[0].steps[0].text, grounded.text, "新认定"]
    assert [text for text in wanted if text not in prompt] == []


def test_thoughts_and_fences_of_a_model_are_not_shown(stand: Stand) -> None:
    assert stand.reword(INCUBATOR, f"<think>应该是50万元？</think>\n```markdown\n{FAITHFUL}\n```").text == FAITHFUL


@pytest.mark.parametrize("garbage", ["", " \n", "�" * 200, "奖励" * 4000, "{}", "<html>502 Bad Gateway</html>"])
def test_garbage_gives_the_grounded_answer(stand: Stand, garbage: str) -> None:
    shown = stand.reword(INCUBATOR, garbage)
    assert (shown.text, shown.responder) == (stand.answer(INCUBATOR).text, "grounded-fallback")


def test_a_provider_that_dies_costs_only_the_wording_and_says_so(stand: Stand) -> None:
    grounded = stand.answer(INCUBATOR)
    reason = Violation("model", "", "大模型暂时不可用，请稍后再试。")
    expected = replace(grounded, responder="grounded-fallback", guard=GuardVerdict(True, (reason,)))
    assert stand.reword(INCUBATOR, failure()) == expected


def test_a_provider_that_hangs_in_the_middle_is_left_behind_in_time(stand: Stand) -> None:
    model = HangingModel()
    shown = reword(ModelResponder(ModelCalls(model), 0.2), stand, INCUBATOR)
    model.let_go.set()
    assert (shown.text, shown.responder) == (stand.answer(INCUBATOR).text, "grounded-fallback")
    assert shown.guard.violations == (Violation("model", "", "大模型没有在时限内答复。"),)


@pytest.mark.parametrize("question", ["第13条原文", "你好", "写一首诗", "！！！"])
def test_whole_clauses_talk_and_refusals_are_not_reworded(stand: Stand, question: str) -> None:
    assert stand.reword(ask(question), "无论什么") == stand.answer(ask(question))


def _with_another_figure(draft: str) -> Iterator[str]:
    """The draft with one of its amounts or rates exchanged for another one that policies name."""
    others = [(words, find_quantities(words)[0]) for words in FIGURES]
    for one in find_quantities(draft):
        for words, other in others:
            if other.kind == one.kind and other.value != one.value:
                yield draft[: one.span.start] + words + draft[one.span.end :]
