"""The tab 奖补测算: choose an award or all, fill in what is known, and see the result while typing."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from assistant.errors import AssistantError
from assistant.service import Assistant
from ui.award_form import form_html, readings, try_facts
from ui.award_view import receipt_html, screen_html
from ui.pieces import empty_html, notice_html

ALL = ""
_LISTEN_FORM = "pa.facts(element, trigger); /* 'input' */"
_LISTEN_RESULT = "pa.focus(element);"
_START = "填写知道的情况，这里随即显示能得多少、怎么算、依据哪一条。不清楚的可以不填。"

Facts = Mapping[str, object]


def build_awards(assistant: Assistant) -> None:
    """The tab's content, inside the Blocks that are open."""
    import gradio as gr

    choices = [("全部奖补：用一份情况逐项核对", ALL), *((rule.title, rule.key) for rule in assistant.award_rules())]
    chosen = gr.Dropdown(choices, value=ALL, label="算哪一项", allow_custom_value=True, elem_id="pa-award")
    with gr.Row():
        with gr.Column(scale=2, min_width=300):
            form = gr.HTML(form_html(assistant.award_rules()), js_on_load=_LISTEN_FORM, elem_id="pa-form")
        with gr.Column(scale=3, min_width=300):
            result = gr.HTML(empty_html(_START), js_on_load=_LISTEN_RESULT, elem_id="pa-result")
    gr.HTML('<button type="button" id="pa-see" class="pa-button pa-primary" onclick="pa.see()" hidden></button>')
    read = gr.JSON({}, visible=False)

    def fill(event: gr.EventData, award: str) -> tuple[str, dict[str, Any]]:
        return _result(assistant, award, dict(event.facts))

    def change(award: str) -> tuple[str, str, dict[str, Any]]:
        return _form(assistant, award), _first_result(assistant, award), {}

    show = "(read) => pa.readings(read)"
    form.input(fill, chosen, [result, read], queue=False, show_progress="hidden", trigger_mode="always_last").then(
        None, read, None, js=show
    )
    chosen.change(change, chosen, [form, result, read], queue=False, show_progress="hidden").then(
        None, read, None, js="(read) => { document.querySelector('#pa-form form')?.reset(); pa.readings(read); }"
    )


def _form(assistant: Assistant, award: str) -> str:
    try:
        return form_html(assistant.award_rules() if award == ALL else (assistant.award_rule(award),))
    except AssistantError as error:
        return notice_html(error.message_zh)


def _first_result(assistant: Assistant, award: str) -> str:
    """What a chosen award shows before anything is filled in; for all together, how to begin."""
    return empty_html(_START) if award == ALL else _result(assistant, award, {})[0]


def _result(assistant: Assistant, award: str, facts: Facts) -> tuple[str, dict[str, Any]]:
    """The result of the facts, and what stands beside the fields."""
    if award == ALL and not facts:
        return empty_html(_START), {}
    try:
        return _screened(assistant, facts) if award == ALL else _calculated(assistant, award, facts)
    except AssistantError as error:
        return notice_html(error.message_zh), {}


def _calculated(assistant: Assistant, key: str, facts: Facts) -> tuple[str, dict[str, Any]]:
    rule = assistant.award_rule(key)
    awards, faults = try_facts(lambda kept: [assistant.calculate(key, kept, date.today())], facts)
    good = {name: value for name, value in facts.items() if name not in faults}
    shown = receipt_html(awards[0], rule, assistant.policy(rule.policy_id), good)
    return shown, readings(awards, (rule,), faults)


def _screened(assistant: Assistant, facts: Facts) -> tuple[str, dict[str, Any]]:
    rules = assistant.award_rules()
    awards, faults = try_facts(lambda kept: assistant.screen(kept, date.today()), facts)
    good = {name: value for name, value in facts.items() if name not in faults}
    by_key = {rule.key: rule for rule in rules}
    policies = {policy.id: policy for policy in assistant.policies()}
    sums, question = assistant.totals(awards), assistant.next_question(awards)
    return screen_html(awards, sums, question, by_key, policies, good), readings(awards, rules, faults)
