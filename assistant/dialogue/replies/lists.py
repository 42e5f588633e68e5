"""Lists that are computed, not retrieved: the clauses of a unit, with a word, with money; complete by construction."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.award import Rule, Rulebook, outline
from assistant.dialogue.ask import Topic
from assistant.dialogue.compared import figure, figures_in
from assistant.dialogue.draft import Piece, Sources, join_units
from assistant.dialogue.evidence import body_texts
from assistant.dialogue.replies.clauses import clause_line, first_words, short_locator
from assistant.dialogue.replies.features import wanted_feature
from assistant.dialogue.settle import told
from assistant.domain import Clause, Policy
from assistant.language.quantities import Quantity, find_quantities

_ALONE = re.compile(
    r"单独|独家|一家(?!企|公)|独自|独管|独立(?=负责|承担)|单一|只有(?:它|他)?一|自(?:个儿|己)[^，。？！]{0,3}(?:负责|承担|管|扛|挑|干)"
    r"|(?:没|不|没有)[跟和与同](?:别|其他|其它|另外)|(?:没有?|无|不带)(?:别的|其他|其它)(?:单位|部门|家|局)"
)
_QUOTED = re.compile(r"[“\"「『‘']([^”\"」』’']{1,30})[”\"」』’']")
_ABOUT_WORD = re.compile(
    r"(?:提到|提及|出现|涉及|写到|说到|讲到|包含|含有)(?:过|了)?[“\"「]?(.{2,20}?)[”\"」]?(?:这个?词|字样|一词)?(?:的|在|是|有|都)*(?:哪|第几|条|[？?。，]|$)"
)
_RELATED = re.compile(
    r"(?:和|与|跟|同|关于|有关|涉及)([^，。？！]{2,12}?)(?:有关|相关|方面|沾边)?的[^，。？！]{0,3}(?:条款|哪[几些]条|几条)"
)
_KEYWORD = re.compile(
    r"(?:关键词|关键字|检索|搜索|搜一?下?|查一?下?|查找)[:： ]*"
    r"[“\"「]?([^，。？！；]{2,20}?)[”\"」]?(?:$|[？?。，]|的条|在第?几|在哪)"
)
_LOOKS_UP = re.compile(
    r"哪(?:一|几|些)?[条项处]|第几[条项]|几[条项]|条款|有哪[些几]|有无条|提到|提及|出现|包含|含有|关键[词字]|检索|搜|查(?!询)"
)
_ROLES = {"牵头": "牵头单位", "配合": "配合单位", "承办": "承办单位"}
_MONEY = re.compile(
    r"(?:具体)?(?:奖励|补助|补贴|金额|(?<![没缺差花挣凑赚毛])钱|数额|真金白银|奖补|给钱|发钱|资金|写(?:了|明|清)?[^，。]{0,2}数)"
)
_WITHOUT_FIGURE = re.compile(
    r"(?<!有)(?:没有?|不|未|无|光|却)(?:写|给|说|有|明确|列|带|标|注|落)*(?:明|出|清|具体|到)?(?:给|补|奖|的)?(?:具体)?"
    r"(?:金额|钱数|数字?|数额|标准|多少)"
)
_WITH_FIGURE = re.compile(r"(?<![没未不])(?:写|有|带|给|列|标)(?:了|着|明|清)*(?:具体)?(?:的)?(?:金额|数额|钱数)")
_ONE_OFF = re.compile(r"一次性")
_OF_CLAUSES = re.compile(r"条款|哪(?:些|几)?条|第几条|一次性")
_LISTED = re.compile(r"有哪[些几]|哪[些几][条项]|列|条款")
_OF_UNIT = re.compile(
    r"条款|条目|(?:哪(?:几|些)?|几|多少)[条项](?!街|路)|哪些|(?:负责|(?<!主)管|承担|牵涉|参与|涉及|牵头)(?:什么|啥|几|了|的)|名下|职责|分工|任务|独管"
    r"|(?:责任|负责)单位[^，。]{0,8}(?:有哪|哪几|几[条项])|挂名|有(?:没有|无|它|他|啥|什么)*的?(?:事|任务|活|份)(?:吗|没|么|[？?]|$)|担了?[^，。]{0,4}(?:哪些|什么|啥)"
)
_ASKING = re.compile(r"什么|啥|哪|几个|多少|怎么|谁|如何|是不是|吗")
_PERIOD = re.compile(r"[“\"]?十[一二三四五六]五[”\"]?(?:时?期)?末?|20\d\d年(?:底|末)?(?=[^，。]{0,4}目标)")
_STRANGE_UNIT = re.compile(
    r"(?:^|[，。？！、和跟与那])((?:[省市县区])?(?:(?![哪什么谁几这那个的])[一-龥]){2,8}?(?:局|委员会|委|厅|办公室))"
    r"(?=呢|负责|也?管|名下|在|有|牵头|承担|担|的(?:职责|任务|条款)|单独|一家)"
)
_ALL_UNITS = re.compile(
    r"(?:所有|全部|一共|总共|涉及|牵涉)[^，。]{0,8}(?:多少|几|哪些|的)?[^，。]{0,3}(?:责任单位|部门|单位)(?!负责)"
    r"|(?:责任单位|部门|单位)[^，。]{0,4}(?:一共|总共|都有)(?:谁|哪|多少|几)"
    r"|(?:哪些|哪几个|多少个?|几个)(?:单位|部门)[^，。]{0,8}(?:有任务|有份|被点名|挂了?名|参与)"
)


@dataclass(frozen=True, slots=True)
class Lister:
    """Computes lists over the clauses of some policies."""

    policies: Sequence[Policy]
    rulebook: Rulebook
    find_phrase: Callable[[str], list[Clause]]

    def by_units(self, topic: Topic, question: str, sources: Sources, as_of: date) -> Piece:
        """The clauses of the units named; several words ask for clauses of all, one word may mean several units."""
        alone = len(topic.units) == 1 and bool(_ALONE.search(question))
        parts = [word for word in _ROLES if word in question]
        part = parts[0] if len(parts) == 1 else None
        role = _ROLES[part] if part and self._has_roles(topic) else None
        found = [
            clause
            for clause in self._clauses(topic)
            if all(any(_has_role(clause, unit, role) for unit in units) for units in topic.units)
            and (not alone or len(clause.responsible_units) == 1)
        ]
        found, property_named = self._with_property(found, topic, question, as_of)
        names = "和".join(join_units(units) for units in topic.units)
        manner = "单独负责" if alone else ("共同负责" if len(topic.units) > 1 else part if role else "") or "负责"
        unclear = f"文件没有分{part}和其他单位，" if part and not role else ""
        if not found:
            return Piece(f"{unclear}文件里没有由{names}{manner}{property_named}的条款。", "answered")
        return self._listed(f"{unclear}由{names}{manner}{property_named}的条款", found, sources)

    def _with_property(
        self, clauses: list[Clause], topic: Topic, question: str, as_of: date
    ) -> tuple[list[Clause], str]:
        """Those of the clauses with the other property that the question lists them by, and how it is called."""
        if feature := wanted_feature(question, clauses):
            return [one for one in clauses if feature.holds(one)], f"、{feature.label.removesuffix('的条款')}"
        if (word := wanted_word(question)) and (holding := self.find_phrase(word)):
            return [one for one in clauses if one in holding], f"、提到“{word}”"
        if not is_about_money(question):
            return clauses, ""
        lacks = lacks_figure(question)
        paying = _clauses_of(one for one in self._rules(topic) if has_figure(one, as_of) != lacks)
        return [one for one in clauses if one in paying], f"、{'没有' if lacks else ''}写明奖补标准"

    def unknown_unit(self, question: str, *, goes_on: bool = False) -> Piece | None:
        """That no clause is a unit's, where its clauses are asked for (or were before) and no document names it."""
        match = _STRANGE_UNIT.search(question)
        if match is None or not (goes_on or asks_for_clauses_of_unit(question)):
            return None
        return Piece(f"文件没有由{match[1]}负责的条款，责任单位里没有写到它。", "not_covered")

    def all_units(self, topic: Topic, question: str, sources: Sources) -> Piece | None:
        """Every unit that any clause names, with its clauses, where all of them are asked for."""
        if not _ALL_UNITS.search(question):
            return None
        clauses = self._clauses(topic)
        units = tuple(dict.fromkeys(unit for clause in clauses for unit in clause.responsible_units))
        if not units:
            return None
        lines = []
        for unit in units:
            own = [clause for clause in clauses if unit in clause.responsible_units]
            places = "、".join(short_locator(one) + sources.cite(one, first_words(one)) for one in own)
            lines.append(f"- {unit}：{places}")
        return Piece(f"责任单位{sources.count(units, '个')}：{join_units(units)}。", "answered", tuple(lines))

    def by_feature(self, topic: Topic, question: str, sources: Sources) -> Piece | None:
        """The clauses with a property that the question lists them by: the number of units, rates."""
        clauses = [one for one in self._clauses(topic) if one.kind != "front"]
        feature = wanted_feature(question, clauses)
        if feature is None:
            return None
        found, label = [one for one in clauses if feature.holds(one)], feature.label
        if _WITH_FIGURE.search(question):
            found = [one for one in found if has_money(one.text)]
            label = f"{label.removesuffix('的条款')}、写明金额的条款"
        return self._listed(label, found, sources) if found else Piece(f"没有{label}。", "answered")

    def by_word(self, word: str, topic: Topic, sources: Sources) -> Piece:
        """The clauses that contain a word, exactly but for quotation marks."""
        found = [clause for clause in self.find_phrase(word) if _is_within(clause.policy_id, topic)]
        if not found and (figures := find_quantities(word)):
            return self._with_figure(figures[0], topic, sources)
        if not found:
            return Piece(f"文件里没有出现“{word}”。", "not_covered")
        numbers = "、".join(short_locator(clause) for clause in found)
        headline = f"提到“{word}”的条款{_count(found, sources)}：{numbers}。"
        return Piece(headline, "answered", tuple(_line_with(word, clause, sources) for clause in found))

    def _with_figure(self, wanted: Quantity, topic: Topic, sources: Sources) -> Piece:
        """The clauses that state a figure, however it is written: 百分之二十 and 20%."""
        same = [clause for clause in self._clauses(topic) if figure(wanted) in figures_in([clause.text])]
        if not same:
            return Piece(f"文件里没有出现“{wanted.words}”。", "not_covered")
        return self._listed(f"写有“{wanted.words}”的条款", same, sources)

    def by_money(self, topic: Topic, question: str, sources: Sources, as_of: date) -> Piece:
        """The clauses whose awards have a figure, or promise support without one, or are paid once."""
        if _WITHOUT_FIGURE.search(question):
            wanted = [rule for rule in self._rules(topic) if not has_figure(rule, as_of)]
            return self._listed("写了支持但没有写明金额的条款", _clauses_of(wanted), sources)
        wanted = [rule for rule in self._rules(topic) if has_figure(rule, as_of)]
        if not _OF_CLAUSES.search(question):
            return self._overview(wanted, sources, as_of)
        if _ONE_OFF.search(question):
            wanted = [rule for rule in wanted if rule.one_off]
            return self._listed("给予一次性奖励的条款", _clauses_of(wanted), sources)
        return self._listed("写明奖励、补助标准的条款", _clauses_of(wanted), sources)

    def _overview(self, rules: Sequence[Rule], sources: Sources, as_of: date) -> Piece:
        """Every award with a figure in one line, for people who ask what there is."""
        lines = []
        for rule in rules:
            offered = outline(rule, {}, as_of)
            cases = "；".join(told(line, rule) for line in offered)
            units = join_units(rule.clause.responsible_units)
            mark = sources.cite(rule.clause, rule.quote) + sources.cite_rows(rule, offered)
            lines.append(f"- {sources.name(rule.policy_id)}{rule.title}：{cases}（{units}）{mark}")
        suggestions = tuple(f"{rule.title}有什么条件？" for rule in rules[:3])
        return Piece(
            "写明了标准的奖励和补助有下面这些，告诉我您的情况，我可以逐项算。",
            "answered",
            tuple(lines),
            suggestions=suggestions,
        )

    def _listed(self, what: str, clauses: Sequence[Clause], sources: Sources) -> Piece:
        numbers = "、".join(short_locator(clause) for clause in clauses)
        counted = _count(clauses, sources)
        headline = f"{what}{counted}：{numbers}。"
        if len(headline) > 180:
            headline = f"{what}{counted}。"
        return Piece(headline, "answered", tuple(clause_line(clause, sources) for clause in clauses))

    def _clauses(self, topic: Topic) -> list[Clause]:
        paths = [(one.policy_id, one.path) for one in topic.sections]
        return [
            clause
            for policy in self.policies
            if _is_within(policy.id, topic)
            for clause in policy.clauses
            if not paths or any(policy.id == of and clause.path[: len(path)] == path for of, path in paths)
        ]

    def _rules(self, topic: Topic) -> list[Rule]:
        return [
            rule
            for policy in self.policies
            if _is_within(policy.id, topic)
            for rule in self.rulebook.of_policy(policy.id)
        ]

    def _has_roles(self, topic: Topic) -> bool:
        """Whether the documents tell the roles of units apart at all."""
        roles = {one.role for clause in self._clauses(topic) for one in clause.responsibilities}
        return bool(roles & set(_ROLES.values()))


