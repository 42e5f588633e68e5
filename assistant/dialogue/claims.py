"""Whether what a person takes for granted agrees with the text: figures of each tier, and whether sums are fixed,
paid by the level they name, or paid again."""

import re
from collections.abc import Iterable, Sequence

from assistant.award import OutlineLine, Rule, outline
from assistant.dialogue.ask import Ask
from assistant.dialogue.choice import spoken_of
from assistant.dialogue.compared import amounts, dimension, figure, figures_in
from assistant.dialogue.options import hear_option
from assistant.dialogue.settle import Settled
from assistant.domain import Award, Span
from assistant.language.quantities import Quantity
from assistant.language.sentences import split_phrases

_LIMIT = re.compile(r"(?:最高|最多|封顶|上限|顶格|不超过|限额)[^，。？！；]{0,8}$")
_OF_ALL = re.compile(r"都|一样|同样|没差别|没区别")
_FIXED = re.compile(r"一律|固定|统一|定额|全额|板上钉钉|(?:拿|给|奖)满")
_AGAIN = re.compile(r"年年|每年|逐年|连年")
_PAYS = re.compile(
    r"(国家|中央|省|市|县|区)(?:级|里|上)?(?:财政|政府|本级)*(?:来|负责|全部|全|给)*(?:出(?!台)|掏|负担|承担|买单|(?<!级)(?:发|拿)(?:的|钱))"
)
_WHICH_PAYS = re.compile(
    r"还是(?:国家|中央|省|市|县|区)[^，。？！]{0,4}(?:出|掏|给|拿|承担|负担)|哪[一个]?级[^，。？！]{0,6}(?:出|掏|给|拿|承担|负担|财政)"
)
_PAYER = re.compile(r"(省|市|县|区)级?(?:财政(?:分别)?(?:给予)?|(?:专项)?资金(?:分别)?给予|(?:分别)?给予)")
_LIMITS = re.compile(r"名额|先到先得|不再(?:给|奖|补|发|受理)|就(?:不|没)(?:再)?(?:给|奖|补|发|有)|取消|截止")


def check_claims(settled: Sequence[Settled], ask: Ask) -> str | None:
    """The verdict on what is claimed of these awards; None when nothing was claimed that the text decides."""
    if denied := next(filter(None, (_qualities(one, ask) for one in settled)), None):
        return denied
    return verdict(_wrong(settled, ask)) if ask.claims else None


def payer_asked(rule: Rule, question: str) -> str | None:
    """The words of an award that say which level pays it, where that is asked for and said."""
    payer = _PAYER.search(rule.quote) if _WHICH_PAYS.search(question) else None
    return f"条款写的是“{payer[0]}”。" if payer else None


def verdict(wrong: Sequence[Quantity]) -> str:
    """Right, or not so in the person's own figures."""
    return f"不对，不是{wrong[0].words}。" if wrong else "对。"


def goes_beyond(ask: Ask, text: str) -> bool:
    """Whether a claim adds a limit that the text does not state: 满了就不再给, 先到先得."""
    return any(match[0] not in text for match in _LIMITS.finditer(ask.words))


def _qualities(settled: Settled, ask: Ask) -> str | None:
    """What is wrong about a sum said to be fixed, paid every year, or paid by another level."""
    rule = settled.rule
    if settled.award.status == "at_most" and (match := _FIXED.search(ask.words)):
        return f"不对，不是{match[0]}的数，条款写的是“最高”。"
    if rule.one_off and _AGAIN.search(ask.words):
        return f"不对，是{rule.one_off_quote}。"
    claimed, payer = _PAYS.search(ask.words), _PAYER.search(rule.quote)
    if claimed and payer and claimed[1] != payer[1] and not ask.words[: claimed.start()].endswith("不"):
        return f"不对，条款写的是“{payer[0]}”。"
    return "文件没有这样写。" if goes_beyond(ask, rule.clause.text) else None


def _wrong(settled: Sequence[Settled], ask: Ask) -> list[Quantity]:
    """The claimed figures that do not hold for the award and the tier that their phrase, or one before, speaks of."""
    awards: Sequence[Settled] = settled
    tiers: dict[str, list[OutlineLine]] = {}
    wrong = []
    for span in split_phrases(ask.story):
        phrase = ask.story[span.start : span.end]
        awards = _spoken_of(settled, phrase) or awards
        claims = [one for one in ask.claims if span.start <= one.span.start < span.end]
        claimed = [Span(one.span.start - span.start, one.span.end - span.start) for one in claims]
        for one in awards:
            tiers[one.rule.key] = _tiers(one, phrase, claimed) or tiers.get(one.rule.key, [])
        for claim in claims:
            is_limit = bool(_LIMIT.search(ask.story[: claim.span.start]))
            holds = [_holds(claim, one, tiers[one.rule.key], is_limit=is_limit) for one in awards]
            if not (all(holds) if _OF_ALL.search(phrase) else any(holds)):
                wrong.append(claim)
    return wrong


def _spoken_of(settled: Sequence[Settled], phrase: str) -> list[Settled]:
    """Of several awards those that a phrase names, or whose own conditions it names; of all alike, all."""
    if len(settled) < 2 or _OF_ALL.search(phrase):
        return list(settled)
    rules = [one.rule for one in settled]
    shared = set.intersection(*(set(rule.names) for rule in rules))
    named = {rule.key for rule in rules if any(name in phrase for name in rule.names if name not in shared)}
    named |= {rule.key for rule in spoken_of(rules, phrase)}
    return [one for one in settled if one.rule.key in named]


def _tiers(settled: Settled, phrase: str, claimed: Sequence[Span]) -> list[OutlineLine]:
    """The cases of an award that a phrase names, by an option or by their threshold; none where it names none."""
    rule, said = settled.rule, figures_in([phrase])
    options = {
        (spec.name, value)
        for spec in rule.facts
        if spec.kind == "option"
        for value, _ in hear_option(spec, phrase, (), claimed)
    }
    lines = outline(rule, {}, settled.award.as_of)
    return [line for line in lines if options & set(line.case.items()) or figures_in([line.label]) & said]


def _holds(claim: Quantity, settled: Settled, tiers: Sequence[OutlineLine], *, is_limit: bool) -> bool:
    """Whether a figure is one of the result or the tiers spoken of; of the text, where these have none of its sort."""
    if settled.award.status == "not_eligible" and not tiers:
        return False
    lines = tiers or _lines_of(settled)
    if claim.kind == "money" and not is_limit and any("=" in step.text for step in settled.award.steps):
        return figure(claim) in figures_in(_results(settled.awards))
    stated = figures_in([text for line in lines for text in (line.text, line.label)])
    stated |= figures_in([*(() if tiers and settled.cases else _results(settled.awards)), *settled.rule.conditions])
    is_open = dimension(claim) not in {one[:2] for one in figures_in(line.text for line in lines)}
    return figure(claim) in stated or (is_open and figure(claim) in figures_in([settled.rule.quote]))


def _lines_of(settled: Settled) -> list[OutlineLine]:
    """The cases that the known facts leave."""
    known = settled.award.facts
    lines = outline(settled.rule, {}, settled.award.as_of)
    return [line for line in lines if all(known.get(name, value) == value for name, value in line.case.items())]


def _results(awards: Iterable[Award]) -> list[str]:
    return [f"{amount:f}元" for award in awards for amount in amounts(award)]
