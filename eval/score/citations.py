"""Whether what is cited exists and is quoted character for character."""

from collections import Counter

from eval.figures import MARK
from eval.score.verdict import Exchange, Score, all_or_nothing


def verbatim(exchange: Exchange) -> Score | None:
    """Every quote, of citations and of awards, is a piece of its clause."""
    answer = exchange.answer
    quotes = [(one.ref, one.quote) for one in answer.citations] + [(one.ref, one.quote) for one in answer.awards]
    if not quotes:
        return None
    return all_or_nothing([fault for ref, quote in quotes if (fault := _fault(exchange, ref, quote))])


def marks(exchange: Exchange) -> Score | None:
    """Every mark in the text has exactly one citation, and every citation a mark of its own."""
    used = [int(mark) for mark in MARK.findall(exchange.answer.text)]
    given = Counter(one.mark for one in exchange.answer.citations)
    if not used and not given:
        return None
    wrong = [f"标记〔{mark}〕没有对应引用" for mark in dict.fromkeys(used) if mark not in given]
    wrong += [f"标记〔{mark}〕对应多条引用" for mark, count in given.items() if count > 1]
    return all_or_nothing(wrong)


def _fault(exchange: Exchange, ref: str, quote: str) -> str | None:
    text = exchange.clause_text(ref)
    if text is None:
        return f"引用了不存在的条款 {ref}"
    if not quote:
        return f"{ref} 的引文为空"
    return None if quote in text else f"{ref} 的引文与原文不符：{quote}"
