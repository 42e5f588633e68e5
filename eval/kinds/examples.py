"""The examples that the head learns from and is judged by: one YAML file for each topic and voice, two halves."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from assistant.errors import CorpusError
from eval.near import ALIKE, character_pairs, likeness

HERE = Path(__file__).parent
BUILD, HELD_OUT = "build", "held_out"


@dataclass(frozen=True, slots=True)
class Example:
    """What a person says, the classes it asks for, and the topic file it stands in."""

    text: str
    classes: tuple[str, ...]
    topic: str


def class_meanings() -> Mapping[str, str]:
    """Every class with what belongs to it, in the order of tables and weights."""
    meanings: dict[str, str] = yaml.safe_load((HERE / "classes.yaml").read_text(encoding="utf-8"))
    return meanings


def load_examples(half: str, folder: Path = HERE / "examples") -> list[Example]:
    """The examples of one half, topic by topic. Raises CorpusError naming the file."""
    known = class_meanings()
    return [one for path in sorted((folder / half).glob("*.yaml")) for one in _read(path, known)]


def digest_examples(folder: Path = HERE / "examples") -> str:
    """Changes whenever an example, a label or the list of classes changes."""
    total = hashlib.sha256()
    for path in [HERE / "classes.yaml", *sorted(folder.rglob("*.yaml"))]:
        total.update(f"{path.parent.name}/{path.name}\0".encode() + path.read_bytes())
    return total.hexdigest()[:16]


def copies(build: Sequence[Example], held_out: Sequence[Example]) -> list[tuple[str, str]]:
    """Texts of the two halves that are one example written twice."""
    mine = [(one.text, character_pairs(one.text)) for one in build]
    theirs = [(one.text, character_pairs(one.text)) for one in held_out]
    return [(left, right) for left, pairs in mine for right, others in theirs if likeness(pairs, others) >= ALIKE]


def _read(path: Path, known: Mapping[str, str]) -> list[Example]:
    listed = yaml.safe_load(path.read_text(encoding="utf-8"))["问句"]
    found = []
    for names, texts in listed.items():
        classes = tuple(names.split("、"))
        unknown = set(classes) - set(known)
        if unknown:
            place, listing = f"{path}: {names}", "、".join(sorted(unknown))
            raise CorpusError(place, f"unknown classes {listing}", f"classes.yaml 里没有类别 {listing}")
        wrong = [text for text in texts if not isinstance(text, str)]
        if wrong:
            raise CorpusError(f"{path}: {names}", f"not texts: {wrong}", f"不是文字：{wrong}，请加引号")
        found += [Example(text, classes, path.stem) for text in texts]
    return found
