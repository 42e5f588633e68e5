"""Whether the answer is of the right sort: answered where there is an answer, refused where there is none."""

from eval.score.verdict import Exchange, Score

REFUSALS = frozenset({"not_covered", "out_of_scope", "declined"})


def outcome(exchange: Exchange) -> Score:
    """Whether the outcome is one of the acceptable."""
    given, wanted = exchange.answer.outcome, exchange.expect.outcome
    return Score(1.0) if given in wanted else Score(0.0, (f"结果是 {given}，应为 {' 或 '.join(wanted)}",))


def refusal_recall(exchange: Exchange) -> Score | None:
    """Of the questions that can only be refused: was it refused."""
    if not REFUSALS.issuperset(exchange.expect.outcome):
        return None
    return Score(1.0) if _is_refused(exchange) else Score(0.0, ("应说明文件未规定或不在范围，却作了回答",))


def refusal_precision(exchange: Exchange) -> Score | None:
    """Of the refusals: could the question be refused."""
    if not _is_refused(exchange):
        return None
    return Score(0.0, ("不该拒答",)) if REFUSALS.isdisjoint(exchange.expect.outcome) else Score(1.0)


def over_refusal(exchange: Exchange) -> Score | None:
    """Of the questions that have an answer: was it given."""
    if not REFUSALS.isdisjoint(exchange.expect.outcome):
        return None
    return Score(0.0, ("文件有规定，却拒答",)) if _is_refused(exchange) else Score(1.0)


def _is_refused(exchange: Exchange) -> bool:
    return exchange.answer.outcome in REFUSALS
