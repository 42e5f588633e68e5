"""Whether the facts that decide the result are asked for."""

from eval.score.verdict import Exchange, Score, share


def missing_facts(exchange: Exchange) -> Score | None:
    """Share of the expected facts that are asked for; an accepted full answer need not ask."""
    wanted, outcome = exchange.expect.missing, exchange.answer.outcome
    if not wanted or (outcome != "needs_facts" and outcome in exchange.expect.outcome):
        return None
    asked = {one.fact for one in exchange.answer.missing}
    return share(len(wanted), [f"没有追问 {fact}" for fact in wanted if fact not in asked])
