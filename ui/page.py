"""The Gradio page: its tabs, and how it is mounted on the API."""

import os
from collections.abc import Callable
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from assistant.service import Assistant
from ui.backing import Backing
from ui.bubbles import header_html

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI

FONTS = ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei", "sans-serif")
_TOP = (
    '<div class="pa-top"><button type="button" id="pa-large" class="pa-button" aria-pressed="false" '
    'onclick="pa.large()">大字</button></div>'
)


def build(backing: Backing) -> "gr.Blocks":
    """The page with its five tabs."""
    _silence_telemetry()
    import gradio as gr

    from ui.admin import build_admin
    from ui.awards import build_awards
    from ui.chat import build_chat
    from ui.clauses import build_clauses
    from ui.evaluation import build_evaluation

    assistant = backing.assistant
    page = gr.Blocks(title="政策咨询助手", fill_width=True)
    with page:
        header = gr.HTML(_header(assistant), elem_id="pa-header")
        with gr.Tabs(elem_id="pa-tabs", overflow_behavior="wrap") as tabs:
            with gr.Tab("咨询", id="chat", elem_id="pa-tab-chat"):
                build_chat(backing)
            with gr.Tab("条款查询", id="clauses", elem_id="pa-tab-clauses", render_children=True):
                found, reader = build_clauses(assistant)
            with gr.Tab("奖补测算", id="awards", elem_id="pa-tab-awards", render_children=True):
                build_awards(assistant)
            with gr.Tab("评测", id="evaluation", elem_id="pa-tab-evaluation"):
                evaluation = build_evaluation(backing)
            with gr.Tab("管理", id="admin", elem_id="pa-tab-admin"):
                build_admin()
        gr.HTML('<p id="pa-said" class="pa-status" role="status"></p>')
        page.load(
            _opener(backing), None, [header, found, evaluation, tabs, reader], queue=False, show_progress="hidden"
        )
    return page


def mount(app: "FastAPI", backing: Backing) -> None:
    """Mounts the page at `/` and what it calls under `/page`; routes that the application already has come first."""
    _silence_telemetry()
    import gradio as gr

    from ui.routes import page_routes

    app.include_router(page_routes(backing))
    gr.mount_gradio_app(
        app,
        build(backing),
        path="/",
        footer_links=[],
        run_history=False,
        show_error=False,
        theme=gr.themes.Default(primary_hue="blue", secondary_hue="blue", font=FONTS, font_mono=FONTS),
        head=f"<script>{read_asset('page.js')}</script>",
        css=read_asset("page.css"),
    )


def read_asset(name: str) -> str:
    """A text file that stands beside this module."""
    return files("ui").joinpath(name).read_text(encoding="utf-8")


def _opener(backing: Backing) -> Callable[..., Any]:
    """What happens when the page is opened: everything read anew, and the clause shown that the address asks for."""
    import gradio as gr

    from ui.clause_view import tree_html
    from ui.clauses import open_clause
    from ui.evaluation import evaluation_html

    assistant = backing.assistant

    def open_page(request: gr.Request) -> list[Any]:
        fresh = [_header(assistant), tree_html(assistant.policies()), evaluation_html(backing)]
        ref = request.query_params.get("clause", "")
        if not ref:
            return [*fresh, gr.skip(), gr.skip()]
        return [*fresh, gr.Tabs(selected="clauses"), open_clause(assistant, ref)]

    return open_page


def _header(assistant: Assistant) -> str:
    return header_html(assistant.policies()) + _TOP


def _silence_telemetry() -> None:
    """Gradio reads this when it is first imported."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
