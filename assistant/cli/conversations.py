"""Commands for stored conversations: replay, and the group `conversation` with export, delete and expire."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli.replaying import Replayed, replay_turn
from assistant.cli.session import AsJson, print_json, session_of
from assistant.errors import NotFound, RequestError
from assistant.ports import Conversations
from assistant.render import conversation_data

ConversationId = Annotated[str, typer.Argument(help="对话编号")]


def add_to(app: typer.Typer) -> None:
    """Registers these commands."""
    app.command()(replay)
    group = typer.Typer(help="存下的对话：导出、删除、清理。", no_args_is_help=True)
    for command in (export, delete, expire):
        group.command()(command)
    app.add_typer(group, name="conversation")


def replay(
    ctx: typer.Context,
    conversation_id: ConversationId,
    turn: Annotated[int | None, typer.Argument(min=1, help="第几轮；不填则逐轮重问")] = None,
    as_json: AsJson = False,
) -> None:
    """把存下的问题照原样再问一遍，核对条款和数字是否一致；不一致时退出码为 1。"""
    with _opened(ctx) as conversations:
        kept = conversations.read(conversation_id)
    chosen = [one for one in kept.turns if turn in (None, one.turn)]
    if not chosen:
        raise NotFound(f"conversation {conversation_id} has no turn {turn}", "没有这一轮对话。")
    assistant = session_of(ctx).assistant
    replayed = [replay_turn(assistant, kept, one) for one in chosen]
    if as_json:
        print_json([one.data for one in replayed])
    else:
        typer.echo("\n".join(map(_line, replayed)))
    if not all(one.is_identical for one in replayed):
        raise typer.Exit(1)


def export(
    ctx: typer.Context,
    conversation_id: ConversationId,
    out: Annotated[Path | None, typer.Option(help="写到这个文件；不填则打印")] = None,
) -> None:
    """导出一段对话（JSON），每一轮都带完整的回答。"""
    with _opened(ctx) as conversations:
        data = conversation_data(conversations.read(conversation_id))
    if out is None:
        print_json(data)
        return
    try:
        out.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise RequestError(f"{out}: {error}", f"写不了 {out}：{error.strerror}") from error


def delete(ctx: typer.Context, conversation_id: ConversationId) -> None:
    """删除一段对话和它的评价，不能恢复。"""
    with _opened(ctx) as conversations:
        conversations.delete(conversation_id)
    typer.echo("已删除。")


def expire(
    ctx: typer.Context,
    days: Annotated[int | None, typer.Option(min=1, help="几天没有动静就删除；不填则按 POLICY_RETENTION_DAYS")] = None,
) -> None:
    """删除早已没有动静的对话。"""
    kept_days = days or session_of(ctx).settings.retention_days
    if kept_days is None:
        raise typer.BadParameter("请给出天数，或设置 POLICY_RETENTION_DAYS", param_hint="--days")
    with _opened(ctx) as conversations:
        gone = conversations.expire(datetime.now(UTC) - timedelta(days=kept_days))
    typer.echo(f"已删除 {gone} 段对话。")


@contextmanager
def _opened(ctx: typer.Context) -> Iterator[Conversations]:
    from assistant.wiring import build_conversations

    conversations = build_conversations(session_of(ctx).settings)
    try:
        yield conversations
    finally:
        conversations.close()


def _line(replayed: Replayed) -> str:
    data: dict[str, Any] = replayed.data
    said = "一致" if replayed.is_identical else f"不一致：{'、'.join(replayed.differences)}"
    made = "" if not replayed.changed else f"；此后变动过：{'、'.join(replayed.changed)}"
    return f"第{data['turn']}轮「{data['question']}」{said}{made}"
