"""What one message asks, as understood: each thing asked with its topic, and what the next turn may lean on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from assistant.award import Rule
from assistant.dialogue.facts import Heard
from assistant.dialogue.kinds import GREETING, THANKS, Kind, KindMention
from assistant.domain import Clause, Hit, Section
from assistant.language.quantities import Quantity

TopicSource = Literal["address", "name", "unit", "document", "meaning", "nothing"]


@dataclass(frozen=True, slots=True)
class Topic:
    """What a question is about, and how that was found.

    `units` has for each word the units that it may mean. `absent` is an address that no policy has; `sentence` the
    number of the 句 wanted of the only clause (−1: its last); `hits` are the nearest clauses where found by meaning.
    """

    source: TopicSource
    rules: tuple[Rule, ...] = ()
    clauses: tuple[Clause, ...] = ()
    sections: tuple[Section, ...] = ()
    units: tuple[tuple[str, ...], ...] = ()
    absent: tuple[str, ...] = ()
    sentence: int | None = None
    hits: tuple[Hit, ...] = ()
    policies: tuple[str, ...] = ()


NOTHING = Topic("nothing")


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing asked: `words` are the asking sentences, `story` all that was said about it in this message.

    `own_words` are the nouns beyond general Chinese: of the phrases that ask where `are_asked`, else of all `words`;
    `heard` has the facts by rule key; `claims` are figures
    that the person wants confirmed; `is_personal` when somebody's own case is asked about, `is_elsewhere` when another
    domain is.
    """

    words: str
    story: str
    kinds: tuple[KindMention, ...]
    topic: Topic
    own_words: tuple[str, ...] = ()
    are_asked: bool = True
    heard: Mapping[str, Heard] = field(default_factory=dict)
    claims: tuple[Quantity, ...] = ()
    is_follow_up: bool = False
    is_personal: bool = False
    is_elsewhere: bool = False

    @property
    def kind_names(self) -> tuple[str, ...]:
        """Names of the kinds asked for, each once, in order."""
        return tuple(dict.fromkeys(mention.kind.name for mention in self.kinds))

    @property
    def silent_kinds(self) -> tuple[Kind, ...]:
        """The kinds asked for that documents often leave open, in order."""
        return tuple(mention.kind for mention in self.kinds if mention.kind.is_often_silent)

    @property
    def is_talk(self) -> bool:
        """Whether nothing is asked, only greeted or thanked."""
        return bool(self.kinds) and set(self.kind_names) <= {GREETING, THANKS}

    @property
    def names_nothing(self) -> bool:
        """Whether what documents leave open is asked of nothing in particular: 电话多少."""
        is_found = self.topic.source == "meaning" and not self.is_follow_up
        return is_found and bool(self.silent_kinds) and not self.own_words

    def asks_for(self, *names: str) -> bool:
        """Whether one of the named kinds is asked for."""
        return any(mention.kind.name in names for mention in self.kinds)


@dataclass(frozen=True, slots=True)
class Memory:
    """What earlier turns leave for the next: the last asks; the awards and clauses spoken of, newest last."""

    asks: tuple[Ask, ...] = ()
    rules: tuple[Rule, ...] = ()
    clauses: tuple[Clause, ...] = ()

    @property
    def last(self) -> Ask | None:
        """The last thing asked about the corpus."""
        return self.asks[-1] if self.asks else None

    def after(self, asks: tuple[Ask, ...]) -> "Memory":
        """The memory once these asks are answered; talk about nothing leaves it as it was."""
        kept = tuple(ask for ask in asks if ask.topic.source != "nothing" and not (ask.is_talk or ask.names_nothing))
        if not kept:
            return self
        spoken = [rule for ask in kept for rule in ask.topic.rules]
        rules = [rule for rule in self.rules if rule not in spoken] + spoken
        said = [clause for ask in kept for clause in ask.topic.clauses]
        clauses = [clause for clause in self.clauses if clause not in said] + said
        return Memory(kept, tuple(rules[-6:]), tuple(dict.fromkeys(clauses))[-6:])
