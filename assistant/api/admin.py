"""Routes for those in charge, with the admin key: what was asked, above all what found no answer, and the feedback."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse

from assistant.api.access import TheConversations, require_admin
from assistant.api.conversation_schemas import AskedOftenModel, FeedbackModel
from assistant.domain import Outcome
from assistant.render import asked_often_data, feedback_data

router = APIRouter(prefix="/admin", tags=["管理"], dependencies=[Depends(require_admin)])
Limit = Annotated[int, Query(ge=1, le=1000, description="最多几条")]


@router.get("/questions", response_model=list[AskedOftenModel], summary="问得最多的问题")
def questions(
    conversations: TheConversations,
    outcome: Annotated[Outcome | None, Query(description="只看这种结果，如 not_covered（文件没写）")] = None,
    limit: Limit = 100,
) -> JSONResponse:
    """标点、空格不同的算同一个问题；问得多的在前。"""
    return JSONResponse([asked_often_data(one) for one in conversations.questions(outcome, limit)])


@router.get("/feedback", response_model=list[FeedbackModel], summary="收到的评价")
def feedback(
    conversations: TheConversations,
    rating: Annotated[Literal["up", "down"] | None, Query(description="只看好评或差评")] = None,
    limit: Limit = 100,
) -> JSONResponse:
    """新的在前。"""
    return JSONResponse([feedback_data(one) for one in conversations.feedback(rating, limit)])
