"""Which level of government issued a document: 国家, 省, 市, 区县 or 乡镇, told from the issuer's name."""

import re

_LEVELS = (
    (
        "国家",
        re.compile(
            r"^(?:中华人民共和国|国务院|全国|国家|中共中央|中央|最高人民|财政部|科学技术部|科技部|工业和信息化部)"
        ),
    ),
    ("乡镇", re.compile(r"^(?:[一-龥]{1,24}?)(?:镇|乡|街道)(?:人民政府|党委|办事处|政府|委员会)")),
    (
        "区县",
        re.compile(r"^[一-龥]{1,20}?(?:县|旗|(?<!自治)(?<!地)区)(?!域)"),
    ),
    ("市", re.compile(r"^[一-龥]{2,20}?(?:市|州|盟|地区)")),
    ("省", re.compile(r"^[一-龥]{2,8}?(?:省|自治区)|^(?:北京|上海|天津|重庆)市")),
)
_CAPITALS = re.compile(r"^(?:北京|上海|天津|重庆)市(?![一-龥]{1,8}?[区县])")
_PROVINCE = re.compile(r"^[一-龥]{2,8}?(?:省|自治区)(?![一-龥]{1,10}?[市州盟县区镇乡])")


def find_level(issuer: str | None, title: str) -> str:
    """The level of a document's issuer, or else of the place that its title begins with; "" where neither tells."""
    for name in filter(None, (issuer, title)):
        if _PROVINCE.match(name) or _CAPITALS.match(name):
            return "省"
        for level, pattern in _LEVELS:
            if pattern.match(name):
                return level
    return ""
