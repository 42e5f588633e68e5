"""Two saved results held against each other, and a result against the committed baseline."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from assistant.errors import ConfigurationError
from eval.labels import SCORES

Shape = TypeVar("Shape")
_SLACK = 0.01


class SavedRate(BaseModel):
    """The mean of a saved score."""

    mean: float


class SavedCase(BaseModel):
    """Whether a saved case was right."""

    id: str
    right: bool


class SavedRun(BaseModel):
    """One responder's saved results."""

    scores: dict[str, SavedRate]
    cases: list[SavedCase]


class SavedReport(BaseModel):
    """What of a result.json a comparison needs."""

    digests: dict[str, str]
    runs: list[SavedRun]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one result to the next; cases by id, scores as (before, after)."""

    better: tuple[str, ...]
    worse: tuple[str, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    scores: Mapping[str, tuple[float, float]]
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fall:
    """A score that lies below the baseline; `now` is None where nothing was measured."""

    part: str
    score: str
    baseline: float
    now: float | None


def load_report(file: Path) -> SavedReport:
    """A saved result.json; raises ConfigurationError when it is none."""
    return _load(file, TypeAdapter(SavedReport))


def load_baseline(file: Path) -> dict[str, dict[str, float]]:
    """A baseline file: part, score, lowest mean allowed."""
    return _load(file, TypeAdapter(dict[str, dict[str, float]]))


def compare(before: SavedReport, after: SavedReport) -> Comparison:
    """What got better and worse between the first runs of two results."""
    old, new = ({case.id: case.right for case in report.runs[0].cases} for report in (before, after))
    mine, theirs = before.runs[0].scores, after.runs[0].scores
    keys = before.digests.keys() | after.digests.keys()
    return Comparison(
        better=tuple(name for name in new if name in old and new[name] and not old[name]),
        worse=tuple(name for name in new if name in old and old[name] and not new[name]),
        new=tuple(name for name in new if name not in old),
        gone=tuple(name for name in old if name not in new),
        scores={name: (mine[name].mean, theirs[name].mean) for name in mine if name in theirs},
        changed=tuple(sorted(key for key in keys if before.digests.get(key) != after.digests.get(key))),
    )


def lowest(scores: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """A baseline from measured scores: what is perfect must stay so, the rest may lose _SLACK.

    The embedder adds in another order on another processor, and a tie of two clauses may then end the other way.
    """
    return {
        part: {name: mean if mean == 1 else round(max(0.0, mean - _SLACK), 6) for name, mean in found.items()}
        for part, found in scores.items()
    }


def falls(baseline: Mapping[str, Mapping[str, float]], now: Mapping[str, Mapping[str, float]]) -> list[Fall]:
    """Every score below its baseline, or no longer measured."""
    found = []
    for part, scores in baseline.items():
        for name, floor in scores.items():
            mean = now.get(part, {}).get(name)
            if mean is None or mean < floor:
                found.append(Fall(part, name, floor, mean))
    return found


def describe(comparison: Comparison) -> str:
    """The comparison in Chinese, for a terminal."""
    lines = [f"变动的输入：{'、'.join(comparison.changed) or '无'}"]
    for name, (old, new) in comparison.scores.items():
        sign = "＝" if old == new else "↑" if new > old else "↓"
        lines.append(f"{sign} {SCORES.get(name, name)} {old:.4f} → {new:.4f}")
    moved = {"变好": comparison.better, "变差": comparison.worse, "新增": comparison.new, "移除": comparison.gone}
    lines += [f"{label} {len(names)}：{'、'.join(names) or '无'}" for label, names in moved.items()]
    return "\n".join(lines)


def _load(file: Path, shape: TypeAdapter[Shape]) -> Shape:
    try:
        return shape.validate_python(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, json.JSONDecodeError, ValidationError) as error:
        raise ConfigurationError(f"{file}: not a saved result: {error}", f"{file}：不是评测结果文件") from error
