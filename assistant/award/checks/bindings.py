"""Every figure, comparison and tier of a rule against the words it is bound to."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from assistant.award.checks.literals import check_literals
from assistant.award.checks.rows import check_rows, names
from assistant.award.checks.words import figures_like, lead_of
from assistant.award.comparisons import Comparison, comparisons_in
from assistant.award.figures import Figure, FigureKind
from assistant.award.mechanisms.bands import Bands
from assistant.award.mechanisms.base import FactShape, Mechanism
from assistant.award.mechanisms.brackets import Brackets
from assistant.award.mechanisms.cap import Cap
from assistant.award.mechanisms.ceiling import Ceiling
from assistant.award.mechanisms.fields import bare, is_subsequence, unit_problems
from assistant.award.mechanisms.fixed import Fixed
from assistant.award.mechanisms.increments import Increments
from assistant.award.mechanisms.milestones import Milestone
from assistant.award.mechanisms.quantity import PerUnit
from assistant.award.mechanisms.ratio import Ratio
from assistant.award.mechanisms.tiers import Tiers
from assistant.award.requirements import FigureRequirement, ValueRequirement, each_single
from assistant.award.schema import Rule
from assistant.domain import Finding

_CEILING_WORDS = ("最高", "最多", "不超过", "至多", "上限", "封顶", "以内", "可提高", "不高于")
_BEFORE_A_MOST = ("最高", "最多", "不超过", "不得超过", "不高于", "不得高于", "至多", "可提高")
_GIVEN: Mapping[type[Mechanism], FigureKind] = {
    Ratio: "rate",
    Increments: "rate",
    Brackets: "rate",
    PerUnit: "money",
    Milestone: "money",
}
"""The figures that are given as they stand, beside 定额."""
_NEGATION = re.compile("[不未非无没]|除外|以外|禁止")
_RANGE_WORDS = ("至", "到", "—", "－", "-", "~", "～")


def check_bindings(rule: Rule) -> Iterator[Finding]:
    """Figures that differ from their words, lists in another order, comparisons and ceilings the words do not carry."""
    figures = [*rule.calculation.figures(), *_limits(rule)]
    facts = _shapes(rule)
    problems = [
        *(problem for figure in figures for problem in _figure_problems(figure)),
        *_order_problems(figures),
        *_ceiling_problems(rule.calculation),
        *(problem for node in rule.calculation.walk() if isinstance(node, Tiers) for problem in _tier_problems(node)),
        *(problem for node in rule.calculation.walk() if isinstance(node, Bands) for problem in _band_problems(node)),
        *check_rows(rule),
        *check_literals(rule),
        *_requirement_problems(rule, facts),
    ]
    yield from (Finding(rule.place, code, message) for code, message in problems)
    for node in rule.calculation.walk():
        yield from (Finding(rule.place, "mechanism", problem) for problem in node.problems(facts))


def _limits(rule: Rule) -> list[Figure]:
    return [one.limit for one in each_single(rule.requirements) if isinstance(one, FigureRequirement)]


def _shapes(rule: Rule) -> dict[str, FactShape]:
    return {
        spec.name: FactShape(("true", "false") if spec.kind == "bool" else spec.choices, spec.unit)
        for spec in rule.facts
    }


def _figure_problems(figure: Figure) -> Iterator[tuple[str, str]]:
    found = figures_like(figure)
    if len(found) != figure.of:
        yield "figure_count_differs", f"原文“{figure.quote}”里有 {len(found)} 个这样的数，规则写了 {figure.of} 个"
    elif found[figure.nth - 1].value != figure.value:
        stated = found[figure.nth - 1].words
        yield "figure_differs", f"规则写的是{figure.text}，原文第 {figure.nth} 个数是{stated}：“{figure.quote}”"


def _order_problems(figures: Sequence[Figure]) -> Iterator[tuple[str, str]]:
    """The words of a 「分别」 list stand in the order in which the rule uses them."""
    lists: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for figure in figures:
        if figure.marker:
            lists[figure.quote][figure.nth] = figure.marker
    for quote, markers in lists.items():
        text, start = bare(quote), 0
        for nth in sorted(markers):
            place = text.find(bare(markers[nth]), start)
            if place < 0:
                yield "order_differs", f"“{markers[nth]}”在原文里的次序与规则不同：“{quote}”"
                break
            start = place + len(bare(markers[nth]))


def _ceiling_problems(node: Mechanism, inside: bool = False) -> Iterator[tuple[str, str]]:
    """Words of a most stand where the rule has a ceiling or a cap, and nowhere else."""
    if isinstance(node, Fixed | Cap) or (inside and isinstance(node, Ratio)):
        for figure in (part for part in node.parts() if isinstance(part, Figure)):
            is_most = any(word in figure.quote for word in _CEILING_WORDS)
            if is_most != (inside or isinstance(node, Cap)):
                has = "有" if is_most else "没有"
                yield "ceiling_differs", f"原文“{figure.quote}”{has}“最高、不超过”一类的话，与规则的算法不符"
    kind = None if inside else _GIVEN.get(type(node))
    for figure in (part for part in node.parts() if isinstance(part, Figure) and part.kind == kind):
        if any(word in lead_of(figure) for word in _BEFORE_A_MOST):
            yield (
                "ceiling_differs",
                f"原文“{figure.quote}”在{figure.text}之前有“最高、不超过”一类的话，与规则的算法不符",
            )
    for part in node.parts():
        if isinstance(part, Mechanism):
            yield from _ceiling_problems(part, inside or isinstance(node, Ceiling))


def _tier_problems(tiers: Tiers) -> Iterator[tuple[str, str]]:
    """A figure of one tier with words of its own: they name this tier."""
    for tier, word in tiers.tier_words().items():
        if tier not in tiers.tiers:
            yield "tier_unknown", f"“另称”里的“{tier}”不在“各级”里"
            continue
        for figure in tiers.tiers[tier].figures():
            if not figure.marker and not names(figure, word, tiers.tier_words().values()):
                yield "tier_not_named", f"“{tier}”的原文没有提到“{word}”，或{figure.text}说的是另一级：“{figure.quote}”"


def _band_problems(bands: Bands) -> Iterator[tuple[str, str]]:
    """The words of each limit say whether it is included; “10至50人” says nothing of it."""
    for comparison, figure in (limit for band in bands.bands for limit in band.limits()):
        if comparisons_in(figure.quote) or not any(word in figure.quote for word in _RANGE_WORDS):
            yield from _comparison_problems(comparison, figure.quote)


def _comparison_problems(comparison: Comparison, quote: str) -> Iterator[tuple[str, str]]:
    said = comparisons_in(quote)
    if said != {comparison}:
        words = "、".join(sorted(said)) or "没有比较的话"
        yield "comparison_differs", f"规则写“{comparison}”，原文是“{quote}”（{words}）"


def _requirement_problems(rule: Rule, facts: Mapping[str, FactShape]) -> Iterator[tuple[str, str]]:
    for one in each_single(rule.requirements):
        if isinstance(one, FigureRequirement):
            yield from (("mechanism", problem) for problem in unit_problems(one.fact, (one.limit,), facts))
            yield from _comparison_problems(one.comparison, one.quote)
        if isinstance(one, ValueRequirement) and one.allowed == ("false",) and not _NEGATION.search(one.quote):
            yield "answer_differs", f"规则写须为“否”，原文没有“不、未、非”一类的话：“{one.quote}”"
        if isinstance(one, ValueRequirement) and rule.fact(one.fact.name).kind == "option":
            for value in one.allowed:
                if not is_subsequence(value, one.quote):
                    yield "option_not_in_quote", f"“须为”里的“{value}”不在原文里：“{one.quote}”"
