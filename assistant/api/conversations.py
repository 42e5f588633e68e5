"""Routes for one stored conversation: read (which is also its export) and delete. Its id is the right to do so."""

from uuid import UUID

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from assistant.api.access import TheConversations
from assistant.api.conversation_schemas import KeptConversationModel
from assistant.render import conversation_data

router = APIRouter(prefix="/conversations", tags=["对话"])


@router.get("/{conversation_id}", response_model=KeptConversationModel, summary="取出一段对话")
def read(conversation_id: UUID, conversations: TheConversations) -> JSONResponse:
    """每一轮的问题和完整回答；手机号、身份证号等已隐去。"""
    return JSONResponse(conversation_data(conversations.read(str(conversation_id))))


@router.delete("/{conversation_id}", status_code=204, summary="删除一段对话")
def delete(conversation_id: UUID, conversations: TheConversations) -> Response:
    """连同评价一并删除，不能恢复。"""
    conversations.delete(str(conversation_id))
    return Response(status_code=204)
