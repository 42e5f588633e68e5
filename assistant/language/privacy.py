"""Numbers that belong to one person, out of a text that is to be kept: mobile phone, identity card, bank card, e-mail.

A sum of money is never taken for one of them: digits before a unit, behind a currency or a word for a sum, with a
decimal point, grouped by commas, or round stay as they are. What is hidden leaves a word without digits, so that
nothing in it can be read as a figure.
"""

import re
from collections.abc import Iterable
from datetime import date

from assistant.language.characters import fold

_UNIT_NEXT = r"(?! ?(?:[元块万亿兆角%‰]|分(?!机)|RMB|CNY|USD|HKD|EUR|rmb|cny|[wWkK](?![A-Za-z])))"
_NO_MONEY = r"(?<![0-9.,¥$€£])(?<![0-9][ -])(?<![¥$€£] )(?<!RMB)(?<!CNY)(?<!USD)(?<!人民币)(?<!人民币 )"
_START = rf"(?<![A-Za-z]){_NO_MONEY}"
_END = rf"(?![0-9A-Za-z])(?!\.[0-9])(?!,[0-9]{{3}})(?![ -][0-9]){_UNIT_NEXT}"
_KINDS = (
    ("电子邮箱", r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"),
    ("身份证号", rf"{_START}[1-8][0-9]{{5}}[ -]?[0-9]{{8}}[ -]?[0-9]{{3}}[0-9Xx]{_END}"),
    ("身份证号", rf"{_START}[1-8][0-9]{{14}}{_END}"),
    ("银行卡号", rf"{_START}[1-9][0-9]{{3}}(?:[ -]?[0-9]{{4}}){{3}}(?:[ -]?[0-9]{{1,3}})?{_END}"),
    ("手机号", rf"{_NO_MONEY}(?:(?:\+|00)?86[ -]?)?1[3-9][0-9](?:[0-9]{{8}}|(?:[ -][0-9]{{4}}){{2}}){_END}"),
    ("电话号码", rf"{_START}(?:\(0[0-9]{{2,3}}\) ?|0[0-9]{{2,3}}[ -]?)[2-9][0-9]{{6,7}}{_END}"),
)
_SUM_BEFORE = re.compile(
    "(?:额|收入|营收|产值|经费|资金|款|规模|成本|利润|费用?|投资|投入|资本|资产|到账|拨付|采购)"
    "(?:是|为|达到?|共计?|约|有|了| |:|：)*$"
)
_STAND_INS = {
    "手机号": "13800000000",
    "电话号码": "0000-20000000",
    "身份证号": "110000190001010000",
    "银行卡号": "6200000000000000",
    "电子邮箱": "nobody@example.com",
}
_ROUND = re.compile("0{4}$")
_PERSONAL = re.compile("|".join(f"(?P<kind{at}>{pattern})" for at, (_, pattern) in enumerate(_KINDS)))


def mask_personal(text: str) -> str:
    """The text with every personal number replaced by its kind in brackets, `[手机号]`."""
    return hide(text, personal_numbers(text))


def personal_numbers(text: str) -> dict[str, str]:
    """The personal numbers in a text as written, longest first, each with what takes its place."""
    found = {}
    folded = fold(text)
    for match in _PERSONAL.finditer(folded):
        kind = _KINDS[int(str(match.lastgroup).removeprefix("kind"))][0]
        is_sum = kind != "电子邮箱" and _SUM_BEFORE.search(folded[: match.start()])
        if not is_sum and _is_one(kind, match.group()):
            found[text[match.start() : match.end()]] = f"[{kind}]"
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


def hide(text: str, numbers: dict[str, str]) -> str:
    """The text with these numbers replaced wherever they stand on their own and are no sum."""
    if not numbers:
        return text
    written = "|".join(map(re.escape, numbers))
    alone = rf"(?<![0-9０-９￥]){_NO_MONEY}(?:{written})(?![0-9０-９]){_UNIT_NEXT}"
    return re.sub(alone, lambda match: numbers[match.group()], text)


def with_stand_ins(text: str) -> str:
    """The text with a number of nobody in each hidden place: what was told is then heard as told, not as asked for."""
    for kind, number in _STAND_INS.items():
        text = text.replace(f"[{kind}]", number)
    return text


def hide_within(data: object, numbers: dict[str, str]) -> object:
    """JSON data with these numbers replaced in every string of it."""
    if not numbers:
        return data
    if isinstance(data, str):
        return hide(data, numbers)
    if isinstance(data, dict):
        return {name: hide_within(value, numbers) for name, value in data.items()}
    if isinstance(data, list):
        return [hide_within(value, numbers) for value in data]
    return data


def numbers_in(texts: Iterable[str]) -> dict[str, str]:
    """The personal numbers of several texts, longest first."""
    found: dict[str, str] = {}
    for text in texts:
        found |= personal_numbers(text)
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


def _is_one(kind: str, written: str) -> bool:
    """Whether the digits can be what their shape says: a date of birth, a check digit, no round sum."""
    digits = "".join(char for char in written if char.isalnum())
    if kind == "身份证号":
        return _has_birthday(digits)
    if kind == "银行卡号":
        return digits.startswith("62") or _has_check_digit(digits)
    return kind != "手机号" or not _ROUND.search(digits)


def _has_check_digit(digits: str) -> bool:
    """Luhn's sum, by which card numbers are told from mistyped ones."""
    doubled = [int(one) * (1 + place % 2) for place, one in enumerate(reversed(digits))]
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def _has_birthday(digits: str) -> bool:
    born = digits[6:14] if len(digits) == 18 else f"19{digits[6:12]}"
    try:
        date(int(born[:4]), int(born[4:6]), int(born[6:]))
    except ValueError:
        return False
    return 1850 <= int(born[:4]) <= 2100
