"""The MCP face: five tools over the service, for programs that speak the Model Context Protocol.

It keeps no conversation; what was said before comes with the question. What goes wrong is said in Chinese.
"""

from datetime import date
from typing import Annotated, Any, Literal

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError
from mcp_types import CallToolResult, TextContent, ToolAnnotations
from pydantic import BaseModel, Field, ValidationError

from assistant.domain import Clause, Question, Turn
from assistant.errors import AssistantError
from assistant.render import (
    answer_data,
    answer_markdown,
    award_data,
    award_markdown,
    clause_data,
    clause_markdown,
    clauses_within,
    hit_data,
    hits_markdown,
    screen_markdown,
    section_data,
)
from assistant.service import Assistant

Facts = Annotated[
    dict[str, str | bool | int],
    Field(description='申报条件，如 {"project_level": "省级"}；带小数的数写成文字："80万元"、"0.8%"', max_length=200),
]
Words = Annotated[str, Field(max_length=2000)]
PolicyId = Annotated[str | None, Field(max_length=200, description="只看这份政策（编号）")]
AsOf = Annotated[date | None, Field(description="按这一天的规定，不填为今天")]
_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)


class Said(BaseModel):
    """One message of the conversation so far."""

    role: Literal["user", "assistant"]
    content: Annotated[str, Field(max_length=20_000)]


class PolicyServer(MCPServer[Any]):
    """An MCP server whose tools fail in Chinese."""

    async def call_tool(self, name: str, arguments: dict[str, Any], context: Any = None) -> Any:
        """Calls a tool; raises ToolError with a sentence for people."""
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            cause = error.__cause__
            if isinstance(cause, AssistantError):
                raise ToolError(cause.message_zh) from None
            if isinstance(error, UnexpectedToolError):
                raise UnexpectedToolError("程序出错了，已记录；请稍后再试。") from cause
            if isinstance(cause, ValidationError):
                raise ToolError(_faults(cause)) from None
            raise ToolError(f"没有“{name}”这个工具。") from None


def build_server(assistant: Assistant) -> MCPServer[Any]:
    """The server with its tools: ask_policy, search_clauses, read_clause, calculate_award, screen_awards."""
    server = PolicyServer("policy-assistant", title="政策咨询助手", log_level="WARNING")
    _add_reading(server, assistant)
    _add_awards(server, assistant)
    return server


def _add_reading(server: MCPServer[Any], assistant: Assistant) -> None:
    def ask_policy(
        question: Annotated[Words, Field(description="要问的话")],
        history: Annotated[list[Said] | None, Field(max_length=100, description="此前的对话，由早到晚")] = None,
        policy: PolicyId = None,
        as_of: AsOf = None,
    ) -> CallToolResult:
        turns = tuple(Turn(one.role, one.content) for one in history or ())
        answer = assistant.ask(Question(question, as_of or date.today(), turns, policy))
        return _result(answer_markdown(answer), answer_data(answer))

    def search_clauses(
        query: Annotated[Words, Field(description="要找的词或问题")],
        unit: Annotated[str | None, Field(max_length=200, description="只看这个责任单位")] = None,
        policy: PolicyId = None,
        limit: Annotated[int, Field(ge=1, le=100)] = 10,
    ) -> CallToolResult:
        hits = assistant.search(query, unit=unit, policy=policy, limit=limit)
        return _result(hits_markdown(hits), {"clauses": [hit_data(hit) for hit in hits]})

    def read_clause(
        ref: Annotated[str, Field(max_length=200, description="编号：14、第14条、二（四）14、政策编号#14")],
        policy: PolicyId = None,
    ) -> CallToolResult:
        found = assistant.clause(ref, policy)
        if isinstance(found, Clause):
            return _result(clause_markdown(found), clause_data(found))
        clauses = clauses_within(found, assistant.policy(found.policy_id))
        return _result(clause_markdown(found, clauses), section_data(found, clauses))

    described = "对着政策原文回答问题：条款逐字引用，奖补精确计算；文件没写的会说没写，缺条件时会反问。"
    server.add_tool(ask_policy, title="问政策", description=described, annotations=_READS)
    described = "按相关程度列出条款，附责任单位和全文。"
    server.add_tool(search_clauses, title="查条款", description=described, annotations=_READS)
    server.add_tool(read_clause, title="看一条全文", description="按编号取一条或一节的原文。", annotations=_READS)


def _add_awards(server: MCPServer[Any], assistant: Assistant) -> None:
    def calculate_award(
        award_id: Annotated[str, Field(max_length=200, description="奖补编号，见 screen_awards 的结果")],
        facts: Facts,
        as_of: AsOf = None,
    ) -> CallToolResult:
        award = assistant.calculate(award_id, facts, as_of)
        return _result(award_markdown(award, assistant.award_rule(award_id)), award_data(award))

    def screen_awards(facts: Facts, as_of: AsOf = None) -> CallToolResult:
        awards = assistant.screen(facts, as_of)
        return _result(_screened(assistant, awards), {"awards": [award_data(award) for award in awards]})

    described = "计算一项奖补：金额为元，精确，列出步骤和依据；缺条件时说明还缺什么。"
    server.add_tool(calculate_award, title="算一项奖补", description=described, annotations=_READS)
    described = "用同一份情况逐项核对全部奖补，能拿到的排在前面。"
    server.add_tool(screen_awards, title="核对全部奖补", description=described, annotations=_READS)


def _screened(assistant: Assistant, awards: list[Any]) -> str:
    return screen_markdown(awards, assistant.totals(awards), assistant.next_question(awards))


def _result(text: str, data: dict[str, Any]) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=data)


def _faults(error: ValidationError) -> str:
    """Which arguments are at fault, without their values."""
    from assistant.api.faults import read_fault

    found = [read_fault({**fault, "loc": ("arguments", *fault["loc"])}) for fault in error.errors(include_url=False)]
    return "参数有误：" + "；".join(map(str, found[:3]))
