"""What a clause is reserved for where the asker says to be the opposite: 民营 beside 政府性, 县里办的 beside 县外."""

import re

from assistant.dialogue import kinds
from assistant.dialogue.ask import Ask
from assistant.domain import Clause

_MONEY = re.compile(r"[奖补贴钱万领享]|配套|标准")
_OPPOSITES = (
    (r"政府性|国有|国资|公办", r"民营|私营|私人|商业性?(?:担保|机构|银行)|小贷公司|小额贷款公司|典当|民间"),
    (r"[县市省区]外|外地|境外", r"[县市省区](?:里|内)(?:办|举办|组织|搞|开)?的|本[县市省区]的?|本地的?|家门口"),
    (r"小微|中小", r"大型(?:企业|集团|公司)|大集团|上市公司|国企|央企"),
    (r"新购|新建|新增", r"二手|旧的?(?:设备|机器|冷库|厂房)|租来的|翻修|改建"),
)
"""Words of a condition, and words that are said of what does not meet it."""


def opposed(ask: Ask) -> tuple[str, str, Clause] | None:
    """The condition in the clause's words, the opposite in the asker's, and the clause; None where nothing clashes."""
    judged = (kinds.AMOUNT, kinds.SUPPORT, kinds.ELIGIBILITY, kinds.VERIFY)
    if ask.topic.source not in ("name", "meaning") or not (ask.asks_for(*judged) and _MONEY.search(ask.words)):
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
            return first[0], said[0], ask.topic.clauses[0]
    return None
