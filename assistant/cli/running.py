"""Commands for those who run the program: serve, settings, eval, bench."""

import errno
import os
import socket
import tempfile
from collections.abc import Callable
from ipaddress import ip_address
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.session import AsJson, Session, print_json, progress_bar, session_of
from assistant.errors import ConfigurationError

if TYPE_CHECKING:
    from uvicorn.supervisors import Multiprocess

_PASS_ON = {"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []}


def add_to(app: typer.Typer) -> None:
    """Registers these commands."""
    app.command()(serve)
    app.command()(mcp)
    app.command()(settings)
    app.command("eval", context_settings=_PASS_ON)(evaluate)
    app.command(context_settings=_PASS_ON)(bench)


def serve(
    ctx: typer.Context,
    host: Annotated[str, typer.Option(help="监听地址")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="监听端口")] = 8000,
    workers: Annotated[int, typer.Option(min=1, help="进程数")] = 1,
) -> None:
    """启动网页和接口。"""
    session = session_of(ctx)
    with _listen(host, port) as listening:
        _refuse_open_door(session, host, listening)
        typer.echo("正在准备索引（首次启动需要计算向量，请稍候）……")
        with progress_bar() as progress:
            session.assistant.warm_up(progress)
        server = _server(session, workers, listening)
        address, bound = listening.getsockname()[:2]
        shown = f"http://[{address}]:{bound}" if ":" in address else f"http://{address}:{bound}"
        typer.echo(f"已启动：{shown}  接口文档：{shown}/docs  按 Ctrl-C 停止")
        server()


def mcp(ctx: typer.Context) -> None:
    """把问答、检索、计算作为 MCP 工具，经标准输入输出提供给其他程序。"""
    from assistant.mcp import build_server

    build_server(session_of(ctx).assistant).run("stdio")


def settings(ctx: typer.Context, as_json: AsJson = False) -> None:
    """显示全部设置，密钥不显示。"""
    current = session_of(ctx).settings
    if as_json:
        print_json(current.masked())
        return
    for name, value in current.masked().items():
        purpose = type(current).model_fields[name].description
        typer.echo(f"POLICY_{name.upper()} = {'（未设）' if value in (None, []) else value}  # {purpose}")


def evaluate(ctx: typer.Context) -> None:
    """用题库给回答打分，写出 JSON 和网页报告。"""
    from eval.__main__ import main

    session = session_of(ctx)
    raise typer.Exit(main(ctx.args, session.settings, session.build))


def bench(ctx: typer.Context) -> None:
    """在本机测量延迟、吞吐和内存。"""
    from eval.bench import main

    raise typer.Exit(main(ctx.args, session_of(ctx).settings))


def _refuse_open_door(session: Session, host: str, listening: socket.socket) -> None:
    """Raises ConfigurationError for an address that others reach while no key is configured."""
    if not session.settings.api_keys and not ip_address(listening.getsockname()[0]).is_loopback:
        raise ConfigurationError(
            f"refusing to listen on {host} without POLICY_API_KEYS",
            f"监听 {host} 会让其他机器访问，而接口密钥尚未设置，不予启动：请先设置 POLICY_API_KEYS，"
            "或改用 --host 127.0.0.1（仅本机）。",
        )


def _listen(host: str, port: int) -> socket.socket:
    """A bound socket; ConfigurationError where the port is taken or the address is not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.getaddrinfo(host, port, family, socket.SOCK_STREAM)
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        raise ConfigurationError(f"cannot listen on {host}:{port}: {error}", _why_not(host, port, error)) from error
    listening.set_inheritable(True)
    return listening


def _why_not(host: str, port: int, error: OSError) -> str:
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return f"监听地址 {host} 无效或不属于本机：请改用 --host 127.0.0.1（仅本机）或 0.0.0.0（所有网卡）。"
    if error.errno == errno.EACCES:
        return f"没有权限监听 {host}:{port}：请换一个 1024 以上的端口，如 --port 8000。"
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < 65535 else 8000
        shown = f"如 --port {other}（用 make 时写 make serve PORT={other}）"
        return f"无法监听 {host}:{port}，已被占用：请换一个端口，{shown}。"
    return f"无法监听 {host}:{port}：请检查 --host 和 --port。"


def _server(session: Session, workers: int, listening: socket.socket) -> Callable[[], None]:
    """What serves until it is stopped: this process, or several that each read the settings anew."""
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    from assistant.api import create_app
    from assistant.api.logs import set_up_logs

    set_up_logs(session.settings.log)
    if workers == 1:
        app = create_app(session.assistant, session.settings)
        session.assistant.rehearse()
        server = uvicorn.Server(uvicorn.Config(app, **_how(session)))
        return lambda: server.run(sockets=[listening])
    if session.config:
        os.environ["POLICY_CONFIG"] = str(session.config.resolve())
    config = uvicorn.Config(
        "assistant.api:create_from_environment",
        factory=True,
        workers=workers,
        **_how(session),
    )
    return lambda: _run_together(Multiprocess(config, sockets=[listening]))


def _run_together(workers: "Multiprocess") -> None:
    """Serves with several processes, whose figures meet in a folder of their own."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        workers.run()


def _how(session: Session) -> dict[str, Any]:
    """What the server is told; the application finishes its work by itself before the three seconds begin."""
    return {
        "log_config": None,
        "access_log": False,
        "server_header": False,
        "timeout_graceful_shutdown": 3,
        "forwarded_allow_ips": list(session.settings.trusted_proxies),
    }
