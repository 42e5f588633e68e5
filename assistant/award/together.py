"""The words by which a text speaks of taking several awards together."""

import re

from assistant.domain import Span

_NOT = "不(?:得|再|予|可|能|可以|允许)?"
_TOGETHER = re.compile(
    rf"(?:就高|从高|择优|择高)[^，。；]{{0,6}}{_NOT}重复|{_NOT}(?:重复|叠加|同时|兼得)[^，。；]{{0,2}}"
    r"(?:享受|奖励|补助|补贴|申报|申请|申领|支持|给予|兑现|资助|领取)"
    rf"|{_NOT}(?:叠加|兼得)|(?:就高|从高|择高)(?:享受|给予|奖励|补助|补贴|执行|原则)"
    r"|只(?:能|可)?(?:享受|申报|申请|领取)(?:其中)?(?:一|1)(?:项|种)|可(?:以)?(?:叠加|同时)享受"
)


def find_together(text: str) -> list[Span]:
    """Where a text says how awards are taken together (就高不重复, 不得重复享受 …)."""
    return [Span(*match.span()) for match in _TOGETHER.finditer(text)]
