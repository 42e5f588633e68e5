"""`python -m eval.laws FOLDER`: real statutes in files of mixed make are ingested, their articles counted twice.

The folder holds statutes as Markdown or plain text. Some of them, drawn by a seed, are written anew as md, txt, html,
docx and pdf files in turn; what `ingest` counts in each is compared with a plain count of lines that begin with 第X条.
"""

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.service import Assistant

_NUMERAL = "[〇零一二三四五六七八九十百千0-9]+"
_ARTICLE = re.compile(rf"(?m)^[ \t\u3000]*(?:#+ *)?(?:\*\*)?第{_NUMERAL}条(?:之{_NUMERAL})?[ \u3000\t]")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_FEWEST = 3
_MARKS = re.compile(r"^#+ *|\*\*")


@dataclass(frozen=True, slots=True)
class Difference:
    """A file whose two counts differ, or that could not be read (`counted` is None)."""

    name: str
    counted: int | None
    expected: int
    reason: str


def draw(folder: Path, many: int, seed: int) -> list[Path]:
    """Statutes of a folder: files with at least three lines that begin with an article."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".md", ".txt"))
    random.Random(seed).shuffle(files)
    found = (path for path in files if len(_ARTICLE.findall(_text(path))) >= _FEWEST)
    return [path for _, path in zip(range(many), found, strict=False)]


def write_mixed(files: Sequence[Path], folder: Path) -> dict[str, Path]:
    """Each file written anew in one of five formats, in turn; by the new file's name the old file."""
    written: dict[str, Path] = {}
    for at, path in enumerate(files):
        suffix, write = _WRITERS[at % len(_WRITERS)]
        name = f"{at:03d}{suffix}"
        write([_MARKS.sub("", line) for line in _text(path).splitlines()], folder / name)
        written[name] = path
    return written


def compare(assistant: Assistant, folder: Path, written: dict[str, Path]) -> list[Difference]:
    """The files whose articles `ingest` counts otherwise than a plain count does."""
    found: list[Difference] = []
    for report in assistant.ingest([folder], dry_run=True):
        path = written[Path(report.path).name]
        expected = len(_ARTICLE.findall(_text(path)))
        if report.is_unread or report.articles != expected:
            counted = None if report.is_unread else report.articles
            name = f"{path.name} → {Path(report.path).suffix}"
            found.append(Difference(name, counted, expected, "；".join(report.warnings[:3])))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints how many files agree, and every one that does not; 0 where at least 98 % do."""
    parser = argparse.ArgumentParser(prog="python -m eval.laws", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--seed", type=int, default=8)
    options = parser.parse_args(arguments)
    from assistant.settings import load_settings
    from assistant.wiring import build_assistant

    files = draw(options.folder, options.files, options.seed)
    with TemporaryDirectory() as folder:
        written = write_mixed(files, Path(folder))
        differences = compare(build_assistant(load_settings()), Path(folder), written)
    made = Counter(Path(name).suffix for name in written)
    agreeing = len(written) - len(differences)
    print(
        f"{len(written)} files ({', '.join(f'{many} {suffix[1:]}' for suffix, many in made.items())}): {agreeing} agree"
    )
    for one in differences:
        print(f"- {one.name}: ingest {one.counted}, plain count {one.expected}; {one.reason}")
    return 0 if files and agreeing >= 0.98 * len(files) else 1


def _text(path: Path) -> str:
    return _COMMENT.sub("", path.read_text(encoding="utf-8"))


def _write_plain(lines: Sequence[str], path: Path) -> None:
    path.write_text("\n".join(lines), encoding="gb18030" if path.suffix == ".txt" else "utf-8")


def _write_html(lines: Sequence[str], path: Path) -> None:
    body = "\n".join(f"<p>&emsp;&emsp;{escape(line)}</p>" for line in lines if line.strip())
    path.write_text(f"<!DOCTYPE html><meta charset='utf-8'><body><div class='content'>{body}</div>", encoding="utf-8")


def _write_docx(lines: Sequence[str], path: Path) -> None:
    from docx import Document

    document = Document()
    document.sections[0].header.paragraphs[0].text = "法规汇编"
    for line in filter(str.strip, lines):
        document.add_paragraph(line)
    document.save(str(path))


def _write_pdf(lines: Sequence[str], path: Path) -> None:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("body", fontName="STSong-Light", fontSize=14, leading=24, firstLineIndent=28, wordWrap="CJK")
    document = SimpleDocTemplate(str(path))
    document.build([Paragraph(escape(line), style) for line in lines if line.strip()])


_WRITERS: tuple[tuple[str, Callable[[Sequence[str], Path], None]], ...] = (
    (".md", _write_plain),
    (".txt", _write_plain),
    (".html", _write_html),
    (".docx", _write_docx),
    (".pdf", _write_pdf),
)

if __name__ == "__main__":
    sys.exit(main())
