"""Units and measure words of general Chinese: how each is written, what it measures, and when it is another word."""

import re
from functools import lru_cache
from typing import Literal

Kind = Literal["money", "rate", "points", "multiple", "count", "duration", "date", "ordinal", "number"]

_MEASURES: tuple[tuple[Kind, str, str], ...] = (
    ("money", "元", "元人民币 元整 元钱 元 块钱 块整 块 人民币 RMB"),
    ("rate", "%", "%"),
    ("rate", "‰", "‰"),
    ("rate", "‱", "‱"),
    ("rate", "成", "成"),
    ("points", "个百分点", "个百分点 百分点 个点"),
    ("multiple", "倍", "倍"),
    ("duration", "年", "周年 年度 年"),
    ("duration", "个月", "个月"),
    ("duration", "周", "个星期 个礼拜 星期 礼拜 周"),
    ("duration", "季度", "个季度"),
    ("duration", "天", "天"),
    ("duration", "日", "日"),
    ("duration", "个工作日", "个工作日 工作日"),
    ("duration", "小时", "个小时 小时 个钟头"),
    ("duration", "分钟", "分钟"),
    ("duration", "秒", "秒钟 秒"),
    ("count", "岁", "周岁 岁"),
    ("count", "平方米", "平方米 平米 平方 平 ㎡ m² m2"),
    ("count", "立方米", "立方米 立方 m³ m3"),
    ("count", "千克", "千克 kg KG"),
    ("count", "公里", "公里 km KM"),
)
_MEASURE_WORDS = (
    "人次 人 名 位 户 家 个 项 条 款 章 节 编 件 套 份 次 台 辆 只 张 座 栋 幢 层 间 所 处 类 种 批 期 届 轮 场 "
    "部 篇 支 步 组 回 页 字 度 分 平方公里 千米 米 公顷 亩 吨 公斤 斤 克 千瓦时 千瓦 "
    "美元 美金 欧元 日元 港元 港币 英镑"
)
_BEGINS_ANOTHER_WORD = {
    "元": "素旦宵首件器组老气月宝化论复酸醇次方",
    "块": "链",
    "平": "台均等衡安方稳整静滑坦行凡局时常价米级",
    "平方": "公米",
    "成": "立功果员为长本都效熟交绩就因品分活已名套",
    "年": "级龄轻代底末初终薪",
    "天": "津然使",
    "日": "本常报",
    "周": "边期转围末报",
    "小时": "代候",
    "人": "民才工员社均力事机行",
    "名": "单称义额下",
    "位": "于置",
    "户": "籍口型外",
    "家": "庭长具乡属电",
    "个": "体性税别",
    "项": "目",
    "条": "件例码",
    "款": "项待",
    "章": "程",
    "节": "能约假日",
    "件": "数",
    "套": "取现",
    "份": "额",
    "次": "性序日月贷",
    "台": "账州湾风山县河",
    "只": "要有能是需为给奖限算",
    "张": "贴",
    "座": "谈位",
    "层": "面级次",
    "间": "接隔断",
    "所": "得有在属需以谓长",
    "处": "理罚于置长分",
    "类": "似型别",
    "种": "植子",
    "批": "准复发评",
    "期": "限满末初权待货望",
    "届": "满时",
    "轮": "流岗值",
    "场": "地所景租馆",
    "部": "分门委队",
    "支": "持付出撑行援",
    "步": "骤",
    "组": "织成建合",
    "回": "收来复报款购",
    "页": "面岩",
    "字": "号据段",
    "度": "过假",
    "分": "之别类为配担享析布公红局批管店校院散成工",
    "米": "面粉饭",
    "克": "服扣",
}
_PRONOUN_PERSON = "人(?:所得|独资|合伙|缴|经营|账|借|贷|信)"
_SELDOM_ONE = frozenset("只张座层间所处类种批期届轮场部篇支步组回页字度分块成")
_SELDOM_FEW = frozenset("期字度分")
_SELDOM_LARGE = frozenset("座层间所处类批期届轮场部支步组回分款章节编成位")


def unit_at(folded: str, position: int) -> tuple[str, int] | None:
    """The unit as written at `position` (up to two spaces before it) and its end; None where another word begins."""
    match = _unit_pattern().match(folded, position)
    return (match["form"], match.end()) if match else None


def measure(form: str) -> tuple[Kind, str]:
    """What a unit as written measures, and its canonical form: 块钱 → money, 元."""
    return _written()[form]


def takes_digit(form: str, digit: str) -> bool:
    """Whether a single Chinese digit before this unit counts; often it makes another word (一部分, 二期, 八字)."""
    return form not in (_SELDOM_ONE if digit == "一" else _SELDOM_FEW)


def takes_large(form: str) -> bool:
    """Whether this unit is said after 万 or 亿; others belong to the next word (20万年底, 80万款到账)."""
    return form not in _SELDOM_LARGE and measure(form)[0] != "duration"


@lru_cache(maxsize=1)
def _written() -> dict[str, tuple[Kind, str]]:
    written: dict[str, tuple[Kind, str]] = {word: ("count", word) for word in _MEASURE_WORDS.split()}
    for kind, unit, forms in _MEASURES:
        written.update((form, (kind, unit)) for form in forms.split())
    return written


@lru_cache(maxsize=1)
def _unit_pattern() -> re.Pattern[str]:
    """The longest unit first."""
    forms = sorted(_written(), key=len, reverse=True)
    return re.compile(" {0,2}(?P<form>" + "|".join(_form_pattern(form) for form in forms) + ")")


def _form_pattern(form: str) -> str:
    if re.fullmatch("[A-Za-z0-9²]+", form):
        return f"{form}(?![A-Za-z0-9])"
    others = [f"[{_BEGINS_ANOTHER_WORD[form]}]"] if form in _BEGINS_ANOTHER_WORD else []
    if form == "个":
        others.append(_PRONOUN_PERSON)
    return form + (f"(?!{'|'.join(others)})" if others else "")
