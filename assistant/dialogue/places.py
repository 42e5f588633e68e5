"""Places in a question where no policy of the corpus applies."""

import re
from collections.abc import Sequence

from assistant.dialogue.evidence import NOT_PLACES
from assistant.dialogue.word_lists import general_words
from assistant.domain import Policy, Span
from assistant.ports import Segmenter, Word

_STAYS = re.compile(r"[没不未]有?(?:打算|准备|想过?|愿意?|会|用)?[迁搬](?![出走离])")
_MOVES = re.compile(r"迁|搬|挪|落户|过来|转(?:到|过)来|引进")
_LIVES_IN = re.compile(
    r"(?:公司|企业|厂子?|店铺?|单位|工厂|基地|项目|我们|俺们?|咱们?|我|注册地?)(?:就|是|都|也|开|设|办|一直|现在|目前)*(?:在|属于)$"
)
_RULES_OVER = re.compile(
    r"(?:的|那边|这边|那儿|对|里|上|市|县|区|省)*(?:[^，。？！]{0,8})(?:企业|公司|厂|店|给|奖|补|执行|政策|规定|标准|能|可以|有没有|怎么|多少|孵化|认定)"
)
_OWNED = re.compile(
    r"(?:那边|那儿)?的[^，。？！投引招]{0,6}(?:企业|公司|厂|店|机构|孵化器|空间|平台|基地|园区?|高企|小巨人|农户|合作社)"
)
_OF_PLACE = re.compile(r"(?:[一-龥]{2}(?:那边|那儿|这边))?(?:那边|那儿)?的")
_SHORTEST = (2, 3)
_SUFFIX = re.compile(r"[省市县区旗州镇乡]$")


def foreign_places(
    story: str, words: str, policies: Sequence[Policy], bodies: Sequence[str], segmenter: Segmenter
) -> list[str]:
    """Place names in the asking words, or where somebody says to be, that no policy's places and no clause contain.

    `bodies` are names that a body of a place may have.
    In a story of moving the places are where it starts, and do not count; beside a place of the policies in the
    asking words only where somebody is counts.
    """
    if _MOVES.search(story) and not _STAYS.search(story):
        return []
    known = {place for policy in policies for place in policy.places}
    texts = [clause.text for policy in policies for clause in policy.clauses]
    asked = [
        word.text
        for word in _merged(segmenter.cut(words))
        if _is_place(word, segmenter) and _RULES_OVER.match(words[word.start + len(word.text) :])
    ]
    asked = [] if any(place in words for place in known) else asked
    lived = [
        word.text
        for word in _merged(segmenter.cut(story))
        if _is_place(word, segmenter) and _is_home(word, story, bodies)
    ]
    return [name for name in dict.fromkeys((*asked, *lived)) if not _is_known(name, known, texts)]


def _is_home(place: Word, story: str, bodies: Sequence[str]) -> bool:
    """Whether somebody says to be there, or speaks of a body of that place: 沁水县的研究院, 沁水县柿庄那边的研究院."""
    end = place.start + len(place.text)
    if _LIVES_IN.search(story[: place.start]) or _OWNED.match(story, end):
        return True
    owned = _OF_PLACE.match(story, end)
    return owned is not None and any(story.startswith(body, owned.end()) for body in bodies)


def moved_from(story: str, policies: Sequence[Policy], segmenter: Segmenter) -> Span | None:
    """Where a story of moving names a place outside every policy's own; None when it names none or tells of no move."""
    if not _MOVES.search(story):
        return None
    known = {place for policy in policies for place in policy.places}
    for word in _merged(segmenter.cut(story)):
        if _is_place(word, segmenter) and not _is_known(word.text, known, ()):
            return Span(word.start, word.start + len(word.text))
    return None


def _is_place(word: Word, segmenter: Segmenter) -> bool:
    """Whether a word is a place, not only guessed: it begins with one of the dictionary, or ends as places do."""
    return (
        bool(_SUFFIX.search(word.text) or any(segmenter.frequency(word.text[:length]) for length in _SHORTEST))
        and word.kind == "ns"
        and len(word.text) > 1
        and word.text not in (*NOT_PLACES, *general_words())
        and word.text[0] not in "贵本我各全"
    )


def _merged(words: Sequence[Word]) -> list[Word]:
    """Neighbouring place names as one: 太原市 + 小店区."""
    merged: list[Word] = []
    for word in words:
        last = merged[-1] if merged else None
        if last and last.kind == "ns" and word.kind == "ns" and last.start + len(last.text) == word.start:
            merged[-1] = Word(last.text + word.text, "ns", last.start)
        else:
            merged.append(word)
    return merged


def _is_known(name: str, known: set[str], texts: Sequence[str]) -> bool:
    bare = _SUFFIX.sub("", name)
    if any(name == place or bare == _SUFFIX.sub("", place) or name in place for place in known):
        return True
    return any(name in text for text in texts)
