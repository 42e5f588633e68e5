"""The tab 评测: the newest evaluation with plots, what changed since the one before, and every case that went wrong."""

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from fastapi.responses import FileResponse

from assistant.errors import AssistantError, NotFound
from ui.backing import Backing
from ui.pieces import card_html, empty_html, notice_html
from ui.scores import BUILT_BY, HELD_OUT, REPORT, Case, Evaluation, RunScores, Scores, read_evaluations

_RIGHT = "right"
_STRICT = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
}

Labels = Mapping[str, Mapping[str, str]]


def build_evaluation(backing: Backing) -> Any:
    """The tab's content, inside the Blocks that are open; gives its place, filled when it is loaded."""
    import gradio as gr

    return gr.HTML(evaluation_html(backing), elem_id="pa-evaluation")


def evaluation_routes(folder: Path | None) -> APIRouter:
    """`GET /page/report`: the whole report as it was written, allowed to load and run nothing."""
    router = APIRouter(prefix="/page", include_in_schema=False)

    @router.get("/report")
    def report() -> FileResponse:
        path = folder / REPORT if folder else None
        if path is None or not path.is_file():
            raise NotFound("no evaluation report", "还没有评测报告，请先运行 make evaluation。")
        return FileResponse(path, media_type="text/html; charset=utf-8", headers=_STRICT)

    return router


def evaluation_html(backing: Backing) -> str:
    """Everything the tab shows."""
    try:
        evaluations = read_evaluations(backing.reports)
    except AssistantError as error:
        return notice_html(error.message_zh)
    if not evaluations:
        return empty_html("还没有评测结果。在服务器上运行 make evaluation，完成后刷新本页。")
    newest, labels = evaluations[0], evaluations[0].labels
    own = newest.runs[0]
    parts = [
        _summary(newest),
        _section("各项得分", _bars(own.unseen, labels, _faults(labels))),
        _section("与其他办法比较（完全正确的用例）", _responders(newest, labels)),
        _section("按问题类型", _groups(own.by_kind, labels.get("kinds", {}))),
        _section("按提问者", _groups(own.by_voice, labels.get("voices", {}))),
        _section("与上一次比较", _changes(evaluations, labels)),
        _section("答错的用例", _failures(own.cases, labels)),
    ]
    return f'<div class="pa-evaluation">{"".join(parts)}</div>'


def _summary(evaluation: Evaluation) -> str:
    own = evaluation.runs[0]
    right = own.unseen[_RIGHT]
    latency = own.latency_ms.get("p50")
    quick = f"，作答用时中位数 {latency:.0f} 毫秒" if latency is not None else ""
    return (
        f'<p class="pa-figure pa-exact"><span>完全正确</span><strong>{right.mean:.1%}</strong></p>'
        f"<p>{escape(evaluation.as_of)} 评测，共 {right.count} 个用例{_kept_apart(own)}{quick}。"
        f"95% 置信区间 {right.low:.1%}–{right.high:.1%}。题目、打分办法和逐题对照见"
        '<a href="/page/report" target="_blank" rel="noopener">完整报告</a>。</p>'
    )


def _kept_apart(run: RunScores) -> str:
    """That the cases were kept apart, and how much better those look that the program was built by."""
    if HELD_OUT not in run.by_part or BUILT_BY not in run.by_part:
        return ""
    return f"，都没有用来改进程序（用来改进的用例为 {run.by_part[BUILT_BY][_RIGHT].mean:.1%}）"


def _section(title: str, body: str) -> str:
    return f"<section><h2>{escape(title)}</h2>{body}</section>" if body else ""


def _faults(labels: Labels) -> frozenset[str]:
    """Scores of which little is good."""
    return frozenset(labels.get("faults", {}))


def _bars(scores: Scores, labels: Labels, faults: frozenset[str]) -> str:
    names = labels.get("scores", {})
    rows = []
    for name, score in scores.items():
        mean = 1 - score.mean if name in faults else score.mean
        low, high = (1 - score.high, 1 - score.low) if name in faults else (score.low, score.high)
        better = "（越低越好）" if name in faults else ""
        rows.append(_bar(f"{names.get(name, name)}{better}", mean, low, high, score.count))
    return "".join(rows)


