"""The lists of plain Chinese words beside this file: words apart by spaces, lines with # for people."""

from functools import cache
from importlib.resources import files


@cache
def general_words() -> frozenset[str]:
    """Words of talking and asking that name no particular thing, from general_words.txt."""
    return _read("general_words.txt")


@cache
def policy_matters() -> frozenset[str]:
    """Titles, bodies and outlays that policies of this kind commonly treat, from policy_matters.txt."""
    return _read("policy_matters.txt")


@cache
def plain_words() -> frozenset[str]:
    """Words that a model may add to what it rewords, from model_words.txt."""
    return _read("model_words.txt")


def _read(name: str) -> frozenset[str]:
    text = files("assistant.dialogue").joinpath(name).read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
