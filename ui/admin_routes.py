"""`/page/admin/…`: what the tab 管理 asks for, as HTML; every route needs the admin key, checked as the API does."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO
from queue import SimpleQueue
from threading import Thread
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Response, UploadFile
from fastapi.responses import HTMLResponse, StreamingResponse

from assistant.domain import Policy
from assistant.errors import AssistantError, NotFound
from assistant.intake import PlannedPolicy, received
from assistant.ports import Conversations
from assistant.service import Assistant
from ui.admin_view import asked_html, feedback_html, findings_html, library_html, reading_html
from ui.asking import sse
from ui.backing import Backing
from ui.pieces import status_html

_MOST = 1000
_SHOWN = 100
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def admin_routes(backing: Backing) -> APIRouter:
    """All routes of the tab."""
    assistant = backing.assistant
    router = APIRouter(prefix="/page/admin", include_in_schema=False, dependencies=[Depends(backing.require_admin)])
    conversations = backing.conversations

    @router.get("/library")
    def library() -> HTMLResponse:
        return HTMLResponse(library_html(assistant.policies(), assistant.is_ready()))

    @router.get("/check")
    def check() -> HTMLResponse:
        return HTMLResponse(findings_html(assistant.check()))

    @router.get("/unanswered")
    def unanswered() -> HTMLResponse:
        return HTMLResponse(asked_html(conversations.questions("not_covered", _SHOWN), "还没有答不上来的问题。"))

    @router.get("/hot")
    def hot() -> HTMLResponse:
        return HTMLResponse(asked_html(conversations.questions(limit=_SHOWN), "还没有人提问。"))

    @router.get("/feedback")
    def feedback() -> HTMLResponse:
        return HTMLResponse(feedback_html(conversations.feedback(limit=_SHOWN)))

    @router.get("/{name}.csv")
    def export(name: str) -> Response:
        sheet = csv_of(_rows(name, assistant.policies(), conversations))
        return Response(sheet, media_type="text/csv; charset=utf-8", headers={"Cache-Control": "no-store"})

    @router.post("/intake")
    def intake(file: UploadFile, store: Annotated[bool, Form()] = False) -> StreamingResponse:
        return StreamingResponse(_taking_in(assistant, file, store), media_type="text/event-stream")

    return router


def csv_of(rows: Iterable[Sequence[object]]) -> bytes:
    """A table that Excel opens in Chinese; cells that it would take for formulas are quoted."""
    written = StringIO()
    csv.writer(written).writerows([_harmless(str(cell)) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _rows(name: str, policies: Sequence[Policy], conversations: Conversations) -> Iterator[Sequence[object]]:
    """The rows of one export, the head first; raises NotFound for a name that is none."""
    if name == "clauses":
        clauses = [(policy, clause) for policy in policies for clause in policy.clauses]
        yield from _with_head(
            ("文件", "文号", "位置", "标题", "原文", "责任单位"),
            (
                (p.title, p.document_number or "", c.locator, c.title, c.text, "、".join(c.responsible_units))
                for p, c in clauses
            ),
        )
    elif name == "questions":
        asked = conversations.questions(limit=_MOST)
        yield from _with_head(("问题", "结果", "次数"), ((one.question, one.outcome, one.count) for one in asked))
    elif name == "feedback":
        rated = conversations.feedback(limit=_MOST)
        rows = ((one.rating, one.comment or "", one.question, one.answer) for one in rated)
        yield from _with_head(("评价", "理由", "问题", "回答"), rows)
    else:
        raise NotFound(f"no export {name}", "没有这项导出。")


def _with_head(head: Sequence[object], rows: Iterable[Sequence[object]]) -> Iterator[Sequence[object]]:
    yield head
    yield from rows


def _taking_in(assistant: Assistant, file: UploadFile, store: bool) -> Iterator[str]:
    """How the file is read; and where it is to be stored, progress of the index, then what the library holds."""
    try:
        with received(file.filename, file.file) as path:
            planned = assistant.preview([path])
            if store and all(one.fault is None for one in planned):
                yield from _progress(lambda report: assistant.ingest([path], dry_run=False, progress=report))
        yield sse("report", {"html": _reports(planned, store)})
    except AssistantError as error:
        yield sse("error", {"detail": error.message_zh})


def _reports(planned: Sequence[PlannedPolicy], store: bool) -> str:
    stored = store and all(one.fault is None for one in planned)
    said = status_html("已加入资料库，可以提问了。") if stored else status_html("只是试读，没有改动资料库。")
    return said + "".join(map(reading_html, planned))


def _progress(work: Callable[[Callable[[int, int], None]], object]) -> Iterator[str]:
    """Events while the work runs in a thread of its own; raises what it raises."""
    seen: SimpleQueue[tuple[int, int] | None] = SimpleQueue()
    failed: list[BaseException] = []

    def run() -> None:
        try:
            work(lambda done, total: seen.put((done, total)))
        except BaseException as error:
            failed.append(error)
        finally:
            seen.put(None)

    thread = Thread(target=run)
    thread.start()
    for done, total in iter(seen.get, None):
        yield sse("progress", {"done": done, "total": total})
    thread.join()
    if failed:
        raise failed[0]
