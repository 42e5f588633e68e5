"""The five tools, tried with the SDK's own client: in process, over HTTP, and over standard input and output."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp.client.streamable_http import streamable_http_client

from assistant.api import create_app
from assistant.domain import Question, Turn
from assistant.mcp import build_server
from assistant.render import answer_data, award_data, clause_data, hit_data
from assistant.service import Assistant
from assistant.settings import load_settings
from tests.fake_assistant import AS_OF, AWARD, CLAUSES, FakeAssistant

ROOT = Path(__file__).parent.parent
TOOLS = ["ask_policy", "calculate_award", "read_clause", "screen_awards", "search_clauses"]
DAY = AS_OF.isoformat()
Scene = Callable[[Client], Awaitable[Any]]


@pytest.fixture
def fake() -> FakeAssistant:
    return FakeAssistant()


def _meet(fake: FakeAssistant, scene: Scene) -> Any:
    async def inside() -> Any:
        async with Client(build_server(cast(Assistant, fake))) as client:
            return await scene(client)

    return asyncio.run(inside())


def _call(fake: FakeAssistant, tool: str, **arguments: object) -> Any:
    return _meet(fake, lambda client: client.call_tool(tool, arguments))


def test_tools_explain_themselves_in_chinese(fake: FakeAssistant) -> None:
    tools = _meet(fake, lambda client: client.list_tools()).tools
    assert sorted(tool.name for tool in tools) == TOOLS
    for tool in tools:
        assert _is_chinese(tool.description), tool.name
        assert tool.annotations.read_only_hint
        described = [name for name, one in tool.input_schema["properties"].items() if "description" in one]
        assert set(tool.input_schema["properties"]) - set(described) <= {"limit"}, tool.name


def test_answer_is_text_for_people_and_data_for_programs(fake: FakeAssistant) -> None:
    history = [{"role": "user", "content": "一"}, {"role": "assistant", "content": "二"}]
    arguments = {"question": "茶馆奖多少？", "history": history, "policy": "yunxi-2030-7", "as_of": DAY}
    result = _call(fake, "ask_policy", **arguments)
    turns = (Turn("user", "一"), Turn("assistant", "二"))
    question = Question("茶馆奖多少？", AS_OF, turns, "yunxi-2030-7")
    assert fake.asked == [question]
    assert result.structured_content == answer_data(fake.ask(question))
    assert "**8万元**" in result.content[0].text


def test_clauses_are_found_and_read(fake: FakeAssistant) -> None:
    found = _call(fake, "search_clauses", query="茶馆", limit=1)
    assert found.structured_content == {"clauses": [hit_data(hit) for hit in fake.search("茶馆", limit=1)]}
    read = _call(fake, "read_clause", ref="1")
    assert read.structured_content == clause_data(CLAUSES[1])
    assert CLAUSES[1].text in read.content[0].text


def test_awards_are_calculated_and_screened(fake: FakeAssistant) -> None:
    facts = {"teahouse_level": "省级", "tea_sales": "80万元"}
    one = _call(fake, "calculate_award", award_id="teahouse", facts=facts, as_of=DAY)
    every = _call(fake, "screen_awards", facts=facts, as_of=DAY)
    assert fake.given == [facts, facts]
    assert one.structured_content == award_data(AWARD)
    assert [award["id"] for award in every.structured_content["awards"]] == [award.id for award in fake.screen({})]


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("ask_policy", {"question": "没有政策"}, "没有这份政策。"),
        ("ask_policy", {}, "参数有误：question"),
        ("ask_policy", {"question": "x" * 2001}, "参数有误：question"),
        ("ask_policy", {"question": "x", "as_of": "never"}, "参数有误：as_of"),
        ("ask_policy", {"question": "x", "history": [{"role": "robot", "content": ""}]}, "参数有误：history"),
        ("search_clauses", {"query": "x", "limit": 0}, "参数有误：limit"),
        ("calculate_award", {"award_id": "none", "facts": {}}, "没有编号为 none 的奖补。"),
        ("calculate_award", {"award_id": "teahouse", "facts": {"x": "1"}}, "没有 x 这一项"),
        ("calculate_award", {"award_id": "teahouse", "facts": {"x": 0.1}}, "参数有误：facts.x"),
    ],
)
def test_what_goes_wrong_is_said_in_chinese(
    fake: FakeAssistant, tool: str, arguments: dict[str, object], said: str
) -> None:
    result = _call(fake, tool, **arguments)
    assert result.is_error
    assert result.content[0].text.startswith(said)


def test_defect_tells_nothing_of_itself(fake: FakeAssistant) -> None:
    fake.search = lambda *_, **__: 1 / 0  # type: ignore[assignment, method-assign, return-value]
    result = _call(fake, "search_clauses", query="x")
    assert (result.is_error, result.content[0].text) == (True, "程序出错了，已记录；请稍后再试。")


def test_tool_that_there_is_not_is_refused(fake: FakeAssistant) -> None:
    result = _call(fake, "nothing")
    assert (result.is_error, result.content[0].text) == (True, "没有“nothing”这个工具。")


@pytest.mark.parametrize(
    ("caller", "environ", "headers", "is_let_in"),
    [
        ("127.0.0.1", {}, {}, True),
        ("10.0.0.9", {}, {}, False),
        ("10.0.0.9", {"POLICY_API_KEYS": "one-key"}, {"Authorization": "Bearer one-key"}, True),
        ("10.0.0.9", {"POLICY_API_KEYS": "one-key"}, {"Authorization": "Bearer other"}, False),
        ("127.0.0.1", {}, {"Host": "evil.example"}, False),
    ],
)
def test_tools_over_http_are_for_those_who_may_call_the_api(
    tmp_path: Path, caller: str, environ: dict[str, str], headers: dict[str, str], is_let_in: bool
) -> None:
    fake = FakeAssistant()
    settings = load_settings(environ={"POLICY_DATA_DIR": str(tmp_path), **environ})
    app = create_app(cast(Assistant, fake), settings, page=False)

    async def inside() -> list[str]:
        transport = httpx.ASGITransport(app, client=(caller, 50000))
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, headers=headers) as http,
            Client(streamable_http_client("http://127.0.0.1/mcp", http_client=http)) as client,
        ):
            answer: Any = await client.call_tool("ask_policy", {"question": "一"})
            assert answer.structured_content["outcome"] == "answered"
            return sorted(tool.name for tool in (await client.list_tools()).tools)

    if is_let_in:
        assert asyncio.run(inside()) == TOOLS
    else:
        with pytest.raises(Exception):  # noqa: B017 - a group of errors of the SDK
            asyncio.run(inside())
        assert fake.asked == []


STDIO = """
from assistant.cli import main
from tests.fake_assistant import FakeAssistant
main(["mcp"], lambda settings: FakeAssistant())
"""


def test_tools_over_standard_input_and_output() -> None:
    server = StdioServerParameters(
        command=sys.executable, args=["-W", "error", "-c", STDIO], env={"PYTHONPATH": str(ROOT)}, cwd=ROOT
    )

    async def inside() -> Any:
        async with Client(server) as client:
            assert sorted(tool.name for tool in (await client.list_tools()).tools) == TOOLS
            return await client.call_tool("read_clause", {"ref": "1"})

    assert asyncio.run(inside()).structured_content == clause_data(CLAUSES[1])


def _is_chinese(text: str | None) -> bool:
    return bool(text) and any("一" <= char <= "鿿" for char in text or "")
