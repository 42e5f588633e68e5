"""Questions about a document as a whole: which of its particulars are asked, which are claimed, what every one has."""

import re
from collections.abc import Sequence

from assistant.domain import Clause, Policy

_SUBJECT = r"(?:文件|公文|方案|政策|通知|红头|全文|全篇|通篇|[0-9]+号文?|这个?文|本文|该文|此文|份文)"
_WHO = "(?:谁|(?:哪|什么)(?:个|家)?(?:部门|单位|机关|局)|哪[个家])"
_ASPECTS = {
    "number": re.compile(r"文号|(?:发文|文件)?字号|发文号|文件号|几号文|(?:文件|方案|通知)的?编号"),
    "issuer": re.compile(
        r"落款(?!日|时|的?是?(?:哪天|哪一天|什么时候))|发文(?:机关|单位|部门)|(?:印发|制发|制定|出台)(?:机关|单位|部门)"
        rf"|{_WHO}(?:印发|签发|下发|制发|出台|颁布)"
        rf"|{_SUBJECT}[^，。？！]{{0,4}}{_WHO}[^，。？！]{{0,2}}(?:发|出|定|制定|搞|弄|写|起草|公布|发布)的?"
    ),
    "date": re.compile(
        r"(?:印发|发文|成文|落款|签发|发布|出台|颁布)的?(?:日期|时间|年份|日子)"
        r"|(?:哪天|哪一天|几月|几号|哪年|哪一年|几几年|何时|什么时候|啥时候|什么时间|多会儿)[^，。？！]{0,3}(?:印发|签发|出台|成文|落款|落的款|颁布|发文|下发|公布)"
        rf"|(?:印发|签发|出台|成文|落款|落的款|颁布|下发)[^，。？！]{{0,3}}(?:哪天|哪一天|几月|几号|哪年|何时|什么时候|啥时候)"
        rf"|{_SUBJECT}[^，。？！]{{0,4}}(?:哪天|哪一天|几月|几号|哪年|哪一年|几几年|何时|什么时候|啥时候)[^，。？！]{{0,3}}(?:发|出|定|写|的)"
        rf"|(?:哪年|哪一年|几几年|几年前|何时)的?{_SUBJECT}|{_SUBJECT}[^，。？！]{{0,6}}(?:几年了|多久了|多少年了|距今|有几年|的?年份|日期)"
    ),
    "addressee": re.compile(
        rf"主送|抬头|台头|收文(?:单位|机关|对象|人)|{_SUBJECT}[^，。？！]{{0,4}}(?:写|发|印|下发|印发|送|称呼)(?:的是|给|到|往)(?:谁|哪|了?哪些|什么)"
        rf"|{_SUBJECT}[^，。？！]{{0,6}}(?:称呼|开头叫)"
    ),
    "basis": re.compile(
        rf"(?:上位|上级)(?:文件|方案|政策|依据)|制定依据|{_SUBJECT}[^，。？！]{{0,6}}(?:依据|根据|按照?|照着|参照)(?:的?是)?[^，。？！]{{0,3}}(?:什么|哪|啥)"
        rf"|(?:依据|根据|按照?|照着|参照)[^，。？！]{{0,2}}(?:哪份|哪个|哪些|什么)(?:文件|方案|意见|规定)"
    ),
    "title": re.compile(rf"全称|全名|{_SUBJECT}的?(?:标题|名称|题目|名字|叫什么|叫啥)"),
    "structure": re.compile(
        rf"{_SUBJECT}[^，。？！]{{0,6}}(?:结构|框架|目录|纲目|几大?(?:个)?(?:部分|块|章)|多少(?:个)?(?:部分|章))"
        rf"|{_SUBJECT}[^，。？！]{{0,4}}(?:一共|总共|共|有)?(?:有|包含|包括)?(?:几|多少)[条项](?:工作)?(?:措施|条款|内容|任务)?(?=[？?。，]|$)"
    ),
    "annex": re.compile(rf"{_SUBJECT}[^，。？！]{{0,4}}(?:有没有|有无|带没带|有|带)[^，。？！]{{0,2}}附[件表录]"),
}
_WORDS = re.compile(
    rf"{_SUBJECT}|落款|抬头|台头|公文|附[件表录]|结构|框架|目录|依据|年份|日期|题目|上位|上级|称呼|措施|机关|单位|部门|统筹|意见|距今|有效期|发布|老黄历|过期"
)
_ORGAN = re.compile(
    r"(?:是|由|落款(?:是|为|写的是)?)((?!谁|哪|什么|不是|对|按)[一-龥]{1,16}?(?:局|委员会|委|厅|部|人民政府|政府|办公室|政府办|院))"
    r"(?=发|印|出|定|制|下|颁|公布|搞|弄|的|，|。|吗|吧|对|[？?]|$)"
)
_YEAR = re.compile(
    r"(?<!〔)((?:19|20)\d\d)年[^，。？！]{0,8}?(?:发|印|出台|出的|定的|颁|公布|的(?=文件|政策|方案|老|吧|吗|对|，|。|[？?]|$))"
)
_NUMBER = re.compile(r"[一-龥]{0,8}〔\d{4}〕第?\d+号")
_CUSTOMARY = (
    (
        re.compile(
            r"总(?:牵头|导演|负责|协调|指挥|召集)|统筹(?:单位|部门|协调|推进)?|牵头抓总|挑大梁|挂帅|唱主角|总的?牵头"
        ),
        re.compile(r"组织(?:领导|实施|保障|协调)|统筹|工作机制|加强领导"),
    ),
    (
        re.compile(
            r"(?:总体?的?|发展|工作|主要|整体)目标|分几(?:年|步|个?阶段)|几步走|路线图|整盘棋|第[一二三四五六七八九十]年"
            r"|[一二三四五六七八九十]年(?:后|内|时|以后|、|，|各|分别)?[^。]{0,12}(?:走到|做到|做成|达到|形成|实现|哪一?步|程度|啥样|样子)"
        ),
        re.compile(r"目标"),
    ),
    (
        re.compile(r"(?:资金|经费)[^，。？！]{0,6}(?:保障|来源|哪来|从哪)"),
        re.compile(r"(?:资金|经费|财政)(?:保障|投入|支持)"),
    ),
    (re.compile(r"政策(?:宣传|解读)|宣传(?:解读|引导|推广)"), re.compile(r"宣传")),
)


