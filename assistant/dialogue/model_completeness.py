"""Whether a draft still says everything that limits the answer: figure, conditions, notes, silence, open questions."""

import re
from collections.abc import Iterable

from assistant.dialogue.compared import amounts, figure, figures_in
from assistant.dialogue.model_ground import Ground, premise
from assistant.dialogue.model_polarity import keeps_denials
from assistant.dialogue.model_text import SILENCE, covered, is_question, marks_of, phrases, plain, statements
from assistant.domain import Award, Violation
from assistant.language.quantities import find_quantities

_LONGEST_HEADLINE = 200
_SHORT, _SHORT_SHARE, _SHARE = 8, 0.61, 0.5
_CAVEAT = re.compile(r"(?m)^- ?(?:说明|条件)：(.*)$")
_CONDITIONAL = re.compile(r"前提|如果|若|假设|假定|需|须|条件|的话|没有说明|未说明|没说|按.{0,30}计算|应")
_LIMITS = re.compile(
    r"^对|以下|以上|以内|低于|高于|不少于|不得|须|且|根据|按照|结合|达到|首次|仅|为基准|期限|之内|同意后|前提"
)
_WRONG = re.compile(r"不对|不是|并非|有误|不正确|不准确|错")
_SHORTEST_PHRASE = 4
_OF_AWARDS = ("money", "rate")
_OF_TEXT = ("money", "rate", "points", "multiple", "count", "duration", "date")


def check_completeness(draft: str, ground: Ground) -> Iterable[Violation]:
    """What the grounded answer tells and the draft leaves out."""
    lines = draft.strip().split("\n", 1)
    headline, text = plain(lines[0]), plain(draft)
    yield from _check_marks(draft, ground)
    yield from _check_headline(headline, ground)
    yield from _check_units(text, ground)
    for wanted in _required(ground):
        if not _is_kept(wanted, text):
            yield Violation("missing", wanted, "依据里的这个条件或说明没有写出来")
    for award in ground.answer.awards:
        yield from _check_premises(text, award)
    yield from _check_questions(text, ground)


def _check_marks(draft: str, ground: Ground) -> Iterable[Violation]:
    """The marks of the first line, or all where it has none, and those of awards; a further quotation may go."""
    answer = ground.answer
    quotes = [award.quote for award in answer.awards]
    wanted = marks_of(answer.text.split("\n", 1)[0]) or marks_of(answer.text)
    wanted |= {one.mark for one in answer.citations if one.quote in quotes} & marks_of(answer.text)
    for mark in sorted(wanted - marks_of(draft)):
        yield Violation("mark", f"〔{mark}〕", "这个标记没有保留")


def _check_headline(headline: str, ground: Ground) -> Iterable[Violation]:
    """The first line answers: its figures, its verdict, its silence."""
    if len(headline) > _LONGEST_HEADLINE:
        yield Violation("headline", headline[:20], f"第一行超过{_LONGEST_HEADLINE}字，请先用一句话直接回答")
    kinds = _OF_AWARDS if ground.answer.awards else _OF_TEXT
    wanted = {one for one in figures_in([ground.headline]) if one[0] in kinds}
    if wanted - figures_in([headline]):
        yield Violation("headline", headline[:20], "第一行没有直接说出要回答的数")
    stated = [figure(one) for one in find_quantities(headline) if one.kind in kinds]
    if stated and wanted and stated[0] not in wanted:
        yield Violation("headline", headline[:20], "第一个数不是要回答的数")
    if ground.headline.startswith("不对") and not _WRONG.search(headline):
        yield Violation("headline", headline[:20], "第一行没有指出提问里的说法不对")
    if not ground.headline.startswith("不对") and re.match(r"不对|错|您说的不", headline):
        yield Violation("headline", headline[:20], "依据没有说提问不对")
    if ground.answer.outcome == "not_covered" and not SILENCE.search(headline):
        yield Violation("headline", headline[:20], "第一行没有说明文件没有写到")


def _check_units(text: str, ground: Ground) -> Iterable[Violation]:
    """Units of the first line; elsewhere all of a clause or none."""
    wanted = [unit for one in ground.answer.citations for unit in one.responsible_units if unit in ground.headline]
    for one in ground.answer.citations:
        if any(unit in text for unit in one.responsible_units):
            wanted += [unit for unit in one.responsible_units if unit in ground.told]
    for unit in dict.fromkeys(wanted):
        if unit not in text:
            yield Violation("unit", unit, "这个责任单位没有写出来")


def _required(ground: Ground) -> Iterable[str]:
    """Conditions and notes told by the grounded answer, the limits of its sentence where no award stands behind it."""
    told = [part for found in _CAVEAT.findall(ground.answer.text) for part in found.split("；")]
    conditions = [one for award in ground.answer.awards for one in award.conditions if one in ground.answer.text]
    limits = [phrase for one in conditions for phrase in phrases(one)]
    yield from dict.fromkeys(plain(one) for one in (*told, *limits))
    if ground.answer.awards or ground.answer.outcome != "answered":
        return
    for phrase in phrases(ground.headline):
        if len(phrase) >= _SHORTEST_PHRASE and (
            _LIMITS.search(phrase) or any(one[0] in _OF_TEXT for one in figures_in([phrase]))
        ):
            yield phrase


def _is_kept(wanted: str, text: str) -> bool:
    """Whether some statement of the text says it, its denial included."""
    share = _SHORT_SHARE if len(wanted) <= _SHORT else _SHARE
    return covered(wanted, statements(text)) >= share and keeps_denials(wanted, text)


def _check_premises(text: str, award: Award) -> Iterable[Violation]:
    """What was assumed is said, as an assumption; every reading of an ambiguous text with its figure."""
    for assumption in award.assumptions:
        wanted = premise(assumption)
        if not _is_kept(wanted, text) or not _CONDITIONAL.search(text):
            yield Violation("missing", wanted, "没有写明这是没有核实的前提")
    if len(award.readings) > 1:
        figures = figures_in([text])
        if any(("money", "", one) not in figures for one in amounts(award)):
            yield Violation("missing", award.title, "条款有几种读法，没有把每种读法的结果都写出来")
        if not re.search(r"为准", text):
            yield Violation("missing", award.title, "没有写明以哪个单位的解释为准")


def _check_questions(text: str, ground: Ground) -> Iterable[Violation]:
    asked = [one for one in ground.answer.missing if plain(one.question) in ground.told]
    for one in asked:
        label = plain(one.label.removeprefix("是否"))
        parts = [label, plain(one.question)]
        if not any(_is_kept(part, text) for part in parts) or not is_question(text):
            yield Violation("missing", one.question, "还需要问的情况没有问")
