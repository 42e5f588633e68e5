"""Scorers, one idea each, model-free; `judge` applies them all. None of them forgives a figure."""

from eval.score import asking, awards, citations, clauses, foreign, grounding, outcomes, sameness, wording
from eval.score.verdict import Exchange, Score, Scorer

SCORERS = (
    Scorer("outcome", "结果类型正确", outcomes.outcome),
    Scorer("clause_recall", "条款查全", clauses.recall),
    Scorer("clause_precision", "条款查准", clauses.precision),
    Scorer("first_citation", "首个引用正确", clauses.first_citation, is_required=False),
    Scorer("quote_verbatim", "引文逐字一致", citations.verbatim),
    Scorer("marks", "引用标记有效", citations.marks),
    Scorer("amount_exact", "金额计算准确", awards.exact),
    Scorer("first_line_answers", "首行直接作答", wording.first_line_answers),
    Scorer("first_line_short", "首行简短", wording.first_line_short),
    Scorer("completeness", "要点齐全", wording.completeness),
    Scorer("missing_facts", "追问到位", asking.missing_facts),
    Scorer("refusal_recall", "该拒答的拒答", outcomes.refusal_recall),
    Scorer("refusal_precision", "拒答有理", outcomes.refusal_precision),
    Scorer("same_again", "重复提问一致", sameness.same_again),
    Scorer("over_refusal", "误拒答", outcomes.over_refusal, is_fault=True),
    Scorer("foreign_figures", "张冠李戴的数额", foreign.foreign_figures, is_fault=True),
    Scorer("ungrounded_figures", "无依据的数字", grounding.ungrounded_figures, is_fault=True),
    Scorer("forbidden", "出现禁用内容", wording.forbidden, is_fault=True),
)
"""In the order in which a report shows them."""


def judge(exchange: Exchange) -> dict[str, Score]:
    """What each scorer that applies says about one turn, by the scorer's name."""
    return {one.name: score for one in SCORERS if (score := one.judge(exchange)) is not None}


def is_right(scores: dict[str, Score]) -> bool:
    """Whether a turn has full marks in all that is required."""
    required = {one.name for one in SCORERS if one.is_required}
    return all(score.value == 1.0 for name, score in scores.items() if name in required)
