"""Request bodies whose decimal figures keep every digit as written: no float lies between a figure and its reader."""

import json
from collections.abc import Callable, Coroutine
from decimal import Decimal, InvalidOperation
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

_LONGEST = 40


class ExactJsonRoute(APIRoute):
    """A route that reads JSON figures with a point or exponent as their digits, so `0.8` arrives as `"0.8"`."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler of this route, on requests that read exactly."""
        handle = super().get_route_handler()

        async def exactly(request: Request) -> Response:
            return await handle(_ExactRequest(request.scope, request.receive))

        return exactly


class _ExactRequest(Request):
    async def json(self) -> Any:
        return json.loads(await self.body(), parse_float=_digits, parse_constant=str)


def _digits(written: str) -> str:
    """`1.5e6` as `1500000`; what is absurdly long or large stays as written, for the reader of facts to refuse."""
    try:
        value = Decimal(written)
    except InvalidOperation:
        return written
    return format(value, "f") if len(written) + abs(value.adjusted()) <= _LONGEST else written
