"""The tab 管理: layout. The browser sends the admin key with every request; nothing is shown without it."""

from typing import Any

_LISTEN_UPLOAD = "pa.intake(element, trigger); /* 'change' */"
_UPLOAD = (
    '<div class="pa-upload"><label>政策文件（md、txt、docx、pdf、html，不超过 1 MB）'
    '<input type="file" accept=".md,.txt,.docx,.pdf,.html,.htm"></label>'
    '<div class="pa-tools"><button type="button" class="pa-button pa-primary" data-store="false">试读，不改动</button>'
    '<button type="button" class="pa-button" data-store="true">加入资料库</button></div>'
    '<progress hidden aria-label="建立索引的进度"></progress>'
    '<p class="pa-small">先试读：左边是读成的条款，右边是原文，有提醒的地方请对照核对。'
    "更大的文件请用命令 policy-assistant ingest。</p>"
    '<div class="pa-report" aria-live="polite"></div></div>'
)
_EMPTY = '<p class="pa-empty">填好管理密钥，再点上面的按钮。</p>'
_SHOWN = (
    ("library", "资料与索引"),
    ("check", "核对规则与引文"),
    ("unanswered", "答不上来的问题"),
    ("hot", "常问的问题"),
    ("feedback", "用户评价"),
)
_EXPORTED = (("clauses.csv", "导出条款"), ("questions.csv", "导出提问"), ("feedback.csv", "导出评价"))


def build_admin() -> None:
    """The tab's content, inside the Blocks that are open."""
    import gradio as gr

    key = gr.Textbox(
        label="管理密钥（服务器上 POLICY_ADMIN_KEY 的值，只用于本页，不保存）",
        type="password",
        max_length=200,
        elem_id="pa-key",
    )
    with gr.Accordion("上传政策文件", open=True):
        upload = gr.HTML(_UPLOAD, js_on_load=_LISTEN_UPLOAD, elem_id="pa-upload")
    with gr.Row(elem_id="pa-admin-buttons"):
        buttons = [(what, gr.Button(label, size="sm", min_width=120)) for what, label in _SHOWN]
    with gr.Row():
        exports = [(what, gr.Button(label, size="sm", min_width=120)) for what, label in _EXPORTED]
    shown = gr.HTML(_EMPTY, elem_id="pa-admin")
    for what, button in buttons:
        _connect(button.click, "admin", what, key, shown)
    for what, button in exports:
        _connect(button.click, "download", what, key, shown)
    _connect(upload.change, "admin", "library", key, shown)
    _connect(key.submit, "admin", "library", key, shown)


def _connect(event: Any, action: str, what: str, key: Any, shown: Any) -> None:
    event(None, key, shown, js=f"(key) => pa.{action}('{what}', key)")
