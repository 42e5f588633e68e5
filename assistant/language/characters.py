"""Variants of one character brought to one form, one for one, so that offsets stay what they were."""

import re

CAPITALS = "壹贰叁肆伍陆柒捌玖貳叄參陸"
"""Digits as written on cheques. Alone they are ordinary words and names (陆, 伍), so a reader must ask for company."""

_VARIANTS = str.maketrans(
    "０１２３４５６７８９．％＋－–—−～〜〇○" + "壹贰叁肆伍陆柒捌玖拾佰仟" + "貳叄參陸兩萬億個點幾餘來圓項條圆",
    "0123456789.%+----~~零零" + "一二三四五六七八九十百千" + "二三三六两万亿个点几余来元项条元",
)
_LETTERS = {code: chr(code - 0xFEE0) for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_SPACES = {code: " " for code in (0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)}
_TABLE: dict[int, int | str] = {**_VARIANTS, **_LETTERS, **_SPACES, ord("￥"): "¥"}
_THREE = re.compile("参(?=[十百千万])")
_GROUPED = re.compile(r"(?<![0-9])[0-9]{1,3}(?:[，' ][0-9]{3})+(?![0-9])")


def fold(text: str) -> str:
    """`text` with digits, numerals, units, dashes and spaces in one form each; same length, same offsets.

    What separates groups of digits (1，500，000) becomes a plain comma where some group begins with 0: a list of
    separate numbers has no such member.
    """
    return _THREE.sub("三", _GROUPED.sub(_plain_commas, text.translate(_TABLE)))


def _plain_commas(match: re.Match[str]) -> str:
    words = match.group()
    return re.sub("[，' ]", ",", words) if re.search("[，' ]0", words) else words
