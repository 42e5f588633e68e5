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


@dataclass(frozen=True, slots=True)
class Trial:
    """A trained head on both halves. `build` holds what weights that had not seen a topic found in that topic."""

    classes: Sequence[str]
    thresholds: Floats
    build: Half
    held: Half

    @property
    def with_patterns(self) -> list[int]:
        """The places of the classes that have patterns."""
        places: list[int] = np.flatnonzero(self.build.patterns.any(axis=0) | self.held.patterns.any(axis=0)).tolist()
        return places


def write_report(trial: Trial, variants: Mapping[str, Judged], facts: Iterable[str]) -> str:
    """The whole report; `variants` are the choices of features on the held-out half, `facts` lines for its head."""
    parts = [
        "# 问法识别：留出集报告",
        "由 `python -m eval.kinds.train` 生成。门槛和参数只由训练一半按主题分折选出；"
        "下表除注明外都是留出一半，训练时没见过的主题和口吻；只有 bare、stories、smalltalk 的口吻两半相同，句子不同。",
        "\n".join(f"- {fact}" for fact in facts),
        "## 用什么特征\n\n" + _variant_table(trial.held, variants),
        "## 逐类\n\n“准”是报出的有多少报对，“全”是该报的有多少报出。“建议”由训练一半的折外结果按 F1 选出："
        "头、式（kinds.yaml 的正则）、任一。\n\n" + _class_table(trial),
        "## 合在一起\n\n" + _joined_table(trial),
        "## 最常见的混淆\n\n最可能的一类不在所要之内。\n\n" + _confusions(trial.classes, trial.held),
        "## 逐主题\n\n" + _topic_table(trial.held),
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


def _class_table(trial: Trial) -> str:
    held = trial.held
    rows = []
    for at, name in enumerate(trial.classes):
        wanted = held.wanted[:, at]
        limit = "不报" if trial.thresholds[at] >= NEVER else f"{trial.thresholds[at]:.2f}"
        order = f"{average_precision(held.head.likely[:, at], wanted):.2f}"
        row = [name, str(wanted.sum()), limit, order]
        for way, found in _ways(held, at).items():
            row += _shown(count(found, wanted)) if way == "头" or at in trial.with_patterns else ["–", "–"]
        rows.append([*row, best_way(trial.build, at)])
    heads = ["类", "条数", "门槛", "平均精度", "头 准", "头 全", "式 准", "式 全", "任一 准", "任一 全", "建议"]
    return _table(heads, rows)


def best_way(half: Half, at: int) -> str:
    """Which of head (头), patterns (式) and either (任一) has the best F1 for the class at place `at`."""
    ways = _ways(half, at)
    return max(ways, key=lambda way: _f1(count(ways[way], half.wanted[:, at])))


def _ways(half: Half, at: int) -> dict[str, Flags]:
    head, patterns = half.head.found[:, at], half.patterns[:, at]
    return {"头": head, "式": patterns, "任一": head | patterns}


def _joined_table(trial: Trial) -> str:
    """Sums over the classes that have patterns."""
    sums: dict[str, Rates] = {}
    for at in trial.with_patterns:
        ways = _ways(trial.held, at)
        ways["逐类按建议"] = ways[best_way(trial.build, at)]
        for way, found in ways.items():
            sums[way] = sums.get(way, Rates(0, 0, 0)) + count(found, trial.held.wanted[:, at])
    return _table(["办法（有正则的类合计）", "准", "全"], [[way, *_shown(rates)] for way, rates in sums.items()])


def _confusions(classes: Sequence[str], held: Half) -> str:
    seen: Counter[tuple[str, str]] = Counter()
    example: dict[tuple[str, str], str] = {}
    for row in np.flatnonzero(~_first_is_right(held.head, held.wanted)).tolist():
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
