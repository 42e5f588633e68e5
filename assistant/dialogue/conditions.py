"""Whether a text says that a yes-or-no condition holds: by the rule's words, newness, repetition or refusal."""

import re
from collections.abc import Iterator, Sequence

from assistant.award import FactSpec
from assistant.dialogue.levels import find_levels
from assistant.dialogue.negation import AFTERWARDS, is_asked, is_denied
from assistant.dialogue.options import Choice, are_side_by_side
from assistant.domain import Span
from assistant.language.lexicon import small_lexicon

_NEW = (
    r"(?:刚刚?|(?<![特高创革最更崭全重])新近?|首次|首批|头一?[回次]|第一[回次]|初次"
    r"|今年|上个?月|上周|前几天|昨天|最近)"
)
_RECOGNISED = (
    "认定",
    "备案",
    "评上",
    "评为",
    "获评",
    "批成",
    "批下来",
    "获批",
    "上榜",
    "入选",
    "拿到",
    "拿下",
    "通过",
    "发了牌",
    "发牌",
    "挂牌",
    "发证",
    "下来",
)
_NEW_PREFIX = re.compile(f"^{_NEW}")
_OLD = re.compile(
    r"[一二两三四五六七八九十几多\d]+年前[^，。？！；]{0,4}(?:认定|评|批|备案|拿)|(?:早|老早|以前|往年|多年前)就?(?:已经?)?(?:认定|评上|备案|是)|不是新(?:的|认定|备案|评)"
)
_AGAIN_PREFIX = re.compile(r"重新|再次|再度|第二次|复审|复核")
_AGAIN = re.compile(
    r"(?:又|再次|再度|第二[次回]|二次|重新)(?:(?!第一|头一)[^，。？！；新首]){0,6}?(?:认定|评上|考过|通过|过了|过审|拿到|续上)(?!的话)"
)
_PAST = r"(?:[去前上]年|往年|头[几两三]年|[前早](?:些|几)年|(?:19|20)\d\d年?|[一二两三四五六七八九十几多\d]+年前)"
_ALREADY = re.compile(
    rf"{_PAST}[^，。？！；]{{0,6}}?(?:就|早|已经?)[^，。？！；]{{0,8}}?(?:认定|评|批|备案|拿|获|挂|入选|是|有|过)"
)
_TWICE = re.compile(rf"{_ALREADY.pattern}[^。？！；]*?(?:又|再|复)[^，。？！；]{{0,3}}(?:评|认定|审|核|过)")
_LONG_AGO = re.compile(
    r"(?:认定|评|批|备案)[^，。？！；]{0,3}是在?(?:19|20)\d\d年|(?:19|20)\d\d年的(?:老?事|老)|"
    r"(?:19|20)\d\d年[^，。？！；]{0,8}(?:认定|评|批|备案|拿|获|发|挂)[^，。？！；]{0,4}[，。；][^？！]{0,10}(?:才|一直没|补)"
)
_KEPT = re.compile(
    r"(?:监测|年检|年审|年度考核|定期评估|动态评价)[^，。？！；]{0,4}(?:合格|通过|过了|过关|没问题)|再次|第二次|二次(?:认定|评)"
    r"|通过了?[^，。？！；]{0,6}(?:年度|定期|动态)(?:评价|考核|评估)|(?:考核|年度评价)[^，。？！；]{0,3}(?:优秀|良好|合格)"
    r"|重新(?:申报|申请|参评)[^，。？！；]{0,3}又?(?:评上|认定|通过|过)"
    r"|(?:又|再)[^，。？！；]{0,4}(?:评|认定|考核|备案|审)[^，。？！；]{0,2}(?:一?[次遍回])|不是(?:头一|第一)[回次]"
)
_NOT_A = re.compile(r"(?:不是|不算|并非)[^，。？！；首新]{1,6}的$")
_COMES = re.compile(r"市外|县外|区外|省外|外[地省市]")
_STAYED = re.compile(
    r"(?:一直|本来|原本|从来|始终|历来|向来)(?:就|都|是)*(?:注册)?在(?:本[市区县地]|这|[区市县城]里|咱|我们(?:市|区|县|这)|当地)"
    r"|(?:本来|原本|一直|从来|就|都)是[^，。？！；]{0,6}(?:本地|当地|区内|市内|县内)|是(?:本地|当地)的?(?:企业|公司|厂)"
    r"|土生土长|本地(?:成立|注册|起家)|没挪过窝|没搬过家|没出过[市县区省]"
)
_REFUSES = (
    r"(?:没有?|未能?|尚未|还没有?|不(?:肯|想|愿意?|打算|准备|同意|敢|给|乐意|曾|能|便)?"
    r"|拒(?:绝|不)?|无法|没法|懒得|忘了?|没顾上|没来得及)"
    r"(?:去|给|让|叫|要求|再|来|人|我们?|咱们?|俺们?|[跟和与向][^，。？！；]{1,4}?){0,3}"
)
_REFUSAL = re.compile(r"(?P<subject>.*?)(?:没有?|未|不(?:想|愿|肯)?|拒)(?P<verb>(?![是为算在属]).+)")
_UNWILLING = (
    r"(?:不(?:肯|想|愿意?|打算|同意|敢|乐意)|拒绝?)"
    r"(?:去|给|再|跟[^，。？！；]{1,4}?){0,2}[写立签出][^，。？！；]{0,8}(?:承诺|保证|书)"
)
_FAILED = re.compile(
    r"驳回|落选"
    r"|没(?:有|能)?被?(?:批下来|评[上为]|冲上|选上|认定上|通过)(?![^，。？！；]{0,2}[国省市区县])|未获批|被拒"
)
_SOON = re.compile(r"(?:快|马上|即将|就|将|眼看)(?:就|要|到|会)*$")
_DECLINES = r"[^。？！；]{0,14}?(?:没|不|未)(?:答应|同意|接受|干(?=[，。？！]|$)|认(?=[，。？！]|$))"
_REMAINS = (
    r"[^，。？！；]{0,5}?(?:仍|还|依旧|依然|照旧)然?(?:是|[挂留]?在)"
    r"(?:老|原|外|(?!本|这|我|咱|城区|区里)[一-龥]{2,3}(?:[市县区，。？！；]|$))"
)
_DONE_SHAPE = re.compile(
    r"(?P<subject>[^也都已经早就全]{2,}?)"
    r"书?(?:也|都|已经?|早|就|全)*[签写交办换变改]更?(?:了|好|完)"
)
_DONE = (
    r"(?:地|书|上|我们|咱们?|也|都|已经?|早|就|全|都|给|帮|刚|[去今前]年|上?个?月|前天|昨天){0,4}"
    r"(?:签|写|交|办|换|变更|改|迁|挪|递|盖|填)(?:上|回|过|进)?来?(?:了|好|完|妥)"
)
_ARRIVED = (
    r"(?:(?![没未不][^，。？！；]|打算|准备|想|要)[^，。？！；]){0,6}?"
    r"[换变改迁挪转]更?(?:成|到|为|至|进|入)了?(?:我们|咱|这边的?)?"
)
_PLACE_SHAPE = re.compile(r".*(?:到|入|进|户|在)(?P<place>[一-龥]{2,3})")
_NEVER_BEFORE = re.compile(
    r"(?:以前|之前|此前|过去|早先|先前|往年)[^，。？！；]{0,3}?[没未][^，。？！；]{0,3}?[评拿得获认定报上]+过"
)
_TWICE_NO = re.compile(r"(?:不是|并非|不会)$")
_SIGNS = "签写交给递办"
_CHANGES = "迁变动改换搬挪转"
_ONCE = re.compile(r"(?:首次|头一回|头一次|第一次|第一回|初次|刚刚?|(?<![特高创革最更崭全重])新)[^，。？！；]{0,4}$")


