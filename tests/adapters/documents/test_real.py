"""The policy of the corpus as docx, html, text PDF and scan: the same clauses; a scan with few wrong characters."""

import difflib
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from assistant.adapters.documents import read_document
from assistant.domain import Clause, Policy
from assistant.library import PolicyMeta, read_text
from tests.adapters.documents.docx_writer import write_docx
from tests.adapters.documents.pdf_writer import write_pdf
from tests.adapters.documents.policies import Part
from tests.adapters.documents.real import parts_of, read_real, scan
from tests.adapters.documents.writers import write_html, write_md

MOST_WRONG = 0.005


@pytest.mark.parametrize(
    ("suffix", "write"), [("md", write_md), ("docx", write_docx), ("html", write_html), ("pdf", write_pdf)]
)
def test_each_format_gives_the_clauses_of_the_reviewed_text(
    suffix: str, write: Callable[[Sequence[Part]], bytes], tmp_path: Path
) -> None:
    real = read_real()
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(write(parts_of(real)))
    policy = read(path)
    assert [show(one) for one in policy.clauses] == [show(one) for one in real.clauses]
    assert identity(policy) == identity(real)
    assert policy.warnings == ()


@pytest.mark.ocr
def test_a_scan_gives_the_same_clauses_with_few_wrong_characters(tmp_path: Path) -> None:
    real = read_real()
    path = tmp_path / "a.pdf"
    path.write_bytes(scan(write_pdf(parts_of(real))))
    policy = read(path)
    assert [one.number for one in policy.clauses] == [one.number for one in real.clauses]
    assert [one.locator for one in policy.clauses] == [one.locator for one in real.clauses]
    assert identity(policy)[1:] == identity(real)[1:]
    assert len(policy.title) == len(real.title)
    wrong = error_rate(text_of(real), text_of(policy))
    print(f"character error rate: {wrong:.4%}")
    assert wrong <= MOST_WRONG


def read(path: Path) -> Policy:
    return read_text(read_document(path).text, PolicyMeta.model_validate({"编号": "cfgz-2022-66"}))


def show(clause: Clause) -> tuple[object, ...]:
    return clause.number, clause.path, clause.locator, clause.title, squeeze(clause.text)


def identity(policy: Policy) -> tuple[object, ...]:
    return policy.title, policy.document_number, policy.issuer, policy.issued


def text_of(policy: Policy) -> str:
    return "\n".join(squeeze(one.text) for one in policy.clauses)


def error_rate(right: str, read: str) -> float:
    """Characters wrong, missing or too many, in shares of the right text."""
    changes = difflib.SequenceMatcher(None, right, read, autojunk=False).get_opcodes()
    wrong = sum(max(b - a, d - c) for kind, a, b, c, d in changes if kind != "equal")
    return wrong / len(right)


def squeeze(text: str) -> str:
    """Without white space, brackets and commas of one width."""
    return re.sub(r"\s", "", text).translate(str.maketrans("(),:;", "（），：；"))
