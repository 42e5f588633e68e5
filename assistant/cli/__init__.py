"""The command line: reads arguments, calls the service, prints Chinese Markdown or JSON.

It decides nothing about policies. Heavy packages are imported by the command that needs them, so that looking up a
clause or calculating an award starts in a fraction of a second.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import asking, awards, conversations, corpus, finetuning, running
from assistant.cli.session import Builder, Session, build_from_wiring
from assistant.errors import AssistantError
from assistant.settings import load_settings

app = typer.Typer(
    name="policy-assistant",
    help="政策咨询助手：对着政策原文回答问题，条款逐字引用，奖补精确计算。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def prepare(
    ctx: typer.Context,
    config: Annotated[Path | None, typer.Option(help="配置文件（YAML 或 TOML）")] = None,
) -> None:
    """政策咨询助手：对着政策原文回答问题，条款逐字引用，奖补精确计算。"""
    build, environ = ctx.obj
    ctx.obj = Session(load=lambda: load_settings(config, environ), config=config, build=build)


asking.add_to(app)
awards.add_to(app)
corpus.add_to(app)
conversations.add_to(app)
running.add_to(app)
finetuning.add_to(app)


def main(
    arguments: Sequence[str] | None = None,
    build: Builder = build_from_wiring,
    environ: Mapping[str, str] = os.environ,
) -> None:
    """Runs one command and exits: 0 done, 1 the thing asked for failed, 2 wrong usage."""
    try:
        app(args=list(sys.argv[1:] if arguments is None else arguments), obj=(build, environ))
    except AssistantError as error:
        print(f"错误：{error.message_zh}", file=sys.stderr)
        raise SystemExit(1) from None