def _bar(label: str, mean: float, low: float, high: float, count: int) -> str:
    """A bar with its interval as a line; the figures stand beside it in words."""
    return (
        f'<div class="pa-bar"><span>{escape(label)}</span><i aria-hidden="true"><b style="width:{mean:.2%}"></b>'
        f'<u style="left:{low:.2%};width:{high - low:.2%}"></u></i><em>{mean:.1%} <small>{count} 次</small></em></div>'
    )


def _groups(groups: Mapping[str, Scores], names: Mapping[str, str]) -> str:
    found = {name: scores[_RIGHT] for name, scores in groups.items() if _RIGHT in scores}
    ordered = sorted(found.items(), key=lambda item: item[1].mean)
    return "".join(_bar(names.get(name, name), one.mean, one.low, one.high, one.count) for name, one in ordered)


def _responders(evaluation: Evaluation, labels: Labels) -> str:
    names = labels.get("responders", {})
    rights = [(run.name, run.unseen[_RIGHT]) for run in evaluation.runs if _RIGHT in run.unseen]
    return "".join(_bar(names.get(name, name), one.mean, one.low, one.high, one.count) for name, one in rights)


def _changes(evaluations: Sequence[Evaluation], labels: Labels) -> str:
    """Each score now and before; a line of words where there is nothing before."""
    if len(evaluations) < 2:
        return empty_html("只有这一次的结果；再次评测后，这里列出每项得分的变化。")
    now, before = evaluations[0].runs[0].scores, evaluations[1].runs[0].scores
    names = labels.get("scores", {})
    rows = "".join(
        f"<tr><th scope='row'>{escape(names.get(name, name))}</th><td>{_shown(before[name].mean, name, labels)}</td>"
        f"<td>{_shown(score.mean, name, labels)}</td>{_difference(score.mean - before[name].mean, name, labels)}</tr>"
        for name, score in now.items()
        if name in before
    )
    days = "".join(f"<th>{escape(one.as_of)}</th>" for one in reversed(evaluations))
    head = f"<tr><th>评分项</th>{days}<th>变化</th></tr>"
    return f'<div class="pa-wide"><table><thead>{head}</thead><tbody>{rows}</tbody></table></div>'


def _shown(mean: float, name: str, labels: Labels) -> str:
    return f"{1 - mean if name in _faults(labels) else mean:.1%}"


def _difference(gain: float, name: str, labels: Labels) -> str:
    """Percentage points as shown; better and worse are said in words too."""
    shown = -100 * gain if name in _faults(labels) else 100 * gain
    if abs(gain) < 0.0005:
        return "<td>不变</td>"
    kind, words = ("pa-better", "变好") if gain > 0 else ("pa-worse", "变差")
    return f'<td class="{kind}">{shown:+.1f} 个百分点（{words}）</td>'


def _failures(cases: Sequence[Case], labels: Labels) -> str:
    """Cases that went wrong, by kind; what was asked and answered stands in the whole report below."""
    kinds, voices, parts = labels.get("kinds", {}), labels.get("voices", {}), labels.get("parts", {})
    wrong: dict[str, list[Case]] = {}
    for case in cases:
        if not case.right:
            wrong.setdefault(case.kind, []).append(case)
    if not wrong:
        return "<p>无。</p>"
    cards = []
    for kind, group in sorted(wrong.items(), key=lambda item: -len(item[1])):
        rows = "".join(
            f"<tr><td>{escape(one.id)}</td><td>{escape(voices.get(one.voice, one.voice))}</td>"
            f"<td>{escape(parts.get(one.part, one.part))}</td></tr>"
            for one in group
        )
        table = f"<table><thead><tr><th>用例</th><th>提问者</th><th>题库</th></tr></thead><tbody>{rows}</tbody></table>"
        cards.append(
            card_html("pa-failures", f"{kinds.get(kind, kind)}（{len(group)}）", f'<div class="pa-wide">{table}</div>')
        )
    frame = '<iframe src="/page/report" title="逐题对照：问题、回答、期望" loading="lazy"></iframe>'
    return "".join(cards) + card_html("pa-frame", "逐题对照：问题、回答、期望", frame)
