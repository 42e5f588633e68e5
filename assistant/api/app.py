"""Puts routes, page, limits and error documents together into one ASGI application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi_offline import FastAPIOffline
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Mount, compile_path

from assistant.api import admin, asking, awards, completions, health, library, pages
from assistant.api import conversations as conversation_routes
from assistant.api.access import require_admin, require_key
from assistant.api.admission import Admission, Queue, is_work
from assistant.api.draining import Drain, Turning
from assistant.api.keeping import Keeper
from assistant.api.limits import BodyLimit, SecurityHeaders
from assistant.api.logs import set_up_logs
from assistant.api.metrics import Metrics
from assistant.api.mounting import tool_routes
from assistant.api.problems import DOCUMENTED, document_problems, install, install_refusals, problem
from assistant.api.rates import Rates
from assistant.api.watching import Watching
from assistant.ports import Conversations
from assistant.service import Assistant
from assistant.settings import Settings, load_settings
from assistant.wiring import build_assistant, build_conversations


def create_app(
    assistant: Assistant, settings: Settings, conversations: Conversations | None = None, page: bool = True
) -> FastAPI:
    """The application: API, documentation, and at `/` the page unless `page` is false.

    Without `conversations` they are kept in the database that `settings` names.
    """
    app: FastAPI = FastAPIOffline(
        title="政策咨询助手",
        description="对着政策原文回答问题：条款逐字引用，奖补精确计算。",
        version="1",
        redoc_url=None,
        lifespan=_living,
    )
    app.state.assistant = assistant
    app.state.settings = settings
    app.state.conversations = conversations or build_conversations(settings)
    metrics = _stand_guard(app, settings)
    app.state.keeper = Keeper(app.state.conversations, settings.retention_days, begun=metrics.count_conversation)
    assistant.on_answer(metrics.count_answer)
    install(app)
    document_problems(app)
    for router in (asking.router, library.router, awards.router, conversation_routes.router, admin.router):
        app.include_router(router, prefix="/api", dependencies=[Depends(require_key)], responses=DOCUMENTED)
    app.include_router(completions.router, prefix="/v1", dependencies=[Depends(require_key)], responses=DOCUMENTED)
    app.include_router(health.router)
    app.include_router(pages.router)
    app.router.routes += tool_routes(app, assistant)
    for area in ("api", "v1"):
        app.add_api_route(f"/{area}/{{rest:path}}", refuse, methods=_METHODS, include_in_schema=False)
    if page:
        _mount_page(app, assistant, settings)
    return app


def create_from_environment() -> FastAPI:
    """The application of one worker process, from the environment alone, ready to answer."""
    settings = load_settings()
    set_up_logs(settings.log)
    assistant = build_assistant(settings)
    assistant.rehearse()
    return create_app(assistant, settings)


@asynccontextmanager
async def _living(app: FastAPI) -> AsyncIterator[None]:
    """Runs what the application needs beside its requests: the MCP sessions, and the ear for signals to stop."""
    async with app.state.sessions.run():
        with app.state.drain.listening():
            yield


def _stand_guard(app: FastAPI, settings: Settings) -> Metrics:
    """Puts the layers between the world and the routes, the innermost first; gives what counts them."""
    queue = app.state.queue = Queue(settings.places, settings.max_waiting, settings.longest_wait_s)
    app.state.drain = Drain(queue, settings.llm_timeout_s + _GRACE_S)
    metrics = app.state.metrics = Metrics(queue)
    app.add_middleware(Admission, queue=queue)
    app.add_middleware(Turning, drain=app.state.drain)
    app.add_middleware(Rates, settings=settings, is_work=is_work)
    app.add_middleware(BodyLimit)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware, allow_origins=settings.cors_origins, allow_methods=["GET", "POST"], allow_headers=["*"]
        )
    app.add_middleware(Watching, metrics=metrics)
    app.add_middleware(SecurityHeaders)
    return metrics


_GRACE_S = 5
_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"]


def refuse(request: Request) -> JSONResponse:
    """What an address under /api or /v1 that is none gets; without it the page would answer in HTML."""
    for path, methods in request.app.openapi()["paths"].items():
        if compile_path(path)[0].match(request.url.path):
            allowed = ", ".join(sorted(method.upper() for method in methods))
            return problem(405, "method_not_allowed", f"这个地址只接受 {allowed}。", headers={"Allow": allowed})
    return problem(404, "not_found", "没有这个地址，接口说明见 /docs。")


def _mount_page(app: FastAPI, assistant: Assistant, settings: Settings) -> None:
    from ui import Backing, mount, read_examples

    backing = Backing(
        assistant,
        app.state.conversations,
        require_admin,
        lambda answer, question: app.state.keeper.keep(answer, question, None),
        read_examples(settings.corpus_dir, assistant),
        settings.corpus_dir.resolve().parent / "eval/results",
    )
    mount(app, backing)
    for route in app.routes:
        if isinstance(route, Mount) and isinstance(route.app, FastAPI):
            install_refusals(route.app)
