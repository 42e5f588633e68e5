"""Routes for those who watch the process: alive, and ready to answer."""

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST

from assistant.api.access import TheAssistant, require_watcher
from assistant.api.schemas import HealthModel, Problem
from assistant.errors import NotReady

router = APIRouter(tags=["运行"])


@router.get("/healthz", response_model=HealthModel, summary="进程是否存活")
def alive() -> JSONResponse:
    """只要进程能应答就是 ok。"""
    return JSONResponse({"status": "ok"})


@router.get("/readyz", response_model=HealthModel, responses={503: {"model": Problem}}, summary="索引是否就绪")
def ready(request: Request, assistant: TheAssistant) -> JSONResponse:
    """索引已加载时 ok；正在重建索引或停机时 503。"""
    if request.app.state.drain.is_on:
        raise NotReady("the process is stopping", "服务正在停止。")
    if not assistant.is_ready():
        raise NotReady("the index is not open", "索引尚未就绪，请稍后再试。")
    return JSONResponse({"status": "ok"})


@router.get(
    "/metrics",
    response_class=PlainTextResponse,
    responses={401: {"model": Problem}},
    dependencies=[Depends(require_watcher)],
    summary="运行指标",
)
def figures(request: Request, assistant: TheAssistant) -> Response:
    """Prometheus 文本格式；只对本机和持有密钥的调用者开放。"""
    return Response(request.app.state.metrics.text(assistant), media_type=CONTENT_TYPE_LATEST)
