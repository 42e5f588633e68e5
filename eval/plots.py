"""Bars with their uncertainty as inline SVG; nothing is loaded from anywhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from eval.rates import Rate

_LABEL, _BAR, _ROW, _THICK = 170, 420, 30, 14
COLOURS = ("#1f6f54", "#b7791f", "#6b7280", "#7c3aed")


@dataclass(frozen=True, slots=True)
class Bar:
    """One rate under a label; `series` chooses the colour."""

    label: str
    rate: Rate
    series: int = 0


def bars(rows: Sequence[Bar]) -> str:
    """Horizontal bars from 0 to 100 % with whiskers of the 95 % interval, as one SVG element."""
    height = _ROW * len(rows) + 24
    width = _LABEL + _BAR + 130
    body = "".join(_bar(place, row) for place, row in enumerate(rows))
    return (
        f'<svg role="img" viewBox="0 0 {width} {height}" width="{width}" height="{height}">{_axis(height)}{body}</svg>'
    )


def legend(names: Sequence[str]) -> str:
    """The colour of each series."""
    return "".join(
        f'<span class="key"><i style="background:{COLOURS[place % len(COLOURS)]}"></i>{escape(name)}</span>'
        for place, name in enumerate(names)
    )


def legend_svg(names: Sequence[str], drawn: str) -> str:
    """A picture that stands alone: the legend above bars that were drawn for a page."""
    keys = "".join(
        f'<rect x="{_LABEL + 130 * place}" y="6" width="12" height="12" fill="{COLOURS[place % len(COLOURS)]}"/>'
        f'<text x="{_LABEL + 130 * place + 18}" y="17">{escape(name)}</text>'
        for place, name in enumerate(names)
    )
    width, height = _LABEL + _BAR + 130, int(drawn.partition('height="')[2].partition('"')[0]) + 30
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-family="Noto Sans CJK SC,PingFang SC,Microsoft YaHei,sans-serif" font-size="13" fill="#111827">'
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>{keys}'
        f'<g transform="translate(0 28)">{drawn}</g></svg>\n'
    )


def grouped(rates: Mapping[str, Mapping[str, Rate]], labels: Mapping[str, str]) -> list[Bar]:
    """Bars score by score, one for each series that has it; `labels` choose the scores and their order."""
    return [
        Bar(label if place == 0 else "", found[name], place)
        for name, label in labels.items()
        for place, found in enumerate(rates.values())
        if name in found
    ]


def _axis(height: int) -> str:
    lines = []
    for percent in (0, 25, 50, 75, 100):
        x = _LABEL + _BAR * percent / 100
        lines.append(f'<line x1="{x:.1f}" y1="0" x2="{x:.1f}" y2="{height - 18}" stroke="#e5e7eb"/>')
        lines.append(f'<text x="{x:.1f}" y="{height - 4}" text-anchor="middle" class="tick">{percent}%</text>')
    return "".join(lines)


def _bar(place: int, row: Bar) -> str:
    top = place * _ROW + (_ROW - _THICK) / 2
    middle = top + _THICK / 2
    low, mean, high = (_BAR * share for share in (row.rate.low, row.rate.mean, row.rate.high))
    return (
        f'<text x="{_LABEL - 8}" y="{middle + 4:.1f}" text-anchor="end">{escape(row.label)}</text>'
        f'<rect x="{_LABEL}" y="{top:.1f}" width="{mean:.1f}" height="{_THICK}" '
        f'fill="{COLOURS[row.series % len(COLOURS)]}"/>'
        f'<line x1="{_LABEL + low:.1f}" y1="{middle:.1f}" x2="{_LABEL + high:.1f}" y2="{middle:.1f}" '
        f'stroke="#111827" stroke-width="1.5"/>'
        f'<text x="{_LABEL + _BAR + 10}" y="{middle + 4:.1f}">{row.rate.mean:.1%}（{row.rate.count}）</text>'
    )
