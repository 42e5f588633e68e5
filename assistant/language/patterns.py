"""How figures look in running text: alternatives tried from the most particular to the plainest, for folded text.

The unit after a figure is not part of the pattern (`units.unit_at` finds it); `_CLASSIFIER` only tells whether one
follows.
"""

import re
from functools import lru_cache

_CHINESE_DIGIT = "[一二两三四五六七八九]"
_ANY_DIGIT = "[零一二两三四五六七八九]"
_NOT_CHINESE = "(?=$|[^一-鿿])"
_CLASSIFIER = (
    "(?:[个户天周亩吨岁倍月件套次台辆条%‰]|家(?![庭属长])|年(?![底末初])|项(?!目)|名(?![义额])|人(?![民才工员均社事])"
    "|小时|分钟|平方|公里|成)"
)
_COUNTED = f"(?! ?(?:{_CLASSIFIER}|[号点:：/年]))"
_MONEY_NEXT = "(?= ?[元块])"

_ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_MULTIPLIER = "(?:百(?![分货姓强])|千(?!分之|方百计|[瓦克米伏])|[万亿](?!分之))"
_LATIN_MULTIPLIER = "[wWkK](?![A-Za-z0-9])"
_SHORT_ARABIC = f"(?:(?<=万)[0-9]{{3,4}}(?![0-9.,])|(?<=[百千万亿])[0-9](?![0-9.,]))(?:{_MONEY_NEXT}|{_COUNTED})"
_SHORT_CHINESE = (
    f"(?<=[百千万亿])(?:[二三四五六七八九](?:{_MONEY_NEXT}|(?![农方者板资险税川粮一夕]){_COUNTED})"
    "|一(?=$|[^一-鿿]|[元块多左上的了吧呢]))"
)
_ARABIC_NUMBER = (
    f"{_ARABIC}(?:{_LATIN_MULTIPLIER}"
    f"|(?:(?: {{0,2}}|个){_MULTIPLIER})+(?:零?(?:[0-9]+|{_CHINESE_DIGIT}) ?{_MULTIPLIER}+)*(?:{_SHORT_ARABIC})?)?"
)
_CHINESE_NUMBER = (
    f"[零一二两三四五六七八九十廿卅](?:十|{_MULTIPLIER}|(?: {{1,2}}|个)[万亿](?!分之)|点(?={_ANY_DIGIT})"
    f"|(?<=[零点十廿卅一二两三四五六七八九]){_ANY_DIGIT}|{_CHINESE_DIGIT}(?=[十百千万亿])|零(?={_CHINESE_DIGIT}|十)"
    f"|{_SHORT_CHINESE})*(?:{_LATIN_MULTIPLIER})?"
)
_NUMBER = f"(?>{_ARABIC_NUMBER}|{_CHINESE_NUMBER})"