def hear_yes_or_no(spec: FactSpec, text: str, about: Sequence[Span]) -> Choice | None:
    """`true` or `false` with the words that say so; a denial counts more than a mention, a question not at all."""
    mentions = small_lexicon({"true": spec.yes_words, "false": spec.no_words}).find(text)
    stated = [one for one in mentions if not is_asked(text, one.span)]
    stated = [one for one in stated if one.term == "true" or not _is_soon(text, one.span)]
    denied_with_words = [one for one in stated if _NOT_A.search(text[: one.span.start])]
    denied = [
        (_opposite(one.term), one.span)
        for one in stated
        if (is_denied(text, one.span) or one in denied_with_words)
        and not (one.term == "false" and _AGAIN_PREFIX.match(one.words))
    ]
    denied += [("false", span) for span in (*_said_to_be_old(spec, text), *_refused(spec, text), *_stayed(spec, text))]
    said = [(one.term, one.span) for one in stated if not is_denied(text, one.span) and one not in denied_with_words]
    said += [
        ("true", span)
        for span in (*_said_to_be_new(spec, text, about), *_said_again(spec, text), *_done(spec, text))
        if not is_asked(text, span)
    ]
    if not denied and len({value for value, _ in said}) > 1 and are_side_by_side([span for _, span in said], text):
        return None
    negative = [one for one in (*denied, *said) if one[0] == "false"]
    decisive = negative or denied or said
    return decisive[-1] if decisive else None


def _is_soon(text: str, span: Span) -> bool:
    """What is about to be (马上就要过期) is not yet so."""
    match = _SOON.search(text[: span.start])
    return match is not None and match[0] != "就"


