"""Numbers as word processors and browsers print them before the items of a list (一, 甲, ①, iv, …)."""

from collections.abc import Callable

from assistant.language.numbers import to_chinese

_LEGAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_SMALL_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_CIRCLED = "⓪①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"


def print_numeral(style: str, number: int) -> str | None:
    """`number` in a style named as in Word's files (w:numFmt); None for a style that is not known."""
    printer = _PRINTERS.get(style)
    return printer(number) if printer else None


def _print_letters(number: int) -> str:
    turn, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (turn + 1) if number > 0 else ""


def _print_roman(number: int) -> str:
    printed = ""
    for value, mark in (*_ROMAN, *_SMALL_ROMAN):
        many, number = divmod(number, value)
        printed += mark * many
    return printed


def _print_legal(number: int) -> str:
    words = to_chinese(number)
    return ("一" + words if words.startswith("十") else words).translate(_LEGAL)


def _pick(marks: str) -> Callable[[int], str]:
    return lambda number: marks[(number - 1) % len(marks)]


def _print_circled(number: int) -> str:
    return _CIRCLED[number] if number < len(_CIRCLED) else str(number)


_PRINTERS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _print_circled,
    "decimalEnclosedCircleChinese": _print_circled,
    "decimalEnclosedParen": lambda number: f"（{number}）",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "chineseCounting": to_chinese,
    "chineseCountingThousand": to_chinese,
    "japaneseCounting": to_chinese,
    "taiwaneseCounting": to_chinese,
    "taiwaneseCountingThousand": to_chinese,
    "ideographDigital": lambda number: str(number).translate(_DIGITS),
    "taiwaneseDigital": lambda number: str(number).translate(_DIGITS),
    "japaneseDigitalTenThousand": lambda number: str(number).translate(_DIGITS),
    "chineseLegalSimplified": _print_legal,
    "ideographLegalTraditional": _print_legal,
    "ideographTraditional": _pick("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _pick("子丑寅卯辰巳午未申酉戌亥"),
    "lowerLetter": _print_letters,
    "upperLetter": lambda number: _print_letters(number).upper(),
    "lowerRoman": _print_roman,
    "upperRoman": lambda number: _print_roman(number).upper(),
    "none": lambda _: "",
}
