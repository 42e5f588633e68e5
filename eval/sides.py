"""Failures side by side: question, answer, expectation, everything escaped."""

from collections.abc import Iterable
from html import escape

from assistant.domain import Turn
from eval.cases import Expect, ExpectedAward
from eval.labels import KINDS, OUTCOMES, STATUSES, VOICES
from eval.replay import CaseResult, TurnResult


def failures(cases: Iterable[CaseResult]) -> str:
    """Every turn that is not right, as HTML."""
    wrong = [(case, turn) for case in cases for turn in case.turns if not turn.is_right]
    return "".join(_failure(case, turn) for case, turn in wrong) or "<p>无。</p>"


def expectation(expect: Expect) -> str:
    """An expectation in Chinese, one line for each thing insisted on."""
    lines = {
        "结果": [OUTCOMES[one] for one in expect.outcome],
        "引用条款": expect.clauses or (),
        "奖补": [_award(name, one) for name, one in expect.awards.items()],
        "首行有": ["或".join(terms) for terms in expect.first_line.has],
        "首行无": expect.first_line.lacks,
        "说明": ["或".join(terms) for terms in expect.says],
        "不得出现": expect.lacks,
        "追问": expect.missing,
    }
    return "\n".join(f"{label}：{'、'.join(values)}" for label, values in lines.items() if values)


def _award(name: str, wanted: ExpectedAward) -> str:
    amounts = {"金额": wanted.amount, "低": wanted.low, "高": wanted.high}
    stated = [f"{label} {value:f}元" for label, value in amounts.items() if value is not None]
    return " ".join([name, "／".join(STATUSES[one] for one in wanted.status), *stated])


def _failure(case: CaseResult, turn: TurnResult) -> str:
    about, exchange = case.case, turn.exchange
    faults = [why for score in turn.scores.values() for why in score.why]
    asked = [*map(_said, exchange.question.history), f"问：{exchange.question.text}"]
    tag = f"{about.id} · {KINDS[about.kind]} · {VOICES[about.voice]}"
    columns = (
        ("问题", tag, asked, ()),
        ("回答", OUTCOMES[exchange.answer.outcome], [exchange.answer.text], ()),
        ("期望", "", [expectation(exchange.expect)], faults),
    )
    return f'<div class="side">{"".join(_column(*column) for column in columns)}</div>'


def _column(title: str, tag: str, lines: Iterable[str], faults: Iterable[str]) -> str:
    body, wrong = escape("\n".join(lines)), escape("\n".join(faults))
    return f'<div><h4>{title}</h4><small>{escape(tag)}</small>\n{body}\n<b class="bad">{wrong}</b></div>'


def _said(turn: Turn) -> str:
    return f"{'问' if turn.role == 'user' else '答'}：{turn.content}"
