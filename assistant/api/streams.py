"""Answers piece by piece: Server-Sent Events over HTTP."""

import json
from collections.abc import Iterator
from itertools import chain

from fastapi.responses import StreamingResponse


def stream_of(events: Iterator[str]) -> StreamingResponse:
    """The events as they come; what fails before the first is raised here, for a plain problem document."""
    first = next(events)
    return StreamingResponse(
        chain([first], events),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-cache", "X-Accel-Buffering": "no"},
    )


def compact(data: object) -> str:
    """JSON in one line."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
