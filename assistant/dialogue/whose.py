"""Questions of units that the person names: to confirm one, to choose between two."""

import re
from collections.abc import Sequence

from assistant.dialogue.vocabulary import Vocabulary

_OTHER_BODY = re.compile(
    r"(?:是|归|由|找|去)"
    r"((?![哪什么谁几这那个同一])"
    r"(?:[一-龥]{1,8}?(?:局|委员会|厅|政府办|办公室|政府|中心|街道)|[省市县区]?(?:纪委|发改委)))"
    r"(?=来|在|管|负责|牵头|主管|审|吗|吧|还是|，)"
)
_GOES_TO = re.compile(r"(?:找|去|问|归|到|向|跟)区?$")
_WHERE_TO = re.compile(r"(?:找|去|问|归|到)[^，。？！]{1,8}还是")
_OF_UNIT = re.compile(
    r"还是|说了算|管不管|(?:管|负责|牵头|主管|参与|归口|经办|受理|发)[^，。？！]{0,8}(?:吗|么|吧|不|对)|归"
)
_BETWEEN_UNITS = re.compile(r"还是")
_IS_UNIT = re.compile(r"局|委|部门|机关|厅|办|政府")
_WHO = re.compile(r"谁|哪(?:个|家)?(?:部门|单位|局)")


def asked_units(words: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Units that a question names to have them confirmed; short names only in a choice between units."""
    named = vocabulary.units_in(words)
    if len(named) < 2 or not _BETWEEN_UNITS.search(words):
        chosen = _BETWEEN_UNITS.search(words) is not None
        named = [
            one for one in named if _IS_UNIT.search(one.words) or (chosen and _GOES_TO.search(words[: one.span.start]))
        ]
    known = {one.words for one in vocabulary.units_in(words)}
    others = [one[1] for one in _OTHER_BODY.finditer(words) if not any(word in one[1] for word in known)]
    return tuple(dict.fromkeys([*(one.term for one in named), *others]))


def is_choice_of_units(words: str, units: Sequence[str]) -> bool:
    """Whether a question asks which of several units is the right one; one of them may be known to no document."""
    is_choice = len(units) > 1 or (bool(units) and bool(_WHERE_TO.search(words)))
    return is_choice and bool(_BETWEEN_UNITS.search(words))


def doubts_units(words: str) -> bool:
    """Whether a question that names a unit asks whether it is the one responsible."""
    return bool(_OF_UNIT.search(words))


def asks_which_unit(words: str) -> bool:
    """Whether a question asks for a person or a unit."""
    return bool(_WHO.search(words))
