"""The report as one HTML page that a department head can read: in Chinese, self-contained, everything escaped."""

from collections.abc import Iterable, Mapping
from html import escape

from eval.coverage import Reach
from eval.guarding import guard_rates
from eval.labels import FAULTS, GUARDED, KINDS, LENGTHS, PARTS, RESPONDERS, SCORES, VOICES
from eval.plots import Bar, bars, grouped, legend
from eval.rates import RIGHT, Rate, gap, percentile, rates, rates_by
from eval.record import BUILD, HELD_OUT, length
from eval.runner import Report, Run
from eval.sides import failures

_TITLE = "政策咨询助手评测报告"
_HEADLINES = (RIGHT, "clause_recall", "clause_precision", "amount_exact", "completeness", "refusal_recall")

_STYLE = """
body{font:16px/1.7 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;margin:0 auto;max-width:1080px;
padding:24px;color:#111827}
h1{font-size:26px}h2{font-size:20px;border-bottom:2px solid #1f6f54;margin-top:2em}
table{border-collapse:collapse;width:100%;font-size:14px}th{background:#f3f4f6}
th,td{border:1px solid #d1d5db;padding:5px 9px;vertical-align:top;text-align:left;overflow-wrap:anywhere}
svg{max-width:100%;height:auto}svg text{font-size:13px;fill:#111827}svg .tick{font-size:11px;fill:#6b7280}
.lead{font-size:18px}.key{margin-right:18px}.key i{display:inline-block;width:12px;height:12px;margin-right:6px}
.never{background:#fde8e8}.bad{color:#b91c1c}small{color:#6b7280}
.side{display:grid;grid-template-columns:1fr 1fr 1fr;gap:12px;border:1px solid #d1d5db;padding:10px;margin:12px 0}
.side>div{white-space:pre-wrap;overflow-wrap:anywhere;min-width:0;font-size:14px}.side h4{margin:0}
@media(max-width:700px){.side{grid-template-columns:1fr}}
"""


def render(report: Report) -> str:
    """The page, complete."""
    own = report.runs[0]
    by_responder = {RESPONDERS.get(run.name, run.name): rates(run.cases) for run in report.runs}
    sections = {
        "各项得分": _scores(by_responder),
        "与对照方法比较": _plot(by_responder),
        "构建用例与仅报告用例之差": _halves(own),
        "按问题类型": _right_by(rates_by(own.cases, lambda one: one.case.kind), KINDS),
        "按提问者": _right_by(rates_by(own.cases, lambda one: one.case.voice), VOICES),
        "单轮与追问": _right_by(rates_by(own.cases, length), LENGTHS),
        "条款覆盖": _coverage(report.coverage),
        "答错的用例": failures(own.cases),
        "本次评测的依据": _basis(report),
    }
    body = "".join(f"<h2>{title}</h2>{section}" for title, section in sections.items())
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{_TITLE}</title><style>{_STYLE}</style></head>'
        f"<body><h1>{_TITLE}</h1>{_summary(report)}{body}</body></html>\n"
    )


def _summary(report: Report) -> str:
    own = report.runs[0]
    turns = [turn for case in own.cases for turn in case.turns]
    right = rates(own.cases)[RIGHT]
    never = [reach.number for reach in report.coverage if not reach.expected_by]
    return (
        f'<p class="lead">共 {right.count} 个用例、{len(turns)} 次作答，完全正确的占 <b>{right.mean:.1%}</b>'
        f"（95% 置信区间 {right.low:.1%}–{right.high:.1%}）。"
        f"作答用时中位数 {percentile(turns, 0.5):.0f} 毫秒，95% 在 {percentile(turns, 0.95):.0f} 毫秒以内。</p>"
        f"<p>同义问法 {own.agreement.pairs} 对，其中 {own.agreement.agreeing} 对结论一致。"
        f"没有用例涉及的条款：{escape('、'.join(never)) or '无'}。</p>"
        "<p><small>“完全正确”指该用例适用的每一项必要评分都得满分；正确的拒答同样得满分。评分全部由程序按规则完成，"
        "数额分毫不差才算对。</small></p>"
    )


def _scores(found: Mapping[str, Mapping[str, Rate]]) -> str:
    rows = []
    for name, label in SCORES.items():
        cells = "".join(_cell(one.get(name), name in FAULTS) for one in found.values())
        rows.append(f"<tr><td>{label}{'（越低越好）' if name in FAULTS else ''}</td>{cells}</tr>")
    head = "".join(f"<th>{escape(name)}</th>" for name in found)
    return f"<table><tr><th>评分项</th>{head}</tr>{''.join(rows)}</table>"


def _cell(rate: Rate | None, is_fault: bool) -> str:
    if rate is None:
        return "<td>—</td>"
    shown = rate.inverted() if is_fault else rate
    return f"<td>{shown.mean:.1%} <small>{shown.low:.1%}–{shown.high:.1%}，{shown.count} 次</small></td>"


def _plot(found: Mapping[str, Mapping[str, Rate]]) -> str:
    return f"<p>{legend(list(found))}</p>{bars(grouped(found, {name: SCORES[name] for name in _HEADLINES}))}"


def _halves(run: Run) -> str:
    by_part = rates_by(run.cases, lambda one: one.case.part)
    differences = gap(by_part, BUILD, HELD_OUT)
    if not differences:
        return "<p>本次只评测了一部分用例，无法比较。</p>"
    mine, theirs = by_part[BUILD], by_part[HELD_OUT]
    rows = "".join(
        f"<tr><td>{SCORES[name]}</td><td>{mine[name].mean:.1%}</td><td>{theirs[name].mean:.1%}</td>"
        f"<td>{100 * difference:+.1f} 个百分点</td></tr>"
        for name, difference in differences.items()
    )
    head = f"<th>评分项（均以满分为好）</th><th>{PARTS[BUILD]}</th><th>{PARTS[HELD_OUT]}</th><th>差距</th>"
    return f"<table><tr>{head}</tr>{rows}</table>"


def _right_by(groups: Mapping[str, Mapping[str, Rate]], labels: Mapping[str, str]) -> str:
    return bars([Bar(label, groups[name][RIGHT]) for name, label in labels.items() if name in groups])


def _coverage(reaches: Iterable[Reach]) -> str:
    rows = "".join(
        f"<tr class={'reached' if one.expected_by else 'never'}><td>{escape(one.number)}</td>"
        f"<td>{escape(one.title)}</td><td>{len(one.expected_by)}</td><td>{len(one.cited_by)}</td></tr>"
        for one in reaches
    )
    return f"<table><tr><th>条款</th><th>标题</th><th>应引用它的用例</th><th>实际引用它的用例</th></tr>{rows}</table>"


def _basis(report: Report) -> str:
    rows = {"答复日期": report.as_of.isoformat(), "答复方式": report.runs[0].responder}
    rows |= {GUARDED[name]: f"{rate.mean:.1%}" for name, rate in guard_rates(report.runs[0].cases).items()}
    rows |= {f"摘要·{name}": value for name, value in report.digests.items()}
    rows |= report.settings
    body = "".join(f"<tr><td>{escape(name)}</td><td>{escape(value)}</td></tr>" for name, value in rows.items())
    return f"<table>{body}</table>"
