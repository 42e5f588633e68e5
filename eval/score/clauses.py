"""Whether the right clauses are cited, and no other."""

from eval.score.verdict import Exchange, Score, share


def recall(exchange: Exchange) -> Score | None:
    """Share of the expected clauses that are cited."""
    expected = exchange.refs(exchange.expect.clauses or ())
    if not expected:
        return None
    missed = [f"未引用 {ref}" for ref in expected if ref not in _cited(exchange)]
    return share(len(expected), missed)


def precision(exchange: Exchange) -> Score | None:
    """Share of the cited clauses that are expected or allowed; citing nothing where nothing is expected is right."""
    if exchange.expect.clauses is None:
        return None
    cited = _cited(exchange)
    if not cited:
        return None if exchange.expect.clauses else Score(1.0)
    fitting = exchange.refs(exchange.expect.clauses + exchange.expect.clauses_allowed)
    return share(len(cited), [f"多引了 {ref}" for ref in cited if ref not in fitting])


def first_citation(exchange: Exchange) -> Score | None:
    """Whether the clause cited first is one of the expected."""
    expected = exchange.refs(exchange.expect.clauses or ())
    if not expected:
        return None
    first = next(iter(_cited(exchange)), None)
    return Score(1.0) if first in expected else Score(0.0, (f"首个引用是 {first or '空'}",))


def _cited(exchange: Exchange) -> list[str]:
    """Cited refs, each once, in the order of their marks."""
    return list(dict.fromkeys(one.ref for one in sorted(exchange.answer.citations, key=lambda one: one.mark)))