def _count(clauses: Sequence[Clause], sources: Sources) -> str:
    """How many clauses a list has; nothing of a single one."""
    measure = "条" if any(one.kind == "article" for one in clauses) else "项"
    return sources.count(clauses, measure) if len(clauses) > 1 else ""


def _is_within(policy_id: str, topic: Topic) -> bool:
    return not topic.policies or policy_id in topic.policies


def _has_role(clause: Clause, unit: str, role: str | None) -> bool:
    return any(one.unit == unit and role in (None, one.role) for one in clause.responsibilities)


def _line_with(word: str, clause: Clause, sources: Sources) -> str:
    """The clause with those of its sentences that hold the word, verbatim."""
    told = "".join(text for text in body_texts(clause) if word in text) or first_words(clause)
    return (
        f"- {clause.locator} {clause.title}：{told}{sources.cite(clause, told if told in clause.text else clause.text)}"
    )


def wanted_word(question: str) -> str | None:
    """The word that a look-up by keyword is about: quoted, after 提到、关键词 and the like, or a period; else None."""
    if not _LOOKS_UP.search(question):
        return None
    for pattern in (_QUOTED, _KEYWORD, _ABOUT_WORD, _RELATED):
        if (match := pattern.search(question)) and not _ASKING.search(match[1]):
            return match[1].strip(' “”"「」的')
    match = _PERIOD.search(question)
    return match[0] if match and _LISTED.search(question) else None


