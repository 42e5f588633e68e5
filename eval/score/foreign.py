"""Foreign figures: an amount of another tier or clause stated as the answer."""

from assistant.domain import Award
from eval.figures import Figure, find_figures, find_money, first_line, holds, is_figure
from eval.score.verdict import Exchange, Score, all_or_nothing


def foreign_figures(exchange: Exchange) -> Score | None:
    """No forbidden figure where it is forbidden, and in the first line no money but the award's and the asker's own."""
    expect, text = exchange.expect, exchange.answer.text
    line = first_line(text)
    lacks = [(text, term) for term in expect.lacks if is_figure(term)]
    lacks += [(line, term) for term in expect.first_line.lacks if is_figure(term)]
    own = _own_money(exchange)
    if not lacks and own is None:
        return None
    wrong = [f"他项数额“{term}”" for where, term in lacks if holds(where, term)]
    if own is not None:
        wrong += [f"首行数额“{words}”不属于所问奖补" for figure, words in find_money(line).items() if figure not in own]
    return all_or_nothing(wrong)


def _own_money(exchange: Exchange) -> set[Figure] | None:
    """What the first line may state once the awards are determined: expected amounts, their own calculation, the
    figures that the expectation asks for, and the asker's words. None where no amount is expected.
    """
    expected = exchange.expect.awards
    stated = [one for want in expected.values() for one in (want.amount, want.low, want.high) if one is not None]
    amounts = [f"{one:f}元" for one in stated]
    if not amounts:
        return None
    wanted = [term for terms in (*exchange.expect.says, *exchange.expect.first_line.has) for term in terms]
    worked = [line for award in exchange.answer.awards if award.id in expected for line in _working(award)]
    return {figure for piece in (*amounts, *wanted, *worked, exchange.user_words) for figure in find_figures(piece)}


def _working(award: Award) -> list[str]:
    """An award's own calculation; its quote and conditions also hold the figures of its sisters."""
    return [step.text for step in award.steps]
