"""`POST /page/notice/{pdf,docx}`: the 告知单 of the facts sent, made anew for each request and kept nowhere."""

import json
from datetime import date
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Form, Request, Response

from assistant.errors import RequestError
from assistant.render import Notice, notice_of
from assistant.service import Assistant
from ui import notice_docx, notice_pdf

_WRITERS = {
    "pdf": (notice_pdf.MEDIA_TYPE, notice_pdf.write_pdf),
    "docx": (notice_docx.MEDIA_TYPE, notice_docx.write_docx),
}
_LONGEST = 10_000


def paper_routes(assistant: Assistant) -> APIRouter:
    """The route that writes the paper on one award, or on all where `award` is empty."""
    router = APIRouter(prefix="/page", include_in_schema=False)

    @router.post("/notice/{kind}")
    def notice(
        request: Request,
        kind: Literal["pdf", "docx"],
        facts: Annotated[str, Form(max_length=_LONGEST)] = "{}",
        award: Annotated[str, Form(max_length=200)] = "",
    ) -> Response:
        media_type, write = _WRITERS[kind]
        paper = _paper(assistant, _read(facts), award, str(request.base_url))
        name = quote(f"{paper.title}-{date.today():%Y%m%d}.{kind}")
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}", "Cache-Control": "no-store"}
        return Response(write(paper), media_type=media_type, headers=headers)

    return router


def _paper(assistant: Assistant, facts: dict[str, object], award: str, address: str) -> Notice:
    today = date.today()
    awards = [assistant.calculate(award, facts, today)] if award else assistant.screen(facts, today)
    rules = {rule.key: rule for rule in assistant.award_rules()}
    policies = {policy.id: policy for policy in assistant.policies()}
    return notice_of(awards, rules, policies, today, address, None if award else assistant.totals(awards))


def _read(facts: str) -> dict[str, object]:
    try:
        found = json.loads(facts)
    except ValueError as error:
        raise RequestError("facts are not JSON", "填写的情况读不出来，请刷新网页后再试。") from error
    if not isinstance(found, dict):
        raise RequestError("facts are not an object", "填写的情况读不出来，请刷新网页后再试。")
    return found
