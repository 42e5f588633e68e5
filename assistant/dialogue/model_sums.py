"""Whether the figures of a draft stand in the same words as in the evidence, and its sums come out."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from assistant.dialogue.compared import Figure, counted, figure
from assistant.domain import Violation
from assistant.language.quantities import Quantity, find_quantities

_LEAD = re.compile(r"(?:([\u4e00-\u9fff]{2})[了：为是到达]?|([=×+])) ?$")
_GRANT = re.compile(r"奖励|补助|补贴|补偿|配套|给予|得到|拿到|领取|享受|支持|获得|资金|金额")
_TIMES = re.compile(r"^(?:的|×|乘以|乘|按|x|\*)$")
_PLUS = re.compile(r"^(?:\+|加上?|和|与)$")
_COMES_TO = re.compile(r"^[，,]?(?:计算)?[，,]?(?:合计|算下来|得出|应当?|结果|共计?|就|即)?(?:=|是|为|得|等于|即|共)?$")
_EQUALS = re.compile(r"=|是|为|得|等于|即|共|合计")


def check_sums(text: str, sources: Sequence[str], question: str, results: set[Figure]) -> Iterable[Violation]:
    """Figures after words that the evidence puts before other figures only, and wrong products and sums.

    What the question puts before a figure of the case (市里补助了200万) may well stand before a result too.
    """
    leads, said = _leads(sources), _leads([question])
    for lead, one in _led(text):
        is_result = figure(one) in results and _GRANT.search(lead)
        stands = leads.get(lead, set()) | (set() if is_result else said.get(lead, set()))
        if stands and figure(one) not in stands:
            yield Violation("figure", lead + one.words, "依据里跟在这几个字后面的是别的数")
    yield from _check_results(text, {pair for source in (*sources, question) for pair in pairwise(_figures(source))})


def _leads(sources: Iterable[str]) -> dict[str, set[Figure]]:
    leads: dict[str, set[Figure]] = {}
    for source in sources:
        for lead, one in _led(source):
            leads.setdefault(lead, set()).add(figure(one))
    return leads


def _led(text: str) -> Iterable[tuple[str, Quantity]]:
    """Figures with the two characters, or the sign of a sum, right before them."""
    for one in counted(text):
        lead = _LEAD.search(text[: one.span.start])
        if lead:
            yield (lead[1] or lead[2]), one


def _figures(text: str) -> list[Figure]:
    return [figure(one) for one in find_quantities(text)]


def _check_results(text: str, together: set[tuple[Figure, Figure]]) -> Iterable[Violation]:
    """Products of figures that the evidence multiplies, and results that are right."""
    quantities = find_quantities(text)
    for first, second in pairwise(quantities):
        is_product = _TIMES.match(text[first.span.end : second.span.start].strip()) and second.kind == "rate"
        if is_product and (figure(first), figure(second)) not in together:
            yield Violation("figure", text[first.span.start : second.span.end], "依据里没有这两个数相乘")
    for first, second, third in zip(quantities, quantities[1:], quantities[2:], strict=False):
        between = text[first.span.end : second.span.start].strip()
        before_result = text[second.span.end : third.span.start].strip()
        if third.kind != first.kind or not (_COMES_TO.match(before_result) and _EQUALS.search(before_result)):
            continue
        is_product = _TIMES.match(between) and second.kind == "rate"
        is_sum = _PLUS.match(between) and second.kind == first.kind
        if (is_product and first.value * second.value != third.value) or (
            is_sum and first.value + second.value != third.value
        ):
            yield Violation("figure", text[first.span.start : third.span.end], "算式的结果不对")
