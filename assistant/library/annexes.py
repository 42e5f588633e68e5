"""附件 to drafts: one clause, one for each row of its table, or its own parts where it is a document itself."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.library.articles import is_statute
from assistant.library.drafts import Aliases, Draft, Step, draft_nodes
from assistant.library.numbering import Label, read_label
from assistant.library.outline import LAW_STYLES, PLAN_STYLES, build_outline, find_headings, is_heading
from assistant.library.paragraphs import clean_line, join_lines
from assistant.library.source import Line, tighten_heading
from assistant.library.units import read_responsibilities


def draft_annex(lines: Sequence[Line], aliases: Aliases) -> Iterator[Draft]:
    """Drafts of one annex, whose first line carries its label."""
    label = read_label(lines[0].text)
    if label is None:
        raise ValueError(f"not the first line of an annex: {lines[0].text!r}")
    step = _step(label, lines)
    styles = LAW_STYLES if is_statute(lines[1:]) else PLAN_STYLES
    outline = build_outline(lines[1:], styles)
    if any(node.label.style not in ("1.", "（一）") for node in outline.nodes):
        yield _draft_text([lines[0], *outline.intro], step, aliases)
        for draft in draft_nodes(outline.nodes, aliases, (step,)):
            yield replace(draft, kind="annex" if draft.kind else None, own=None)
    else:
        yield from _draft_table(lines, step, aliases)


def _step(label: Label, lines: Sequence[Line]) -> Step:
    title = tighten_heading(lines[0].body.cut(label.length).strip()).text
    if not title and len(lines) > 1 and is_heading(lines[1]):
        title = tighten_heading(lines[1].body).text
    return Step(label.printed, title, f"{label.printed} ")


def _draft_text(lines: Sequence[Line], step: Step, aliases: Aliases) -> Draft:
    paragraphs = join_lines(lines, find_headings(lines))
    units = read_responsibilities(paragraphs.text.text, aliases)
    return Draft((step,), paragraphs.text, "annex", None, units, paragraphs.warnings)


def _draft_table(lines: Sequence[Line], step: Step, aliases: Aliases) -> Iterator[Draft]:
    """The annex without its rows, then each row below a table's first one, which heads the others."""
    kept = [line for index, line in enumerate(lines) if not line.is_row or not lines[index - 1].is_row]
    text = _draft_text(kept, step, aliases)
    yield text
    header, number = "", 0
    for before, line in pairwise(lines):
        if not line.is_row:
            continue
        if not before.is_row:
            header = clean_line(line).text
            continue
        number += 1
        body = clean_line(line)
        units = read_responsibilities(body.text, aliases) or text.responsibilities
        yield Draft((step, _row_step(number, body.text)), body, "table_row", None, units, table_head=header)


def _row_step(number: int, text: str) -> Step:
    cells = [cell for cell in text.split(" | ") if not cell.strip().isdigit()]
    return Step(str(number), cells[0].strip() if cells else "", f"第{number}行")