def _said_to_be_new(spec: FactSpec, text: str, about: Sequence[Span]) -> list[Span]:
    """「刚被国家备案」 says 刚备案: a word of newness, then within a phrase what is new or the award itself."""
    roots = {_NEW_PREFIX.sub("", word) for word in spec.yes_words if _NEW_PREFIX.match(word)}
    roots = {root for root in roots if root}
    if not roots:
        return []
    roots |= {*_RECOGNISED, "的"}
    pattern = re.compile(f"{_NEW}[^，。？！；]{{0,10}}?(?:{'|'.join(map(re.escape, sorted(roots)))})")
    spans = [Span(*match.span()) for match in pattern.finditer(text)]
    spans += [Span(*match.span()) for match in _NEVER_BEFORE.finditer(text)]
    spans += [Span(match.start(), name.start) for name in about if (match := _ONCE.search(text[: name.start]))]
    return [span for span in spans if not is_denied(text, span)]


def _said_again(spec: FactSpec, text: str) -> list[Span]:
    """「又考过一遍」「再次通过了」 state a fact that is about doing it again."""
    if not any(_AGAIN_PREFIX.match(word) for word in spec.yes_words):
        return []
    return [Span(*match.span()) for match in _AGAIN.finditer(text)]


def _said_to_be_old(spec: FactSpec, text: str) -> list[Span]:
    """「五年前认定的」「去年就拿过牌」「监测又合格」 deny a fact about newness, but not beside a rise in level."""
    if not any(_NEW_PREFIX.match(word) for word in spec.yes_words):
        return []
    rises = len({one.level for one in find_levels(text)}) > 1
    more = (_KEPT, _FAILED, *((_ALREADY, _LONG_AGO) if "新" in spec.label else (_TWICE,)))
    patterns = (_OLD,) if rises else (_OLD, *more)
    return [
        Span(*match.span())
        for pattern in patterns
        for match in pattern.finditer(text)
        if not (pattern is _FAILED and AFTERWARDS.search(text, match.end()))
    ]


def _refused(spec: FactSpec, text: str) -> Iterator[Span]:
    """What the rule's own refusals (没签, 注册地没迁) say with another negation, or with words between."""
    shapes = [match for word in spec.no_words if (match := _REFUSAL.fullmatch(word))]
    if any(shape["verb"] == "签" for shape in shapes):
        yield from (Span(*match.span()) for match in re.finditer(_UNWILLING, text))
    for subject in {shape["subject"] for shape in shapes if len(shape["subject"]) > 1}:
        pattern = f"{re.escape(subject)}(?:{_DECLINES}|{_REMAINS})"
        yield from (Span(*match.span()) for match in re.finditer(pattern, text))
    for shape in shapes:
        verb = re.escape(shape["verb"])
        verb = f"[{_CHANGES}办弄]" if shape["verb"] in _CHANGES else "(?:通?过|成功)" if verb == "过" else verb
        verb = f"[{_SIGNS}]" if verb == "签" and shape["subject"] else verb
        subject = re.escape(shape["subject"])
        reach = f"{subject}[^，。？！；]{{0,5}}?" if subject else ""
        for match in re.finditer(f"{reach}(?P<no>{_REFUSES})(?P<verb>{verb})|(?P<able>{verb})不[了成下]", text):
            before = text[: match.start("no")][-1:] if match["no"] else ""
            is_choice = before in (text[match.start("verb")], match["no"][1:2]) if before else False
            is_choice = is_choice or bool(match["no"] and _TWICE_NO.search(text[: match.start("no")]))
            if not (is_choice or is_asked(text, Span(*match.span()))):
                yield Span(*match.span())


def _done(spec: FactSpec, text: str) -> Iterator[Span]:
    """「承诺书也都交好了」 says with other words what the rule's own 承诺书签了 says."""
    subjects = {match["subject"] for word in spec.yes_words if (match := _DONE_SHAPE.fullmatch(word))}
    places = {match["place"] for word in spec.yes_words if (match := _PLACE_SHAPE.fullmatch(word))}
    ends = f"|{_ARRIVED}(?:{'|'.join(map(re.escape, sorted(places)))})" if places else ""
    for subject in sorted(subjects):
        yield from (Span(*match.span()) for match in re.finditer(f"{re.escape(subject)}(?:{_DONE}{ends})", text))


def _stayed(spec: FactSpec, text: str) -> list[Span]:
    """「一直就在区里」 denies a fact that is about coming from elsewhere."""
    if not any(_COMES.search(word) for word in spec.yes_words):
        return []
    places = "|".join(re.escape(word[1:]) for word in spec.no_words if word.startswith("从") and len(word) > 2)
    moves = [re.compile(f"(?:{places})[^，。？！；]{{0,8}}[搬迁挪]")] if places else []
    found = [Span(*match.span()) for pattern in (_STAYED, *moves) for match in pattern.finditer(text)]
    return [span for span in found if not is_denied(text, span)]


def _opposite(value: str) -> str:
    return "false" if value == "true" else "true"
