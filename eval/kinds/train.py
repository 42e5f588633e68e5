"""`python -m eval.kinds.train` trains the asking head from the examples: its weights and its held-out report."""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.dialogue.asking import WEIGHTS, AskingHead
from assistant.dialogue.kinds import find_kinds
from assistant.ports import Embedder, Vectors
from assistant.settings import Settings
from assistant.wiring import build_embedder
from eval.kinds.examples import BUILD, HELD_OUT, HERE, Example, class_meanings, digest_examples, load_examples
from eval.kinds.fit import Floats
from eval.kinds.model import Features, Trained, save, train
from eval.kinds.rates import Flags
from eval.kinds.report import Half, Judged, Trial, write_report

REPORT = HERE / "report.md"
PARTLY = {"只用向量": (1.0, 0.0), "只用字组": (0.0, 1.5)}
"""What the report compares the head with."""


def main() -> int:
    """Trains for the default embedder on the build half, judges on the held-out half; minutes, most for embedding."""
    embedder = build_embedder(Settings())
    report = train_head(load_examples(BUILD), load_examples(HELD_OUT), embedder, WEIGHTS)
    REPORT.write_text(report, encoding="utf-8")
    print(f"已写入 {WEIGHTS}、{REPORT}")
    return 0


def train_head(build: Sequence[Example], held: Sequence[Example], embedder: Embedder, path: Path) -> str:
    """Writes the weights to `path`; gives the report on the held-out examples."""
    classes = tuple(class_meanings())
    vectors = embedder.embed_queries([one.text for one in held])
    seen = Features.of(build, embedder.embed_queries([one.text for one in build]))
    unseen = Features.of(held, vectors)
    wanted, topics = _targets(build, classes), [one.topic for one in build]
    trained = train(seen, wanted, topics)
    save(path, trained, classes, embedder.fingerprint, digest_examples())
    partly = {name: _judge(train(seen, wanted, topics, scales), unseen) for name, scales in PARTLY.items()}
    folds = Judged(trained.unseen, trained.unseen >= trained.thresholds)
    head = _judge(trained, unseen)
    halves = (
        Half(build, wanted > 0, folds, _by_patterns(build, classes)),
        Half(held, _targets(held, classes) > 0, head, _by_patterns(held, classes)),
    )
    trial = Trial(classes, trained.thresholds, *halves)
    return write_report(trial, {**partly, "两者": head}, _facts(build, held, path, vectors))


def _judge(trained: Trained, features: Features) -> Judged:
    likely = trained.weights.probabilities(features)
    return Judged(likely, likely >= trained.thresholds)


def _targets(examples: Sequence[Example], classes: Sequence[str]) -> Floats:
    return np.array([[float(name in one.classes) for name in classes] for one in examples])


def _by_patterns(examples: Sequence[Example], classes: Sequence[str]) -> Flags:
    found = [{mention.kind.name for mention in find_kinds(one.text)} for one in examples]
    return np.array([[name in names for name in classes] for names in found])


def _facts(build: Sequence[Example], held: Sequence[Example], path: Path, vectors: Vectors) -> list[str]:
    head = AskingHead.load(path)
    start = time.perf_counter()
    for one, vector in zip(held, vectors, strict=True):
        head.asked(one.text, vector)
    each_ms = (time.perf_counter() - start) / len(held) * 1000
    halves = [f"{len(half)} 句、{len({one.topic for one in half})} 个主题" for half in (build, held)]
    return [
        f"训练 {halves[0]}；留出 {halves[1]}；{len(head.classes)} 类。",
        f"向量：{head.fingerprint}；权重 {path.stat().st_size / 1024:.0f} KiB；向量之外每句 {each_ms:.2f} 毫秒。",
    ]


if __name__ == "__main__":
    sys.exit(main())
