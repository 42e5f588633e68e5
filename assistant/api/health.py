"""Routes for those who watch the process: alive, and ready to answer."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from assistant.api.access import TheAssistant
from assistant.api.schemas import HealthModel, Problem
from assistant.errors import NotReady

router = APIRouter(tags=["运行"])


@router.get("/healthz", response_model=HealthModel, summary="进程是否存活")
def alive() -> JSONResponse:
    """只要进程能应答就是 ok。"""
    return JSONResponse({"status": "ok"})


@router.get("/readyz", response_model=HealthModel, responses={503: {"model": Problem}}, summary="索引是否就绪")
def ready(assistant: TheAssistant) -> JSONResponse:
    """索引已加载时 ok，否则 503。"""
    if not assistant.is_ready():
        raise NotReady("the index is not open", "索引尚未就绪，请稍后再试。")
    return JSONResponse({"status": "ok"})
