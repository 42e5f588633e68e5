"""Whether the same question gets the same answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from assistant.domain import Answer
from eval.score.verdict import Exchange, Score, all_or_nothing


def same_again(exchange: Exchange) -> Score | None:
    """Asked again, the answer is the same in everything but its timings."""
    if not exchange.again:
        return None
    first = _timeless(exchange.answer)
    differing = sum(_timeless(one) != first for one in exchange.again)
    return all_or_nothing([f"重复提问 {len(exchange.again)} 次，有 {differing} 次回答不同"] if differing else [])


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many pairs of paraphrases got the same substance, and the groups in which some did not."""

    pairs: int
    agreeing: int
    split_groups: tuple[str, ...]


def paraphrase_agreement(groups: Mapping[str, Iterable[Answer]]) -> Agreement:
    """Pairs of answers within a group that agree in outcome, clauses and awards; their wording may differ."""
    pairs = agreeing = 0
    split = []
    for name, answers in groups.items():
        same = [left == right for left, right in combinations([_substance(one) for one in answers], 2)]
        pairs, agreeing = pairs + len(same), agreeing + sum(same)
        if not all(same):
            split.append(name)
    return Agreement(pairs, agreeing, tuple(split))


def _timeless(answer: Answer) -> Answer:
    return replace(answer, timings_ms={}, conversation_id=None)


def _substance(answer: Answer) -> tuple[object, ...]:
    awards = frozenset((one.policy_id, one.id, one.status, one.amount, one.low, one.high) for one in answer.awards)
    return answer.outcome, frozenset(one.ref for one in answer.citations), awards
