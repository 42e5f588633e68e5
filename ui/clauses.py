"""The tab 条款查询, the clerk's desk: search while typing, read, cite, compare."""

from collections.abc import Sequence
from typing import Any

from assistant.domain import Clause, Hit, Policy
from assistant.errors import AssistantError
from assistant.service import Assistant
from ui.clause_view import compare_html, hits_html, nothing_open_html, reader_html, tree_html
from ui.pieces import notice_html

_LISTEN = "pa.picks(element, trigger); /* 'select' */"
_HITS = 20
_MOST_COMPARED = 2
_ANY = ""


def build_clauses(assistant: Assistant) -> tuple[Any, Any]:
    """The tab's content, inside the Blocks that are open; gives the list and the reader, filled when it is loaded."""
    import gradio as gr

    with gr.Row(elem_id="pa-find"):
        box = gr.Textbox(
            label="查条款",
            placeholder="输入词、条款号（14、二（四）14）或单位，边输边查",
            max_length=200,
            scale=4,
            min_width=260,
            elem_id="pa-search",
        )
        unit = _filter(_units(assistant), "责任单位", "pa-unit")
        chapter = _filter(_chapters(assistant), "部分", "pa-chapter")
        policy = _filter(_policies(assistant), "文件", "pa-policy")
    compared = gr.JSON([], visible=False)
    comparison = gr.HTML("", js_on_load=_LISTEN, elem_id="pa-comparison")
    with gr.Row():
        with gr.Column(scale=2, min_width=300, elem_id="pa-found"):
            found = gr.HTML(tree_html(assistant.policies()), js_on_load=_LISTEN)
        with gr.Column(scale=3, min_width=300):
            reader = gr.HTML(nothing_open_html(), js_on_load=_LISTEN, elem_id="pa-reader")

    def look_up(query: str, unit: str, chapter: str, policy: str) -> str:
        return _found(assistant, query, unit, chapter, policy)

    for event in (box.change, box.submit, unit.input, chapter.input, policy.input):
        event(
            look_up,
            [box, unit, chapter, policy],
            found,
            queue=False,
            show_progress="hidden",
            trigger_mode="always_last",
        )
    _connect(assistant, [found, reader, comparison], box, reader, compared, comparison)
    return found, reader


def _filter(choices: list[tuple[str, str]], label: str, elem_id: str) -> Any:
    """A choice that may also be typed, since other processes may know newer documents."""
    import gradio as gr

    return gr.Dropdown(
        choices, value=_ANY, label=label, scale=1, min_width=150, allow_custom_value=True, elem_id=elem_id
    )


def open_clause(assistant: Assistant, ref: str, query: str = "") -> str:
    """The reader with what an address stands for, or why there is no such thing."""
    try:
        clause = assistant.clause(ref)
        return reader_html(assistant.policy(clause.policy_id), clause, query)
    except AssistantError as error:
        return notice_html(error.message_zh)


def _connect(
    assistant: Assistant, sources: Sequence[Any], box: Any, reader: Any, compared: Any, comparison: Any
) -> None:
    """What a click on a row, on 加入对照 or on 结束对照 does."""
    import gradio as gr

    def pick(event: gr.EventData, query: str, chosen: list[str]) -> tuple[Any, list[str], Any, list[str]]:
        ref = str(event.pick)
        if event.act == "open":
            return open_clause(assistant, ref, query), chosen, gr.skip(), [ref]
        chosen = [*(one for one in chosen if one != ref), ref][-_MOST_COMPARED:] if event.act == "compare" else []
        return gr.skip(), chosen, _comparison(assistant, chosen), []

    opened = gr.JSON([], visible=False)
    for source in sources:
        source.select(
            pick, [box, compared], [reader, compared, comparison, opened], queue=False, show_progress="hidden"
        ).then(None, opened, None, js="(opened) => { if (opened.length) pa.address(opened[0]); }")


def _comparison(assistant: Assistant, refs: Sequence[str]) -> str:
    try:
        clauses = [assistant.clause(ref) for ref in refs]
        return compare_html([(assistant.policy(one.policy_id), one) for one in clauses if isinstance(one, Clause)])
    except AssistantError as error:
        return notice_html(error.message_zh)


def _found(assistant: Assistant, query: str, unit: str, chapter: str, policy: str) -> str:
    """Hits, or the tree where nothing is asked for."""
    policies = [one for one in assistant.policies() if policy in (_ANY, one.id)]
    if not (query.strip() or unit or chapter):
        return tree_html(policies)
    try:
        hits = _search(assistant, query, unit, policy) if query.strip() or unit else _all(policies)
    except AssistantError as error:
        return notice_html(error.message_zh)
    return hits_html([hit for hit in hits if _is_within(hit.clause, chapter)][:_HITS], query)


def _search(assistant: Assistant, query: str, unit: str, policy: str) -> list[Hit]:
    """Clauses with the very words come first, then what search finds near."""
    within = policy or None
    near = assistant.search(query, unit=unit or None, policy=within, limit=_HITS)
    if unit or len(query.strip()) < 2:
        return near
    exact = assistant.search(query.strip(), policy=within, limit=_HITS, exact=True)
    known = {hit.clause.ref for hit in exact}
    addressed = [hit for hit in near if any(one.finder == "address" for one in hit.found)]
    return addressed or [*exact, *(hit for hit in near if hit.clause.ref not in known)]


def _all(policies: Sequence[Policy]) -> list[Hit]:
    return [Hit(clause, 0.0, ()) for policy in policies for clause in policy.clauses]


def _is_within(clause: Clause, chapter: str) -> bool:
    return not chapter or _chapter(clause) == chapter


def _chapter(clause: Clause) -> str:
    return f"{clause.path[0]}　{clause.headings[0]}" if clause.headings else ""


def _units(assistant: Assistant) -> list[tuple[str, str]]:
    units = (unit for policy in assistant.policies() for clause in policy.clauses for unit in clause.responsible_units)
    return [("全部单位", _ANY), *((one, one) for one in dict.fromkeys(units))]


def _chapters(assistant: Assistant) -> list[tuple[str, str]]:
    chapters = (_chapter(clause) for policy in assistant.policies() for clause in policy.clauses)
    return [("全部部分", _ANY), *((one, one) for one in dict.fromkeys(filter(None, chapters)))]


def _policies(assistant: Assistant) -> list[tuple[str, str]]:
    return [("全部文件", _ANY), *((one.document_number or one.title, one.id) for one in assistant.policies())]
