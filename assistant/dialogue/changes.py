"""A figure said before and changed by a relation: 翻一番, 减半, 再加20万, 少10万."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.award import FactSpec
from assistant.dialogue.facts import Heard
from assistant.domain import Fact
from assistant.language.numbers import EXACT, plain_digits
from assistant.language.quantities import find_quantities

_TIMES = (
    (
        re.compile(r"翻了?(?:一?番|一?倍|个番|个倍)|加倍|翻倍|(?:多|增|涨|增加|提高|增长)了?一倍|两倍"),
        Decimal(2),
    ),
    (re.compile(r"翻了?[两二]番|四倍"), Decimal(4)),
    (re.compile(r"三倍|(?:多|增|涨|增加|增长)了?[两二]倍"), Decimal(3)),
    (
        re.compile(r"减半|砍半|腰斩|(?:只[有剩到拨给]|剩|打|少)了?一半|(?:是|为|按)(?:它|这个|原来|刚才)?的?一半"),
        Decimal("0.5"),
    ),
)
_MORE = re.compile(
    r"(?:再|又|还|另外?|多|额外)(?:要|能|会)?(?:加|多|拨|来|补|增加|追加|添|到|给|下来|到账)(?:了|上|出)?$"
)
_LESS = re.compile(r"(?:再|又|要是|如果|假如|其实|实际)?(?:少|减|扣|退|减少|扣掉|扣除)(?:了|掉|去|回)?$")


@dataclass(frozen=True, slots=True)
class Change:
    """A sum times `factor` plus `added`, in these words."""

    factor: Decimal
    added: Decimal
    words: str

    def of(self, value: Decimal) -> Decimal:
        """The sum after the change, never below nothing."""
        return max(Decimal(0), EXACT.add(EXACT.multiply(value, self.factor), self.added))


def changed(specs: Sequence[FactSpec], remembered: Heard, new: Heard, story: str) -> Heard:
    """What is heard anew, with the one sum of money said before as this message changes it."""
    money = [spec.name for spec in specs if spec.kind == "money" and not spec.is_optional]
    known = [remembered.facts[name] for name in money if name in remembered.facts]
    change = _change(story) if len(money) == len(known) == 1 else None
    if change is None or (money[0] in new.facts and (new.facts[money[0]].words or "") not in change.words):
        return new
    fact = Fact(money[0], plain_digits(change.of(Decimal(known[0].value))), "user", change.words)
    return replace(new, facts={**new.facts, money[0]: fact}, unclear=())


def _change(story: str) -> Change | None:
    """How the message changes a sum; None where it does not."""
    times = [(match[0], factor) for pattern, factor in _TIMES if (match := pattern.search(story))]
    if times:
        words, factor = max(times, key=lambda one: len(one[0]))
        return Change(factor, Decimal(0), words)
    for one in find_quantities(story):
        before = story[: one.span.start]
        added, taken = _MORE.search(before), _LESS.search(before)
        if one.kind == "money" and (match := added or taken):
            return Change(Decimal(1), one.value if added else -one.value, match[0] + one.words)
    return None
