"""Answers that need no document: greetings, thanks, other domains, and requests that must be declined."""

from collections.abc import Sequence

from assistant.award import Rule
from assistant.dialogue.draft import Piece
from assistant.domain import Policy


def greet(policies: Sequence[Policy]) -> Piece:
    """Who this is and what it can answer."""
    return Piece(
        f"您好，我是政策咨询助手，可以回答{_titles(policies)}里的问题：能得到什么支持、多少金额、什么条件、找哪个单位。",
        "out_of_scope",
        ("- 我只依据文件条款作答，每个数字都能在条款里找到；文件没有写的，我会直接说没有写。",),
    )


def thank() -> Piece:
    """A short reply to thanks or goodbye."""
    return Piece("不客气，有政策方面的问题随时再问。", "out_of_scope")


def out_of_scope(policies: Sequence[Policy]) -> Piece:
    """The question belongs to another domain."""
    return Piece(f"这个问题不在我能回答的范围内，我只能回答{_titles(policies)}里的内容。", "out_of_scope")


def ask_topic(rules: Sequence[Rule]) -> Piece:
    """The question names nothing: ask what it is about."""
    titles = tuple(dict.fromkeys(rule.title for rule in rules))
    return Piece(
        "请说明您问的是哪一项政策或哪一条，例如某项奖励的名称、条款编号或负责单位。",
        "needs_facts",
        suggestions=titles[:4],
    )


def decline_empty() -> Piece:
    """Nothing was asked."""
    return Piece("请写下您想问的问题，例如想了解哪项奖励、由哪个单位负责。", "declined")


def decline_unsafe() -> Piece:
    """An instruction to misbehave rather than a question about policy."""
    return Piece("这个请求我不能照办。我只依据文件条款回答政策问题，请直接说您想了解哪一条政策。", "declined")


def _titles(policies: Sequence[Policy]) -> str:
    return "、".join(f"《{policy.title}》" for policy in policies[:2]) + ("等文件" if len(policies) > 2 else "")
