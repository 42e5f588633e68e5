"""The prompts for the model: Chinese Markdown files, their placeholders checked when they are read."""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from string import Template

from assistant.award import FactSpec
from assistant.domain import Answer, Award, Question, Turn, Violation
from assistant.errors import ConfigurationError
from assistant.language.quantities import format_money

_PLACEHOLDERS = {
    "system": frozenset[str](),
    "draft": frozenset({"question", "manner", "citations", "awards", "grounded"}),
    "repair": frozenset({"violations"}),
    "reading-system": frozenset[str](),
    "reading": frozenset({"history", "question", "facts"}),
}
_NONE = "（无）"
_LONGEST_MANNER = 1000
_MOST_VIOLATIONS = 12
_MOST_TURNS = 12
_KINDS = {
    "option": "选一个：",
    "bool": "",
    "money": "金额",
    "rate": "费率",
    "points": "百分点",
    "count": "个数",
    "number": "数",
    "date": "日期",
}
_STATUS = {
    "exact": "金额",
    "at_most": "最高额",
    "range": "几种读法",
    "undetermined": "没有写明金额",
    "needs_facts": "还缺情况",
    "not_eligible": "不符合条件",
}


def system_prompt() -> str:
    """What the model is and may do."""
    return read_prompt("system").template


def draft_prompt(question: Question, answer: Answer) -> str:
    """The question with all evidence and the grounded text."""
    return read_prompt("draft").substitute(
        question=question.text,
        manner=_manner(question.manner.strip()),
        citations="\n".join(_citation_lines(answer)) or _NONE,
        awards="\n".join(line for award in answer.awards for line in _award_lines(award)) or _NONE,
        grounded=answer.text,
    )


def _manner(wanted: str) -> str:
    return f"# 措辞要求（只管语气和详略，不管内容）\n\n{wanted[:_LONGEST_MANNER]}\n\n" if wanted else ""


def repair_prompt(violations: Sequence[Violation]) -> str:
    """What was wrong with the draft before."""
    told = (f"- “{one.words}”：{one.reason}" for one in violations[:_MOST_VIOLATIONS])
    return read_prompt("repair").substitute(violations="\n".join(told))


def reading_system_prompt() -> str:
    """What the model is to listen for."""
    return read_prompt("reading-system").template


def reading_prompt(question: Question, specs: Iterable[FactSpec]) -> str:
    """What was said, and the facts that are still open."""
    return read_prompt("reading").substitute(
        history="\n".join(_said(turn) for turn in question.history[-_MOST_TURNS:]) or _NONE,
        question=question.text,
        facts="\n".join(f"- {one.name}：{one.label}（{_KINDS[one.kind]}{'、'.join(one.choices)}）" for one in specs)
        or _NONE,
    )


def _said(turn: Turn) -> str:
    """A turn in short; of the assistant's only what it came to."""
    words = turn.content if turn.role == "user" else turn.content.split("\n", 1)[0]
    return f"{'提问人' if turn.role == 'user' else '窗口'}：{words}"


@cache
def read_prompt(name: str) -> Template:
    """The prompt file `name`; raises ConfigurationError when its placeholders are not those that will be filled."""
    return checked_prompt(name, files("assistant.dialogue").joinpath("prompts", f"{name}.md").read_text("utf-8"))


def checked_prompt(name: str, text: str) -> Template:
    """A template with exactly the placeholders of prompt `name`; raises ConfigurationError."""
    template = Template(text)
    wanted = _PLACEHOLDERS[name]
    if not template.is_valid() or set(template.get_identifiers()) != wanted:
        allowed = ", ".join(sorted(wanted)) or "none"
        raise ConfigurationError(
            f"prompts/{name}.md: placeholders must be {allowed}", f"提示词 {name}.md 的占位符不对。"
        )
    return template


def _citation_lines(answer: Answer) -> Iterable[str]:
    for one in answer.citations:
        units = f"（责任单位：{'、'.join(one.responsible_units)}）" if one.responsible_units else ""
        yield f"〔{one.mark}〕《{one.policy_title}》{one.locator}{units}：{one.quote}"


def _award_lines(award: Award) -> Iterable[str]:
    amount = f" {format_money(award.amount)}" if award.amount is not None and award.status != "not_eligible" else ""
    yield f"- {award.title}：{_STATUS[award.status]}{amount}"
    parts = {
        "步骤": [step.text for step in award.steps],
        "读法": [f"{one.text}（{one.basis}）：{format_money(one.amount)}" for one in award.readings],
        "条件": award.conditions,
        "前提": award.assumptions,
        "说明": award.notes,
        "还要问": [one.question for one in award.missing],
    }
    yield from (f"  - {name}：{'；'.join(texts)}" for name, texts in parts.items() if texts)
