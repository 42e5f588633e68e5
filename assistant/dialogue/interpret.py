"""One message to the things it asks: what is wanted, about what, with which facts, and what earlier turns add."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from assistant.dialogue import kinds as kind_names
from assistant.dialogue.ask import Ask, Memory, Topic
from assistant.dialogue.asked import AskedKinds, told_kinds, without_told
from assistant.dialogue.choice import is_told, most_spoken_of, names_other_option
from assistant.dialogue.facts import hear_facts
from assistant.dialogue.hearing import Hearing
from assistant.dialogue.kinds import KindMention
from assistant.dialogue.parts import POINTS_BACK, Part, holds_matter, split_parts
from assistant.dialogue.replies.clauses import asks_where
from assistant.dialogue.spelling import Speller
from assistant.dialogue.telling import is_bare, tells
from assistant.dialogue.topics import TopicFinder
from assistant.dialogue.vocabulary import rule_words
from assistant.domain import Span
from assistant.language.normalisation import normalise
from assistant.language.sentences import split_phrases

_ELLIPSIS = re.compile(
    r"呢[？?。！!]*$|^(?:那|那么|要是|如果|假如|换成|换做|改成|不对|不是|说错|打错|错了|还有|再|其中|另外)"
)
_PERSONAL = re.compile(
    r"我(?:们|司|公司|单位|厂|店|家|这|是|在|有|刚|去年|今年|想|儿|爸|妈|爹|老|哥|姐|表)|俺|咱|本公司|本单位|本企业|(?:^|[，。])公司"
    r"|公司(?:系|拟|刚|承担|今年)|[今去]年公司|(?:给|补|奖|配)我(?=多少|几|[？?]|$)|厂里|他(?!们的?文件)|她|朋友|来访|企业(?:已|拟|刚|自)"
)
_CHANGES_TOPIC = re.compile(r"不说这|不聊这|换个(?:话题|问题)|不问这|先不(?:说|管)|另外(?:问|想)|再问(?:个|一个)别的")
_OWN_QUESTION = re.compile(r"什么|哪些|哪几|啥(?!时)")
_RETURNS = re.compile(r"回头|回到|刚才|接着|前面(?:说|问)|再(?:说|回|问)|还是(?:说|问)")
_BOTH = re.compile(r"[两俩][个样项条件]?(?!年|天|次)|二者")
_OF_IT = re.compile(r"(?:那|那么)?(?:它们?|这[条项个]|该[条项])的")
_DENIES = re.compile(r"(?:我们?|俺们?|咱们?|这|那|它)?(?:可|也|又|并)?(?:不(?:是|叫|算|属于)|没有|并非|不用)")
_YES_OR_NO = re.compile(r"([一-龥])[不没]\1")
_SHORT = 12


@dataclass(frozen=True, slots=True)
class Interpreter:
    """Understands messages against one corpus."""

    asked: AskedKinds
    topics: TopicFinder
    hearing: Hearing
    speller: Speller

    def interpret(self, message: str, memory: Memory, policy: str | None = None) -> tuple[Ask, ...]:
        """The things asked, in order; `policy` narrows everything to one policy. Empty for a message without words."""
        text = self.speller.repair(normalise(message).text)
        parts = split_parts(text, self.topics.anchor, self.topics.own_words, self._varies)
        heard = [replace(part, kinds=self._kinds_of(part)) for part in parts]
        asks: list[Ask] = []
        for part in heard:
            asks.append(self._ask(part, memory, policy, asks[-1] if asks else None))
        return tuple(asks)

    def about(self, ask: Ask, other: Ask, memory: Memory) -> Ask:
        """An ask with the topic of its other wording, and the kinds where it has none; its facts are its own."""
        return self._heard(replace(ask, topic=other.topic, kinds=ask.kinds or other.kinds, is_follow_up=True), memory)

    def _kinds_of(self, part: Part) -> tuple[KindMention, ...]:
        """What a part asks for; nothing that only stands in the name of a unit (税 in 税务局)."""
        units = [one.span for one in self.topics.vocabulary.units_in(part.words)]
        asked = [
            one
            for one in part.kinds
            if not (one.kind.is_often_silent and any(unit.start <= one.span.start < unit.end for unit in units))
        ]
        is_named = bool(self.topics.anchor(part.words))
        return self.asked.refine(part.words, _without_told(asked, part.words) if is_named else asked)

    def _varies(self, named: frozenset[str], told: str, words: str) -> bool:
        """Whether words mean another award of one name, or another option of one award, than the text before them."""
        rules = [rule for rule in self.topics.rulebook.rules if rule.key in named]
        family = list({one.key: one for rule in rules for one in self.topics.siblings(rule)}.values())
        before, now = most_spoken_of(family, told), most_spoken_of(family, words)
        if len(family) > 1 and len(before) == len(now) == 1 and before != now:
            return is_told(now[0], family, words)
        return len(before) == 1 and names_other_option(before[0], told, words)

    def _own_words(self, part: Part, is_named: bool) -> tuple[list[str], bool]:
        """The nouns of the phrases that ask, and True; where these have none, of the nearest phrase before, and False.

        Where no award is named, a verb before the asking words says what is asked about as well. What was found asked
        of the message as a whole is asked in its last phrase.
        """
        spans = [one.span for one in part.kinds] or [Span(len(part.words), len(part.words))]
        consumed = [one.span for one in part.kinds if not holds_matter(one, part.words)]
        asked_at = () if is_named else {one.start for one in spans if one.start < one.end}
        phrases = split_phrases(part.words)
        asking = [one for one in phrases if any(_overlaps(one, span, len(part.words)) for span in spans)]
        words = [word for one in asking for word in self._words_of(part.words, one, consumed, asked_at)]
        if words:
            return list(dict.fromkeys(words)), True
        before = [one for one in reversed(phrases) if one not in asking and not _DENIES.match(part.words, one.start)]
        return next((found for one in before if (found := self._words_of(part.words, one, consumed, ()))), []), False

    def _words_of(self, text: str, phrase: Span, ignored: Sequence[Span], asked_at: Collection[int]) -> list[str]:
        """The nouns of one phrase of a text."""
        outside = [Span(0, phrase.start), Span(phrase.end, len(text))]
        words = self.topics.own_words(text, [*ignored, *outside], asked_at)
        return [word for word in words if not _YES_OR_NO.search(word)]

    def _ask(self, part: Part, memory: Memory, policy: str | None, before: Ask | None) -> Ask:
        policies = (policy,) if policy else self.topics.vocabulary.policies_in(part.story)
        topic = self.topics.named(part, memory, policies)
        topic = _returned(part, topic, memory)
        if topic.source == "name":
            part = replace(part, kinds=without_told(part.kinds, part.words))
        if memory.last and is_bare(part.words):
            part = replace(part, kinds=self._kinds_in_reply(part, topic, memory.last))
        words, are_asked = self._own_words(part, topic.source == "name")
        own = tuple(words)
        last = memory.last if memory.last and self._leans_back(part, topic, own, memory.last) else None
        kinds = part.kinds
        if last is not None:
            topic = self._carry_over(part, topic, last, memory)
            kinds = kinds or self._inherited_kinds(part, topic, last)
        elif topic.source == "nothing" and memory.last and not kinds and _is_elliptical(part):
            topic = self.topics.by_meaning(part, policies)
            kinds = self._inherited_kinds(part, topic, memory.last)
        elif before and part.varies:
            topic = before.topic
        elif topic.source == "nothing":
            topic = self.topics.by_meaning(part, policies)
            topic = before.topic if before and self._stays_with(before, own, topic) else topic
        is_carried = before is not None and topic is before.topic
        topic = self._of_the_case(topic, part.story) if is_carried and part.varies else topic
        personal = bool(_PERSONAL.search(part.story)) or (last is not None and last.is_personal)
        ask = Ask(
            part.words,
            part.story,
            kinds,
            topic,
            own,
            are_asked,
            is_follow_up=last is not None or is_carried,
            is_personal=personal,
            is_elsewhere=self.asked.is_other_domain(part.words) and not (memory.last and _goes_on(part)),
        )
        earlier = memory if last is not None else Memory((before,)) if before and is_carried else Memory()
        return self._heard(ask, earlier)

    def _heard(self, ask: Ask, memory: Memory) -> Ask:
        """The facts of the topic's awards; where it has none yet, of all awards of its clauses."""
        rules = ask.topic.rules or tuple(
            rule for clause in ask.topic.clauses for rule in self.topics.rulebook.for_clause(clause.ref)
        )
        heard = self.hearing.hear(replace(ask, topic=replace(ask.topic, rules=rules)), memory)
        return replace(heard, topic=ask.topic)

    def _kinds_in_reply(self, part: Part, topic: Topic, last: Ask) -> tuple[KindMention, ...]:
        """What a reply without any question asks for: nothing new where it states facts, else what its words name."""
        rules = {rule.key: rule for rule in (*topic.rules, *last.topic.rules)}
        heard = [hear_facts(rule.facts, part.story, is_elliptical=True) for rule in rules.values()]
        if any(one.facts or one.alternatives or one.unclear for one in heard):
            return ()
        return tuple(one for one in part.kinds if one.span.start < one.span.end)

    def _inherited_kinds(self, part: Part, topic: Topic, last: Ask) -> tuple[KindMention, ...]:
        """The earlier kinds, unless new facts call for a new calculation after a question about something else."""
        end = len(part.words)
        if asks_where(part.words):
            return ()
        if _OWN_QUESTION.search(part.words) and last.silent_kinds:
            return ()
        inherited = tuple(KindMention(mention.kind, Span(end, end)) for mention in last.kinds)
        if any(mention.kind.name == kind_names.AMOUNT for mention in inherited):
            return inherited
        states_facts = any(hear_facts(rule.facts, part.story, is_elliptical=True).facts for rule in topic.rules)
        return () if states_facts else inherited

    def _leans_back(self, part: Part, topic: Topic, own: tuple[str, ...], last: Ask) -> bool:
        """Whether the message needs the earlier topic: it names none of its own, and no noun leads elsewhere."""
        if topic.source in ("address", "unit") or last.topic.source == "nothing":
            return False
        if topic.source == "name":
            same = {rule.key for rule in topic.rules} & {rule.key for rule in last.topic.rules}
            return bool(same) or (not part.kinds and bool(_ELLIPSIS.search(part.words)))
        if _CHANGES_TOPIC.search(part.story):
            return False
        if _OF_IT.match(part.words):
            return True
        names = " ".join(word for rule in last.topic.rules for word in rule_words(rule))
        strange = self.topics.evidence.uncovered(own, last.topic.clauses, names)
        if not strange:
            return True
        if not part.kinds and any(hear_facts(rule.facts, part.story).facts for rule in last.topic.rules):
            return True
        points_back = bool(POINTS_BACK.search(part.words)) or len(part.story) <= _SHORT
        return points_back and not self._leads_elsewhere(part.words, strange)

    def _stays_with(self, before: Ask, own: tuple[str, ...], nearest: Topic) -> bool:
        """Whether what a message asked before has all the nouns of a question that the nearest clause lacks.

        A question without nouns of its own stays with it as well.
        """
        clauses = before.topic.clauses
        if clauses and not own:
            return True
        if not clauses or any(clause in clauses for clause in nearest.clauses):
            return False
        return not self.topics.evidence.uncovered(own, clauses) and bool(
            self.topics.evidence.uncovered(own, nearest.clauses)
        )

    def _leads_elsewhere(self, words: str, strange: Sequence[str]) -> bool:
        """Whether the nearest clause contains any of the words that the earlier topic does not."""
        hits = self.topics.finder.search(words, limit=1)
        return bool(hits) and len(self.topics.evidence.uncovered(strange, [hits[0].clause])) < len(strange)

    def _carry_over(self, part: Part, topic: Topic, last: Ask, memory: Memory) -> Topic:
        """The earlier topic, unless the message names a new one and only the kind carries over."""
        if topic.source == "name":
            keys = {rule.key for rule in last.topic.rules}
            same = tuple(rule for rule in topic.rules if rule.key in keys)
            return replace(topic, rules=same) if same and not part.kinds else topic
        if topic.policies and (moved := self.topics.same_in(topic.policies, last.topic.rules, last.story)):
            return moved
        asked = [mention.kind.name for mention in part.kinds]
        if kind_names.WHO in asked and _BOTH.search(part.words) and len(memory.clauses) > 1:
            return replace(last.topic, rules=(), clauses=memory.clauses[-2:])
        if kind_names.STACKING in asked and len(memory.rules) > 1:
            rules = memory.rules[-2:]
            return replace(last.topic, rules=rules, clauses=tuple(dict.fromkeys(rule.clause for rule in rules)))
        return self._of_the_case(last.topic, part.story)

    def _of_the_case(self, topic: Topic, story: str) -> Topic:
        """The topic, moved to the one award of the same name that a text speaks of."""
        if len(topic.rules) != 1:
            return topic
        spoken = most_spoken_of(self.topics.siblings(topic.rules[0]), story)
        return replace(topic, rules=tuple(spoken)) if len(spoken) == 1 else topic


