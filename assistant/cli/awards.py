"""Commands for awards: list, show, calc, screen, verify."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.asking import read_date
from assistant.cli.corpus import print_findings
from assistant.cli.session import AsJson, AsOf, PolicyId, print_json, print_markdown, read_json, session_of
from assistant.render import award_data, award_markdown, rule_data, rule_markdown, screen_markdown

AwardId = Annotated[str, typer.Argument(help="奖补编号，见 award list；重名时写 政策编号:奖补编号")]
FactList = Annotated[list[str] | None, typer.Argument(metavar="[事实=值]...", help="例如 project_level=省级")]


def add_to(app: typer.Typer) -> None:
    """Registers these commands as the group `award`."""
    group = typer.Typer(help="奖补：有哪些、怎么算、能拿哪些。", no_args_is_help=True)
    group.command("list")(list_awards)
    for command in (show, calc, screen, verify):
        group.command()(command)
    app.add_typer(group, name="award")


def list_awards(ctx: typer.Context, policy: PolicyId = None, as_json: AsJson = False) -> None:
    """列出全部奖补。"""
    rules = session_of(ctx).assistant.award_rules(policy)
    if as_json:
        print_json([rule_data(rule) for rule in rules])
    else:
        print_markdown("\n".join(f"- `{rule.id}` {rule.title}（{rule.ref}）" for rule in rules))


def show(ctx: typer.Context, award_id: AwardId, as_json: AsJson = False) -> None:
    """显示一项奖补：原文、条件、需要哪些信息。"""
    rule = session_of(ctx).assistant.award_rule(award_id)
    if as_json:
        print_json(rule_data(rule))
    else:
        print_markdown(rule_markdown(rule))


def calc(
    ctx: typer.Context, award_id: AwardId, facts: FactList = None, as_of: AsOf = None, as_json: AsJson = False
) -> None:
    """按给出的事实计算一项奖补，列出步骤和依据。"""
    assistant = session_of(ctx).assistant
    award = assistant.calculate(award_id, read_pairs(facts or ()), read_date(as_of))
    if as_json:
        print_json(award_data(award))
        return
    print_markdown(award_markdown(award, assistant.award_rule(award_id)))


def screen(ctx: typer.Context, facts: FactList = None, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """用同一份情况逐项核对全部奖补。"""
    assistant = session_of(ctx).assistant
    found = assistant.screen(read_pairs(facts or ()), read_date(as_of))
    if as_json:
        print_json([award_data(award) for award in found])
    else:
        print_markdown(screen_markdown(found, assistant.totals(found), assistant.next_question(found)))


def verify(
    ctx: typer.Context,
    receipt: Annotated[Path, typer.Argument(help="award calc --json 存下的文件")],
    as_json: AsJson = False,
) -> None:
    """重新计算一份结果，核对是否一致。"""
    read = read_json(receipt)
    if not isinstance(read, dict):
        raise typer.BadParameter(f"{receipt} 不是 award calc --json 的结果")
    print_findings(session_of(ctx).assistant.verify(read), "核对一致。", as_json)


def read_pairs(pairs: Sequence[str]) -> dict[str, object]:
    """`name=value` arguments as a mapping; wrong usage where one is malformed or given twice."""
    facts: dict[str, object] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise typer.BadParameter(f"“{pair}”应写成 事实=值，例如 project_level=省级")
        if name.strip() in facts:
            raise typer.BadParameter(f"事实 {name.strip()} 写了两次")
        facts[name.strip()] = value.strip()
    return facts
