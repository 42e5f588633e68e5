"""Routes for awards: the rules with their facts, one calculation, all awards for one applicant."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from assistant.api.access import TheAssistant
from assistant.api.exact_json import ExactJsonRoute
from assistant.api.schemas import AwardModel, FactsRequest, RuleModel
from assistant.render import award_data, rule_data

router = APIRouter(tags=["奖补"], route_class=ExactJsonRoute)


@router.get("/awards", response_model=list[RuleModel], summary="全部奖补")
def rules(
    assistant: TheAssistant, policy: Annotated[str | None, Query(max_length=200, description="只看这份政策")] = None
) -> JSONResponse:
    """每项奖补的原文、条件，以及所需事实的 JSON Schema。"""
    return JSONResponse([rule_data(rule) for rule in assistant.award_rules(policy)])


@router.get("/awards/{award_id}", response_model=RuleModel, summary="一项奖补")
def rule(award_id: str, assistant: TheAssistant) -> JSONResponse:
    """重名时写 政策编号:奖补编号。"""
    return JSONResponse(rule_data(assistant.award_rule(award_id)))


@router.post("/awards/screen", response_model=list[AwardModel], summary="用同一份情况核对全部奖补")
def screen(body: FactsRequest, assistant: TheAssistant) -> JSONResponse:
    """可以拿到的排在前面。"""
    return JSONResponse([award_data(award) for award in assistant.screen(body.facts, body.as_of)])


@router.post("/awards/{award_id}/calculate", response_model=AwardModel, summary="计算一项奖补")
def calculate(award_id: str, body: FactsRequest, assistant: TheAssistant) -> JSONResponse:
    """金额为元，十进制字符串；列出步骤和依据。"""
    return JSONResponse(award_data(assistant.calculate(award_id, body.facts, body.as_of)))
