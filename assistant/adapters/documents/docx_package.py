"""The parts of a docx file, opened with care: no bombs, no macros, no document types, no endless nesting."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import join, normpath
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from assistant.errors import RequestError

_LARGEST_SUM = 200 * 1024 * 1024
_LARGEST_PART = 64 * 1024 * 1024
_MOST_MEMBERS = 10_000
_DEEPEST = 200
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a docx file that carry its text; None for those that it does not have."""

    document: Element
    styles: Element | None
    numbering: Element | None
    footnotes: Element | None = None
    endnotes: Element | None = None
    has_comments: bool = False


def open_docx(content: bytes, name: str) -> Parts:
    """The parts of a docx file; raises RequestError for what is not one, or is not safe to open."""
    if content.startswith(_OLE):
        raise RequestError(
            f"{name}: an OLE file, not a docx package",
            f"{name} 是加密的或旧版的 Word 文件，请去掉密码，另存为 .docx 再试。",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _check(package, name)
            return _Package(package, name).read()
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, LookupError, OSError, ValueError) as error:
        raise damaged(name, str(error)) from error


def damaged(name: str, reason: str) -> RequestError:
    """The error for a file that is not what its suffix says."""
    advice = f"{name} 不是完好的 .docx 文件，请用 Word 或 WPS 另存后再试。"
    return RequestError(f"{name}: not a sound docx file: {reason}", advice)


def _check(package: zipfile.ZipFile, name: str) -> None:
    members = package.infolist()
    if sum(member.file_size for member in members) > _LARGEST_SUM or len(members) > _MOST_MEMBERS:
        raise RequestError(f"{name}: unpacks to over 200 MB", f"{name} 解压后超过 200 MB，不予读取。")
    if any(member.flag_bits & 1 for member in members):
        raise RequestError(f"{name}: encrypted members", f"{name} 已加密，请去掉密码再试。")
    if any(member.filename.lower().endswith("vbaproject.bin") for member in members):
        raise RequestError(f"{name}: holds macros", f"{name} 带有宏，不接收，请另存为不带宏的 .docx。")


class _Package:
    def __init__(self, package: zipfile.ZipFile, name: str) -> None:
        self._package = package
        self._name = name
        self._members = set(package.namelist())

    def read(self) -> Parts:
        main = self._relations("").get("officeDocument")
        if main is None or main not in self._members:
            raise damaged(self._name, "no main document")
        related = self._relations(main)
        return Parts(
            document=self._parse(main),
            styles=self._find(related, "styles"),
            numbering=self._find(related, "numbering"),
            footnotes=self._find(related, "footnotes"),
            endnotes=self._find(related, "endnotes"),
            has_comments="comments" in related,
        )

    def _find(self, related: Mapping[str, str], kind: str) -> Element | None:
        path = related.get(kind)
        return self._parse(path) if path in self._members and path is not None else None

    def _relations(self, path: str) -> dict[str, str]:
        """Paths of the parts that a part (or, for "", the package) refers to, by the last word of their kind."""
        folder, _, file = path.rpartition("/")
        listing = join(folder, "_rels", f"{file}.rels")
        if listing not in self._members:
            return {}
        found: dict[str, str] = {}
        for one in self._parse(listing):
            if one.get("TargetMode") != "External":
                kind = one.get("Type", "").rpartition("/")[2]
                target = one.get("Target", "")
                found.setdefault(kind, target.lstrip("/") if target.startswith("/") else normpath(join(folder, target)))
        return found

    def _parse(self, path: str) -> Element:
        if self._package.getinfo(path).file_size > _LARGEST_PART:
            raise RequestError(f"{self._name}: {path} is over 64 MB", f"{self._name} 的正文过大，请拆分后再试。")
        parser = XMLParser(target=_Builder(self._name))  # refuses document types # nosec B314
        try:
            parser.feed(self._package.read(path).replace(_STRICT, _TRANSITIONAL))
            root: Element = parser.close()
        except ParseError as error:
            raise damaged(self._name, f"{path}: {error}") from error
        return root


class _Builder(TreeBuilder):
    """Builds a tree, refusing document types (with them entities, inner and outer) and absurd nesting."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._depth = 0

    def doctype(self, *_: Any) -> None:
        raise damaged(self._name, "a document type is declared")

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise damaged(self._name, f"nested deeper than {_DEEPEST}")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)