def _overlaps(phrase: Span, asked: Span, end: int) -> bool:
    """Whether something is asked in a phrase; an empty span at the end of the text is in the last phrase."""
    return phrase.start < asked.end and asked.start < phrase.end + (phrase.end == end)


def _without_told(mentions: Sequence[KindMention], words: str) -> list[KindMention]:
    """The mentions without the silent ones in phrases that only tell (上周才认定的), where others ask."""
    told = told_kinds(mentions, words, tells)
    return [one for one in mentions if one not in told] if len(told) < len(mentions) else list(mentions)


def _returned(part: Part, topic: Topic, memory: Memory) -> Topic:
    """Of several awards of one name those spoken of before, where a message returns to them."""
    before = tuple(rule for rule in topic.rules if rule in memory.rules)
    if len(topic.rules) < 2 or not before or not _RETURNS.search(part.words):
        return topic
    return replace(topic, rules=before, clauses=tuple(dict.fromkeys(rule.clause for rule in before)))


def _is_elliptical(part: Part) -> bool:
    """Whether a short message only names another thing to be asked about: 那机会清单呢."""
    return len(part.story) <= _SHORT and bool(_ELLIPSIS.search(part.words))


def _goes_on(part: Part) -> bool:
    """Whether a short message points to what was spoken of before."""
    is_pointing = POINTS_BACK.search(part.words) or _ELLIPSIS.search(part.words)
    return len(part.story) <= _SHORT and bool(is_pointing)
