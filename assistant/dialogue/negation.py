"""Whether words of a text are denied, asked or merely required rather than stated: general Chinese grammar."""

import re

from assistant.domain import Span

_DENIED_BEFORE = re.compile(
    r"(?:不够|不到|[没未达]不?到|[没未]达到|不是|不算|并非|并不是|没有?|未曾?|尚未|还没有?|从没|从未|不曾|非|无|不(?:愿|想|肯|打算|准备|会|能|再)|拒绝|谈不上|算不上|够不上"
    r"|不属于|不为|不叫|而非)(?:我们?|咱们?|俺们?|从|跟|和|与|任何|备案|去|给|再|能|进|找|用|走|经过?|入选?|当上?|成为?|选[上为]|[评列]上?[为成入]?|纳入|认定[为成]?|拿到?|签过?|通过|办|有|上|取得|获得|达到|属于|是|被|做|过){0,3}$|不$"
)
_DENIED_AFTER = re.compile(
    r"^(?:我们?|俺们?|咱们?|他们?|都|也|还|就|可|却|倒|是|这个|书|证|的|，)?"
    r"(?:(?:没有?|未|尚未|还没|并未|拒)(?:签|办|有(?=$|[，。？！的])|给|拿|过|想|愿|打算|肯|取得|做|交|搞)|不(?:签|想|愿|肯|打算|办|交))"
)
AFTERWARDS = re.compile(
    r"(?:今年|这[次回]|后来|终于|刚)[^，。？！；]{0,6}?(?:评上|评为|评了|认定|备案|批|通过|拿到|过了|入选)"
)
"""Says that what failed before came about in the end."""
_NOT_RECOGNISED = re.compile(
    r"^[^，。？！；]{0,6}?(?:没有?|未|尚未|还没)(?:能|被)?(?:评[上下]?|认定|批|通过|选上|入选)(?!过?[^，。？！；]{0,2}[国省市区县])"
    r"|^[^，。？！；]{0,6}?被(?:取消|撤销?|摘|吊销|收回|注销)"
)
_IN_QUESTION_BEFORE = re.compile(r"(?:算|算是|属于|是)(?:不|作)?$")
_IN_QUESTION_AFTER = re.compile(r"^(?:的|[迁搬][来入进])?[吗么嘛不吧？]")
_ASKED_BEFORE = re.compile(
    r"(?:是不是|是否|算不算|有没有|要不要|需不需要|用不用|必须|需要?|还得|要求|得先|非得|如何|怎么|怎样|什么叫)[^，。？！；]{0,6}$"
)
_PHRASE_ENDS = "，。？！；：,.?!;:\n"


def is_denied(text: str, span: Span) -> bool:
    """The words at `span` are negated: 「不是省级」「承诺书没签」."""
    before, after = _around(text, span)
    return bool(_DENIED_BEFORE.search(before) or _DENIED_AFTER.search(after)) or _failed(text, span)


def _failed(text: str, span: Span) -> bool:
    """Whether the words were not recognised or taken away, and did not come about afterwards."""
    match = _NOT_RECOGNISED.match(_around(text, span)[1])
    return match is not None and not AFTERWARDS.search(text, span.end + match.end())


def is_asked(text: str, span: Span) -> bool:
    """The words at `span` are in question or required, so they state nothing: 「是不是首次」「要签承诺书吗」."""
    before, after = _around(text, span)
    is_checked = bool(_IN_QUESTION_BEFORE.search(before) and _IN_QUESTION_AFTER.match(after))
    return is_checked or bool(_ASKED_BEFORE.search(before))


def _around(text: str, span: Span) -> tuple[str, str]:
    start = max((text.rfind(mark, 0, span.start) for mark in _PHRASE_ENDS), default=-1) + 1
    return text[start : span.start], text[span.end : span.end + 12]
