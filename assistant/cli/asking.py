"""Commands for people with a question: ask, chat, search, clause."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any, cast

import typer

from assistant.cli.session import AsJson, AsOf, PolicyId, print_json, print_markdown, read_json, session_of
from assistant.domain import Clause, Question, Turn
from assistant.library import Filters
from assistant.render import (
    answer_data,
    answer_markdown,
    clause_data,
    clause_markdown,
    clauses_within,
    hit_data,
    hits_markdown,
    section_data,
)


def add_to(app: typer.Typer) -> None:
    """Registers these commands."""
    for command in (ask, chat, search, clause):
        app.command()(command)


def ask(
    ctx: typer.Context,
    question: Annotated[str, typer.Argument(help="要问的问题")],
    history: Annotated[Path | None, typer.Option(help='此前的对话：[{"role": "user", "content": "…"}, …]')] = None,
    policy: PolicyId = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """问一个问题，给出带条款引用的回答。"""
    turns = read_history(history) if history else ()
    answer = session_of(ctx).assistant.ask(Question(question, read_date(as_of), turns, policy))
    if as_json:
        print_json(answer_data(answer))
    else:
        print_markdown(answer_markdown(answer))


def chat(ctx: typer.Context, policy: PolicyId = None, as_of: AsOf = None) -> None:
    """连续对话；空行或 Ctrl-D 结束。"""
    assistant, day = session_of(ctx).assistant, read_date(as_of)
    if policy is not None:
        assistant.policy(policy)
    turns: tuple[Turn, ...] = ()
    while question := _next_question():
        answer = assistant.ask(Question(question, day, turns, policy))
        print_markdown(answer_markdown(answer))
        turns += (Turn("user", question), Turn("assistant", answer.text))


def search(
    ctx: typer.Context,
    query: Annotated[str, typer.Argument(help="要找的词或问题")] = "",
    unit: Annotated[str | None, typer.Option(help="只看这个责任单位的条款")] = None,
    policy: PolicyId = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="最多几条")] = 10,
    exact: Annotated[bool, typer.Option("--exact", help="只找原文中有这几个字的条款")] = False,
    issuer: Annotated[str, typer.Option(help="只看这个发文机关（部分名称即可）")] = "",
    level: Annotated[str, typer.Option(help="只看这一级：国家、省、市、区县、乡镇")] = "",
    issued_from: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="成文日期不早于")] = None,
    issued_to: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="成文日期不晚于")] = None,
    in_force_on: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="只看这一天有效的")] = None,
    as_json: AsJson = False,
) -> None:
    """按相关程度列出条款。"""
    if not query.strip() and not unit:
        raise typer.BadParameter("请给出要找的词，或用 --unit 指定责任单位")
    days = [None if one is None else read_date(one) for one in (issued_from, issued_to, in_force_on)]
    filters = Filters(issuer, level, *days)
    hits = session_of(ctx).assistant.search(query, unit=unit, policy=policy, limit=limit, exact=exact, filters=filters)
    if as_json:
        print_json([hit_data(hit) for hit in hits])
    else:
        print_markdown(hits_markdown(hits))


def clause(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(help="14、第14条、二（四）14、三（一），多份政策时 政策编号#14")],
    policy: PolicyId = None,
    as_json: AsJson = False,
) -> None:
    """显示一条条款的全文；给的是标题编号时，显示它下面的全部条款。"""
    assistant = session_of(ctx).assistant
    found = assistant.clause(ref, policy)
    if isinstance(found, Clause):
        data, text = clause_data(found), clause_markdown(found)
    else:
        held = clauses_within(found, assistant.policy(found.policy_id))
        data, text = section_data(found, held), clause_markdown(found, held)
    if as_json:
        print_json(data)
    else:
        print_markdown(text)


def read_date(text: str | None) -> date:
    """The day meant, today where none is given; wrong usage where it is no date."""
    if text is None:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"“{text}”不是日期，请写成 2026-11-24 的样子", param_hint="--as-of") from None


def read_history(path: Path) -> tuple[Turn, ...]:
    """The turns of a history file, oldest first; wrong usage where it is not one."""
    read = cast(Any, read_json(path, "--history"))
    try:
        turns = tuple(Turn(one["role"], one["content"]) for one in read)
    except (TypeError, KeyError):
        turns = ()
    if not all(turn.role in ("user", "assistant") and isinstance(turn.content, str) for turn in turns) or not turns:
        raise typer.BadParameter(f'{path} 应为 [{{"role": "user", "content": "…"}}, …]', param_hint="--history")
    return turns


def _next_question() -> str:
    """What the person types next; empty at the end of the input."""
    try:
        return input("问：").strip()
    except EOFError:
        return ""
