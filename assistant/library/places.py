"""Where an address leads within one policy."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.domain import Clause, Policy, Section, Span
from assistant.library.numbering import read_label
from assistant.library.references import Reference, Token
from assistant.library.traced import Traced

_KINDS = {
    "附件": "annex",
    "编": "volume",
    "章": "chapter",
    "节": "node",
    "部分": "part",
    "一、": "top",
    "（一）": "mid",
}

_HEAD = r"第?[一二三四五六七八九十]{1,3}[、.]|[(（][一二三四五六七八九十]{1,3}[)）]"
_ORDINAL = r"(?:这|那)?(?:一?(?:部分|章|节|块))?(?:里面|里|中|下面)?的?(?=第|[(（][一二三四五六七八九十]|最后|倒数)"
_EITHER = {"point": "mid", "numeral": "top"}
_MOST_SHOWN = 12

Steps = tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """What an address leads to: clauses in reading order, and the section if it is one."""

    clauses: tuple[Clause, ...] = ()
    section: Section | None = None


class Map:
    """One policy's clauses and sections by the steps that lead to them."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._clauses = [(_read_path(clause.path), clause) for clause in policy.clauses]
        self._sections = [(_read_path(section.path), section) for section in policy.sections]
        body = [steps for steps, clause in self._clauses if clause.kind not in ("front", "annex", "table_row")]
        kinds = {step.kind for steps in body for step in steps}
        self._has_items = "item" in kinds
        self._part_kind = "part" if "part" in kinds else "top"

    def follow(self, reference: Reference) -> Place:
        """Where the reference leads; an empty place where it leads nowhere."""
        if reference.number is not None:
            return self._look_up(reference.number)
        tokens = [replace(token, kind=self._part_kind) if token.kind == "part" else token for token in reference.tokens]
        if not tokens:
            return Place()
        if tokens[-1].kind == "last":
            return self._count_back(tokens[:-1], int(tokens[-1].value))
        if tokens[-1].kind != "item":
            return self._find_part(tokens)
        tokens = [*(replace(one, kind=_EITHER.get(one.kind, one.kind)) for one in tokens[:-1]), tokens[-1]]
        clauses = self._find_items(tokens[:-1], tokens[-1].value)
        if reference.through is not None:
            clauses = self._stretch(clauses, self._find_items(tokens[:-1], reference.through))
        return Place(clauses)

    def spell_out(self, text: str) -> Traced:
        """The text with each title of a section that an ordinal follows (保障措施第一条) replaced by its address."""
        spelled = Traced.source(text)
        for steps, section in self._sections:
            address = _speak(steps)
            if address and len(section.title) > 3 and section.title in spelled.text:
                spelled = spelled.replace(re.compile(rf"(?:{_HEAD})?{re.escape(section.title)}{_ORDINAL}"), address)
        return spelled

    def _look_up(self, number: str) -> Place:
        for clause in self.policy.clauses:
            if clause.number == number:
                return Place((clause,))
        for steps, section in self._sections:
            if section.number == number:
                return Place(self._below(steps), section)
        return Place(self._find_items((), number) if number.isdigit() else ())

    def _find_part(self, tokens: Sequence[Token]) -> Place:
        if tokens[-1].kind in _EITHER:
            *above, last = tokens
            place = self._find_part([*above, replace(last, kind=_EITHER[last.kind])])
            return place if place.clauses else Place(self._find_items(above, last.value))
        for steps, section in self._sections:
            if _ends_at(tokens, steps):
                return Place(self._below(steps), section)
        if tokens[-1].kind == "annex":
            return Place(self._below(tuple(tokens)) if tokens[-1].value else self._find_annexes())
        return Place(tuple(clause for steps, clause in self._clauses if _ends_at(tokens, steps))[:1])

    def _find_items(self, above: Sequence[Token], number: str) -> tuple[Clause, ...]:
        """The clauses printed with this number below `above`; where none is, the nth one there."""
        item = Token("item", number)
        found = tuple(c for steps, c in self._clauses if c.kind != "front" and _ends_at([*above, item], steps))
        if found or (self._has_items and not above) or not number.isdigit():
            return found
        if above:
            return self._find_nth(above, int(number))
        return tuple(c for steps, c in self._clauses if steps[0].kind != "annex" and steps[-1].value == number)[:1]

    def _find_nth(self, above: Sequence[Token], place: int) -> tuple[Clause, ...]:
        for steps, _ in self._sections:
            below = self._below(steps) if _ends_at(above, steps) else ()
            if 1 <= place <= len(below) and all(len(clause.path) == len(steps) + 1 for clause in below):
                return (below[place - 1],)
        return ()

    def _stretch(self, first: tuple[Clause, ...], last: tuple[Clause, ...]) -> tuple[Clause, ...]:
        if len(first) != 1 or len(last) != 1:
            return ()
        clauses = self.policy.clauses
        return clauses[clauses.index(first[0]) : clauses.index(last[0]) + 1]

    def _count_back(self, above: Sequence[Token], place: int) -> Place:
        """The nth clause from the end of the body, or of the part that `above` leads to."""
        body = tuple(c for c in self.policy.clauses if c.kind not in ("front", "annex", "table_row"))
        inside = self._find_part(above).clauses if above else body
        return Place(inside[-place : len(inside) - place + 1]) if 1 <= place <= len(inside) else Place()

    def _find_annexes(self) -> tuple[Clause, ...]:
        return tuple(clause for steps, clause in self._clauses if steps[0].kind == "annex")

    def _below(self, steps: Steps) -> tuple[Clause, ...]:
        return tuple(clause for path, clause in self._clauses if path[: len(steps)] == steps)


