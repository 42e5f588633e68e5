"""One policy file to its text, whatever its format."""

from collections.abc import Callable
from pathlib import Path

from assistant.adapters.documents.blocks import write_markdown
from assistant.adapters.documents.encoding import decode
from assistant.domain import DocumentText
from assistant.errors import RequestError

Reader = Callable[[bytes, str, list[str]], str]
"""Bytes and name of a file to its text; what is not in it or not certain goes to the list."""

_LARGEST_FILE = 20 * 1024 * 1024
_NOT_READ = {
    ".docm": "带宏的 Word 文件（.docm）不接收，请另存为不带宏的 .docx",
    ".doc": "旧版 Word 文件（.doc）读不了，请用 Word 或 WPS 另存为 .docx",
    ".wps": "WPS 文件（.wps）读不了，请另存为 .docx",
    ".ofd": "OFD 文件读不了，请转换为带文字层的 .pdf，或另存为 .docx",
}


def read_document(path: Path) -> DocumentText:
    """The text of a policy file, as Markdown, and what of the file is not in it or not certain.

    Raises RequestError for a format that is not read, and for a file that is missing, empty, over 20 MB, damaged,
    locked, or without text of its own.
    """
    reader = _find_reader(path)
    content = _read_bytes(path)
    remarks: list[str] = []
    text = reader(content, path.name, remarks)
    if not text.strip():
        raise RequestError(f"{path.name}: holds no text", f"{path.name} 里没有文字，请检查文件内容。")
    return DocumentText(text, tuple(remarks))


def _find_reader(path: Path) -> Reader:
    suffix = path.suffix.lower()
    if suffix in _READERS:
        return _READERS[suffix]
    allowed = "、".join(_READERS)
    reason = _NOT_READ.get(suffix, f"不认识的文件格式“{suffix or '（无后缀）'}”")
    raise RequestError(f"{path.name}: allowed are {allowed}", f"{path.name}：{reason}。可以读的格式：{allowed}。")


def _read_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_FILE + 1)
    except OSError as error:
        raise RequestError(f"{path}: cannot be read: {error}", f"{path.name} 读不了，请检查路径和权限。") from error
    if not content:
        raise RequestError(f"{path.name}: is empty", f"{path.name} 是空文件。")
    if len(content) > _LARGEST_FILE:
        raise RequestError(f"{path.name}: larger than 20 MB", f"{path.name} 超过 20 MB，请拆分或压缩图片后再试。")
    return content


def _read_plain(content: bytes, name: str, remarks: list[str]) -> str:
    return decode(content, name)


def _read_docx(content: bytes, name: str, remarks: list[str]) -> str:
    from assistant.adapters.documents.docx_body import read_docx

    return write_markdown(read_docx(content, name, remarks))


def _read_pdf(content: bytes, name: str, remarks: list[str]) -> str:
    from assistant.adapters.documents.ocr import find_recogniser
    from assistant.adapters.documents.pdf import read_pdf

    return write_markdown(read_pdf(content, name, remarks, find_recogniser()))


def _read_html(content: bytes, name: str, remarks: list[str]) -> str:
    from assistant.adapters.documents.html import read_html

    return write_markdown(read_html(decode(content, name), name, remarks))


_READERS: dict[str, Reader] = {
    ".md": _read_plain,
    ".txt": _read_plain,
    ".docx": _read_docx,
    ".pdf": _read_pdf,
    ".html": _read_html,
    ".htm": _read_html,
}
