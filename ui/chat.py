"""The tab 咨询: layout and events. The browser streams the answer, so that any worker process can give it."""

from typing import Any

from ui.asking import LONGEST_QUESTION
from ui.backing import Backing
from ui.bubbles import pending_html, question_html

Message = dict[str, Any]

_HISTORY = (
    '<details class="pa-history"><summary>最近的咨询</summary>'
    '<p class="pa-none">还没有。问过的会列在这里，只存在这台电脑的浏览器里。</p><div class="pa-rows"></div>'
    '<button type="button" class="pa-button" data-clear hidden>清除这些记录</button></details>'
)
_LISTEN_HISTORY = "pa.history(element, trigger); /* 'select' 'clear' */"
_LISTEN_AFTER = "pa.after(element, trigger); /* 'submit' */"


def build_chat(backing: Backing) -> None:
    """The tab's content, inside the Blocks that are open."""
    import gradio as gr

    with gr.Row(elem_id="pa-chat-bar", equal_height=True):
        history = gr.HTML(_HISTORY, js_on_load=_LISTEN_HISTORY, elem_id="pa-history", scale=4)
        view = gr.Radio(
            ["通俗", "原文"], value="通俗", label="回答显示", container=False, elem_id="pa-view", scale=1, min_width=150
        )
        fresh = gr.Button("新对话", scale=0, min_width=96, elem_id="pa-new")
    chat = gr.Chatbot(
        elem_id="pa-chat",
        label="对话",
        show_label=False,
        scale=1,
        height="auto",
        min_height=260,
        buttons=[],
        latex_delimiters=[],
        feedback_options=None,
        placeholder="**请用平常的话提问**，例如：",
        examples=[{"text": example} for example in backing.examples],
    )
    said = gr.JSON({"question": ""}, visible=False)
    after = gr.HTML("", js_on_load=_LISTEN_AFTER, elem_id="pa-after")
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
    _connect(chat, said, after, box, send)
    view.change(None, view, None, js="(choice) => pa.view(choice)")
    fresh.click(None, None, [chat, said, after], js="() => pa.fresh()")
    chat.clear(None, None, [said, after], js="() => pa.fresh().slice(1)")
    history.select(None, None, [chat, said, after], js="() => pa.restore()")


def _connect(chat: Any, said: Any, after: Any, box: Any, send: Any) -> None:
    """The question shows at once, then the answer as it comes."""
    import gradio as gr

    def show(question: str, messages: list[Message]) -> list[Any]:
        if not question.strip():
            return [gr.skip(), gr.skip(), {"question": ""}, gr.skip()]
        return ["", *_asked(question, messages), ""]

    def choose(event: gr.SelectData, messages: list[Message]) -> list[Any]:
        chosen = event.value["text"] if isinstance(event.value, dict) else str(event.value)
        return [gr.skip(), *_asked(chosen, messages), ""]

    def complete(event: gr.EventData, messages: list[Message]) -> list[Any]:
        return [gr.skip(), *_asked(str(event.text), messages), ""]

    shown = [box, chat, said, after]
    begin = "(question, messages) => [pa.begin(question), messages]"
    started = [
        one(show, [box, chat], shown, js=begin, queue=False, show_progress="hidden") for one in (box.submit, send.click)
    ]
    started += [
        one(choose, chat, shown, queue=False, show_progress="hidden")
        for one in (chat.example_select, chat.option_select)
    ]
    started.append(after.submit(complete, chat, shown, queue=False, show_progress="hidden"))
    for event in started:
        event.then(None, [chat, said], [chat, said, after], js="(messages, said) => pa.reply(messages, said)")


def _asked(question: str, messages: list[Message]) -> tuple[list[Message], dict[str, str]]:
    """The messages with the question and the place of its answer, and the question itself for the browser."""
    pending = {"role": "assistant", "content": pending_html()}
    return [*messages, {"role": "user", "content": question_html(question)}, pending], {"question": question}
