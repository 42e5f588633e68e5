"""Lists that are computed, not retrieved: the clauses of a unit, with a word, with money; complete by construction."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.award import Rulebook
from assistant.dialogue.draft import Piece, Sources
from assistant.dialogue.replies.clauses import clause_line
from assistant.domain import Clause, Policy

_ALONE = re.compile(r"单独|独家|一家(?!企|公)|独自|独管|单一|只有(?:它|他)?一")
_QUOTED = re.compile(r"[“\"「『‘']([^”\"」』’']{1,30})[”\"」』’']")
_ABOUT_WORD = re.compile(r"(?:提到|提及|含有?|出现|涉及|写到|写了|说到|讲到|关于|带有?|包含|有)(?:过|了)?(.{1,20}?)(?:这个?词|字样|的|一词|在|是|有|都)*(?:哪|第几|条|[？?。，]|$)")
_KEYWORD = re.compile(r"(?:关键词|关键字|检索|搜索|搜一?下?|查一?下?|查找|找一?下?)[:： ]*[“\"「]?(.{1,20}?)[”\"」]?(?:$|[？?。，]|的条|在第?几|在哪)")
_MONEY = re.compile(r"(?:具体)?(?:奖励|补助|补贴|金额|钱|数额|真金白银|奖补|给钱|发钱|资金)")
_WITHOUT_FIGURE = re.compile(r"(?:没有?|不|未|无|光|却)(?:写|给|说|有|明确|列|带|标|注)?(?:明|出|清|具体)?(?:的)?(?:具体)?(?:金额|数字?|数额|标准|多少)")
_ONE_OFF = re.compile(r"一次性")


@dataclass(frozen=True, slots=True)
class Lister:
    """Computes lists over the clauses of some policies."""

    policies: Sequence[Policy]
    rulebook: Rulebook
    find_phrase: Callable[[str], list[Clause]]

    def by_units(self, units: Sequence[str], question: str, sources: Sources) -> Piece:
        """The clauses for which all of the units are responsible; with 单独, those of one unit and no other."""
        alone = len(units) == 1 and bool(_ALONE.search(question))
        found = [
            clause
            for clause in self._clauses()
            if set(units) <= set(clause.responsible_units) and (not alone or len(clause.responsible_units) == 1)
        ]
        names = "和".join(units)
        manner = "单独负责" if alone else ("共同负责" if len(units) > 1 else "负责")
        if not found:
            return Piece(f"文件里没有由{names}{manner}的条款。", "answered" if self._is_known(units) else "not_covered")
        return self._listed(f"由{names}{manner}的条款", found, sources)

    def by_word(self, word: str, sources: Sources) -> Piece:
        """The clauses that contain a word, exactly."""
        found = self.find_phrase(word)
        if not found:
            return Piece(f"文件里没有出现“{word}”。", "not_covered")
        return self._listed(f"提到“{word}”的条款", found, sources)

    def by_money(self, question: str, sources: Sources) -> Piece:
        """The clauses whose awards have a figure, or promise support without one, or are paid once."""
        if _WITHOUT_FIGURE.search(question):
            wanted = [rule for rule in self._rules() if not _has_figure(rule)]
            return self._listed("写了支持但没有写明金额的条款", _clauses_of(wanted), sources)
        wanted = [rule for rule in self._rules() if _has_figure(rule)]
        if _ONE_OFF.search(question):
            wanted = [rule for rule in wanted if rule.one_off]
            return self._listed("给予一次性奖励的条款", _clauses_of(wanted), sources)
        return self._listed("写明奖励、补助标准的条款", _clauses_of(wanted), sources)

    def _listed(self, what: str, clauses: Sequence[Clause], sources: Sources) -> Piece:
        numbers = "、".join(_short(clause) for clause in clauses)
        headline = f"{what}：{numbers}。"
        if len(headline) > 180:
            headline = f"{what}如下。"
        return Piece(headline, "answered", tuple(clause_line(clause, sources) for clause in clauses))

    def _clauses(self) -> list[Clause]:
        return [clause for policy in self.policies for clause in policy.clauses]

    def _rules(self):  # type: ignore[no-untyped-def]
        return [rule for policy in self.policies for rule in self.rulebook.of_policy(policy.id)]

    def _is_known(self, units: Sequence[str]) -> bool:
        known = {unit for clause in self._clauses() for unit in clause.responsible_units}
        return set(units) <= known


def wanted_word(question: str) -> str | None:
    """The word a look-up by keyword is about: quoted, or after 提到、关键词 and the like."""
    for pattern in (_QUOTED, _KEYWORD, _ABOUT_WORD):
        if match := pattern.search(question):
            return match[1].strip(" “”\"「」的")
    return None


def is_about_money(question: str) -> bool:
    """Whether a list is asked of clauses with (or without) amounts."""
    return bool(_MONEY.search(question) or _WITHOUT_FIGURE.search(question) or _ONE_OFF.search(question))


def _has_figure(rule) -> bool:  # type: ignore[no-untyped-def]
    return bool(rule.calculation.has_figure)


def _clauses_of(rules) -> list[Clause]:  # type: ignore[no-untyped-def]
    return list(dict.fromkeys(rule.clause for rule in rules))


def _short(clause: Clause) -> str:
    return f"第{clause.number}项" if clause.number.isdigit() else clause.locator
