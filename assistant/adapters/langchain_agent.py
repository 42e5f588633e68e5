"""A tool-calling LangChain model as a ChatModel: it may look clauses up and have awards calculated before it writes."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from assistant.adapters.langchain_model import LangChainModel, failure_of, messages_of, spent_of
from assistant.domain import Award, Clause, Turn
from assistant.errors import AssistantError
from assistant.ports import PolicyDesk, Spent

if TYPE_CHECKING:
    from langchain.agents.middleware.types import InputAgentState
    from langchain_core.tools import BaseTool

_MOST_MODEL_CALLS = 6
_MOST_CLAUSES = 5


class LangChainAgent:
    """A model that calls tools in LangChain's agent loop, with four tools over `desk`.

    What a tool returns helps the model to write; it does not widen what the guard accepts.
    """

    def __init__(self, model: LangChainModel, desk: Callable[[], PolicyDesk]) -> None:
        self.name = model.name
        self._model = model
        self._desk = desk

    def draft(self, system: str, turns: Sequence[Turn]) -> Iterator[str | Spent]:
        """The final text at once, tool calls done; raises WorldError for anything the provider does wrong."""
        from langchain.agents import create_agent
        from langchain.agents.middleware import ModelCallLimitMiddleware
        from langchain_core.messages import AIMessage

        agent = create_agent(
            self._model.made,
            tools=make_tools(self._desk()),
            middleware=[ModelCallLimitMiddleware(run_limit=_MOST_MODEL_CALLS, exit_behavior="error")],
        )
        heard: InputAgentState = {"messages": [*messages_of(system, turns)]}
        try:
            result = agent.invoke(heard)
        except Exception as error:  # the loop raises whatever the provider does
            raise failure_of(self.name, error) from None
        yield str(result["messages"][-1].text)
        written = [one for one in result["messages"][len(heard["messages"]) :] if isinstance(one, AIMessage)]
        if usages := [one.usage_metadata for one in written if one.usage_metadata]:
            yield spent_of(usages)

    def fill(self, system: str, turns: Sequence[Turn], schema: Mapping[str, object]) -> Iterator[str | Spent]:
        """A JSON object without any tool: what was said is all it is about."""
        return self._model.fill(system, turns, schema)


def make_tools(desk: PolicyDesk) -> "list[BaseTool]":
    """`search_clauses`, `read_clause`, `calculate_award`, `screen_awards`: each gives JSON, mistakes included."""
    from langchain_core.tools import tool

    @tool
    def search_clauses(query: str, unit: str | None = None) -> str:
        """按词语和意思查找条款；unit 限定责任单位。返回条款编号、责任单位和原文。"""
        return _answer(lambda: [_clause(hit.clause) for hit in desk.search(query, unit=unit, limit=_MOST_CLAUSES)])

    @tool
    def read_clause(ref: str) -> str:
        """读一条原文，如 14、第14条、二（四）14。"""
        return _answer(lambda: _clause(desk.clause(ref)))

    @tool
    def calculate_award(award_id: str, facts: dict[str, str | bool | float]) -> str:
        """精确计算一项奖补；金额带单位，如 "80万元"。返回结果、步骤、条件和还缺的情况。"""
        return _answer(lambda: _plain(desk.calculate(award_id, _facts(facts))))

    @tool
    def screen_awards(facts: dict[str, str | bool | float]) -> str:
        """用一组情况测算全部奖补，能得的在前。"""
        return _answer(lambda: [_summary(award) for award in desk.screen(_facts(facts))])

    return [search_clauses, read_clause, calculate_award, screen_awards]


def _answer(work: Callable[[], object]) -> str:
    """The result as JSON; a mistake of the caller as its Chinese message, so that the model can do better."""
    try:
        found = work()
    except AssistantError as error:
        found = {"错误": error.message_zh}
    return json.dumps(found, ensure_ascii=False)


def _facts(facts: Mapping[str, str | bool | float]) -> dict[str, object]:
    """Numbers as the text they were written as: a float never becomes money."""
    return {name: value if isinstance(value, str | bool) else str(value) for name, value in facts.items()}


def _clause(clause: object) -> dict[str, object]:
    if not isinstance(clause, Clause):
        return {"说明": "这是一个章节，请读其中的条款。", "内容": _plain(clause)}
    return {"编号": clause.ref, "位置": clause.locator, "责任单位": list(clause.responsible_units), "原文": clause.text}


def _summary(award: Award) -> dict[str, object]:
    amount = None if award.amount is None else f"{award.amount:f}"
    return {"编号": award.id, "名称": award.title, "状态": award.status, "金额": amount, "条款": award.ref}


def _plain(value: object) -> object:
    """A domain value as JSON data, figures as text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, str | bool | int) else str(value)
