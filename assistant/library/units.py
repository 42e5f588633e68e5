"""Responsible units: who answers for a clause, by the role marks in its text."""

import re
from collections.abc import Iterator, Mapping

from assistant.domain import Responsibility

_ROLE = (
    r"(?:第一)?(?:牵头|责任|配合|承办|负责|主管|实施|协办|参与|主办|协同|落实|主责|协作|组织|联合)"
    r"(?:责任|配合|实施|落实|负责)?(?:单位|部门|机构|科室|处室)"
)
_BRACKET = re.compile(rf"[（(]\s*(?={_ROLE}\s*[：:])")
_OWN_LINE = re.compile(rf"^\s*(?={_ROLE}\s*[：:])", re.M)
_ROLE_MARK = re.compile(rf"({_ROLE})\s*[：:]")
_NAMES = r"([^（()）：:。；;]{2,200}?)"
_WORKING = re.compile(rf"[（(]{_NAMES}(?:按照?(?:各自)?职责分?工?)?(?:分别)?(负责|落实)(?:落实)?[）)]")
_LEADING = re.compile(rf"[（(]{_NAMES}(牵头)(?:[，,；;]{_NAMES}(配合|参与|负责))?(?:落实)?[）)]")
_UNIT_NAME = re.compile(
    r"[^，。]{1,30}(?:局|委|办|厅|部|院|会|府|中心|处|组|行|社|署|公司|镇|乡|街道|区|县|市|单位|部门|机构|机关)"
)
_SEPARATORS = re.compile(r"[、，,；;\s]+|(?<=[局委办厅部])和(?=[一-龥])")
_TAIL = re.compile(r"(?:等(?:相关|有关)?(?:部门|单位)?)?(?:按照?(?:各自)?职责分?工?(?:负责|落实)?)?[。.]?$")
_OPEN, _CLOSE = "（(", "）)"


def read_responsibilities(text: str, aliases: Mapping[str, tuple[str, ...]]) -> tuple[Responsibility, ...]:
    """Every unit that a role mark in `text` names, in printed order; `aliases` are other names by normalised name."""
    official = {name: unit for unit, names in aliases.items() for name in (unit, *names)}
    found = (
        Responsibility(role, official.get(printed, printed), printed)
        for role, names in _find_roles(text)
        for printed in _split(names)
    )
    return tuple(dict.fromkeys(found))


def is_unit_bracket(text: str) -> bool:
    """Whether a paragraph is nothing but a bracket that names responsible units."""
    match = _BRACKET.match(text)
    return match is not None and _find_close(text, match.end()) >= len(text.rstrip("。 ")) - 1


def is_unit_line(text: str) -> bool:
    """Whether a paragraph only names responsible units, in a bracket or without."""
    return _OWN_LINE.match(text) is not None or is_unit_bracket(text)


def strip_units(text: str) -> str:
    """A heading without the bracket that names its units."""
    match = _BRACKET.search(text)
    return text if match is None else (text[: match.start()] + text[_find_close(text, match.end()) + 1 :]).strip()


def _find_roles(text: str) -> Iterator[tuple[str, str]]:
    """Each role with its list of names, in the order of the text."""
    found: list[tuple[int, str, str]] = []
    for match in (*_BRACKET.finditer(text), *_OWN_LINE.finditer(text)):
        is_bracket = match[0].strip() != ""
        end = _find_close(text, match.end()) if is_bracket else _find_line_end(text, match.end())
        found += _read_marks(text[match.end() : end], match.end())
    for match in (*_WORKING.finditer(text), *_LEADING.finditer(text)):
        pairs = [(match[group + 1], match[group]) for group in range(1, match.re.groups, 2) if match[group]]
        if all(_UNIT_NAME.fullmatch(name) for _, names in pairs for name in _split(names)):
            found += [(match.start(), role, names) for role, names in pairs]
    found.sort(key=lambda one: one[0])
    yield from ((role, names) for _, role, names in found)


def _read_marks(text: str, offset: int) -> Iterator[tuple[int, str, str]]:
    marks = list(_ROLE_MARK.finditer(text))
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        yield offset + mark.start(), mark[1], text[mark.end() : after.start() if after else len(text)]


def _find_line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _find_close(text: str, start: int) -> int:
    """The offset of the bracket that closes one opened before `start`; the text's end if none does."""
    depth = 1
    for place in range(start, len(text)):
        depth += (text[place] in _OPEN) - (text[place] in _CLOSE)
        if depth == 0:
            return place
    return len(text)


def _split(names: str) -> Iterator[str]:
    for name in _SEPARATORS.split(names.strip()):
        if cleaned := _TAIL.sub("", name).strip():
            yield cleaned