_WORDS = (
    f'[“"「『‘]?十[一二三四五六七八九]五[”"」』’]?(?![十百千万亿]|{_CLASSIFIER})'
    f"|{_CHINESE_DIGIT}五(?=规划|计划|期间|时期|末)"
    "|一次性|一条龙|一家[人子]|一个[劲样]|一分为二|一日游|三位一体|三番五次|三天两头|一年四季|一五一十|十全十美|十有八九"
    "|四舍五入|五花八门|十分(?!钟|之)|第三(?:方|者|人(?!称))|第一(?:时间|书记|手|线|责任)|双十一|百分百|千万(?=[别不要])"
    "|头一[回次年个家]|[长珠金铁]三角|九牛一毛|十万火急|十字|二?十[一二三四五六七八九]?大(?![于小约概型])"
    "|(?:[0-9]{2,4}|[一二三四五六七八九]十)年代"
)
_DATE_YEAR = "(?:1[5-9][0-9]{2}|2[01][0-9]{2}|[一二][零一二三四五六七八九]{3})"
_DATE_PART = "(?:[0-9]{1,2}|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_DATE = (
    rf"(?P<year>{_DATE_YEAR}) ?年(?![代级])度?(?: ?(?P<month>{_DATE_PART}) ?月份?(?: ?(?P<day>{_DATE_PART}) ?[日号])?)?"
    rf"|(?P<dotted_year>{_DATE_YEAR})(?P<dot>[-/.])(?P<dotted_month>[0-9]{{1,2}})(?P=dot)(?P<dotted_day>[0-9]{{1,2}})(?![0-9])"
    rf"|(?P<lone_month>{_DATE_PART}) ?月(?![薪饼亮])份?(?:(?P<lone_day>{_DATE_PART}) ?[日号])?"
)
_IDENTIFIER = (
    r"https?://[^\s一-鿿，。；）]+"
    r"|[〔\[（(【][12][0-9]{3}[〕\]）)】] ?第?[0-9]+ ?号"
    r"|(?:1[3-9][0-9]{9}|0[0-9]{2,3}[- ]?[0-9]{7,8}|400-?[0-9]{3}-?[0-9]{4}|[0-9]{15,})"
    rf"(?![0-9]|\.[0-9]| ?(?:{_CLASSIFIER}|[元块万亿]))"
    r"|(?!RMB|CNY)[A-Za-z][A-Za-z0-9]*(?:[-_./#@][A-Za-z0-9]+)*"
    rf"|[0-9]+(?:\.[0-9]+)?(?!{_LATIN_MULTIPLIER}|(?:kg|KG|km|KM|m²|m2|RMB|CNY)(?![A-Za-z0-9]))[A-Za-z][A-Za-z0-9]*"
    r"|[0-9]*(?:\.[0-9]+){2,}|\.[0-9]+|0[0-9]+(?![0-9.])"
    rf"|第?(?:[0-9]+|{_CHINESE_NUMBER}) ?号(?:文件|文|令|公告)?"
)
_CLOCK = (
    rf"[0-9]{{1,3}}[:：][0-9]{{1,3}}(?:[:：][0-9]{{2}}|\.[0-9]+)?(?![0-9.,]| ?(?:{_CLASSIFIER}|[元块万亿]))"
    r"|[0-9]{1,2}点(?:[0-9]{1,2}分?(?![0-9万亿])|(?![0-9]))"
    rf"|{_DATE_PART}点(?:钟|半|整|[二三四五]?十[一二三四五六七八九]?分?(?![万亿]))"
)
_WHOLE = "[0-9零一二两三四五六七八九十百千万亿]"
_TWO_FIGURES = f"{_WHOLE}{{1,7}}[百千万亿][百千]分之"
_FRACTION = rf"(?!{_TWO_FIGURES})(?P<whole>{_WHOLE}{{1,8}})分之(?P<part>{_NUMBER}|百)(?P<vague>[多几来余])?"
_APPROXIMATE = (
    r"(?:好几[十百千万亿]*|(?<![人户次总倍函基字指系分额件整多])数[十百千万亿]+(?!分)|几[十百千]+[万亿]?)(?:个?[万亿])?"
    rf"|{_NUMBER}(?:(?<=[十百千万亿0-9])"
    rf"(?:多|好?几|余(?![额款下地])|来(?= ?(?:个?[百千万亿]|{_CLASSIFIER}|[元块号]))) ?(?:个?[十百千万亿]+)?"
    r"|个[多来](?:[万亿]|月|小时|星期|礼拜|工作日|百分点|季度)"
    rf"| ?(?:{_CLASSIFIER}|[元块])多(?={_NOT_CHINESE}|[了的时来前后以吧啊])"
    r"|(?<=[百千万亿])半(?![年月天日个小]))"
    r"|(?:(?<![最附邻])近|(?<!以)上|过|逾|超过?|突破|成)(?:[百千](?!分)|[万亿](?!分))+"
    r"|[百千]?(?:[百千万亿](?=元)|[万亿]+(?=[元级]))|[百千万](?:八|把|十来?)(?:[十百千万亿]+|(?=[元块家人个户年]))"
    f"|(?<![、和到至])(?:{_CHINESE_DIGIT}?十)?(?:一、二|[二两]、三|三、四|四、五|五、六|六、七|七、八|八、九)"
    f"(?=[十百千万亿元]|{_CLASSIFIER})"
    "[十百千万亿]*"
    r"|[大小]半[年天月]"
)
_ORDINAL = rf"第 ?[（(]?(?P<rank>{_NUMBER})[）)]?"
_MARKER = (
    r"(?:(?<=\n)|(?<![\s\S]))[ #*]*(?P<marker_number>[0-9]{1,3})(?=[、.](?![0-9]))"
    rf"|[（(〔\[【](?P<bracketed>[0-9]{{1,3}})[）)〕\]】](?! ?(?:{_CLASSIFIER}|[万亿元块]))"
)
_HALF = (
    rf"(?P<halved>{_NUMBER})(?:(?P<halved_unit>年|个?小时|天|分钟)半(?![年月天小导])|个半(?P<halved_long>月|小时|星期|钟头|百分点))"
    r"|(?<![上下前后大小多])半个?(?P<half_unit>年(?![报度])|月(?![刊板谈形])|天|日|小时|(?<=个)(?:百分点|亿))"
)
_COINS = (
    rf"(?P<coin>{_NUMBER})(?:[元块](?P<jiao>[0-9]|{_CHINESE_DIGIT})"
    rf"(?:[角毛](?:(?P<fen>[0-9]|{_CHINESE_DIGIT})分?)?|(?<=块[0-9一二三四五六七八九])(?![0-9.十百千万亿]){_COUNTED})"
    rf"| ?(?:(?P<small_jiao>角(?=钱|{_NOT_CHINESE})|毛(?=钱|{_NOT_CHINESE}))钱?|分钱))"
)
_TENTHS = rf"(?P<tenth>[0-9]|{_CHINESE_DIGIT})成(?P<hundredth>[0-9]|{_CHINESE_DIGIT})(?![十百千万亿]){_COUNTED}"
_PLAIN = (
    r"(?P<sign>(?:(?<![^\s（(：:，,。；;“])|(?<=[为是长速幅比润达]))-|负)?(?:(?P<currency>¥|人民币|RMB|CNY|[$€£]) ?)?"
    r"(?:零(?=[一二两三四五六七八九十]))?"
    rf"(?P<number>{_NUMBER})"
)

_FIRST = (
    r"(?=[\x00-\x7f¥€£零一二两三四五六七八九十廿卅百千万亿几数好多近上过逾超突成大小半负人第头双长珠金铁“「『‘（〔【])"
)
_ALTERNATIVES = {
    "word": _WORDS,
    "marker": _MARKER,
    "date": _DATE,
    "identifier": _IDENTIFIER,
    "clock": _CLOCK,
    "fraction": _FRACTION,
    "approximate": _APPROXIMATE,
    "ordinal": _ORDINAL,
    "half": _HALF,
    "coins": _COINS,
    "tenths": _TENTHS,
    "plain": _PLAIN,
}


@lru_cache(maxsize=1)
def figure_pattern() -> re.Pattern[str]:
    """The pattern of everything that looks like a figure; a match's `lastgroup` names the alternative."""
    alternatives = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _ALTERNATIVES.items())
    return re.compile(f"{_FIRST}(?:{alternatives})")
