"""Formats, encodings and sizes: what is read at all."""

from pathlib import Path

import pytest

from assistant.adapters.documents import read_document
from assistant.errors import RequestError
from tests.adapters.documents.reading import read, refusal

ALLOWED = "可以读的格式：.md、.txt、.docx、.pdf、.html、.htm。"


@pytest.mark.parametrize("suffix", [".md", ".txt", ".TXT"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_text_files_are_read_as_they_are_in_both_encodings(suffix: str, encoding: str, tmp_path: Path) -> None:
    text = "一、总体要求\r\n\r\n　　坚持政策“直达快享”，按 20 万元给予奖励。\n| a | b |\n"
    assert read(text.encode(encoding), suffix, tmp_path) == text


def test_a_web_page_in_gb_2312_is_read(tmp_path: Path) -> None:
    page = '<html><head><meta charset="gb2312"></head><body><p>第一条　为了规范管理</p></body></html>'
    assert read(page.encode("gb18030"), ".htm", tmp_path) == "第一条 为了规范管理\n"


@pytest.mark.parametrize(
    ("suffix", "reason"),
    [
        (".xlsx", "不认识的文件格式“.xlsx”"),
        ("", "不认识的文件格式“（无后缀）”"),
        (".docm", "带宏的 Word 文件（.docm）不接收，请另存为不带宏的 .docx"),
        (".doc", "旧版 Word 文件（.doc）读不了，请用 Word 或 WPS 另存为 .docx"),
        (".wps", "WPS 文件（.wps）读不了，请另存为 .docx"),
        (".ofd", "OFD 文件读不了，请转换为带文字层的 .pdf，或另存为 .docx"),
    ],
)
def test_other_formats_are_refused_with_those_that_are_read(suffix: str, reason: str, tmp_path: Path) -> None:
    assert refusal(b"x", suffix, tmp_path) == f"文件{suffix}：{reason}。{ALLOWED}"


@pytest.mark.parametrize("suffix", [".md", ".txt", ".docx", ".pdf", ".html"])
def test_an_empty_file_is_refused(suffix: str, tmp_path: Path) -> None:
    assert refusal(b"", suffix, tmp_path) == f"文件{suffix} 是空文件。"


@pytest.mark.parametrize(("suffix", "content"), [(".txt", b" \r\n\t"), (".html", b"<body><script>1</script></body>")])
def test_a_file_without_words_is_refused(suffix: str, content: bytes, tmp_path: Path) -> None:
    assert refusal(content, suffix, tmp_path) == f"文件{suffix} 里没有文字，请检查文件内容。"


def test_a_file_over_20_mb_is_refused(tmp_path: Path) -> None:
    assert refusal(b"a" * (20 * 1024 * 1024 + 1), ".md", tmp_path) == "文件.md 超过 20 MB，请拆分或压缩图片后再试。"


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "文件.md").mkdir()
    for path in (tmp_path / "没有.md", tmp_path / "文件.md"):
        with pytest.raises(RequestError) as caught:
            read_document(path)
        assert caught.value.message_zh == f"{path.name} 读不了，请检查路径和权限。"


@pytest.mark.parametrize("content", ["一、总体要求".encode("utf-16"), b"\x89PNG\r\n\x1a\n\x00\x00", b"\xff\xff\xff"])
@pytest.mark.parametrize("suffix", [".md", ".txt", ".html"])
def test_bytes_that_are_no_text_in_either_encoding_are_refused(suffix: str, content: bytes, tmp_path: Path) -> None:
    expected = f"文件{suffix} 不是 UTF-8 或 GB 18030 编码的文本，请另存为 UTF-8 再试。"
    assert refusal(content, suffix, tmp_path) == expected
