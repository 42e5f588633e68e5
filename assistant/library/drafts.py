"""The tree of a document to drafts of its clauses and sections, in reading order."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.domain import ClauseKind, ReadingWarning, Responsibility
from assistant.library.numbering import Label, fold
from assistant.library.outline import Node, is_heading, reads_as_heading
from assistant.library.paragraphs import join_lines
from assistant.library.source import Line, tighten_heading
from assistant.library.traced import Traced
from assistant.library.units import is_unit_line, read_responsibilities, strip_units

_TITLE = re.compile(r"([^，。：:；;！？!?\n]{2,40})(?:。|：|:)(?=.)", re.S)
_CATCHWORDS = re.compile(r"\s*[【（(\[]([^】）)\]]{1,24})[】）)\]]")
_LONGEST_BEFORE_COLON = 12

Aliases = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way down to a part: its number as in paths, its title and its words in a locator."""

    piece: str
    title: str
    locator: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A clause or section before it has its number; `own` is the number as printed, where that is Arabic.

    `table_head` is the first row of the table that a row stands in.
    """

    steps: tuple[Step, ...]
    text: Traced
    kind: ClauseKind | None
    own: str | None
    responsibilities: tuple[Responsibility, ...]
    warnings: tuple[ReadingWarning, ...] = ()
    table_head: str = ""


def draft_nodes(nodes: Sequence[Node], aliases: Aliases, above: tuple[Step, ...] = ()) -> Iterator[Draft]:
    """Drafts of the parts and of all parts below them; a section (kind None) comes before its clauses."""
    yield from _Drafter(aliases).draft(nodes, above, ())


class _Drafter:
    def __init__(self, aliases: Aliases) -> None:
        self._aliases = aliases

    def draft(
        self, nodes: Sequence[Node], above: tuple[Step, ...], inherited: tuple[Responsibility, ...]
    ) -> Iterator[Draft]:
        firsts = [node.lines[0] for node in nodes]
        heads = [is_heading(first) or reads_as_heading(strip_units(first.text)) for first in firsts]
        mostly_heads = 2 * sum(heads) > len(heads)
        for node, is_head in zip(map(_fold_list, nodes), heads, strict=True):
            if node.children:
                yield from self._draft_section(node, above, inherited, is_head=is_head)
            else:
                is_head = is_head and (mostly_heads or node.lines[0].is_marked)
                yield self._draft_leaf(node, above, inherited, is_head=is_head)

    def _draft_leaf(
        self, node: Node, above: tuple[Step, ...], inherited: tuple[Responsibility, ...], *, is_head: bool
    ) -> Draft:
        paragraphs = join_lines(node.lines, frozenset({0} if is_head else ()))
        step = _step(node, _find_title(node, paragraphs.text.text, is_head=is_head))
        own = read_responsibilities(paragraphs.text.text, self._aliases)
        printed = node.label.printed if node.label.style in ("1.", "条") else None
        return Draft((*above, step), paragraphs.text, _kind(node.label), printed, own or inherited, paragraphs.warnings)

    def _draft_section(
        self, node: Node, above: tuple[Step, ...], inherited: tuple[Responsibility, ...], *, is_head: bool
    ) -> Iterator[Draft]:
        head, rest = _split_head(node, is_head=is_head)
        paragraphs = join_lines(head, frozenset({0}))
        own = read_responsibilities(paragraphs.text.text, self._aliases) or inherited
        title = tighten_heading(head[0].body.cut(node.label.length).strip()).text.rstrip("。：:")
        steps = (*above, _step(node, strip_units(title)))
        yield Draft(steps, paragraphs.text, None, None, own, paragraphs.warnings)
        if rest:
            intro = join_lines(rest)
            units = read_responsibilities(intro.text.text, self._aliases)
            yield Draft(steps, intro.text, "section", None, units or own, intro.warnings)
        yield from self.draft(node.children, steps, own)


def _fold_list(node: Node) -> Node:
    """The node with its children as its own lines, where they only go on with the sentence that a colon opened."""
    bodies = ["".join(line.text for line in child.lines) for child in node.children]
    is_list = (
        len(bodies) > 1
        and node.lines[-1].text[-1:] in "：:"
        and all(not child.children for child in node.children)
        and all(body[-1:] in "；;，," for body in bodies[:-1])
    )
    if not is_list:
        return node
    return Node(node.label, [*node.lines, *(line for child in node.children for line in child.lines)])


def _split_head(node: Node, *, is_head: bool) -> tuple[list[Line], list[Line]]:
    """The lines of a section's heading (with units on lines of their own), and those of the text before its parts."""
    first, *others = node.lines
    units = 0
    if is_head:
        while units < len(others) and is_unit_line(others[units].text):
            units += 1
        return [first, *others[:units]], others[units:]
    rest = first.text[node.label.length :]
    match = _TITLE.match(rest.lstrip())
    end = node.label.length + (len(rest) - len(rest.lstrip()) + match.end() if match else 0)
    body = replace(first, body=first.body.cut(end).strip())
    return [replace(first, body=first.body.cut(0, end))], [*([body] if body.text else []), *others]


def _find_title(node: Node, text: str, *, is_head: bool) -> str:
    first = node.lines[0]
    rest = first.text[node.label.length :]
    if node.label.style == "条":
        match = _CATCHWORDS.match(rest)
        return match[1].strip() if match else ""
    if is_head:
        return strip_units(tighten_heading(first.body.cut(node.label.length).strip()).text)
    match = _TITLE.match(text[len(_clean_label(node)) :].lstrip())
    if match is None or (match[0][-1] in "：:" and len(match[1]) > _LONGEST_BEFORE_COLON):
        return ""
    return match[1]


def _clean_label(node: Node) -> str:
    """The node's number as it stands in its text."""
    return tighten_heading(node.lines[0].body.cut(0, node.label.length)).text


def _step(node: Node, title: str) -> Step:
    label = node.label
    return Step(label.printed, title, _locate(label, title, fold(_clean_label(node))))


def _locate(label: Label, title: str, printed: str) -> str:
    match label.style:
        case "一、":
            return f"{label.printed}、{title}" if title else f"第{label.printed}项"
        case "1.":
            return f"第{label.printed}项"
        case "条":
            return printed
        case "（一）":
            return label.printed
    return f"{label.printed} {title} " if title else f"{label.printed} "


def _kind(label: Label) -> ClauseKind:
    match label.style:
        case "条":
            return "article"
        case "（一）" | "1.":
            return "item"
    return "section"
