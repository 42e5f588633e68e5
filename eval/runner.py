"""Runs cases through the assistant (and whoever else is to be judged beside it) and writes the results."""

import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from assistant.domain import Answer, Clause, Policy, Section
from assistant.errors import ConfigurationError, NotFound
from eval.cases import Case, load_cases
from eval.coverage import Reach, coverage
from eval.digests import digests
from eval.replay import CaseResult, Clock, Responder, Setting, replay
from eval.score.sameness import Agreement, paraphrase_agreement

RESULT, PAGE = "result.json", "report.html"


class Assistant(Responder, Protocol):
    """What the evaluation needs of the service."""

    def policies(self) -> tuple[Policy, ...]: ...
    def clause(self, ref: str, policy: str | None = None) -> Clause | Section: ...


@dataclass(frozen=True, slots=True)
class Run:
    """All cases as one responder answered them."""

    name: str
    responder: str
    cases: tuple[CaseResult, ...]
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Report:
    """A whole evaluation; the first run is the assistant's, the others are baselines."""

    as_of: date
    settings: Mapping[str, str]
    digests: Mapping[str, str]
    runs: tuple[Run, ...]
    coverage: tuple[Reach, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """How to run. `home`: the policy that plain clause numbers mean, needed when the corpus has several."""

    as_of: date = field(default_factory=date.today)
    repeats: int = 5
    home: str | None = None
    corpus: Path = Path("corpus")
    settings: Mapping[str, str] = field(default_factory=dict)
    baselines: Mapping[str, Responder] = field(default_factory=dict)
    clock: Clock = time.perf_counter


def run(assistant: Assistant, paths: Sequence[Path], out: Path | None = None, options: Options | None = None) -> Report:
    """Replays and judges every case, the baselines' too; with `out`, writes result.json and report.html there."""
    chosen = options or Options()
    cases = load_cases(paths)
    home = chosen.home or _only_policy(assistant)
    setting = Setting(chosen.as_of, _clause_text(assistant), home, chosen.repeats, chosen.clock)
    responders: dict[str, Responder] = {"assistant": assistant, **chosen.baselines}
    runs = tuple(_run(name, one, cases, setting) for name, one in responders.items())
    report = Report(
        as_of=chosen.as_of,
        settings=chosen.settings,
        digests=digests(chosen.corpus, paths),
        runs=runs,
        coverage=coverage(_clauses_in_question(assistant, home, cases), runs[0].cases),
    )
    if out is not None:
        write(report, out)
    return report


def write(report: Report, out: Path) -> None:
    """Writes the report for programs (result.json) and for people (report.html)."""
    from eval.page import render
    from eval.record import to_record

    out.mkdir(parents=True, exist_ok=True)
    (out / RESULT).write_text(json.dumps(to_record(report), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (out / PAGE).write_text(render(report), encoding="utf-8")


def _run(name: str, responder: Responder, cases: Iterable[Case], setting: Setting) -> Run:
    results = tuple(replay(case, responder, setting) for case in cases)
    answers = [turn.exchange.answer for result in results for turn in result.turns]
    kinds = "+".join(sorted({answer.responder for answer in answers}))
    return Run(name, kinds, results, paraphrase_agreement(_groups(results)))


def _groups(results: Iterable[CaseResult]) -> dict[str, list[Answer]]:
    groups: dict[str, list[Answer]] = {}
    for result in results:
        if result.case.group:
            groups.setdefault(result.case.group, []).append(result.turns[-1].exchange.answer)
    return groups


def _only_policy(assistant: Assistant) -> str:
    names = [policy.id for policy in assistant.policies()]
    if len(names) != 1:
        raise ConfigurationError(
            f"--policy is needed to read plain clause numbers; the corpus has: {', '.join(names) or 'no policy'}",
            f"请用 --policy 指明用例所说的文件，现有：{'、'.join(names) or '无'}",
        )
    return names[0]


def _clause_text(assistant: Assistant) -> Callable[[str], str | None]:
    def text(ref: str) -> str | None:
        try:
            found = assistant.clause(ref)
        except NotFound:
            return None
        return found.text if isinstance(found, Clause) else None

    return text


def _clauses_in_question(assistant: Assistant, home: str, cases: Iterable[Case]) -> list[Clause]:
    """All clauses of the policies that the cases are about."""
    about = {home, *(case.policy for case in cases)}
    return [clause for policy in assistant.policies() if policy.id in about for clause in policy.clauses]
