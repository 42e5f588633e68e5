"""The layout elements of an official document (GB/T 9704) that a text shows, each as printed."""

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.domain import LayoutElement, LayoutName
from assistant.library.front import DOCUMENT_KIND, HEADER, NUMBER
from assistant.library.numbering import RANKS
from assistant.library.outline import Node, is_heading
from assistant.library.parts import DATE_LINE, SIGNATURE, Parts, squeeze
from assistant.library.source import Line, tighten_heading

_SIGNER = re.compile(r"签\s*发\s*人\s*[：:]\s*(.{2,40})")
_ADDRESSEE = re.compile(
    r"[^。；！？]{0,180}(?:部门|单位|政府|局|委|厅|办|院|会|公司|学校|街道|镇|乡|机构|中心|企业|区|县|市)[：:]"
)
_COPIES = re.compile(r"(?:抄\s*送|抄\s*报|分\s*送)\s*[：:].+")
_PRINTED = re.compile(r".{2,60}[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日印发")


def find_layout(parts: Parts, nodes: Sequence[Node]) -> tuple[LayoutElement, ...]:
    """The elements in the order of the standard; those that a text lacks are left out."""
    found = [*_read_front(parts.front), *_read_body(nodes), *_read_tail([*parts.front, *parts.tail])]
    return tuple(dict.fromkeys(found))


def _read_front(lines: Sequence[Line]) -> Iterator[LayoutElement]:
    for at, line in enumerate(lines):
        text = tighten_heading(line.body).text
        following = lines[at + 1].text if at + 1 < len(lines) else ""
        if signer := _SIGNER.search(line.text):
            yield LayoutElement("签发人", signer[1].strip())
        if HEADER.match(squeeze(line.text)) or (SIGNATURE.fullmatch(text) and NUMBER.match(following)):
            yield LayoutElement("发文机关标志", text)
        elif number := NUMBER.match(line.text):
            yield LayoutElement("发文字号", squeeze(number[0]))
        elif is_heading(line) and DOCUMENT_KIND.search(squeeze(line.text)):
            yield LayoutElement("标题", text)
        elif _ADDRESSEE.fullmatch(text):
            yield LayoutElement("主送机关", text.rstrip("：:"))


def _read_body(nodes: Sequence[Node]) -> Iterator[LayoutElement]:
    styles = sorted(set(_styles(nodes)), key=RANKS.__getitem__)
    if styles:
        yield LayoutElement("正文", "层次序数：" + " → ".join(_SHOWN.get(style, f"第X{style}") for style in styles))


def _styles(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        yield node.label.style
        yield from _styles(node.children)
        for line in node.lines[1:]:
            if line.label is not None and line.label.style in _SHOWN:
                yield line.label.style


def _read_tail(lines: Sequence[Line]) -> Iterator[LayoutElement]:
    is_listed = False
    for at, line in enumerate(lines):
        text = tighten_heading(line.body).text
        label = line.label
        following = lines[at + 1].text if at + 1 < len(lines) else ""
        is_listed = (label is not None and label.style == "附件") or (is_listed and label is not None)
        name: LayoutName | None = None
        if is_listed:
            name = "附件说明"
        elif DATE_LINE.fullmatch(line.text):
            name = "成文日期"
        elif DATE_LINE.fullmatch(following) and SIGNATURE.fullmatch(line.text):
            name = "署名"
        elif _COPIES.fullmatch(text):
            name = "抄送"
        elif _PRINTED.fullmatch(text):
            name = "印发"
        if name:
            yield LayoutElement(name, text)


_SHOWN = {"一、": "一、", "（一）": "（一）", "1.": "1.", "（1）": "（1）", "①": "①"}
