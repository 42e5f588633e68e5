"""`python -m eval.publish RESULT`: puts a result where it is shown: eval/results, the README's table and its plot."""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel

from eval.labels import FAULTS, PARTS, RESPONDERS, SCORES, named
from eval.plots import bars, grouped, legend_svg
from eval.rates import RIGHT, Rate
from eval.record import BUILD, HELD_OUT
from eval.runner import PAGE, RESULT

ROOT = Path(__file__).parent.parent
SHOWN = ROOT / "eval/results"
PLOT = ROOT / "docs/images/evaluation.svg"
README = ROOT / "README.md"
SUMMARY, BEFORE = "summary.json", "previous.json"
_BEGIN, _END = "<!-- 评测得分：由 make evaluation 写入 -->\n", "<!-- 评测得分止 -->"
_PLOTTED = (RIGHT, "clause_recall", "first_citation", "amount_exact", "refusal_recall", "completeness")


class ShownRate(BaseModel):
    """A score of one half with its interval."""

    mean: float
    low: float
    high: float
    count: int

    def rate(self) -> Rate:
        """The same as the value that plots take."""
        return Rate(self.mean, self.low, self.high, self.count)


class ShownRun(BaseModel):
    """The scores of one way of answering, by half."""

    name: str
    by_part: dict[str, dict[str, ShownRate]]


class Shown(BaseModel):
    """What of a result the README shows."""

    as_of: str
    runs: list[ShownRun]


def main(argv: Sequence[str]) -> int:
    """Publishes the result folder named; 2 on wrong usage."""
    if len(argv) != 1:
        print("用法：python -m eval.publish 结果文件夹", file=sys.stderr)
        return 2
    publish(Path(argv[0]))
    return 0


def publish(result: Path) -> None:
    """Writes the summary and the page to eval/results, the plot, and the table into the README."""
    record = json.loads((result / RESULT).read_text(encoding="utf-8"))
    SHOWN.mkdir(exist_ok=True)
    keep_before(SHOWN)
    (SHOWN / SUMMARY).write_text(json.dumps(summary(record), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (SHOWN / PAGE).write_text((result / PAGE).read_text(encoding="utf-8"), encoding="utf-8")
    shown = Shown.model_validate(record)
    PLOT.write_text(plot(shown), encoding="utf-8")
    README.write_text(with_table(README.read_text(encoding="utf-8"), table(shown)), encoding="utf-8")


def keep_before(folder: Path) -> None:
    """Keeps the scores of the summary that is about to be replaced, without its cases, to be compared with."""
    path = folder / SUMMARY
    if path.is_file():
        before = json.loads(path.read_text(encoding="utf-8"))
        runs = [{**run, "cases": []} for run in before["runs"]]
        text = json.dumps({**before, "runs": runs}, ensure_ascii=False, indent=1)
        (folder / BEFORE).write_text(text + "\n", encoding="utf-8")


def summary(record: Mapping[str, object]) -> dict[str, object]:
    """A record without what was asked and answered: of the assistant's cases whether each was right; with labels."""
    runs = record["runs"]
    assert isinstance(runs, list)
    kept = ("id", "kind", "voice", "part", "right")
    own = [{key: case[key] for key in kept} for case in runs[0]["cases"]]
    return {
        **record,
        "labels": named(),
        "runs": [{**run, "cases": own if place == 0 else []} for place, run in enumerate(runs)],
    }


def table(shown: Shown) -> str:
    """Scores as a Markdown table: both halves of the assistant, then the baselines on the held-out half."""
    own, *others = shown.runs
    columns = [(f"{RESPONDERS[own.name]}<br>{PARTS[part]}", own.by_part[part]) for part in (BUILD, HELD_OUT)]
    columns += [(f"{RESPONDERS[run.name]}<br>{PARTS[HELD_OUT]}", run.by_part[HELD_OUT]) for run in others]
    head = "| 得分 | " + " | ".join(name for name, _ in columns) + " |\n|---|" + "---:|" * len(columns)
    rows = [
        f"| {label} | " + " | ".join(_cell(scores.get(name), name in FAULTS) for _, scores in columns) + " |"
        for name, label in SCORES.items()
        if any(name in scores for _, scores in columns)
    ]
    return "\n".join([head, *rows]) + "\n"


def plot(shown: Shown) -> str:
    """The scores of every way of answering on the held-out half, as a picture that stands alone."""
    found = {
        RESPONDERS[run.name]: {name: rate.rate() for name, rate in run.by_part[HELD_OUT].items()} for run in shown.runs
    }
    return legend_svg(list(found), bars(grouped(found, {name: SCORES[name] for name in _PLOTTED})))


def with_table(readme: str, scores: str) -> str:
    """The README with its table of scores replaced."""
    before, _, rest = readme.partition(_BEGIN)
    return f"{before}{_BEGIN}\n{scores}\n{_END}{rest.partition(_END)[2]}"


def _cell(rate: ShownRate | None, is_fault: bool) -> str:
    if rate is None:
        return "—"
    mean = 1 - rate.mean if is_fault else rate.mean
    return f"{mean:.1%}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
