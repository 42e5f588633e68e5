"""A plain page for every clause: what a citation opens. No script, no outside resource, everything escaped."""

from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from assistant.api.access import TheAssistant
from assistant.domain import Clause, Policy, Section
from assistant.errors import Ambiguous, NotFound
from assistant.render import clauses_within

router = APIRouter(include_in_schema=False)
_HEADERS = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"}


@router.get("/clauses/{ref}")
def clause_page(ref: str, assistant: TheAssistant) -> HTMLResponse:
    """The clause in its place: the document, the heading path, the clauses before and after."""
    try:
        found = assistant.clause(ref)
        policy = assistant.policy(found.policy_id)
    except Ambiguous as error:
        return _page(409, "对应多处", f"<p>{escape(error.message_zh)}</p>{_links(error.choices)}")
    except NotFound as error:
        return _page(404, "没有这条条款", f"<p>{escape(error.message_zh)}</p>")
    shown = (found,) if isinstance(found, Clause) else clauses_within(found, policy)
    return _page(200, f"{found.locator} {found.title}", _body(policy, found, shown))


def _page(status: int, title: str, body: str) -> HTMLResponse:
    return HTMLResponse(_template().substitute(title=escape(title), body=body), status, headers=_HEADERS)


@cache
def _template() -> Template:
    return Template(files("assistant.api").joinpath("clause.html").read_text(encoding="utf-8"))


def _links(refs: tuple[str, ...]) -> str:
    return "".join(f'<p><a href="/clauses/{quote(ref, safe="")}">{escape(ref)}</a></p>' for ref in refs)


def _body(policy: Policy, found: Clause | Section, shown: tuple[Clause, ...]) -> str:
    facts = [policy.document_number, policy.issuer, policy.issued and policy.issued.isoformat()]
    before, after = _neighbours(policy, shown)
    return "\n".join(
        [
            f"<h1>{escape(policy.title)}</h1>",
            f'<p class="meta">{escape("　".join(fact for fact in facts if fact))}</p>',
            f"<h2>{escape(found.locator)}</h2>",
            _article(before, "beside") if before else "",
            *(_article(clause, "asked") for clause in shown),
            _article(after, "beside") if after else "",
        ]
    )


def _neighbours(policy: Policy, shown: tuple[Clause, ...]) -> tuple[Clause | None, Clause | None]:
    """The clauses printed just before and just after."""
    if not shown:
        return None, None
    refs = [clause.ref for clause in policy.clauses]
    first, last = refs.index(shown[0].ref), refs.index(shown[-1].ref)
    before = policy.clauses[first - 1] if first > 0 else None
    after = policy.clauses[last + 1] if last + 1 < len(refs) else None
    return before, after


def _article(clause: Clause, kind: str) -> str:
    units = "、".join(clause.responsible_units)
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in clause.text.split("\n"))
    notes = "".join(f'<p class="note">注：{escape(note)}</p>' for note in clause.notes)
    return (
        f'<article class="{kind}" id="{escape(clause.number)}"><h3><a href="/clauses/{quote(clause.ref, safe="")}">'
        f"{escape(clause.locator)} {escape(clause.title)}</a></h3>{paragraphs}"
        + (f'<p class="units">责任单位：{escape(units)}</p>' if units else "")
        + f"{notes}</article>"
    )
