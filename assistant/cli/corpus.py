"""Commands for those who keep the corpus: ingest, check."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.session import AsJson, print_json, progress_bar, session_of
from assistant.domain import Finding
from assistant.intake import IngestReport
from assistant.render import finding_data, report_data


def add_to(app: typer.Typer) -> None:
    """Registers these commands."""
    for command in (ingest, check):
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
