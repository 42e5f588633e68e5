"""How fast and how large, on this machine and in one run: every figure beside the bare work that it cannot avoid."""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from statistics import median
from typing import Protocol, TypeVar

from assistant.domain import Policy, Question
from assistant.errors import ConfigurationError
from assistant.ports import Embedder
from assistant.service import Assistant
from assistant.settings import Settings, load_settings
from assistant.wiring import build_assistant, build_embedder
from eval.arguments import positive
from eval.baselines import TutorialRag

T = TypeVar("T")

_FORMS = ("{}有什么支持", "{}由哪个部门负责", "{}要符合什么条件", "请讲讲{}", "{}怎么办理", "想了解{}")
# A child's peak counts from before its exec, where it still is its parent; so a small interpreter is the parent.
_LAUNCHER = """
import os, sys, time
start = time.perf_counter()
quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
_, status, usage = os.wait4(os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet), 0)
print([time.perf_counter() - start, usage.ru_maxrss])
sys.exit(os.waitstatus_to_exitcode(status) != 0)
"""
_SAMPLE: Mapping[str, object] = {
    "bool": True, "money": "1234500", "rate": "0.8%", "points": "6", "count": "3", "number": "3", "date": "2022-06-01",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One measured figure (a median where `count` > 1); `ratio` says how many times `against` it is."""

    name: str
    label: str
    value: float
    unit: str
    count: int = 1
    against: str | None = None
    ratio: float | None = None


class Choice(Protocol):
    """One value of a fact."""

    @property
    def value(self) -> str: ...


class AskedFact(Protocol):
    """A fact that a rule asks for, as much of it as a sample needs."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def options(self) -> Sequence[Choice]: ...


class AskingRule(Protocol):
    """An award rule, as much of it as a sample needs."""

    @property
    def facts(self) -> Sequence[AskedFact]: ...


def main(argv: Sequence[str], settings: Settings | None = None) -> int:
    """`policy-assistant bench`: prints the table, or JSON."""
    parser = argparse.ArgumentParser(prog="policy-assistant bench", description="在本机测量延迟、吞吐和内存")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.add_argument("--rounds", type=positive, default=60, help="每项测量次数")
    chosen = parser.parse_args(list(argv))
    current = settings or load_settings()
    assistant, embedder = build_assistant(current), build_embedder(current)
    assistant.warm_up()
    lines = [
        *latencies(assistant, embedder, chosen.rounds),
        *tutorial(assistant.policies(), embedder, chosen.rounds),
        *calculation(assistant, chosen.rounds),
        *cold_starts(_commands(assistant.policies())),
        *ingestion(lambda folder: build_assistant(_beside(current, folder)), embedder),
    ]
    print(json.dumps([asdict(line) for line in lines], ensure_ascii=False, indent=2) if chosen.json else table(lines))
    return 0


def latencies(assistant: Assistant, embedder: Embedder, rounds: int) -> list[Line]:
    """Bare embedding, search and answer, taking turns over questions that none of them has seen, in ms."""
    today = date.today()
    works: dict[str, Callable[[str], object]] = {
        "embed_query": lambda text: embedder.embed_queries([text]),
        "search": lambda text: assistant.search(text),
        "ask": lambda text: assistant.ask(Question(text, today)),
    }
    questions = fresh_questions(assistant.policies())
    for work in works.values():
        work(next(questions))
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            question = next(questions)
            taken[name].append(_seconds(partial(work, question)) * 1000)
    base = median(taken["embed_query"])
    labels = {"embed_query": "仅计算问题向量", "search": "检索", "ask": "完整回答"}
    lines = [Line(name, labels[name], median(taken[name]), "ms", rounds) for name in works]
    return [_beside_base(line, "embed_query", base) for line in lines]


def tutorial(policies: Sequence[Policy], embedder: Embedder, rounds: int) -> list[Line]:
    """The plain tutorial beside the same embedder, over questions of its own, in ms; and its chunks of text a second.

    Empty where its packages are not installed, which a plain `make serve` leaves out.
    """
    try:
        built, rag = _timed(lambda: TutorialRag(policies, embedder))
    except ConfigurationError as error:
        print(error.message_zh, file=sys.stderr)
        return []
    today, questions = date.today(), fresh_questions(policies)
    works: dict[str, Callable[[str], object]] = {
        "embed": lambda text: embedder.embed_queries([f"教程：{text}"]),
        "ask": lambda text: rag.ask(Question(f"请教：{text}", today)),
    }
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            taken[name].append(_seconds(partial(work, next(questions))) * 1000)
    base, asked = median(taken["embed"]), median(taken["ask"])
    return [
        Line("tutorial_embed_query", "教程式 RAG：仅计算问题向量", base, "ms", rounds),
        Line("tutorial_ask", "教程式 RAG：检索并照抄", asked, "ms", rounds, "tutorial_embed_query", asked / base),
        Line("tutorial_ingest", "教程式 RAG：切块并建索引", built, "s"),
    ]


def calculation(assistant: Assistant, rounds: int) -> list[Line]:
    """One profile screened for every award with its steps, beside the same number of plain Decimal products and caps.

    In ms for a profile, and in profiles a second.
    """
    rules = assistant.award_rules()
    facts = sample_facts(rules)
    figures = [(Decimal(1234500 + place), Decimal("0.1"), Decimal(100000)) for place in range(len(rules))]
    screened = median(_seconds(lambda: assistant.screen(facts)) for _ in range(rounds))
    plain = median(_seconds(lambda: [min(a * rate, cap) for a, rate, cap in figures]) for _ in range(rounds))
    ratio, names = screened / plain, ("plain_decimal", "plain_decimal_ms")
    return [
        Line(names[1], "仅 Decimal 乘法与封顶，一组条件", plain * 1000, "ms", rounds),
        Line("screen_ms", "全部奖补试算（含步骤），一组条件", screened * 1000, "ms", rounds, names[1], ratio),
        Line(names[0], "仅 Decimal 乘法与封顶", 1 / plain, "组/s", rounds),
        Line("screen", "全部奖补试算（含步骤）", 1 / screened, "组/s", rounds, names[0], ratio),
    ]


def cold_starts(commands: Mapping[str, Sequence[str]], repeats: int = 3) -> list[Line]:
    """Wall time of each command from nothing, beside an interpreter that does nothing, and its peak memory."""
    base = median(_spawned([sys.executable, "-c", "pass"])[0] for _ in range(repeats))
    lines = [Line("python", "启动解释器", base, "s", repeats)]
    for name, command in commands.items():
        runs = [_spawned(command) for _ in range(repeats)]
        started = Line(f"start_{name}", f"冷启动 {name}", median(seconds for seconds, _ in runs), "s", repeats)
        lines.append(_beside_base(started, "python", base))
        lines.append(Line(f"memory_{name}", f"内存峰值 {name}", median(peak for _, peak in runs), "MB", repeats))
    return lines


def ingestion(build: Callable[[Path], Assistant], embedder: Embedder) -> list[Line]:
    """Clauses indexed in a second for an empty data folder, beside the embedder alone on the same clauses."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = build(Path(folder))
        clauses = [clause.text for policy in fresh.policies() for clause in policy.clauses]
        indexed = _seconds(fresh.warm_up)
        again, _ = _timed(lambda: build(Path(folder)).warm_up())
    bare = _seconds(lambda: embedder.embed_passages(clauses))
    rate = Line("embed_passages", "仅计算条款向量", len(clauses) / bare, "条/s")
    return [
        rate,
        Line("ingest", "读入并建索引", len(clauses) / indexed, "条/s", 1, rate.name, indexed / bare),
        Line("ingest_first", "首次建索引", indexed, "s"),
        Line("ingest_again", "未改动时再次读入并打开索引", again, "s", 1, "ingest_first", again / indexed),
    ]


def fresh_questions(policies: Sequence[Policy]) -> Iterator[str]:
    """Ever new questions about the titles of all clauses, so that no cache has the answer."""
    titles = [clause.title for policy in policies for clause in policy.clauses if clause.title]
    if not titles:
        raise ConfigurationError("the corpus has no titled clause to ask about", "没有可测量的条款，请先导入政策文件")
    place = 0
    while True:
        round_, title = divmod(place, len(titles))
        again, form = divmod(round_ + title, len(_FORMS))
        yield _FORMS[form].format(titles[title]) + ("" if again == 0 else f"（第{again}次）")
        place += 1


def sample_facts(rules: Sequence[AskingRule]) -> dict[str, object]:
    """One profile that states every fact of every rule."""
    specs = [spec for rule in rules for spec in rule.facts]
    return {spec.name: spec.options[0].value if spec.options else _SAMPLE[spec.kind] for spec in specs}


def table(lines: Sequence[Line]) -> str:
    """The lines in columns, in Chinese."""
    rows = ["| 项目 | 数值 | 次数 | 与对照之比 |", "|---|---|---|---|"]
    for line in lines:
        beside = "" if line.ratio is None else f"{line.ratio:.2f} × {line.against}"
        rows.append(f"| {line.label} | {line.value:,.3g} {line.unit} | {line.count} | {beside} |")
    return "\n".join(rows)


def _commands(policies: Sequence[Policy]) -> dict[str, list[str]]:
    """The commands whose start people wait for."""
    program = Path(sys.executable).with_name("policy-assistant")
    if not program.is_file():
        raise ConfigurationError(f"{program} is not there", "找不到 policy-assistant 命令，请先运行 make install")
    clause = policies[0].clauses[0]
    words = {
        "clause": ["clause", clause.ref],
        "award list": ["award", "list"],
        "search --exact": ["search", "--exact", clause.text[:4]],
        "ask": ["ask", clause.title],
    }
    return {name: [str(program), *rest] for name, rest in words.items()}


def _beside(settings: Settings, folder: Path) -> Settings:
    return settings.model_copy(update={"data_dir": folder})


def _beside_base(line: Line, name: str, base: float) -> Line:
    return line if line.name == name else replace(line, against=name, ratio=line.value / base)


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def _seconds(work: Callable[[], object]) -> float:
    return _timed(work)[0]


def _spawned(command: Sequence[str]) -> tuple[float, float]:
    """Wall time in s and peak resident memory in MB of one child; raises ConfigurationError when it fails."""
    small = [sys.executable, "-I", "-S", "-c", _LAUNCHER, *command]
    done = subprocess.run(small, capture_output=True, check=False)
    if done.returncode != 0:
        complaint = done.stderr.decode(errors="replace")
        raise ConfigurationError(f"{command} failed: {complaint}", "命令运行失败，无法测量")
    seconds, peak = json.loads(done.stdout)
    unit = 1 if sys.platform == "darwin" else 1024
    return seconds, peak * unit / 1e6
