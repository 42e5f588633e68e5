"""The policy of the corpus as parts, and as the pages that a scanner makes of it."""

import io
import math
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from assistant.domain import Clause, Policy, Section
from assistant.library import read_policy
from tests.adapters.documents.policies import Kind, Part

FOLDER = Path(__file__).parents[3] / "corpus" / "policies" / "cfgz-2022-66"
_DPI = 200


def read_real() -> Policy:
    """The policy as its reviewed text gives it."""
    return read_policy(FOLDER)


def parts_of(policy: Policy) -> tuple[Part, ...]:
    """The policy's clean text as an office would set it."""
    held: list[Clause | Section] = [*policy.clauses[1:], *policy.sections]
    held.sort(key=lambda one: (one.spans[0].start, isinstance(one, Clause)))
    return (*_front(policy.clauses[0]), *(part for one in held for part in _parts(one, policy)))


def scan(pdf: bytes) -> bytes:
    """The pages as pictures alone, with a red seal over the end of the first."""
    document, file = pypdfium2.PdfDocument(pdf), io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    for number in range(len(document)):
        picture = document[number].render(scale=_DPI / 72).to_pil().convert("RGB")
        canvas.drawImage(ImageReader(_sealed(picture) if number == 0 else picture), 0, 0, 595, 842)
        canvas.showPage()
    document.close()
    canvas.save()
    return file.getvalue()


def _front(front: Clause) -> Iterator[Part]:
    for line in front.text.split("\n"):
        if line.endswith("文件") or "〔2022〕" in line:
            yield Part("center", line)
        elif line.endswith(("通知", "方案")):
            yield Part("title", line)
        else:
            yield Part("right" if len(line) < 20 and not line.endswith("：") else "text", line)


def _parts(one: Clause | Section, policy: Policy) -> Iterator[Part]:
    if isinstance(one, Section):
        is_top = len(one.path) == 1
        label = f"{one.path[-1]}、" if is_top else one.path[-1]
        yield Part("一" if is_top else "（一）", one.title, label)
        return
    if one.kind == "section" and any(one.path == section.path for section in policy.sections):
        yield from (Part("text", line) for line in one.text.split("\n"))
        return
    first, *others = one.text.split("\n")
    yield Part(*_first(one, first))
    yield from (Part("text", line) for line in others)


def _first(clause: Clause, line: str) -> tuple[Kind, str, str]:
    if clause.kind == "item" and clause.number.isdigit():
        label, _, rest = line.partition(".")
        return "1.", rest.strip(), f"{label}."
    if clause.kind == "section":
        return "一", line.partition("、")[2], f"{line.partition('、')[0]}、"
    return "text", line, ""


def _sealed(page: Image.Image) -> Image.Image:
    """The page stamped with a ring, its star and the words round it, as seals are."""
    layer = Image.new("RGBA", page.size)
    draw, x, y, radius = ImageDraw.Draw(layer), page.width * 0.72, page.height * 0.62, 165
    red = (215, 30, 35, 190)
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=red, width=9)
    star = [(72 * at * 2 - 90) * math.pi / 180 for at in range(5)]
    draw.polygon([(x + 50 * math.cos(one), y + 50 * math.sin(one)) for one in star], fill=red)
    for at in range(14):
        angle = (150 + at * 17) * math.pi / 180
        left, top = x + 125 * math.cos(angle), y + 125 * math.sin(angle)
        draw.rectangle((left - 12, top - 12, left + 12, top + 12), outline=red, width=4)
    return Image.alpha_composite(page.convert("RGBA"), layer).convert("RGB")
