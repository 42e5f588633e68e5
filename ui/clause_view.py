"""The tab 条款查询 as HTML: hits, the document as a tree, the reader, two clauses side by side."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from html import escape

from assistant.domain import Clause, Hit, Policy, Section, Span
from assistant.language.wording import format_day
from assistant.render import clauses_within, official_citation
from ui.pieces import (
    empty_html,
    heading_of,
    highlighted,
    paragraphs_html,
    permanent_address,
    shared_spans,
    status_html,
    units_html,
)

_AROUND = 36
_MOST_SHOWN = 120


def hits_html(hits: Sequence[Hit], query: str) -> str:
    """Ranked clauses, each with the place of the words and why it was found."""
    if not hits:
        return status_html("没有找到。可以换一个词，写条款号（如 14、第14条），或者去掉筛选。")
    rows = "".join(_hit(hit, query) for hit in hits)
    return f"{status_html(f'找到 {len(hits)} 条')}<ol class='pa-hits'>{rows}</ol>"


def tree_html(policies: Sequence[Policy]) -> str:
    """Every document with its headings and clauses; the first stands open."""
    trees = "".join(_tree(policy, place == 0) for place, policy in enumerate(policies))
    return (
        f'<nav class="pa-tree" aria-label="文件目录">{trees}</nav>' if trees else empty_html("资料库里还没有政策文件。")
    )


def reader_html(policy: Policy, found: Clause | Section, query: str = "") -> str:
    """One clause whole, or a heading with all it holds; how to cite it, and what stands before and after."""
    clauses = (found,) if isinstance(found, Clause) else clauses_within(found, policy)
    citation = official_citation(policy, found)
    issued = f"　{format_day(policy.issued)}" if policy.issued else ""
    body = "".join(_article(one, query) for one in clauses)
    document = escape(f"《{policy.title}》{policy.document_number or ''}{issued}")
    return (
        f'<article class="pa-reader"><p class="pa-crumbs">{document}</p>'
        f"<h2>{escape(heading_of(found))}</h2>{_tools(found, citation)}{body}"
        f'<p class="pa-cite">引用格式：{escape(citation)}</p>{_beside(policy, clauses)}</article>'
    )


def nothing_open_html() -> str:
    """The reader before anything is chosen."""
    return empty_html("从左边选一条，这里显示全文。按 C 键复制规范引用。")


def compare_html(pairs: Sequence[tuple[Policy, Clause]]) -> str:
    """The clauses chosen for comparison; of two, what only one of them says is marked."""
    if not pairs:
        return ""
    if len(pairs) == 1:
        policy, clause = pairs[0]
        return status_html(f"已选 {heading_of(clause)}（{policy.document_number or policy.title}），再选一条就能对照。")
    (_, first), (_, second) = pairs
    mine, theirs = _differences(first.text, second.text)
    columns = _column(*pairs[0], mine) + _column(*pairs[1], theirs)
    return (
        '<section class="pa-compare" aria-label="两条对照"><div class="pa-compare-head"><h2>对照</h2>'
        '<button type="button" class="pa-button" data-pick="" data-act="uncompare">结束对照</button></div>'
        f'<div class="pa-columns">{columns}</div><p class="pa-small">底色标出只有这一条有的字句。</p></section>'
    )


def _hit(hit: Hit, query: str) -> str:
    clause = hit.clause
    units = "、".join(clause.responsible_units) or "未写明责任单位"
    reasons = "；".join(dict.fromkeys(one.reason for one in hit.found))
    return (
        f'<li><button type="button" class="pa-row" data-pick="{escape(clause.ref)}"><b>{escape(heading_of(clause))}</b>'
        f"<span>{_snippet(clause.text, query)}</span>"
        f"<small>{escape(units)}　{escape(reasons)}</small></button></li>"
    )


def _snippet(text: str, query: str) -> str:
    """The stretch around the first shared words, these highlighted."""
    spans = shared_spans(query, text)
    start = max(0, min((span.start for span in spans), default=0) - _AROUND)
    end = min(len(text), start + 3 * _AROUND)
    moved = [Span(one.start - start, one.end - start) for one in spans if start <= one.start and one.end <= end]
    shown = highlighted(text[start:end].replace("\n", " "), moved)
    return f"{'…' if start else ''}{shown}{'…' if end < len(text) else ''}"


def _tree(policy: Policy, is_open: bool) -> str:
    rows = []
    for clause in policy.clauses[:_MOST_SHOWN]:
        rows += [_heading_row(one) for one in policy.sections if _begins(one, clause, policy)]
        rows.append(_row(clause.ref, heading_of(clause) if len(clause.path) < 2 else _short(clause), len(clause.path)))
    left = len(policy.clauses) - _MOST_SHOWN
    more = f'<p class="pa-small">还有 {left} 条，请用上面的搜索查找。</p>' if left > 0 else ""
    title = f"《{policy.title}》{policy.document_number or ''}"
    return f"<details{' open' if is_open else ''}><summary>{escape(title)}</summary>{''.join(rows)}{more}</details>"


def _begins(section: Section, clause: Clause, policy: Policy) -> bool:
    """Whether a clause is the first one under a heading."""
    return next((one for one in policy.clauses if one.path[: len(section.path)] == section.path), None) is clause


def _heading_row(section: Section) -> str:
    label = f"{section.path[-1]}{'、' if len(section.path) == 1 else ''}{section.title}"
    return _row(section.ref, label, len(section.path), "pa-heading")


def _short(clause: Clause) -> str:
    """Number and title, as they stand under their heading."""
    number = clause.path[-1]
    return f"{number}{'. ' if number.isdigit() else ''}{clause.title}"


def _row(ref: str, label: str, depth: int, kind: str = "") -> str:
    return (
        f'<button type="button" class="pa-row pa-depth-{min(depth, 4)} {kind}" data-pick="{escape(ref)}">'
        f"{escape(label)}</button>"
    )


def _tools(found: Clause | Section, citation: str) -> str:
    compare = (
        f'<button type="button" class="pa-button" data-pick="{escape(found.ref)}" data-act="compare">加入对照</button>'
        if isinstance(found, Clause)
        else ""
    )
    return (
        f'<div class="pa-tools"><button type="button" class="pa-button" data-text="{escape(citation)}">'
        f'复制引用 <kbd>C</kbd></button>{compare}<button type="button" class="pa-button" data-print>打印</button>'
        f'<a class="pa-button" href="{permanent_address(found.ref)}">本条链接</a></div>'
    )


def _article(clause: Clause, query: str) -> str:
    notes = "".join(f'<p class="pa-small">注：{escape(note)}</p>' for note in clause.notes)
    text = paragraphs_html(clause.text, shared_spans(query, clause.text))
    return f'<div class="pa-text">{text}</div>{units_html(clause.responsible_units)}{notes}'


def _beside(policy: Policy, clauses: Sequence[Clause]) -> str:
    """The way to the clauses printed just before and just after."""
    if not clauses:
        return ""
    first, last = policy.clauses.index(clauses[0]), policy.clauses.index(clauses[-1])
    before = _step("上一条", policy.clauses[first - 1]) if first > 0 else ""
    after = _step("下一条", policy.clauses[last + 1]) if last + 1 < len(policy.clauses) else ""
    return f'<div class="pa-beside">{before}{after}</div>'


def _step(words: str, clause: Clause) -> str:
    return (
        f'<button type="button" class="pa-row" data-pick="{escape(clause.ref)}"><small>{words}</small>'
        f"{escape(heading_of(clause))}</button>"
    )


def _column(policy: Policy, clause: Clause, marked: Iterable[Span]) -> str:
    return (
        f'<div><h3>{escape(heading_of(clause))}</h3><p class="pa-small">{escape(official_citation(policy, clause))}</p>'
        f'<div class="pa-text">{paragraphs_html(clause.text, marked)}</div>{units_html(clause.responsible_units)}</div>'
    )


def _differences(first: str, second: str) -> tuple[list[Span], list[Span]]:
    """The spans of each text that the other does not have in the same order."""
    blocks = [one for one in SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks() if one.size > 1]
    mine = _gaps([(one.a, one.a + one.size) for one in blocks], len(first))
    return mine, _gaps([(one.b, one.b + one.size) for one in blocks], len(second))


def _gaps(kept: Sequence[tuple[int, int]], length: int) -> list[Span]:
    starts = [0, *(end for _, end in kept)]
    ends = [*(start for start, _ in kept), length]
    return [Span(start, end) for start, end in zip(starts, ends, strict=True) if start < end]
