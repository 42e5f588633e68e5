"""Logs: one line for every request, with its id; never what was asked, never a key, never an exception's message.

An exception's message may hold what a person wrote, so of an exception only its kind and its places are logged.
"""

import logging
import sys
import traceback
from contextvars import ContextVar
from types import TracebackType
from typing import Literal

from pythonjsonlogger.json import JsonFormatter

from assistant.language.privacy import mask_personal

request_id: ContextVar[str] = ContextVar("request_id", default="-")

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def set_up_logs(kind: Literal["plain", "json"]) -> None:
    """Sends everything from this program and the server to stderr, one line each, in the form asked for."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_add_request_id)
    handler.setFormatter(_Json() if kind == "json" else _Plain())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("assistant").setLevel(logging.INFO)


class _Private(logging.Formatter):
    """What both forms leave out: personal numbers, and what an exception says."""

    def format(self, record: logging.LogRecord) -> str:
        return mask_personal(super().format(record))

    def formatException(self, ei: _ExcInfo) -> str:
        return _places(ei)


class _Json(_Private, JsonFormatter):
    def __init__(self) -> None:
        super().__init__(
            "%(asctime)s %(levelname)s %(name)s %(message)s %(request_id)s",
            rename_fields={"asctime": "time", "levelname": "level", "name": "logger"},
            json_ensure_ascii=False,
        )


class _Plain(_Private):
    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s")


def _add_request_id(record: logging.LogRecord) -> bool:
    record.request_id = request_id.get()
    return True


def _places(ei: _ExcInfo) -> str:
    """The kind of an exception and where it passed, without its message."""
    kind, _, trace = ei
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    return " <- ".join([kind.__name__ if kind else "", *reversed(frames)])
