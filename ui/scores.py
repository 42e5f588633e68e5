"""Evaluation results from a folder: the newest `summary.json` and the one before it, read and checked."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ValidationError

from assistant.errors import WorldError

NEWEST, BEFORE, REPORT = "summary.json", "previous.json", "report.html"
HELD_OUT, BUILT_BY = "report", "build"


class Score(BaseModel):
    """A mean between 0 and 1 with its interval, over `count` cases."""

    mean: float
    low: float
    high: float
    count: int


class Case(BaseModel):
    """Whether one case was right."""

    id: str
    kind: str
    voice: str
    part: str
    right: bool


Scores = dict[str, Score]


class RunScores(BaseModel):
    """One way of answering: its scores, whole and by group."""

    name: str
    scores: Scores
    by_part: dict[str, Scores] = {}
    by_kind: dict[str, Scores] = {}
    by_voice: dict[str, Scores] = {}
    latency_ms: dict[str, float] = {}
    cases: Sequence[Case] = ()

    @property
    def unseen(self) -> Scores:
        """The scores that tell what to expect: of the cases nobody wrote the program by, where they are kept apart."""
        return self.by_part.get(HELD_OUT, self.scores)


class Evaluation(BaseModel):
    """One evaluation; the assistant's own run comes first. `labels` are the Chinese names of what stands in it."""

    as_of: str
    runs: list[RunScores]
    labels: dict[str, dict[str, str]] = {}


def read_evaluations(folder: Path | None) -> list[Evaluation]:
    """The newest evaluation and the one before it, those that there are; raises WorldError for a damaged file."""
    if folder is None:
        return []
    return [_read(path) for path in (folder / NEWEST, folder / BEFORE) if path.is_file()]


def _read(path: Path) -> Evaluation:
    try:
        return Evaluation.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise WorldError(f"{path}: {error}", f"评测结果 {path.name} 读不出来，请重新运行 make evaluation。") from error
