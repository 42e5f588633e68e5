"""A clause as official papers cite it, from what the document itself says of title, number and place."""

import re

from assistant.domain import Clause, Policy, Section
from assistant.language.numbers import to_chinese

_CHINESE = re.compile(r"[零〇一二三四五六七八九十百]+")
_BRACKETED = re.compile(r"[（(][零〇一二三四五六七八九十百]+[）)]")
_ARABIC = re.compile(r"\d+")


def official_citation(policy: Policy, found: Clause | Section) -> str:
    """《题名》（文号）第二部分第（四）项第14条; the printed locator where the path is not made of numbers."""
    number = f"（{policy.document_number}）" if policy.document_number else ""
    return f"《{policy.title}》{number}{official_place(found)}"


def official_place(found: Clause | Section) -> str:
    """第二部分第（四）项第14条."""
    kind = found.kind if isinstance(found, Clause) else "heading"
    if kind in ("front", "annex", "table_row"):
        return found.locator
    return "".join(_step(step, kind) for step in found.path) or found.locator


def _step(step: str, kind: str) -> str:
    if _ARABIC.fullmatch(step):
        return f"第{to_chinese(int(step)) if kind == 'article' else step}条"
    if _BRACKETED.fullmatch(step):
        return f"第{step}项"
    if _CHINESE.fullmatch(step):
        return f"第{step}条" if kind == "article" else f"第{step}部分"
    return step
