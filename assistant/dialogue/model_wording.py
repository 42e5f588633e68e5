"""Whether every word of a draft comes from the evidence, the question or plain speech: nothing invented in between."""

import re
from collections.abc import Iterable, Sequence

from assistant.dialogue.compared import figure, figures_in
from assistant.dialogue.model_ground import Ground
from assistant.dialogue.model_text import SILENCE, is_question, plain, statements
from assistant.dialogue.word_lists import plain_words
from assistant.domain import Violation
from assistant.language.quantities import find_approximate, find_identifiers, find_quantities

_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9+]*")
_DIGITS = re.compile(r"\d+")
_TITLE = re.compile(r"《([^》]*)》")
_SHORTEST, _LONGEST = 2, 12
_LOOSE = frozenset("的了是在和与及或为由对将会也还就而若则等里中上下内外有于之其这那您")


def check_wording(draft: str, ground: Ground) -> Iterable[Violation]:
    """Strange words, names, titles and numbers of a whole draft."""
    text = plain(draft)
    evidence = ground.everything
    for match in _TITLE.finditer(draft):
        if plain(match[1]) not in evidence:
            yield Violation("title", match[0], "依据里没有这个文件")
    yield from _check_numbers(text, evidence)
    for word in _LATIN.findall(text):
        if word.lower() not in evidence.lower():
            yield Violation("word", word, "依据里没有这个词")
    yield from _check_words(text, ground)


def _check_numbers(text: str, evidence: str) -> Iterable[Violation]:
    """Telephone numbers, codes and vague figures must stand in the evidence as they are."""
    named = [*find_identifiers(text), *find_approximate(text)]
    for span in named:
        if text[span.start : span.end] not in evidence:
            yield Violation("number", text[span.start : span.end], "依据里没有这个号码或约数")
    known = figures_in([evidence])
    quantities = find_quantities(text)
    for one in quantities:
        if one.kind == "number" and figure(one) not in known:
            yield Violation("number", one.words, "依据里没有这个数字")
    counted = [one.span for one in quantities] + named
    for match in _DIGITS.finditer(text):
        inside = any(span.start <= match.start() and match.end() <= span.end for span in counted)
        if not inside and match[0] not in evidence:
            yield Violation("number", match[0], "依据里没有这个数字")


def _check_words(text: str, ground: Ground) -> Iterable[Violation]:
    """Words that the evidence only denies or asks may only be denied or asked; words of the question, stated too."""
    own_words = _own_words(ground)
    for statement in statements(text):
        is_silent, asks = bool(SILENCE.search(statement)), is_question(statement)
        sources = [ground.asserted, *([ground.silent] if is_silent else []), *([ground.asked] if asks else [])]
        if is_silent or ground.answer.outcome != "not_covered":
            sources.append(own_words)
        for run in _CHINESE.findall(_blank_figures(statement)):
            if len(run) < _SHORTEST and run in ground.everything:
                continue
            for word in unknown_words(run, sources):
                yield Violation("word", word, "依据和提问里没有这个说法，请只用依据里的词")


def _own_words(ground: Ground) -> str:
    """The question, without what the evidence leaves open or asks back."""
    words = ground.question
    for start in range(len(words) - 1):
        pair = ground.question[start : start + _SHORTEST]
        is_open = pair in ground.silent or pair in ground.asked
        if is_open and pair not in ground.asserted and ground.answer.outcome != "not_covered":
            words = words.replace(pair, "\n")
    return words


def unknown_words(run: str, sources: Sequence[str]) -> list[str]:
    """The characters of a run that no known word covers, joined where they touch; as few as possible."""
    costs = [0]
    steps: list[int] = [0]
    for end in range(1, len(run) + 1):
        cost, step = costs[end - 1] + (run[end - 1] not in _LOOSE), 1
        for size in range(_SHORTEST, min(_LONGEST, end) + 1):
            if costs[end - size] < cost and _is_known(run[end - size : end], sources):
                cost, step = costs[end - size], size
        if costs[end - 1] < cost and run[end - 1] in plain_words():
            cost, step = costs[end - 1], 1
        costs.append(cost)
        steps.append(step)
    return _uncovered(run, costs, steps)


def _uncovered(run: str, costs: Sequence[int], steps: Sequence[int]) -> list[str]:
    strange: list[str] = []
    end, last = len(run), -1
    while end > 0:
        start = end - steps[end]
        if costs[end] > costs[start]:
            if last == end:
                strange[0] = run[start:end] + strange[0]
            else:
                strange.insert(0, run[start:end])
            last = start
        end = start
    return strange


def _is_known(word: str, sources: Sequence[str]) -> bool:
    return word in plain_words() or any(word in source for source in sources)


def _blank_figures(text: str) -> str:
    """Figures give way to spaces: they are judged elsewhere."""
    for one in find_quantities(text):
        text = text[: one.span.start] + " " * (one.span.end - one.span.start) + text[one.span.end :]
    return text