def describe_numbers(policy: Policy) -> str:
    """Which addresses a policy has, in Chinese: 共有第1至23项，另有…."""
    numbers = [clause.number for clause in policy.clauses if clause.number != "0"]
    plain = sorted({int(number) for number in numbers if number.isdigit()})
    others = [number for number in numbers if not number.isdigit()]
    word = "条" if any(clause.kind == "article" for clause in policy.clauses) else "项"
    pieces = [f"共有第{_write_runs(plain)}{word}"] if plain else []
    if others:
        shown = "、".join(others[:_MOST_SHOWN]) + ("等" if len(others) > _MOST_SHOWN else "")
        pieces.append(f"{'另有' if plain else '条款编号有'}{shown}")
    return "，".join(pieces) or "没有编号的条款"


def find_part(text: str, paragraph: int | None, point: int | None) -> Span | None:
    """Where 第`paragraph`款, or its （`point`）项, stands in a clause's text."""
    lines = [Span(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)]
    starts = [index for index, line in enumerate(lines) if _read_point(text, line) is None]
    bounds = [*starts, len(lines)]
    if paragraph is not None:
        if not 1 <= paragraph <= len(starts):
            return None
        lines = lines[bounds[paragraph - 1] : bounds[paragraph]]
    if point is None:
        return Span(lines[0].start, lines[-1].end) if paragraph is not None and lines else None
    return next((line for line in lines if _read_point(text, line) == point), None)


def _read_point(text: str, line: Span) -> int | None:
    label = read_label(text[line.start : line.end])
    return label.value if label and label.style in ("（一）", "1.", "（1）", "①") else None


def _read_path(path: Sequence[str]) -> Steps:
    return tuple(map(_read_piece, path))


def _speak(steps: Steps) -> str:
    """The address of a part or of a （一） in it, as it may be said."""
    said = {"chapter": "第{}章", "part": "第{}部分", "top": "第{}部分", "mid": "({})"}
    return "".join(said[step.kind].format(step.value) for step in steps if step.kind in said)


def _read_piece(piece: str) -> Token:
    label = read_label(f"{piece}、" if re.fullmatch("[一二三四五六七八九十百]+", piece) else piece)
    if label is None or label.style not in _KINDS:
        return Token("item", piece)
    return Token(_KINDS[label.style], str(label.value or ""))


def _ends_at(tokens: Sequence[Token], steps: Steps) -> bool:
    """Whether the steps end with the last token and hold the others before it; annexes are entered only by name."""
    if not tokens or steps[-1] != tokens[-1]:
        return False
    if steps[0].kind == "annex" and tokens[0].kind != "annex":
        return False
    rest = iter(steps[:-1])
    return all(token in rest for token in tokens[:-1])


def _write_runs(numbers: Sequence[int]) -> str:
    """1, 2, 3, 5 as 1至3、5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    return "、".join("至".join(map(str, run)) for run in runs)
