"""The held-out report of the head as Chinese Markdown: beside its halves of features, and beside the patterns."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from eval.kinds.examples import Example
from eval.kinds.fit import Floats
from eval.kinds.rates import NEVER, Flags, Rates, average_precision, count

CONFUSIONS = 15


@dataclass(frozen=True, slots=True)
class Judged:
    """One way to find classes, on some examples: `likely` orders them, `found` is what it reports."""

    likely: Floats
    found: Flags


@dataclass(frozen=True, slots=True)
class Half:
    """One half with what was wanted and what the head and the patterns found, as (rows, classes)."""

    examples: Sequence[Example]
    wanted: Flags
    head: Judged
    patterns: Flags


def write_report(
    classes: Sequence[str], thresholds: Floats, build: Half, held: Half, variants: Mapping[str, Judged], facts: Iterable[str]
) -> str:
    """The whole report; `variants` are the choices of features on the held-out half, `facts` lines for its head."""
    covered = build.patterns.any(axis=0) | held.patterns.any(axis=0)
    parts = [
        "# 问法识别：留出集报告",
        "由 `python -m eval.kinds.train` 生成。门槛和参数只由训练一半按主题分折选出；下表除注明外都是留出一半（主题、口吻都没见过）。",
        "\n".join(f"- {fact}" for fact in facts),
        "## 用什么特征\n\n" + _variant_table(held, variants),
        "## 逐类\n\n“准”是报出的有多少报对，“全”是该报的有多少报出。“建议”由训练一半的折外结果按 F1 选出："
        "头、式（kinds.yaml 的正则）、任一。\n\n" + _class_table(classes, thresholds, build, held, covered),
        "## 合在一起\n\n" + _joined_table(build, held, covered),
        "## 最常见的混淆\n\n最可能的一类不在所要之内。\n\n" + _confusions(classes, held),
        "## 逐主题\n\n" + _topic_table(held),
    ]
    return "\n\n".join(parts) + "\n"


def _variant_table(held: Half, variants: Mapping[str, Judged]) -> str:
    rows = []
    for name, judged in variants.items():
        order = [average_precision(judged.likely[:, at], held.wanted[:, at]) for at in range(held.wanted.shape[1])]
        whole = count(judged.found, held.wanted)
        first = _first_is_right(judged, held.wanted).mean()
        rows.append([name, f"{np.mean(order):.3f}", f"{first:.3f}", *_shown(whole)])
    return _table(["特征", "平均精度（各类平均）", "第一类正确", "准", "全"], rows)


def _class_table(classes: Sequence[str], thresholds: Floats, build: Half, held: Half, covered: Flags) -> str:
    rows = []
    for at, name in enumerate(classes):
        wanted, head, patterns = held.wanted[:, at], held.head.found[:, at], held.patterns[:, at]
        others = [*_shown(count(patterns, wanted)), *_shown(count(head | patterns, wanted))] if covered[at] else ["–"] * 4
        limit = "不报" if thresholds[at] >= NEVER else f"{thresholds[at]:.2f}"
        order = f"{average_precision(held.head.likely[:, at], wanted):.2f}"
        rows.append([name, str(wanted.sum()), limit, order, *_shown(count(head, wanted)), *others, best_way(build, at)])
    heads = ["类", "条数", "门槛", "平均精度", "头 准", "头 全", "式 准", "式 全", "任一 准", "任一 全", "建议"]
    return _table(heads, rows)


def best_way(half: Half, at: int) -> str:
    """Which of head, patterns and either has the best F1 for one class."""
    wanted, head, patterns = half.wanted[:, at], half.head.found[:, at], half.patterns[:, at]
    ways = {"头": head, "式": patterns, "任一": head | patterns}
    return max(ways, key=lambda way: _f1(count(ways[way], wanted)))


def _joined_table(build: Half, held: Half, covered: Flags) -> str:
    """Sums over the classes that have patterns."""
    best = {at: best_way(build, at) for at in np.flatnonzero(covered)}
    head, patterns = held.head.found, held.patterns
    advised = np.array([{"头": head, "式": patterns, "任一": head | patterns}[way][:, at] for at, way in best.items()]).T
    places = list(best)
    ways = {"头": head[:, places], "式": patterns[:, places], "任一": (head | patterns)[:, places], "逐类按建议": advised}
    rows = [[name, *_shown(count(found, held.wanted[:, places]))] for name, found in ways.items()]
    return _table(["办法（有正则的类合计）", "准", "全"], rows)


def _confusions(classes: Sequence[str], held: Half) -> str:
    seen: Counter[tuple[str, str]] = Counter()
    example: dict[tuple[str, str], str] = {}
    wrong = np.flatnonzero(~_first_is_right(held.head, held.wanted))
    for row in wrong:
        pair = ("、".join(held.examples[row].classes), classes[int(held.head.likely[row].argmax())])
        seen[pair] += 1
        example.setdefault(pair, held.examples[row].text)
    rows = [[wanted, got, str(times), example[wanted, got]] for (wanted, got), times in seen.most_common(CONFUSIONS)]
    return _table(["所要", "当成", "次数", "一例"], rows)


def _topic_table(held: Half) -> str:
    right = _first_is_right(held.head, held.wanted)
    topics = np.array([one.topic for one in held.examples])
    rows = []
    for topic in sorted(set(topics.tolist())):
        inside = topics == topic
        rates = count(held.head.found[inside], held.wanted[inside])
        rows.append([topic, str(inside.sum()), f"{right[inside].mean():.2f}", *_shown(rates)])
    return _table(["主题文件", "条数", "第一类正确", "准", "全"], rows)


def _first_is_right(judged: Judged, wanted: Flags) -> Flags:
    right: Flags = wanted[np.arange(len(wanted)), judged.likely.argmax(axis=1)]
    return right


def _f1(rates: Rates) -> float:
    return 2 * rates.hits / max(1, rates.found + rates.wanted)


def _shown(rates: Rates) -> list[str]:
    return [f"{rates.precision:.2f}" if rates.found else "–", f"{rates.recall:.2f}"]


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
