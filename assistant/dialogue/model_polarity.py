"""Whether a draft denies what its evidence denies, and nothing else: no dropped 不, no added 无需."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from assistant.dialogue.levels import find_levels
from assistant.dialogue.model_ground import Ground, premise
from assistant.dialogue.model_text import covered, phrases, plain, statements
from assistant.domain import Violation
from assistant.language.quantities import find_quantities

_NEGATION = re.compile(
    r"(?:没有|并不|并非|不是|不|没|无|未|非|免|勿|否(?!则)|拒|禁)"
    r"(?:有|再|能够|能|会|可以|可|得|需要|需|必|须|用|要|曾|予|被|将|把|由|应|该|应当|作|做|享有)*"
)
_LEXICAL = re.compile(
    r"(?:不|没有?|未)(?:得|能|会)?(?:超过|高于|超出)|不仅|不但|不过|不同|不论|不管|无论|无关|非常|除非|未来|是否|能否|可否|是不是|有没有"
)
_SILENT = re.compile(
    r"^(?:明确|明文|具体|直接|另行|单独)*(?:写|规定|提|说|列|涉及|载|给出|注明|约定|包含|确定|明确|具体|金额|相关规定|这方面|划定|设定|限定)"
)
_WRITES = re.compile(r"写[明到有了]?|提到|明确了?|列明|载明|给出|规定了")
_MAY = re.compile(
    r"可以|能够|可(?=享|获|得|领|申)|(?<![不功职可性产节智])能(?=享|获|得|领|拿|申)|符合(?!条件的)|有资格"
)
_ASK = re.compile(r"[询咨联了查告问说看向]")
_GRANTED = re.compile(r"^(?:奖励|享受|补助|补贴|获得|得到|支持|资格|符合|列入|拿|领)")
_WORD = re.compile(r"\w{1,6}")
_OBJECT = 0.4
_ECHO = 0.7
_HEAD = 2


def check_polarity(text: str, ground: Ground) -> Iterable[Violation]:
    """Violations of a plain draft against everything the evidence says; 或 counts too, since it widens conditions."""
    ours, theirs = _denials(text), _denials(ground.everything)
    heads, is_refusal = {head for head, _ in theirs}, _is_refusal(ground)
    silences = [phrase for head, phrase in theirs if _SILENT.match(head)]
    for head, phrase in ours:
        if head[:_HEAD] in {one[:_HEAD] for one in heads} or (is_refusal and _GRANTED.match(head)):
            continue
        if not (_SILENT.match(head) and covered(phrase, silences) >= _OBJECT):
            yield Violation("denial", phrase, "依据里没有这样的否定")
    yield from _check_kept(_denials(ground.headline), ours)
    yield from _check_echoes(text, ground)
    yield from _check_writings(text, ground)
    choices = [one for one in statements(f"{ground.told}\n{ground.everything}") if "或" in one]
    for phrase in phrases(text):
        if "或" in phrase and covered(phrase, choices) < _OBJECT:
            yield Violation("choice", phrase, "依据里没有这样的“或者”")
    if is_refusal:
        yield from _check_promises(text)


def _check_echoes(text: str, ground: Ground) -> Iterable[Violation]:
    """A statement that repeats a phrase of the evidence keeps its denials; one that repeats a limit, its levels."""
    payers = ground.names.payers
    texts = [text for award in ground.answer.awards for text in (*award.conditions, *award.notes)]
    texts += [premise(text) for award in ground.answer.awards for text in award.assumptions]
    texts += [one.question for one in ground.answer.missing]
    conditions = {text for text in map(plain, texts) if not find_quantities(text)}
    denying = {one for one in f"{ground.asserted}\n{ground.silent}".splitlines() if _denials(one)}
    for statement in statements(text):
        for phrase in sorted(denying | conditions):
            if covered(phrase, [statement]) < _ECHO:
                continue
            lost = (_levels(phrase) - _levels(statement)).keys() - payers
            if (phrase in conditions and lost) or not keeps_denials(phrase, statement):
                yield Violation("echo", statement, "这句话改变了依据里的否定或者级别")


def _check_writings(text: str, ground: Ground) -> Iterable[Violation]:
    """The document is said to write only what the evidence says, in much the same words."""
    for phrase in phrases(text):
        for match in _WRITES.finditer(phrase):
            is_known = covered(phrase, ground.asserted.splitlines()) >= _OBJECT
            if not is_known and not _NEGATION.search(phrase[: match.start()]):
                yield Violation("denial", phrase, "依据没有说文件写明了这一点")


def _levels(text: str) -> Counter[str]:
    return Counter(one.level for one in find_levels(text))


def keeps_denials(wanted: str, text: str) -> bool:
    """Whether every denial of a required statement is a denial in the text too."""
    return not list(_check_kept(_denials(wanted), _denials(text)))


def _check_kept(wanted: Sequence[tuple[str, str]], found: Sequence[tuple[str, str]]) -> Iterable[Violation]:
    for head, phrase in wanted:
        same = any(one[:_HEAD] == head[:_HEAD] or (_SILENT.match(one) and _SILENT.match(head)) for one, _ in found)
        if not same:
            yield Violation("denial", phrase, "依据里的这个否定没有写出来")


def _check_promises(text: str) -> Iterable[Violation]:
    """Where nothing is granted, 可以 and 能 may only say whom to ask."""
    for phrase in phrases(text):
        if _MAY.search(phrase) and not _ASK.search(phrase) and not _NEGATION.search(phrase):
            yield Violation("denial", phrase, "依据没有给出这项支持，不能写成可以享受")


def _is_refusal(ground: Ground) -> bool:
    answer = ground.answer
    if answer.outcome == "not_covered":
        return True
    return bool(answer.awards) and all(award.status == "not_eligible" for award in answer.awards)


def _denials(text: str) -> list[tuple[str, str]]:
    """What is denied: the words right after each negation, and the phrase it stands in with what follows."""
    found = []
    for statement in statements(text):
        blank = _LEXICAL.sub(lambda match: "＿" * len(match[0]), statement)
        for match in _NEGATION.finditer(blank):
            head = _WORD.match(statement, match.end())
            if head:
                found.append((head[0], statement))
    return found