def is_quoted(word: str, question: str) -> bool:
    """Whether the word stands in quotation marks or after 关键词, so that it is wanted letter by letter."""
    return any((match := one.search(question)) and word in match[1] for one in (_QUOTED, _KEYWORD))


def asks_for_clauses_of_unit(question: str) -> bool:
    """Whether a question that names units wants their clauses rather than their help."""
    return bool(_OF_UNIT.search(question))


def is_about_money(question: str) -> bool:
    """Whether a list is asked of clauses with (or without) amounts."""
    return bool(_MONEY.search(question) or _WITHOUT_FIGURE.search(question) or _ONE_OFF.search(question))


def beside_money(words: Iterable[str], question: str) -> list[str]:
    """Those nouns of a question for a list that do not belong to asking about money."""
    said = [match[0] for match in _MONEY.finditer(question)]
    return [word for word in words if not is_about_money(word) and not any(word in one for one in said)]


def lacks_figure(question: str) -> bool:
    """Whether a list is asked of what is promised without an amount."""
    return bool(_WITHOUT_FIGURE.search(question))


def has_figure(rule: Rule, as_of: date) -> bool:
    """Whether the award is put into money or a rate somewhere in its outline."""
    return any(has_money(line.text) for line in outline(rule, {}, as_of))


def has_money(text: str) -> bool:
    """Whether a text states money or a rate."""
    return any(one.kind in ("money", "rate") for one in find_quantities(text))


def _clauses_of(rules: Iterable[Rule]) -> list[Clause]:
    return list(dict.fromkeys(rule.clause for rule in rules))
