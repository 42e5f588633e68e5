"""Whether the text says what a careful person insists on, and nothing that they forbid."""

from eval.figures import first_line, holds
from eval.score.verdict import Exchange, Score, all_or_nothing, share

LONGEST_FIRST_LINE = 200


def completeness(exchange: Exchange) -> Score | None:
    """Share of what must be said (figures, conditions, units) that is said."""
    return _said(exchange.answer.text, exchange.expect.says, "未说明")


def first_line_answers(exchange: Exchange) -> Score | None:
    """Share of what the first line must hold that it holds."""
    return _said(first_line(exchange.answer.text), exchange.expect.first_line.has, "首行没有")


def forbidden(exchange: Exchange) -> Score | None:
    """Nothing stands in the text or the first line that must not."""
    expect, text = exchange.expect, exchange.answer.text
    if not expect.lacks and not expect.first_line.lacks:
        return None
    wrong = [f"不应出现“{term}”" for term in expect.lacks if holds(text, term)]
    wrong += [f"首行不应出现“{term}”" for term in expect.first_line.lacks if holds(first_line(text), term)]
    return all_or_nothing(wrong)


def first_line_short(exchange: Exchange) -> Score:
    """The first line is there and at most 200 characters long."""
    line = first_line(exchange.answer.text)
    if not line:
        return Score(0.0, ("没有正文",))
    return all_or_nothing([f"首行 {len(line)} 字"] if len(line) > LONGEST_FIRST_LINE else [])


def _said(text: str, wanted: tuple[tuple[str, ...], ...], fault: str) -> Score | None:
    if not wanted:
        return None
    missed = [terms for terms in wanted if not any(holds(text, term) for term in terms)]
    return share(len(wanted), [f"{fault}“{'／'.join(terms)}”" for terms in missed])
