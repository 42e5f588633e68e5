"""Whom a clause is for, where the asker is somebody else: the tenant of a body, or the opposite of a condition."""

import re

from assistant.dialogue import kinds
from assistant.dialogue.ask import Ask
from assistant.domain import Clause

_SITS = re.compile(r"入驻|进驻|住进|住在|搬进|租在|租用|租了|待在|呆在|落在")
_SERVES = (
    "配套[厂企商]|供应商|供货商?|上游|下游|外协|代工|租户|房东|员工|客户|合作(?:方|伙伴|企业|单位)|关联|子公司|分公司"
)
_ASKS = re.compile(r"[吗么？?呢没不几谁哪啥咋]|多少|什么|怎么|如何|能否|是否|可否|有无")
_JUDGED = (kinds.AMOUNT, kinds.SUPPORT, kinds.ELIGIBILITY, kinds.VERIFY)
_MONEY = re.compile(r"[奖补贴钱万领享]|配套|标准")
_GRANT = re.compile(r"[补奖贴费]|配套|支持|配额")
_OPPOSITES = (
    (r"政府性|国有|国资|公办", r"民营|私营|私人|商业性?(?:担保|机构|银行)|小贷公司|小额贷款公司|典当|民间"),
    (r"[县市省区]外|境外", r"[县市省区](?:里|内)(?:办|举办|组织|搞|开)的"),
    (r"小微|中小", r"大型(?:企业|集团|公司)|大集团|上市公司|国企|央企"),
    (
        r"企业(?!孵化)",
        r"(?:我们?|俺们?|咱们?|这)这?(?:边|儿)?(?:就?是|属于|算是?)?(?:一?[个家])?"
        r"([^，。？！；的]{0,4}(?:协会|学会|商会|研究会|联合会|基金会|社会团体|社会组织|居委会|村委会))(?![的里内])",
    ),
    (r"新购|新建|新增", r"二手|旧的?(?:设备|机器|冷库|厂房)|租来的|翻修|改建"),
)
"""Words of a condition, and words that are said of what does not meet it."""


def host(ask: Ask) -> str | None:
    """The named body that the asker only sits in or serves (链主的配套厂), where its own money is asked for."""
    asks = ask.asks_for(*_JUDGED, kinds.WHO) or (not ask.kinds and _ASKS.search(ask.words))
    if ask.topic.source != "name" or not (asks and _MONEY.search(ask.words)):
        return None
    if any(_SITS.search(clause.text) for clause in ask.topic.clauses):
        return None
    bodies = {name for rule in ask.topic.rules for name in rule.names if not _GRANT.search(name)}
    names = sorted(bodies, key=len, reverse=True)
    if not names:
        return None
    named = "|".join(map(re.escape, names))
    sits = rf"(?:{_SITS.pattern})[^，。？！]{{0,8}}?(?P<a>{named})|在[^，。？！]{{0,8}}?(?P<b>{named})[里内]"
    match = re.search(rf"{sits}|(?P<c>{named})的(?:{_SERVES})", ask.story)
    return match[match.lastgroup or 0] if match else None


def opposed(ask: Ask) -> tuple[str, str, Clause] | None:
    """The condition in the clause's words, the opposite in the asker's, and the clause; None where nothing clashes."""
    if ask.topic.source not in ("name", "meaning") or not (ask.asks_for(*_JUDGED) and _MONEY.search(ask.words)):
        return None
    quotes = ["，".join((rule.quote, *rule.scope, *rule.conditions)) for rule in ask.topic.rules]
    if not quotes:
        return None
    for required, opposite in _OPPOSITES:
        conditions = [re.search(required, quote) for quote in quotes]
        said = re.search(opposite, ask.story)
        stands = said is not None and any(re.search(opposite, quote) for quote in quotes)
        if said and not stands and all(conditions) and not re.search(required, ask.story):
            first = next(one for one in conditions if one)
            return first[0], said[said.lastindex or 0], ask.topic.clauses[0]
    return None
