"""Administrative levels in speech (国家、省、市、区县、乡镇): as a property of a thing, or as who gives."""

import re
from dataclasses import dataclass

from assistant.domain import Span

LEVELS = ("国家级", "省级", "市级", "区级", "县级", "乡镇级")
_PATTERNS = {
    "国家级": r"国家级|国字号|国家(?!高新|税|机关)|国级|部级|工信部|科技部|部委|中央"
    r"|全国(?!性)|国(?=[、省]{1,2}[省市、])",
    "省级": r"省级|省里|省上|省(?!份|会|外|心|内|略|事|钱|得|了|时|城)",
    "市级": r"市级|市里|市上|地级市|(?<!上)市(?=财政|重点|科技|项目|三[级档类]|[拨补的给奖级、两])"
    r"|(?<=[、和跟与])市(?=的|$)",
    "区级": r"区级|区里|区上|我区|本区|咱区",
    "县级": r"县级|县里|县上",
    "乡镇级": r"乡级|镇级|街道级|村级",
}
_LEVEL = re.compile("|".join(f"(?P<L{at}>{_PATTERNS[level]})" for at, level in enumerate(LEVELS)))
_GIVES = re.compile(
    r"^(?:的|头|那一?份|那一?层|那一?块|这一?份|那边|那头|方面|层面|这边|这头|财政|政府|上|里|还|也|另外|再|会|能|可以|对[^，。？！]{0,10}?的?)*(?:[给发](?!的?[^，。？！；]{0,4}(?:牌|证|称号|资质))|奖|补|出(?!台)|拿|配|支持|有(?!效)|还有|管|(?:又|还)?是?(?:多少|几|啥|什么))"
)


@dataclass(frozen=True, slots=True)
class LevelMention:
    """A level that a text speaks of; `gives` when it is the side that pays rather than a property of the thing."""

    level: str
    span: Span
    gives: bool


def find_levels(text: str) -> list[LevelMention]:
    """Every level named in a text, in order."""
    found = []
    for match in _LEVEL.finditer(text):
        level = LEVELS[int((match.lastgroup or "L0")[1:])]
        gives = bool(_GIVES.match(text[match.end() :]))
        found.append(LevelMention(level, Span(*match.span()), gives))
    return found


def level_of(value: str) -> str | None:
    """The level a value such as 「国家级小巨人」 begins with, or None."""
    return next((level for level in LEVELS if value.startswith(level)), None)


def stem_of(value: str) -> str:
    """The value without the level it begins with: 国家级小巨人 → 小巨人."""
    return value.removeprefix(level_of(value) or "")
