"""Routes for the library: policies, clauses, search; and, with the admin key, adding and removing a policy."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response, UploadFile
from fastapi.responses import JSONResponse

from assistant.api.access import TheAssistant, require_admin
from assistant.api.faults import refuse_field
from assistant.api.schemas import (
    ClauseModel,
    DiffModel,
    HitModel,
    IngestReportModel,
    PolicyModel,
    SectionModel,
    StandingModel,
)
from assistant.domain import Clause
from assistant.errors import CorpusError, RequestError
from assistant.intake import received
from assistant.library import Filters, Level
from assistant.render import (
    clause_data,
    clauses_within,
    diff_data,
    hit_data,
    policy_data,
    report_data,
    section_data,
    standing_data,
)
from assistant.service import Assistant

router = APIRouter(tags=["政策"])


@router.get("/search", response_model=list[HitModel], summary="查条款")
def search(
    assistant: TheAssistant,
    q: Annotated[str, Query(max_length=2000, description="要找的词或问题")] = "",
    unit: Annotated[str | None, Query(max_length=200, description="只看这个责任单位")] = None,
    policy: Annotated[str | None, Query(max_length=200, description="只看这份政策")] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
    exact: Annotated[bool, Query(description="只找原文中有这几个字的条款")] = False,
    issuer: Annotated[str, Query(max_length=200, description="只看这个发文机关（部分名称即可）")] = "",
    level: Annotated[Level | None, Query(description="只看这一级")] = None,
    issued_from: Annotated[date | None, Query(description="成文日期不早于")] = None,
    issued_to: Annotated[date | None, Query(description="成文日期不晚于")] = None,
    in_force_on: Annotated[date | None, Query(description="只看这一天有效的")] = None,
) -> JSONResponse:
    """按相关程度列出条款。"""
    if not q.strip() and not (unit or "").strip():
        raise refuse_field("query", "q", "请给出要找的词（q），或责任单位（unit）")
    filters = Filters(issuer, level or "", issued_from, issued_to, in_force_on)
    hits = assistant.search(q, unit=unit, policy=policy, limit=limit, exact=exact, filters=filters)
    return JSONResponse([hit_data(hit) for hit in hits])


@router.get("/policies", response_model=list[PolicyModel], summary="全部政策")
def policies(assistant: TheAssistant) -> JSONResponse:
    """每份政策的标题、文号、发文机关、日期。"""
    return JSONResponse([policy_data(policy) for policy in assistant.policies()])


@router.get("/policies/{policy_id}", response_model=PolicyModel, summary="一份政策")
def policy(policy_id: str, assistant: TheAssistant) -> JSONResponse:
    """标题、文号、发文机关、日期。"""
    return JSONResponse(policy_data(assistant.policy(policy_id)))


@router.get("/policies/{policy_id}/standing", response_model=StandingModel, summary="一份政策是否有效")
def standing(
    policy_id: str,
    assistant: TheAssistant,
    as_of: Annotated[date | None, Query(description="按这一天，默认今天")] = None,
    clause: Annotated[str | None, Query(max_length=200, description="只问这一条")] = None,
) -> JSONResponse:
    """施行、有效期、被哪份文件废止或替代。"""
    return JSONResponse(standing_data(assistant.standing(policy_id, as_of, clause)))


@router.get("/policies/{policy_id}/versions", response_model=list[str], summary="一份政策留存的旧版")
def versions(policy_id: str, assistant: TheAssistant) -> JSONResponse:
    """如 政策编号@1，从旧到新；可用于逐条对照。"""
    return JSONResponse(list(assistant.versions(policy_id)))


@router.get("/policies/{before}/diff/{after}", response_model=DiffModel, summary="逐条对照两份政策")
def diff(before: str, after: str, assistant: TheAssistant) -> JSONResponse:
    """政策编号，或留存的旧版（编号@1）。"""
    return JSONResponse(diff_data(assistant.diff(before, after)))


@router.get("/policies/{policy_id}/clauses", response_model=list[ClauseModel], summary="一份政策的全部条款")
def clauses(policy_id: str, assistant: TheAssistant) -> JSONResponse:
    """按原文顺序。"""
    return JSONResponse([clause_data(clause) for clause in assistant.policy(policy_id).clauses])


@router.get("/policies/{policy_id}/clauses/{number}", response_model=ClauseModel | SectionModel, summary="按编号取一条")
def numbered_clause(policy_id: str, number: str, assistant: TheAssistant) -> JSONResponse:
    """编号如 14、三-1。"""
    return JSONResponse(_clause_data(assistant, number, policy_id))


@router.get("/clauses/{ref}", response_model=ClauseModel | SectionModel, summary="按写法取一条")
def clause(ref: str, assistant: TheAssistant) -> JSONResponse:
    """14、第14条、二（四）14、三（一）；多份政策时 政策编号%2314。"""
    return JSONResponse(_clause_data(assistant, ref))


@router.post(
    "/policies",
    response_model=list[IngestReportModel],
    status_code=201,
    summary="上传一份政策",
    dependencies=[Depends(require_admin)],
)
def upload(file: UploadFile, assistant: TheAssistant) -> JSONResponse:
    """md、txt、docx、pdf、html；需要管理密钥。"""
    with received(file.filename, file.file) as path:
        try:
            reports = assistant.ingest([path], dry_run=False)
        except CorpusError as error:
            shown = error.message_zh.replace(f"{path.parent}/", "")
            raise RequestError(str(error), f"这份文件读不成政策：{shown}") from error
    return JSONResponse([{**report_data(report), "path": path.name} for report in reports], status_code=201)


@router.delete("/policies/{policy_id}", status_code=204, summary="删除一份政策", dependencies=[Depends(require_admin)])
def remove(policy_id: str, assistant: TheAssistant) -> Response:
    """需要管理密钥。"""
    assistant.remove(policy_id)
    return Response(status_code=204)


def _clause_data(assistant: Assistant, ref: str, policy_id: str | None = None) -> dict[str, object]:
    """The clause at an address, or the heading with the clauses under it."""
    found = assistant.clause(ref, policy_id)
    if isinstance(found, Clause):
        return clause_data(found)
    return section_data(found, clauses_within(found, assistant.policy(found.policy_id)))
