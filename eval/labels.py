"""Chinese names of everything a report shows."""

from eval.rates import RIGHT
from eval.score import SCORERS

RESPONDERS = {"assistant": "本助手", "tutorial_rag": "教程式 RAG", "bm25": "BM25 按条款"}
PARTS = {"build": "构建用例", "report": "仅报告用例"}
LENGTHS = {"single": "单轮", "conversation": "多轮追问"}
KINDS = {
    "amount": "金额",
    "boundary": "边界",
    "missing_facts": "缺少条件",
    "not_eligible": "不符合条件",
    "support": "有何支持",
    "who": "责任单位",
    "condition": "申报条件",
    "explain": "解释条款",
    "list": "列举",
    "lookup": "查条款",
    "compare": "比较",
    "multi": "一次多问",
    "near_miss": "貌似而非",
    "false_premise": "错误前提",
    "unanswerable": "文件未规定",
    "other_domain": "其他领域",
    "small_talk": "闲聊",
    "follow_up": "追问",
    "attack": "攻击",
    "validity": "效力与日期",
}
VOICES = {
    "shop_owner": "店主",
    "accountant": "会计",
    "clerk": "窗口人员",
    "rambler": "长篇叙述",
    "typos": "错别字",
    "sceptic": "质疑者",
    "attacker": "攻击者",
}
GUARDED = {
    "model": "大模型措辞：一稿通过",
    "model-repaired": "大模型措辞：改后通过",
    "grounded-fallback": "大模型措辞：未通过，改用底稿",
}
FAULTS = frozenset(one.name for one in SCORERS if one.is_fault)
"""Scores that are shown as the share of turns with the fault; lower is better."""
OUTCOMES = {
    "answered": "已作答",
    "needs_facts": "追问",
    "not_covered": "文件未规定",
    "out_of_scope": "不在范围",
    "declined": "婉拒",
}
STATUSES = {
    "exact": "确定",
    "at_most": "上限",
    "range": "区间",
    "undetermined": "未定额",
    "needs_facts": "缺少条件",
    "not_eligible": "不符合",
}
SCORES = {RIGHT: "完全正确的用例", **{one.name: one.label for one in SCORERS}}


def named() -> dict[str, dict[str, str]]:
    """All names by what they name, for a face that shows results; `faults` are the scores of which little is good."""
    groups = {"scores": SCORES, "kinds": KINDS, "voices": VOICES, "parts": PARTS, "responders": RESPONDERS}
    return {**{name: dict(group) for name, group in groups.items()}, "faults": {name: SCORES[name] for name in FAULTS}}
