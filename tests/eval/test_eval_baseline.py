"""The whole question set is asked of the real assistant; no score may fall below the committed baseline."""

from datetime import date
from pathlib import Path

from assistant.settings import Settings
from assistant.wiring import build_assistant
from eval.compare import falls, load_baseline
from eval.record import scores_by_part
from eval.runner import Options, run

ROOT = Path(__file__).parents[2]
AS_OF = date(2026, 11, 24)


def test_no_score_is_below_the_baseline(tmp_path: Path) -> None:
    settings = Settings(corpus_dir=ROOT / "corpus", data_dir=tmp_path)
    options = Options(as_of=AS_OF, repeats=1, corpus=settings.corpus_dir)
    report = run(build_assistant(settings), [ROOT / "eval/cases"], None, options)
    assert falls(load_baseline(ROOT / "eval/baseline.json"), scores_by_part(report.runs[0])) == []
