"""What is not consistent in a policy as read: the check behind `policy-assistant check`."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from assistant.domain import Finding, Policy
from assistant.library.corrections import count_words
from assistant.library.front import read_front
from assistant.library.meta import PolicyMeta
from assistant.library.parts import divide
from assistant.library.reading import read_text
from assistant.library.shelf import read_folder
from assistant.library.source import read_lines
from assistant.library.traced import NOWHERE, Traced


def check_folder(folder: Path) -> list[Finding]:
    """Everything wrong in a policy folder, its policy.yaml included; raises CorpusError where it cannot be read."""
    source, meta = read_folder(folder)
    policy = read_text(source, meta)
    return [
        *_check_tiling(policy),
        *_check_numbers(policy),
        *_check_units(policy),
        *_check_corrections(policy, meta),
        *_check_identity(policy, meta),
        *_check_notes(policy, meta),
        *_check_assignments(policy, meta),
    ]


def untiled(policy: Policy) -> str:
    """The visible characters of the source that stand in no clause or section, or in several; "" when all is well.

    Markdown and HTML marks, page numbers and rules are not visible characters.
    """
    spans = [span for part in policy.clauses for span in part.spans]
    spans += [span for part in policy.sections for span in part.spans]
    held = Counter(place for span in spans for place in range(span.start, span.end))
    visible = [
        (origin, character)
        for line in read_lines(Traced.source(policy.source))
        for origin, character in zip(line.body.origins, line.text, strict=True)
        if origin != NOWHERE and not character.isspace()
    ]
    return "".join(character for origin, character in visible if held[origin] != 1)


def _check_tiling(policy: Policy) -> Iterator[Finding]:
    if left := untiled(policy):
        yield Finding(policy.id, "untiled", f"有{len(left)}个字未归入或重复归入条款：{left[:20]}")


def _check_numbers(policy: Policy) -> Iterator[Finding]:
    counts = Counter(clause.number for clause in policy.clauses)
    for number, count in counts.items():
        if count > 1:
            yield Finding(f"{policy.id}#{number}", "repeated_number", f"条款编号出现{count}次")


def _check_units(policy: Policy) -> Iterator[Finding]:
    """Every unit is one that policy.yaml knows, where it lists units at all; no name stands for two units."""
    owners: dict[str, str] = {}
    for unit, names in policy.unit_aliases.items():
        for name in (unit, *names):
            if owners.setdefault(name, unit) != unit:
                yield Finding(policy.id, "ambiguous_unit", f"“{name}”同时是{owners[name]}和{unit}的叫法")
    if not policy.unit_aliases:
        return
    for clause in policy.clauses:
        for unit in clause.responsible_units:
            if unit not in policy.unit_aliases:
                yield Finding(clause.ref, "unknown_unit", f"“单位别名”没有登记{unit}")


def _check_corrections(policy: Policy, meta: PolicyMeta) -> Iterator[Finding]:
    for entry in meta.corrections:
        count = count_words(policy.source, entry.words)
        if count != 1:
            yield Finding(f"{policy.id} 更正", "correction", f"“{entry.words}”应恰好出现一次，实际{count}次")


def _check_identity(policy: Policy, meta: PolicyMeta) -> Iterator[Finding]:
    parts = divide(read_lines(Traced.source(policy.source)))
    found = read_front(parts.front, parts.tail, parts.title)
    for name, left, right in (
        ("标题", meta.title or None, found.title),
        ("文号", meta.document_number, found.document_number),
        ("发文机关", meta.issuer, found.issuer),
        ("成文日期", meta.issued, found.issued),
    ):
        if left is not None and right is not None and left != right:
            yield Finding(f"{policy.id} {name}", "identity", f"policy.yaml 写“{left}”，正文读到“{right}”")


def _check_notes(policy: Policy, meta: PolicyMeta) -> Iterator[Finding]:
    texts = {clause.number: clause.text for clause in policy.clauses}
    whole = "\n".join(texts.values())
    for note in meta.notes:
        if note.clause is not None and note.clause not in texts:
            yield Finding(f"{policy.id} 备注", "note", f"没有条款{note.clause}")
        elif note.words not in (whole if note.clause is None else texts[note.clause]):
            yield Finding(f"{policy.id} 备注", "note", f"条款{note.clause or '全文'}没有“{note.words}”")


def _check_assignments(policy: Policy, meta: PolicyMeta) -> Iterator[Finding]:
    texts = {clause.number: clause.text for clause in policy.clauses}
    for entry in meta.assignments:
        for number in (*entry.clauses, entry.basis):
            if number not in texts:
                yield Finding(f"{policy.id} 指派", "assignment", f"没有条款{number}")
        if entry.words not in texts.get(entry.basis, ""):
            yield Finding(f"{policy.id} 指派", "assignment", f"条款{entry.basis}没有“{entry.words}”")
        if entry.role not in entry.words:
            yield Finding(f"{policy.id} 指派", "assignment", f"职责“{entry.role}”不在所引原文里")
