"""What a clause says about the asked thing: its best sentences, and the asked words it does not contain."""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import zip_longest

from assistant.dialogue.word_lists import general_words, policy_matters
from assistant.domain import Clause, Span
from assistant.language.lexicon import Lexicon, Mention
from assistant.language.sentences import split_sentences
from assistant.ports import Segmenter, Word

_IGNORED = re.compile(r"[\s“”\"‘’'「」『』《》（）()，。？！；：、,.?!;:·…—-]")
_UNIT_BRACKET = re.compile(r"[（(][^（()）]*(?:单位|部门)[：:][^（()）]*[)）]\s*$")
_OWN_NUMBER = re.compile(
    r"^\s*(?:\d+[.．、]|[（(][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十百零〇\d]+[条章节编])\s*"
)
_NOUN_TAGS = ("n", "vn", "an", "j", "eng", "b")
NOT_PLACES = ("上市",)
"""Words that dictionaries take for places, but people hardly ever do."""
_PLACE_TAG, _VERB_TAG = "ns", "v"
_GRANTS = ("补贴", "补助", "奖励", "奖金", "津贴", "资助", "补偿", "贴息")
_NOT_IN_NAMES = (
    "刚已按有的了个这那每各本该并与和及能会要可是上去来人太很最都就才也不没光却分法多少些点还再先给说到出着过把让照"
)
_BODIES = ("企业", "公司", "工厂", "基地", "园区", "中心", "机构", "车间", "平台", "协会", "学校", "医院")
"""General words that make another body of what stands before them: 绿色工厂."""
_IN_NO_ACT = re.compile("[来去过到]$|[不没否有还再是能会可要得了着个]|保留|保持|继续|开始|打算|准备|愿意|希望")
"""Verbs with these tell what somebody does, or how (迁来, 还有), and name no thing."""
_MISCUT = re.compile("[能不没有还了过着吗呢吧的是啥哪咋个]|什么|怎么")
"""What no name of a thing contains that no dictionary has."""
_DONE_A_BIT = re.compile(r"([一-龥])一\1")
"""带一带, 看一看: a verb twice, whatever a dictionary makes of its middle."""
_DESCRIBES = re.compile(r"的?(?:企业|公司|厂家|商户|行业|老板|客户)")
_TAKES = "租买建盖办开评拿修搞弄用押贷"
"""Verbs of one character that a dictionary joins to what they take: 租厂房."""
_EVERYDAY = 20_000
_UNCOMMON, _A_NAME = 50, 2
"""A word of the dictionary that is but one character beside particles (能|带) is believed from this frequency on."""
_PHRASE = 3
_COMMONEST, _UNSEEN = 1_000_000, 20
_SHORT, _SAMPLE = 40, 2000


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a clause with how well it fits the question; `text` stands verbatim at `span` of the clause."""

    clause: Clause
    span: Span
    score: float

    @property
    def text(self) -> str:
        """The words of the clause."""
        return self.clause.text[self.span.start : self.span.end]


class Evidence:
    """Judges clauses against questions by shared words; `terms` supplies everyday synonyms."""

    def __init__(self, segmenter: Segmenter, terms: Lexicon, clauses: Sequence[Clause]) -> None:
        self._segmenter = segmenter
        self._terms = terms
        self._clauses = clauses

    def content_words(self, text: str, ignored: Iterable[Span] = (), asked_at: Collection[int] = ()) -> list[str]:
        """What a text is about: its runs of nouns and of verbs that name a grant (装修补贴) or what is asked about.

        General words at the ends of a run are left out; `ignored` spans break a run. A verb right before one of
        `asked_at`, where asking words begin, is asked about: 招人|有补贴吗. A common matter of policies is a run of
        its own, wherever the dictionary cuts, and nothing where it only describes somebody: 出口企业.
        """
        ignored = list(ignored)
        said = [
            one
            for one in self._matters_in(text)
            if not any(one.span.meets(span) and not _holds(one.span, span) for span in ignored)
        ]
        ignored = [span for span in ignored if not any(_holds(one.span, span) for one in said)]
        matters = [one for one in said if not _DESCRIBES.match(text, one.span.end)]
        spans = [*ignored, *_general_phrases(text), *(one.span for one in said)]
        spans += [Span(*match.span()) for match in _DONE_A_BIT.finditer(text)]
        runs: list[list[Word]] = [[]]
        words = self._segmenter.cut(text)
        for word, following in zip_longest(words, words[1:]):
            end = word.start + len(word.text)
            is_ignored = any(span.meets(Span(word.start, end)) for span in spans)
            leads_on = end in asked_at or (following is not None and following.text in _GRANTS)
            is_modifier = word.kind == _VERB_TAG and leads_on and not _IN_NO_ACT.search(word.text)
            is_noun = word.kind.startswith(_NOUN_TAGS) and (word.kind != _PLACE_TAG or word.text in NOT_PLACES)
            if is_ignored or not (is_noun or is_modifier) or self._is_miscut(word.text):
                runs.append([])
            else:
                runs[-1].append(word)
        found = [(one.span.start, one.words) for one in matters]
        for run in filter(None, map(self._particular_run, runs)):
            found.append((run[0].start, "".join(word.text for word in run)))
        return [chunk for chunk in dict.fromkeys(words for _, words in sorted(found)) if len(chunk) > 1]

    def particulars(self, text: str) -> list[str]:
        """The words of any kind in a text that are not general, figures and particles aside."""
        words = [word for word in self._segmenter.cut(text) if word.kind[:1] in "nvsaijl"]
        return [word.text for word in words if len(word.text) > 1 and self._is_particular(word.text)]

    def weight(self, words: Iterable[str]) -> float:
        """How much the words mean together: the rarer a word in general Chinese, the more."""
        return sum(self._weigh(word) for word in words)

    def shared_weight(self, text: str, clauses: Sequence[Clause]) -> float:
        """How much of what a text says stands in the clauses: words of any kind, general ones left out."""
        ground = _ground(clauses)
        words = {word.text for word in self._segmenter.cut(text) if len(word.text) > 1 and word.kind[:1] not in "mqrxu"}
        return sum(self._weigh(word) for word in words - general_words() if self._is_in(word, ground))

    def uncovered(self, words: Iterable[str], clauses: Sequence[Clause], also: str = "") -> list[str]:
        """Those of `words` that neither the clauses nor `also` contain, directly, by a synonym or by their head."""
        return self._lacking(words, _ground(clauses) + _fold(also))

    def uncovered_by_policies(self, words: Iterable[str], policy_ids: Collection[str], also: str = "") -> list[str]:
        """Those of `words` that nothing in these policies contains; of all policies where none is named."""
        grounds = self._grounds if not policy_ids else {one: self._grounds.get(one, "") for one in policy_ids}
        return self._lacking(words, "\n".join([*grounds.values(), _fold(also)]))

    def holders(self, words: Sequence[str], policy_ids: Collection[str]) -> list[Clause]:
        """The clauses of these policies (of all where none is named), but for their fronts, that contain every word."""
        forms = [self._forms(word) for word in words]
        return [
            clause
            for clause, ground in self._folded
            if (not policy_ids or clause.policy_id in policy_ids)
            and clause.kind != "front"
            and all(any(form in ground for form in one) for one in forms)
        ]

    def _lacking(self, words: Iterable[str], ground: str) -> list[str]:
        return [word for word in words if not any(form in ground for form in self._forms(word))]

    @cached_property
    def _folded(self) -> list[tuple[Clause, str]]:
        return [(clause, _ground([clause])) for clause in self._clauses]

    @cached_property
    def _grounds(self) -> dict[str, str]:
        """Everything that each policy says."""
        grounds: dict[str, list[str]] = {}
        for clause, ground in self._folded:
            grounds.setdefault(clause.policy_id, []).append(ground)
        return {policy: "\n".join(said) for policy, said in grounds.items()}

    def _matters_in(self, text: str) -> list[Mention]:
        """Where a text says a common matter of policies, not as a piece of a longer word."""
        words = [one for one in self._segmenter.cut(text) if self._segmenter.frequency(one.text)]
        return [
            matter
            for matter in _matters().find(text)
            if not any(_holds(Span(one.start, one.start + len(one.text)), matter.span) for one in words)
        ]

    def missing_matters(self, words: Iterable[str], clauses: Sequence[Clause], also: str = "") -> list[str]:
        """Those of `words` that are common matters of policies, but neither of the clauses nor of `also`."""
        ground = _ground(clauses) + _fold(also)
        return [word for word in words if word in policy_matters() and not self._is_in(word, ground)]

    def is_loose(self, word: str, clauses: Sequence[Clause]) -> bool:
        """Whether the clauses have the parts of a compound but not itself: 企业技术中心 beside 技术创新中心."""
        ground = _ground(clauses)
        mentioned = any(len(mention.words) * 2 > len(word) for mention in self._terms.find(word))
        return len(word) > 3 and not mentioned and _fold(word) not in ground

    def names_term(self, text: str) -> bool:
        """Whether a text says a term of the corpus, officially or in everyday words."""
        return bool(self._terms.find(text))

    def sentences(self, question: str, clauses: Sequence[Clause]) -> list[Sentence]:
        """Every sentence of the clauses, best first."""
        asked = _bigrams(self._expanded(question))
        listed = [(clause, span) for clause in clauses for span in body_sentences(clause)]
        grams = [_bigrams(clause.text[span.start : span.end]) for clause, span in listed]
        scored = [
            Sentence(clause, span, sum(map(self._rarity, one & asked)) / (_SHORT + len(one)) ** 0.5)
            for (clause, span), one in zip(listed, grams, strict=True)
        ]
        return sorted(scored, key=lambda one: -one.score)

    def _rarity(self, gram: str) -> float:
        sample, spread = self._spread
        return math.log(1 + sample / (1 + spread[gram]))

    @cached_property
    def _spread(self) -> tuple[int, Counter[str]]:
        """In how many clauses each pair of characters occurs, over a sample of the corpus."""
        sample = self._clauses[:: max(1, len(self._clauses) // _SAMPLE)]
        return len(sample), Counter(gram for clause in sample for gram in _bigrams(clause.text))

    def _particular_run(self, run: list[Word]) -> list[Word]:
        """A run of nouns without general words at its ends; nothing when only an everyday word is left."""
        body = run[-1:] if len(run) > 1 and run[-1].text in _BODIES and self._is_particular(run[-2].text) else []
        run = run[: len(run) - len(body)]
        while run and not self._is_particular(run[-1].text):
            run = run[:-1]
        while run and not self._is_particular(run[0].text):
            run = run[1:]
        if len(run) == 1 and not body and self._segmenter.frequency(run[0].text) >= _EVERYDAY:
            return []
        return run + body if run else []

    def _is_miscut(self, word: str) -> bool:
        """Whether a word is a fragment that no dictionary has, cut out across particles: 开了个, 能领, 啥意思."""
        return bool(_MISCUT.search(word)) and not self._segmenter.frequency(word) and not self._terms.find(word)

    def _is_particular(self, word: str) -> bool:
        """Whether a word names something of its own; one that no dictionary has may be a cut in the wrong place."""
        if word in general_words() or word.isdigit() or len(set(word)) == 1:
            return False
        bare = word.strip(_NOT_IN_NAMES)
        if self._segmenter.frequency(word) >= (_UNCOMMON if len(bare) < _A_NAME else 1) or self._terms.find(word):
            return True
        return len(bare) >= _A_NAME and bare not in general_words()

    def _weigh(self, word: str) -> float:
        parts = [one.text for one in self._segmenter.cut(word)]
        return sum(
            max(0.0, math.log(_COMMONEST / (self._segmenter.frequency(part) + _UNSEEN)))
            for part in parts
            if len(part) > 1
        )

    def _forms(self, word: str) -> list[str]:
        """What a text may contain that knows a word: itself, a synonym, what a verb before it takes, or its head."""
        forms = self._said_as(word)
        if len(word) > _PHRASE - 1 and word[0] in _TAKES:
            forms += self._said_as(word[1:])
        parts = [one.text for one in self._segmenter.cut(word)]
        if len(parts) < 2:
            return forms
        if parts[-1] in _BODIES:
            stem = "".join(parts[:-1])
            is_term = any(len(mention.words) == len(stem) for mention in self._terms.find(stem))
            return forms + (self._said_as(stem) if is_term else [])
        head = parts[-1]
        return [*forms, _fold("".join(parts[-2:])), *(self._said_as(head) if len(head) > 1 else ())]

    def _said_as(self, word: str) -> list[str]:
        """A word and its synonyms, where the whole end of it is one."""
        heads = [mention.term for mention in self._terms.find(word) if mention.span.end == len(word)]
        return [_fold(word), *(_fold(other) for term in heads for other in self._terms.words(term))]

    def _is_in(self, word: str, ground: str) -> bool:
        return any(form in ground for form in self._said_as(word))

    def _expanded(self, question: str) -> str:
        terms = [mention.term for mention in self._terms.find(question)]
        return "\n".join([question, *terms])


def body_sentences(clause: Clause) -> list[Span]:
    """The sentences of a clause without its number, its title and its bracket of units."""
    bracket = _UNIT_BRACKET.search(clause.text)
    end = bracket.start() if bracket else len(clause.text)
    start = match.end() if (match := _OWN_NUMBER.match(clause.text)) else 0
    spans = [Span(start + one.start, start + one.end) for one in split_sentences(clause.text[start:end])]
    trimmed = [_trimmed(clause.text, span) for span in spans]
    filled = [one for one in trimmed if one.start < one.end]
    first = clause.text[filled[0].start : filled[0].end].rstrip("。") if filled else ""
    has_title = len(filled) > 1 and (first == clause.title or (len(first) < 30 and first.endswith(clause.title)))
    return filled[1:] if has_title else filled


def body_texts(clause: Clause) -> list[str]:
    """The same sentences as their words."""
    return [clause.text[span.start : span.end] for span in body_sentences(clause)]


@cache
def _phrases() -> Lexicon:
    return Lexicon({"": [word for word in general_words() if len(word) >= _PHRASE]})


def _general_phrases(text: str) -> list[Span]:
    """Where a text says a general phrase, which the dictionary may cut elsewhere: 真金白银."""
    return [mention.span for mention in _phrases().find(text)]


@cache
def _matters() -> Lexicon:
    return Lexicon({"": policy_matters()})


def _holds(outer: Span, inner: Span) -> bool:
    """Whether a stretch is a piece of a longer one."""
    return outer.start <= inner.start and inner.end <= outer.end and outer != inner


def _trimmed(text: str, span: Span) -> Span:
    piece = text[span.start : span.end]
    return Span(span.start + len(piece) - len(piece.lstrip()), span.end - len(piece) + len(piece.rstrip()))


def _ground(clauses: Iterable[Clause]) -> str:
    return _fold("\n".join(part for clause in clauses for part in (*clause.headings, clause.title, clause.text)))


def _fold(text: str) -> str:
    return _IGNORED.sub("", text).lower()


def _bigrams(text: str) -> set[str]:
    folded = _fold(text)
    return {folded[at : at + 2] for at in range(len(folded) - 1)}
