"""The frozen values that every room speaks. Plain data: no input or output, no framework, no concrete policy."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

Outcome = Literal["answered", "needs_facts", "not_covered", "out_of_scope", "declined"]
AwardStatus = Literal["exact", "at_most", "range", "undetermined", "needs_facts", "not_eligible"]
ClauseKind = Literal["front", "section", "item", "article", "table_row", "annex"]


@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) of a text, counted in Unicode code points."""

    start: int
    end: int

    def meets(self, other: "Span") -> bool:
        """Whether some character belongs to both."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Responsibility:
    """One unit's part in a clause: `role` as printed (责任单位), `unit` normalised, `printed` as it stands."""

    role: str
    unit: str
    printed: str


@dataclass(frozen=True, slots=True)
class Clause:
    """The unit of retrieval and of citation.

    `text` is the whole clause, cleaned of page breaks and Markdown marks, its own number and its unit bracket included.
    `spans` are the pieces of the source it was made of, in order; they tile the source with those of the other clauses
    and of the sections.
    """

    policy_id: str
    number: str
    path: tuple[str, ...]
    headings: tuple[str, ...]
    title: str
    text: str
    locator: str
    kind: ClauseKind
    responsibilities: tuple[Responsibility, ...] = ()
    spans: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def ref(self) -> str:
        """The address unique in the corpus, `policy-id#number`."""
        return f"{self.policy_id}#{self.number}"

    @property
    def responsible_units(self) -> tuple[str, ...]:
        """Normalised unit names in printed order, each once."""
        return tuple(dict.fromkeys(one.unit for one in self.responsibilities))


@dataclass(frozen=True, slots=True)
class Section:
    """A heading that holds clauses; its own number and title stand in no clause."""

    policy_id: str
    number: str
    path: tuple[str, ...]
    title: str
    locator: str
    spans: tuple[Span, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()

    @property
    def ref(self) -> str:
        """The address unique in the corpus, `policy-id#number`."""
        return f"{self.policy_id}#{self.number}"


@dataclass(frozen=True, slots=True)
class ReadingWarning:
    """Something the reader did not understand or repaired by guess; `span` is its place in the source."""

    code: str
    message: str
    span: Span


ForceState = Literal["in_force", "not_yet", "expired", "repealed", "replaced", "amended", "unstated"]
ChangeOfForce = Literal["废止", "替代", "修订"]


@dataclass(frozen=True, slots=True)
class ForceChange:
    """What another document does to a policy, or to the `clauses` of it: `by` is a policy's id, or its name.

    `basis` is the clause that says so, where one does.
    """

    kind: ChangeOfForce
    by: str
    since: date | None = None
    clauses: tuple[str, ...] = ()
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a policy, or one clause of it, is in force on a day; `text` says it in a Chinese sentence."""

    policy_id: str
    state: ForceState
    text: str
    since: date | None = None
    until: date | None = None
    by: str | None = None
    basis: str | None = None
    clause: str | None = None


LayoutName = Literal[
    "发文机关标志", "发文字号", "签发人", "标题", "主送机关", "正文", "附件说明", "署名", "成文日期", "抄送", "印发"
]


@dataclass(frozen=True, slots=True)
class LayoutElement:
    """One element of an official document's layout (GB/T 9704) as printed; of 正文 only the numbering levels in use."""

    name: LayoutName
    text: str


@dataclass(frozen=True, slots=True)
class DocumentText:
    """What a file says; `remarks` are Chinese sentences on what is not in the text or not certain, and where."""

    text: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """One document of the corpus, as read. `issued` and the validity dates are None where the text is silent."""

    id: str
    title: str
    document_number: str | None
    issuer: str | None
    issued: date | None
    clauses: tuple[Clause, ...]
    sections: tuple[Section, ...] = ()
    aliases: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    effective: date | None = None
    until: date | None = None
    notes: tuple[str, ...] = ()
    warnings: tuple[ReadingWarning, ...] = ()
    source: str = ""
    digest: str = ""
    unit_aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    provisional: str = ""
    changes: tuple[ForceChange, ...] = ()
    level: str = ""
    layout: tuple[LayoutElement, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One finder's reason for a hit: `finder` is address, unit, phrase, words or vectors."""

    finder: str
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause that answers a search, with who found it and why; `score` orders the hits of one search only."""

    clause: Clause
    score: float
    found: tuple[Found, ...]


FactSource = Literal["user", "given", "assumption"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A value for one fact of a rule, canonical (`省级`, `true`, `800000`), and where it came from.

    `source` is `user` for words of this conversation (`words` and `span` show them), `given` for a form or API field.
    """

    name: str
    value: str
    source: FactSource
    words: str = ""
    span: Span | None = None


Facts = Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A fact that can still change the result, with the question that asks for it."""

    fact: str
    label: str
    question: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a calculation as a lay person follows it; `ref` is the clause it rests on."""

    text: str
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read an ambiguous text: what it says, on which words it rests, and the figure (yuan) it gives."""

    text: str
    basis: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Award:
    """The result of one award rule for one set of facts. Amounts are yuan, exact; `low`/`high` only for `range`."""

    id: str
    policy_id: str
    title: str
    status: AwardStatus
    amount: Decimal | None
    low: Decimal | None
    high: Decimal | None
    facts: Mapping[str, str]
    missing: tuple[MissingFact, ...]
    assumptions: tuple[str, ...]
    steps: tuple[Step, ...]
    notes: tuple[str, ...]
    ref: str
    quote: str
    responsible_units: tuple[str, ...]
    one_off: bool
    as_of: date
    readings: tuple[Reading, ...] = ()
    conditions: tuple[str, ...] = ()
    rule_version: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """What a mark 〔n〕 in an answer points to; `quote` occurs in the clause's text character for character."""

    mark: int
    ref: str
    number: str
    path: tuple[str, ...]
    locator: str
    policy_title: str
    document_number: str | None
    quote: str
    responsible_units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Violation:
    """Something the guard found without ground: `kind` is mark, figure, quote …; `words` is the piece of the draft."""

    kind: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class GuardVerdict:
    """Whether the draft stood on its ground, and what did not."""

    passed: bool
    violations: tuple[Violation, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelUsage:
    """What one answer took of a language model: calls, failed ones included, and the tokens its provider counted.

    `cost` is yuan, exact; None where no prices are set or a call went uncounted.
    """

    calls: int
    prompt_tokens: int
    completion_tokens: int
    cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Question:
    """What a person asks now, with the conversation so far (oldest first) and the date the answer is for.

    `manner` is how a language model should word the answer, where there is one; nothing in it is a fact.
    """

    text: str
    as_of: date
    history: tuple[Turn, ...] = ()
    policy: str | None = None
    conversation_id: str | None = None
    manner: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """What an answer was made with, as digests: the texts and words, the rules, the index, this program."""

    corpus: str
    rules: str
    index: str
    code: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One turn's result; the shape that CLI, HTTP and page share.

    `degraded` names what could not be used for it and was done without: `vectors`.
    """

    question: str
    outcome: Outcome
    text: str
    citations: tuple[Citation, ...]
    awards: tuple[Award, ...]
    missing: tuple[MissingFact, ...]
    suggestions: tuple[str, ...]
    responder: str
    guard: GuardVerdict
    conversation_id: str | None
    turn: int
    as_of: date
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    usage: ModelUsage | None = None
    provenance: Provenance | None = None
    degraded: tuple[str, ...] = ()
    standings: tuple[Standing, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing `check` found wrong in the corpus: where, a stable code, and what in Chinese."""

    place: str
    code: str
    message: str
