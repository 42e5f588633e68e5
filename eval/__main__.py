"""`python -m eval` and `policy-assistant eval`: score cases, compare results, hold a baseline."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from assistant.errors import AssistantError, ConfigurationError
from assistant.service import Assistant
from assistant.settings import Settings, load_settings
from assistant.wiring import build_assistant, build_embedder
from eval.arguments import positive
from eval.baselines import TutorialRag, WordsOverClauses
from eval.compare import compare, describe, falls, load_baseline, load_report, lowest
from eval.guarding import guard_rates
from eval.labels import FAULTS, GUARDED, SCORES
from eval.rates import RIGHT, rates
from eval.record import scores_by_part
from eval.replay import Responder
from eval.runner import PAGE, RESULT, Options, Report, run

_PLACES = ("corpus_dir", "data_dir")
"""Settings that change no score, and only tell whose machine it was; what lies there is told by its digests."""


def main(
    argv: Sequence[str], settings: Settings | None = None, build: Callable[[Settings], Assistant] = build_assistant
) -> int:
    """0 done, 1 below the baseline or something failed, 2 wrong usage."""
    parser = _parser()
    chosen = parser.parse_args(list(argv))
    if not chosen.compare and not chosen.cases:
        parser.error("请给出用例文件或文件夹")
    try:
        if chosen.compare:
            before, after = map(load_report, chosen.compare)
            print(describe(compare(before, after)))
            return 0
        return _evaluate(chosen, _with_responder(settings or load_settings(), chosen.responder), build)
    except AssistantError as error:
        print(error.message_zh, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="policy-assistant eval", description="用题库给回答打分，写出 JSON 和网页报告")
    parser.add_argument("cases", nargs="*", type=Path, metavar="CASES", help="用例文件或文件夹")
    parser.add_argument("--out", type=Path, help=f"结果文件夹，写入 {RESULT} 和 {PAGE}")
    parser.add_argument("--as-of", type=date.fromisoformat, default=date.today(), help="按这一天作答，YYYY-MM-DD")
    parser.add_argument("--policy", metavar="ID", help="用例中的条款编号所属的文件")
    parser.add_argument("--repeats", type=positive, default=5, help="每个问题问几遍（看是否一致）")
    parser.add_argument(
        "--responder", choices=("grounded", "model"), help="由谁措辞；默认按设置，model 须设 POLICY_LLM"
    )
    parser.add_argument("--with-baselines", action="store_true", help="同时评测对照方法")
    parser.add_argument("--baseline", type=Path, metavar="FILE", help="低于此基线则以 1 退出")
    parser.add_argument("--save-baseline", type=Path, metavar="FILE", help="把本次得分存为基线")
    parser.add_argument("--compare", nargs=2, type=Path, metavar=("A.json", "B.json"), help="比较两次结果")
    parser.add_argument("--json", action="store_true", help="输出得分的 JSON")
    return parser


def _with_responder(settings: Settings, responder: str | None) -> Settings:
    """The settings with the responder that is to be judged; raises ConfigurationError where no model is set."""
    if responder == "model" and settings.llm is None:
        raise ConfigurationError(
            "--responder model needs POLICY_LLM", "用 --responder model 评测前，请先设置 POLICY_LLM（提供方:模型）。"
        )
    return settings.model_copy(update={"llm": None}) if responder == "grounded" else settings


def _evaluate(chosen: argparse.Namespace, settings: Settings, build: Callable[[Settings], Assistant]) -> int:
    assistant = build(settings)
    assistant.warm_up()
    baselines = _baselines(assistant, settings) if chosen.with_baselines else {}
    masked = {f"POLICY_{name.upper()}": str(value) for name, value in settings.masked().items() if name not in _PLACES}
    options = Options(chosen.as_of, chosen.repeats, chosen.policy, settings.corpus_dir, masked, baselines)
    report = run(assistant, chosen.cases, chosen.out, options)
    by_part = scores_by_part(report.runs[0])
    print(json.dumps(by_part, ensure_ascii=False, indent=2) if chosen.json else summary(report))
    if chosen.save_baseline:
        chosen.save_baseline.write_text(json.dumps(lowest(by_part), indent=1) + "\n", encoding="utf-8")
    return _held(chosen.baseline, by_part) if chosen.baseline else 0


def summary(report: Report) -> str:
    """The scores of each run in Chinese, for a terminal."""
    lines = []
    for one in report.runs:
        found = rates(one.cases)
        lines.append(f"{one.name}（{found[RIGHT].count} 个用例）")
        for name, mean in found.items():
            rate = mean.inverted() if name in FAULTS else mean
            lines.append(f"  {SCORES[name]} {rate.mean:.1%}（{rate.low:.1%}–{rate.high:.1%}，{rate.count}）")
        lines += [
            f"  {GUARDED[name]} {rate.mean:.1%}（{rate.count} 稿）" for name, rate in guard_rates(one.cases).items()
        ]
    return "\n".join(lines)


def _held(baseline: Path, by_part: dict[str, dict[str, float]]) -> int:
    fallen = falls(load_baseline(baseline), by_part)
    for one in fallen:
        now = "未测" if one.now is None else f"{one.now:.4f}"
        print(f"低于基线：{one.part} {SCORES.get(one.score, one.score)} {one.baseline:.4f} → {now}", file=sys.stderr)
    return 1 if fallen else 0


def _baselines(assistant: Assistant, settings: Settings) -> dict[str, Responder]:
    policies = assistant.policies()
    return {"tutorial_rag": TutorialRag(policies, build_embedder(settings)), "bm25": WordsOverClauses(policies)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
