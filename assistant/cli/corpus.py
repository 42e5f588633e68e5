"""Commands for those who keep the corpus: ingest, check, diff."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.session import AsJson, print_json, print_markdown, progress_bar, session_of
from assistant.domain import Finding
from assistant.intake import IngestReport
from assistant.render import diff_data, diff_markdown, finding_data, report_data


def add_to(app: typer.Typer) -> None:
    """Registers these commands."""
    for command in (ingest, check, diff):
        app.command()(command)


def ingest(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="政策文件或文件夹", exists=True)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只解析并报告，不改动任何东西")] = False,
    as_json: AsJson = False,
) -> None:
    """加入或更新政策文件。"""
    assistant = session_of(ctx).assistant
    if as_json:
        reports = assistant.ingest(paths, dry_run=dry_run)
        print_json([report_data(one) for one in reports])
    else:
        with progress_bar() as progress:
            reports = assistant.ingest(paths, dry_run=dry_run, progress=progress)
        typer.echo("\n".join(map(_report_line, reports)))
    if unread := sum(report.is_unread for report in reports):
        typer.echo(f"错误：有 {unread} 个文件读不了。", err=True)
        raise typer.Exit(1)


def check(ctx: typer.Context, as_json: AsJson = False) -> None:
    """核对政策文本、规则、引文和链接是否一致。"""
    print_findings(session_of(ctx).assistant.check(), "没有发现问题。", as_json)


def diff(
    ctx: typer.Context,
    before: Annotated[str, typer.Argument(help="旧的：政策编号、留存的旧版（编号@1）或文件")],
    after: Annotated[str, typer.Argument(help="新的：同上")],
    as_json: AsJson = False,
) -> None:
    """逐条对照两份文件：新增、删去、改号、改写了哪些条款，改写的标出字句。"""
    assistant = session_of(ctx).assistant
    known = {policy.id for policy in assistant.policies()}
    sides = (one if one.partition("@")[0] in known or not Path(one).is_file() else Path(one) for one in (before, after))
    found = assistant.diff(*sides)
    if as_json:
        print_json(diff_data(found))
    else:
        print_markdown(diff_markdown(found))


def print_findings(findings: Sequence[Finding], all_well: str, as_json: bool) -> None:
    """The findings one a line; exit code 1 where there is any."""
    if as_json:
        print_json([finding_data(one) for one in findings])
    else:
        lines = [f"{one.place}：{one.message}（{one.code}）" for one in findings]
        typer.echo("\n".join(lines) or all_well)
    if findings:
        typer.echo(f"错误：发现 {len(findings)} 处问题。", err=True)
        raise typer.Exit(1)


def _report_line(report: IngestReport) -> str:
    if report.is_unread:
        return f"{report.path}：读不了。{''.join(report.warnings)}"
    number = f"（{report.document_number}）" if report.document_number else ""
    warnings = "".join(f"\n  注意：{warning}" for warning in report.warnings)
    return f"{report.path}：{report.title}{number}，{report.clauses} 条条款，{report.articles} 个第X条{warnings}"
