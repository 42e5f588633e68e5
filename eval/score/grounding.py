"""Ungrounded figures, found without the program's own guard."""

import re
from collections.abc import Iterator

from assistant.domain import Award
from assistant.language.wording import format_day
from eval.figures import DIGITS, Figure, find_figures, loose_digits, plain, without_list_numbers
from eval.score.verdict import Exchange, Score, all_or_nothing

_ADDRESS_UNITS = frozenset({"条", "项", "款", "点", "部分"})
_SPEECH = re.compile(r"[两二三四五六七八九](?:种|样|点|步|类|句|方面|者|档|问)")


def ungrounded_figures(exchange: Exchange) -> Score:
    """Every figure of the text stands in a cited clause, an award of this answer or the person's words.

    The date that the answer is for is its own ground. Counts of clauses are addresses, which the clause scorers judge,
    and small counts in Chinese writing (两种情形) are speech.
    """
    text, ground = without_list_numbers(exchange.answer.text), "\n".join(_ground(exchange))
    figures, digits = find_figures(ground), set(DIGITS.findall(plain(ground)))
    wrong = [
        words
        for figure, words in find_figures(text).items()
        if figure not in figures and not _is_bare(figure, digits) and not _is_speech(figure, words)
    ]
    wrong += [run for run in loose_digits(text) if run not in digits]
    return all_or_nothing([f"“{words}”没有依据" for words in wrong])


def _ground(exchange: Exchange) -> Iterator[str]:
    as_of = exchange.answer.as_of
    yield f"{format_day(as_of)}，{as_of.year}年"
    yield exchange.user_words
    for citation in exchange.answer.citations:
        yield exchange.clause_text(citation.ref) or ""
        yield f"{citation.locator}\n{citation.policy_title}\n{citation.document_number or ''}"
    for award in exchange.answer.awards:
        yield from _award_texts(award)


def _award_texts(award: Award) -> Iterator[str]:
    yield from (f"{one:f}元" for one in (award.amount, award.low, award.high) if one is not None)
    yield from (award.title, award.quote, *award.facts.values(), *award.assumptions, *award.notes, *award.conditions)
    yield from (f"{value}元" for value in award.facts.values() if DIGITS.fullmatch(value))
    yield from (step.text for step in award.steps)
    for reading in award.readings:
        yield from (reading.text, reading.basis, f"{reading.amount:f}元")
    for missing in award.missing:
        yield from (missing.question, *missing.options)


def _is_bare(figure: Figure, digits: set[str]) -> bool:
    """A number without unit, such as the printed number of a clause in the middle of a line, stands in the ground."""
    kind, value, _ = figure
    return kind == "number" and value in digits


def _is_speech(figure: Figure, words: str) -> bool:
    kind, value, unit = figure
    is_article = value == "1" and words.startswith("一")
    return kind == "count" and (unit in _ADDRESS_UNITS or is_article or _SPEECH.fullmatch(words) is not None)
