"""What every command of one run shares: the settings, the assistant, the way to print."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, cast

import typer

from assistant.service import Assistant
from assistant.settings import Settings

Builder = Callable[[Settings], Assistant]

AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON")]
PolicyId = Annotated[str | None, typer.Option("--policy", help="只看这份政策（编号）")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="YYYY-MM-DD", help="按这一天的规定回答")]


def build_from_wiring(settings: Settings) -> Assistant:
    """The real assistant."""
    from assistant.wiring import build_assistant

    return build_assistant(settings)


@dataclass
class Session:
    """One run of the command line; settings and assistant are made when a command first asks for them."""

    load: Callable[[], Settings]
    config: Path | None
    build: Builder

    @cached_property
    def settings(self) -> Settings:
        """The settings of this run; raises ConfigurationError."""
        return self.load()

    @cached_property
    def assistant(self) -> Assistant:
        """The assistant these settings describe."""
        return self.build(self.settings)


def session_of(ctx: typer.Context) -> Session:
    """The session that the callback of the program put into the context."""
    return cast(Session, ctx.obj)


def read_json(path: Path, param_hint: str | None = None) -> object:
    """What a JSON file of the person holds, None where it is no JSON; wrong usage where it cannot be read."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise typer.BadParameter(f"读不到 {path}：{error.strerror}", param_hint=param_hint) from None
    except ValueError:
        return None


def print_json(data: object) -> None:
    """Indented JSON with Chinese as it is."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))


def print_markdown(text: str) -> None:
    """Markdown laid out for a terminal, and as it is for a pipe or file."""
    if not sys.stdout.isatty():
        typer.echo(text)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(text))


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int], None]]:
    """A progress bar on stderr where that is a terminal."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("处理中", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
