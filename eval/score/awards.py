"""Whether the calculated awards are exactly right."""

from assistant.domain import Award
from eval.cases import ExpectedAward
from eval.score.verdict import Exchange, Score, share


def exact(exchange: Exchange) -> Score | None:
    """Share of the expected awards that are there with the expected status and figures, to the last fen."""
    expected = exchange.expect.awards
    if not expected:
        return None
    faults = [fault for name, wanted in expected.items() if (fault := _fault(exchange.answer.awards, name, wanted))]
    return share(len(expected), faults)


def _fault(awards: tuple[Award, ...], name: str, wanted: ExpectedAward) -> str | None:
    named = [award for award in awards if name in (award.id, f"{award.policy_id}:{award.id}")]
    if not named:
        return f"没有计算 {name}"
    wrong = [difference for award in named for difference in _differences(award, wanted)]
    return f"{name}：{'，'.join(wrong)}" if wrong else None


def _differences(award: Award, wanted: ExpectedAward) -> list[str]:
    wrong = []
    if wanted.status and award.status not in wanted.status:
        wrong.append(f"状态 {award.status}，应为 {' 或 '.join(wanted.status)}")
    for key in ("amount", "low", "high"):
        right = getattr(wanted, key)
        if right is not None and getattr(award, key) != right:
            wrong.append(f"{key} {getattr(award, key)}，应为 {right}")
    return wrong
