"""Drafts to Clauses and Sections: numbers that are unique in the document, headings, locators, spans."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain import Clause, ReadingWarning, Section, Span
from assistant.language.numbers import read_ordinal
from assistant.library.drafts import Draft, Step
from assistant.library.traced import find_spans


@dataclass(frozen=True, slots=True)
class Numbered:
    """All clauses and sections of a document."""

    clauses: tuple[Clause, ...]
    sections: tuple[Section, ...]
    warnings: tuple[ReadingWarning, ...]


def number_drafts(drafts: Sequence[Draft], policy_id: str, source: str, silent: frozenset[int]) -> Numbered:
    """Clauses and sections with the numbers people cite.

    A printed Arabic number stands as it is where it is unique, else the path is joined by `-`.
    """
    printed = Counter(draft.own for draft in drafts if draft.own)
    clauses: list[Clause] = []
    sections: list[Section] = []
    warnings: list[ReadingWarning] = []
    taken: Counter[str] = Counter()
    for draft in drafts:
        spans = find_spans(draft.text, source, silent)
        warnings += draft.warnings
        if draft.kind is None:
            sections.append(_build_section(draft, policy_id, spans))
            continue
        number = draft.own if draft.own and printed[draft.own] == 1 else join_path(draft.steps)
        taken[number] += 1
        if taken[number] > 1:
            place = spans[0] if spans else Span(0, 0)
            warnings.append(ReadingWarning("repeated_number", f"编号重复：{number}", place))
            number = f"{number}({taken[number]})"
        clauses.append(_build_clause(draft, policy_id, number, spans))
    return Numbered(tuple(clauses), tuple(sections), tuple(warnings))


def join_path(steps: Sequence[Step]) -> str:
    """The number of a part whose own is not enough: 三（一） is 三-1, 二（一）3 is 二-1-3."""
    first, *others = (step.piece for step in steps)
    return "-".join([first.strip("（）"), *map(_to_arabic, others)])


def _to_arabic(piece: str) -> str:
    bare = piece.strip("（）")
    value = read_ordinal(bare) if bare != piece else None
    return bare if value is None else str(value)


def _build_section(draft: Draft, policy_id: str, spans: tuple[Span, ...]) -> Section:
    return Section(
        policy_id=policy_id,
        number=join_path(draft.steps),
        path=tuple(step.piece for step in draft.steps),
        title=draft.steps[-1].title,
        locator=_locate(draft.steps),
        spans=spans,
        responsibilities=draft.responsibilities,
    )


def _build_clause(draft: Draft, policy_id: str, number: str, spans: tuple[Span, ...]) -> Clause:
    return Clause(
        policy_id=policy_id,
        number=number,
        path=tuple(step.piece for step in draft.steps),
        headings=tuple(filter(None, (*(step.title for step in draft.steps[:-1]), draft.table_head))),
        title=draft.steps[-1].title,
        text=draft.text.text,
        locator=_locate(draft.steps),
        kind=draft.kind or "section",
        responsibilities=draft.responsibilities,
        spans=spans,
    )


def _locate(steps: Sequence[Step]) -> str:
    return "".join(step.locator for step in steps).strip()
