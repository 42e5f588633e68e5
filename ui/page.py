"""The Gradio page: layout, events, and how it is mounted on the API."""

import os
from collections.abc import Sequence
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from assistant.domain import Question, Turn
from assistant.errors import AssistantError
from assistant.service import Assistant
from ui.bubbles import answer_html, header_html, notice_html, options, question_html

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI

LONGEST_QUESTION = 2000
TURNS_REMEMBERED = 20
FONTS = ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei", "sans-serif")

Message = dict[str, Any]


def build(assistant: Assistant, examples: Sequence[str] = ()) -> "gr.Blocks":
    """The page; `examples` are the questions it offers to begin with."""
    _silence_telemetry()
    import gradio as gr

    page = gr.Blocks(title="政策咨询助手", fill_height=True)
    with page:
        header = gr.HTML(header_html(assistant.policies()), elem_id="pa-header")
        chat = gr.Chatbot(
            elem_id="pa-chat",
            show_label=False,
            scale=1,
            buttons=[],
            latex_delimiters=[],
            feedback_options=None,
            placeholder="**请用平常的话提问**，例如：",
            examples=[{"text": example} for example in examples],
        )
        said = gr.JSON([], visible=False)
        with gr.Row(elem_id="pa-ask", equal_height=True):
            box = gr.Textbox(
                show_label=False,
                label="您的问题",
                placeholder="输入问题，回车发送",
                max_length=LONGEST_QUESTION,
                lines=1,
                max_lines=6,
                scale=8,
                container=False,
                elem_id="pa-question",
            )
            send = gr.Button("发送", variant="primary", scale=1, min_width=72, elem_id="pa-send")
            fresh = gr.Button("新对话", scale=1, min_width=72, elem_id="pa-new")
        _connect(page, assistant, header, chat, said, box, send, fresh)
    return page


def mount(app: "FastAPI", assistant: Assistant, examples: Sequence[str] = ()) -> None:
    """Mounts the page at `/`; routes that the application already has come first."""
    _silence_telemetry()
    import gradio as gr

    gr.mount_gradio_app(
        app,
        build(assistant, examples),
        path="/",
        footer_links=[],
        show_error=False,
        theme=gr.themes.Default(primary_hue="blue", secondary_hue="blue", font=FONTS, font_mono=FONTS),
        head='<script>document.documentElement.lang = "zh-CN"</script>',
        css=files("ui").joinpath("page.css").read_text(encoding="utf-8"),
    )


def _silence_telemetry() -> None:
    """Gradio reads this when it is first imported."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"


def _connect(
    page: Any, assistant: Assistant, header: Any, chat: Any, said: Any, box: Any, send: Any, fresh: Any
) -> None:
    """Events: the question shows at once, then the answer; nothing is queued, so any process can answer any browser."""
    from gradio import SelectData

    def show(question: str, messages: list[Message], turns: list[Message]) -> tuple[str, list[Message], list[Message]]:
        return "", *_asked(question, messages, turns)

    def choose(event: SelectData, messages: list[Message], turns: list[Message]) -> tuple[list[Message], list[Message]]:
        chosen = event.value["text"] if isinstance(event.value, dict) else str(event.value)
        return _asked(chosen, messages, turns)

    def reply(messages: list[Message], turns: list[Message]) -> tuple[list[Message], list[Message]]:
        return _replied(assistant, messages, turns)

    kept = [chat, said]
    for event in (box.submit, send.click):
        event(show, [box, *kept], [box, *kept], queue=False, show_progress="hidden").then(
            reply, kept, kept, queue=False
        )
    for event in (chat.example_select, chat.option_select):
        event(choose, kept, kept, queue=False, show_progress="hidden").then(reply, kept, kept, queue=False)
    fresh.click(lambda: ([], []), None, kept, queue=False, show_progress="hidden")
    chat.clear(lambda: [], None, said, queue=False, show_progress="hidden")
    page.load(lambda: header_html(assistant.policies()), None, header, queue=False, show_progress="hidden")


def _asked(question: str, messages: list[Message], turns: list[Message]) -> tuple[list[Message], list[Message]]:
    """Both lists with the question added; unchanged where there is none."""
    if not question.strip():
        return messages, turns
    shown = {"role": "user", "content": question_html(question)}
    return [*messages, shown], [*turns, {"role": "user", "content": question}]


def _replied(
    assistant: Assistant, messages: list[Message], turns: list[Message]
) -> tuple[list[Message], list[Message]]:
    """Both lists with the answer to the last question; a failed question is shown as such and not remembered."""
    if not turns or turns[-1]["role"] != "user":
        return messages, turns
    question = str(turns[-1]["content"])
    if len(question) > LONGEST_QUESTION:
        return [*messages, _notice(f"问题太长，最多 {LONGEST_QUESTION} 个字。")], turns[:-1]
    history = tuple(Turn(turn["role"], str(turn["content"])) for turn in turns[:-1])[-2 * TURNS_REMEMBERED :]
    try:
        answer = assistant.ask(Question(question, date.today(), history))
    except AssistantError as error:
        return [*messages, _notice(error.message_zh)], turns[:-1]
    shown = {"role": "assistant", "content": answer_html(answer), "options": options(answer)}
    return [*messages, shown], [*turns, {"role": "assistant", "content": answer.text}]


def _notice(text: str) -> Message:
    return {"role": "assistant", "content": notice_html(text)}
