"""The structure reader: the text of an official document to a Policy."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from assistant.domain import Clause, ForceChange, Policy, ReadingWarning, Responsibility
from assistant.errors import CorpusError
from assistant.library.annexes import draft_annex
from assistant.library.clauses import Numbered, number_drafts
from assistant.library.corrections import apply_corrections
from assistant.library.drafts import Draft, Step, draft_nodes
from assistant.library.front import Front, read_front
from assistant.library.layout import find_layout
from assistant.library.levels import find_level
from assistant.library.meta import Assignment, PolicyMeta
from assistant.library.outline import Outline, build_outline, find_headings
from assistant.library.paragraphs import join_lines
from assistant.library.parts import Parts, divide
from assistant.library.source import Line, read_lines
from assistant.library.standing import is_provisional
from assistant.library.traced import Traced, join
from assistant.library.validity import find_validity


def read_text(text: str, meta: PolicyMeta) -> Policy:
    """The policy in `text`. Raises CorpusError for a text without words and for corrections that do not fit."""
    corrected, removed = apply_corrections(text, meta.corrections)
    lines = read_lines(corrected)
    if not lines:
        raise CorpusError(meta.id, "the file holds no text", "文件里没有文字")
    parts = divide(lines)
    front = _override(read_front(parts.front, parts.tail, parts.title), meta)
    outline = build_outline(parts.body, parts.styles)
    drafts = _draft(parts, outline, front.title, meta)
    numbered = number_drafts(drafts, meta.id, text, removed)
    clauses = tuple(_dress(clause, meta) for clause in numbered.clauses)
    policy = _build(text, meta, front, replace(numbered, clauses=clauses), (*outline.warnings, *numbered.warnings))
    return replace(policy, layout=find_layout(parts, outline.nodes))


def _draft(parts: Parts, outline: Outline, title: str, meta: PolicyMeta) -> list[Draft]:
    drafts = _draft_front([*parts.front, *outline.intro], parts.tail, title)
    drafts += draft_nodes(outline.nodes, meta.unit_aliases)
    for annex in parts.annexes:
        drafts += draft_annex(annex, meta.unit_aliases)
    return drafts


def _draft_front(front: Sequence[Line], tail: Sequence[Line], title: str) -> list[Draft]:
    """Clause 0: everything before the body and the signature after it."""
    texts = [join_lines(lines, find_headings(lines)) for lines in (front, tail) if lines]
    if not texts:
        return []
    glued = [piece for text in texts for piece in (Traced.added("\n"), text.text)][1:]
    warnings = tuple(warning for text in texts for warning in text.warnings)
    return [Draft((Step("0", title, "标题与前言"),), join(glued), "front", "0", (), warnings)]


def _override(front: Front, meta: PolicyMeta) -> Front:
    return Front(
        title=meta.title or front.title or meta.id,
        document_number=meta.document_number or front.document_number,
        issuer=meta.issuer or front.issuer,
        issued=meta.issued or front.issued,
    )


def _dress(clause: Clause, meta: PolicyMeta) -> Clause:
    """The clause with what policy.yaml adds to it: notes, and units that running text assigns."""
    notes = tuple(note.text for note in meta.notes if note.clause == clause.number)
    assigned = tuple(
        Responsibility(entry.role, unit, _find_printed(entry, unit, meta))
        for entry in meta.assignments
        if clause.number in entry.clauses
        for unit in entry.units
    )
    return replace(clause, notes=notes, responsibilities=(*clause.responsibilities, *assigned))


def _find_printed(entry: Assignment, unit: str, meta: PolicyMeta) -> str:
    """How a unit is called in the words that assign it; raises CorpusError if they do not name it."""
    names = (unit, *meta.unit_aliases.get(unit, ()))
    printed = [name for name in sorted(names, key=len, reverse=True) if name in entry.words]
    if not printed:
        raise CorpusError(
            f"{meta.id} 指派",
            f"the words {entry.words!r} do not name {unit!r}",
            f"“指派”的原文没有出现{unit}（或其别名）",
        )
    return printed[0]


def _build(
    text: str, meta: PolicyMeta, front: Front, numbered: Numbered, warnings: tuple[ReadingWarning, ...]
) -> Policy:
    validity = find_validity(numbered.clauses, front.issued)
    digest = hashlib.sha256(f"{text}\0{meta.model_dump_json()}".encode("utf-8", "surrogatepass"))
    whole = tuple(note.text for note in meta.notes if note.clause is None)
    return Policy(
        id=meta.id,
        title=front.title,
        document_number=front.document_number,
        issuer=front.issuer,
        issued=front.issued,
        clauses=numbered.clauses,
        sections=numbered.sections,
        aliases=meta.aliases,
        places=meta.places,
        effective=meta.validity.start or validity.start,
        until=meta.validity.end or validity.end,
        notes=(*filter(None, (meta.validity.note,)), *whole),
        warnings=tuple(sorted(warnings, key=lambda warning: warning.span.start)),
        source=text,
        digest=digest.hexdigest(),
        unit_aliases=meta.unit_aliases,
        provisional=is_provisional(front.title),
        changes=tuple(ForceChange(one.kind, one.by, one.since, one.clauses) for one in meta.changes),
        level=meta.level or find_level(front.issuer, front.title),
    )