def aspects_asked(text: str) -> tuple[str, ...]:
    """Which particulars of a document a question asks for: number, issuer, date, addressee, basis, title …"""
    return tuple(name for name, pattern in _ASPECTS.items() if pattern.search(text))


def names_more(own_words: Sequence[str], text: str) -> list[str]:
    """Those nouns of a question that are not words about documents nor the body that is said to have issued one."""
    said = [match[0] for pattern in (_ORGAN, *_ASPECTS.values()) for match in pattern.finditer(text)]
    return [word for word in own_words if not _WORDS.search(word) and not any(_share(word, one) for one in said)]


def _share(word: str, said: str) -> bool:
    """Whether a noun stands in these words, or begins with their end."""
    return word in said or any(word.startswith(said[at:]) for at in range(1, len(said) - 1))


def claimed_bodies(text: str) -> list[str]:
    """The bodies that a text says issued a document."""
    return [match[1] for match in _ORGAN.finditer(text)]


def is_claim_of_issue(text: str) -> bool:
    """Whether a text names a body or a date as the one that a document is of."""
    return bool(re.search(_SUBJECT, text)) and bool(claimed_bodies(text) or _YEAR.search(text) or _NUMBER.search(text))


def wrong_claims(text: str, policy: Policy) -> tuple[list[str], list[str]]:
    """What a text says of a document's issuer, year and number: what is wrong, and what is right."""
    said = [(body, _is_issuer(body, policy)) for body in claimed_bodies(text) if policy.issuer]
    said += [(f"{one[1]}年", policy.issued.year == int(one[1])) for one in _YEAR.finditer(text) if policy.issued]
    said += [
        (one[0], one[0].endswith(policy.document_number)) for one in _NUMBER.finditer(text) if policy.document_number
    ]
    return [words for words, holds in said if not holds], [words for words, holds in said if holds]


def _is_issuer(body: str, policy: Policy) -> bool:
    """Whether a name is the issuer's, in any of its spellings, with or without the whole place before it."""
    issuer = policy.issuer or ""
    place = max((one for one in policy.places if issuer.startswith(one)), key=len, default="")
    own = {issuer, issuer.removeprefix(place)}
    names = next(({unit, *also} for unit, also in policy.unit_aliases.items() if own & {unit, *also}), set()) | own
    return body in names or bool(place and body.startswith(place) and body.removeprefix(place) in names)


def customary_clauses(text: str, policies: Sequence[Policy]) -> tuple[Clause, ...]:
    """The clauses that a policy has by custom for what is asked of it as a whole: who leads, what the goals are."""
    titles = [title for asks, title in _CUSTOMARY if asks.search(text)]
    clauses = [clause for policy in policies for clause in policy.clauses[1:]]
    return tuple(clause for clause in clauses if any(title.search(clause.title) for title in titles))


def names_beside_custom(own_words: Sequence[str]) -> list[str]:
    """Those nouns of a question that do not belong to asking for what a policy has by custom."""
    return [one for one in own_words if not _WORDS.search(one) and not any(asks.search(one) for asks, _ in _CUSTOMARY)]
