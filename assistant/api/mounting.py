"""The MCP tools inside the HTTP application, under the same keys."""

from fastapi import FastAPI
from mcp.server.transport_security import TransportSecuritySettings
from starlette.routing import BaseRoute, Route

from assistant.api.access import Keyed
from assistant.service import Assistant

TOOLS = "/mcp"


def tool_routes(app: FastAPI, assistant: Assistant) -> list[BaseRoute]:
    """Routes for MCP over streamable HTTP; `app.state.sessions` has to run for as long as the application lives.

    Which hosts may be named is checked with the keys, so the library's own check is off.
    """
    from assistant.mcp import build_server

    server = build_server(assistant)
    security = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    server.streamable_http_app(json_response=True, stateless_http=True, transport_security=security)
    app.state.sessions = server.session_manager
    endpoint = Keyed(server.session_manager.handle_request)
    return [Route(one, endpoint, include_in_schema=False) for one in (TOOLS, f"{TOOLS}/")]
