"""A report as plain JSON data, and the few numbers of it that other runs are held against."""

from collections.abc import Mapping
from dataclasses import asdict

from assistant.domain import Answer
from eval.guarding import guard_rates
from eval.rates import Rate, gap, percentile, rates, rates_by
from eval.replay import CaseResult, TurnResult
from eval.runner import Report, Run

FORMAT = 1
BUILD, HELD_OUT = "build", "report"
"""Folder names of the two halves: the one that was built upon, and the one touched only to report."""


def to_record(report: Report) -> dict[str, object]:
    """Everything a report holds, the words of questions and answers for the assistant's own run only."""
    return {
        "format": FORMAT,
        "as_of": report.as_of.isoformat(),
        "settings": dict(report.settings),
        "digests": dict(report.digests),
        "runs": [_run(run, with_answers=place == 0) for place, run in enumerate(report.runs)],
        "coverage": [asdict(reach) for reach in report.coverage],
        "never_expected": [reach.ref for reach in report.coverage if not reach.expected_by],
    }


def scores_by_part(run: Run) -> dict[str, dict[str, float]]:
    """Mean of every score for each part (folder) of the cases: what a baseline file keeps."""
    by_part = rates_by(run.cases, lambda one: one.case.part)
    return {part: {name: round(rate.mean, 6) for name, rate in found.items()} for part, found in by_part.items()}


def _run(run: Run, with_answers: bool) -> dict[str, object]:
    by_part = rates_by(run.cases, lambda one: one.case.part)
    turns = [turn for case in run.cases for turn in case.turns]
    return {
        "name": run.name,
        "responder": run.responder,
        "scores": _rates(rates(run.cases)),
        "guard": _rates(guard_rates(run.cases)),
        "by_part": _groups(by_part),
        "gap": {name: round(value, 6) for name, value in gap(by_part, BUILD, HELD_OUT).items()},
        "by_kind": _groups(rates_by(run.cases, lambda one: one.case.kind)),
        "by_voice": _groups(rates_by(run.cases, lambda one: one.case.voice)),
        "by_length": _groups(rates_by(run.cases, length)),
        "paraphrases": asdict(run.agreement),
        "latency_ms": {name: round(percentile(turns, share), 2) for name, share in (("p50", 0.5), ("p95", 0.95))},
        "cases": [_case(case, with_answers) for case in run.cases],
    }


def length(result: CaseResult) -> str:
    """Whether a case is one question or a conversation."""
    return "single" if len(result.case.turns) == 1 else "conversation"


def _groups(groups: Mapping[str, Mapping[str, Rate]]) -> dict[str, dict[str, object]]:
    return {group: _rates(found) for group, found in groups.items()}


def _rates(found: Mapping[str, Rate]) -> dict[str, object]:
    return {
        name: {"mean": round(one.mean, 6), "low": round(one.low, 6), "high": round(one.high, 6), "count": one.count}
        for name, one in found.items()
    }


def _case(result: CaseResult, with_answers: bool) -> dict[str, object]:
    case = result.case
    return {
        "id": case.id,
        "kind": case.kind,
        "voice": case.voice,
        "part": case.part,
        "right": result.is_right,
        "turns": [_turn(turn, with_answers) for turn in result.turns],
    }


def _turn(turn: TurnResult, with_answers: bool) -> dict[str, object]:
    judged: dict[str, object] = {
        "right": turn.is_right,
        "scores": {name: round(one.value, 6) for name, one in turn.scores.items()},
        "elapsed_ms": round(turn.elapsed_ms, 2),
    }
    if not with_answers:
        return judged
    faults = {name: list(one.why) for name, one in turn.scores.items() if one.why}
    asked = turn.exchange.question.text
    return {"question": asked, **judged, "faults": faults, "answer": _answer(turn.exchange.answer)}


def _answer(answer: Answer) -> dict[str, object]:
    return {
        "outcome": answer.outcome,
        "text": answer.text,
        "responder": answer.responder,
        "citations": [{"mark": one.mark, "ref": one.ref, "quote": one.quote} for one in answer.citations],
        "awards": [
            {"id": one.id, "status": one.status, **{key: _yuan(one, key) for key in ("amount", "low", "high")}}
            for one in answer.awards
        ],
        "missing": [one.fact for one in answer.missing],
    }


def _yuan(award: object, key: str) -> str | None:
    amount = getattr(award, key)
    return None if amount is None else f"{amount:f}"
