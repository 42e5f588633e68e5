"""The same policy in every format is read as the same clauses."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from assistant.adapters.documents import read_document
from assistant.domain import Clause, Policy
from assistant.library import PolicyMeta, read_text
from tests.adapters.documents.docx_writer import write_docx
from tests.adapters.documents.pdf_writer import write_pdf
from tests.adapters.documents.policies import PLAN, STATUTE, Part
from tests.adapters.documents.writers import write_html, write_md

Writer = Callable[[Sequence[Part]], bytes]


def write_flush_pdf(parts: Sequence[Part]) -> bytes:
    return write_pdf(parts, is_indented=False, numbers="{}")


OTHERS: tuple[tuple[str, Writer], ...] = (
    ("docx", write_docx),
    ("html", write_html),
    ("pdf", write_pdf),
    ("pdf", write_flush_pdf),
)


@pytest.mark.parametrize("parts", [PLAN, STATUTE], ids=["plan", "statute"])
@pytest.mark.parametrize(("suffix", "writer"), OTHERS, ids=["docx", "html", "pdf", "pdf-without-indents"])
def test_the_same_policy_gives_the_same_clauses(
    parts: Sequence[Part], suffix: str, writer: Writer, tmp_path: Path
) -> None:
    expected = read(write_md(parts), tmp_path / "a.md")
    policy = read(writer(parts), tmp_path / f"a.{suffix}")
    assert [show(one) for one in policy.clauses] == [show(one) for one in expected.clauses]
    assert identity(policy) == identity(expected)
    assert [one.code for one in policy.warnings] == []


def test_the_plan_has_twenty_items_with_their_table_and_their_units(tmp_path: Path) -> None:
    policy = read(write_docx(PLAN), tmp_path / "a.docx")
    numbers = ["0", *map(str, range(1, 21)), "附件1", "附件1-1", "附件1-2"]
    fourteenth = next(one for one in policy.clauses if one.number == "14")
    assert [one.number for one in policy.clauses] == numbers
    assert fourteenth.locator == "二、降低企业经营成本（二）第14项"
    assert fourteenth.text.split("\n")[1:3] == [
        "项目类别 | 最低投资强度 | 亩均税收",
        "先进制造 | 300万元/亩 | 20万元/亩",
    ]
    assert policy.clauses[5].responsible_units == ("区工业和信息化局", "区科技局", "区市场监督管理局")


def test_the_statute_has_seven_articles_with_their_points(tmp_path: Path) -> None:
    policy = read(write_docx(STATUTE), tmp_path / "a.docx")
    assert [one.number for one in policy.clauses] == ["0", *map(str, range(1, 8))]
    assert policy.clauses[3].text == (
        "第三条 专项资金重点支持下列事项：\n（一）企业技术改造和设备更新；\n（二）公共服务平台建设；\n"
        "（三）市人民政府确定的其他事项。"
    )


def read(content: bytes, path: Path) -> Policy:
    path.write_bytes(content)
    return read_text(read_document(path).text, PolicyMeta.model_validate({"编号": "a"}))


def show(clause: Clause) -> tuple[object, ...]:
    """All that a reader sees of a clause, white space aside."""
    text = re.sub(r"\s", "", clause.text)
    return clause.number, clause.path, clause.headings, clause.title, clause.locator, clause.responsible_units, text


def identity(policy: Policy) -> tuple[object, ...]:
    return policy.title, policy.document_number, policy.issuer, policy.issued
