"""The shapes that go over HTTP, as pydantic models: requests are checked against them, answers documented by them."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, field_validator

from assistant.api.faults import one_fault
from assistant.diff import ChangeKind, WordKind
from assistant.domain import AwardStatus, ClauseKind, ForceState, LayoutName, Outcome

Amount = Annotated[str, Field(pattern=r"^\d+(\.\d+)?$", examples=["80000"], description="元，十进制字符串")]
FactValue = Annotated[str | bool | int, one_fault("应为文字、数字、true 或 false")]


class Shape(BaseModel):
    """A JSON object that holds exactly the named fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TurnModel(Shape):
    """One message of the conversation so far."""

    role: Literal["user", "assistant"]
    content: str = Field(max_length=20_000)


class AskRequest(Shape):
    """A question, with its history or with the id of a stored conversation."""

    question: str = Field(max_length=2000, examples=["承担省重点研发计划，到账80万，能配套多少？"])
    history: list[TurnModel] | None = Field(default=None, max_length=100)
    conversation_id: UUID | None = None
    policy: str | None = Field(default=None, max_length=200)
    as_of: date | None = None


class FactsRequest(Shape):
    """Facts of one applicant; figures as numbers or as people write them (`"80万元"`, `"0.8%"`)."""

    facts: dict[str, FactValue] = Field(examples=[{"project_level": "省级", "project_funds_disbursed": "80万元"}])
    as_of: date | None = None

    @field_validator("facts")
    @classmethod
    def _is_unicode(cls, facts: dict[str, FactValue]) -> dict[str, FactValue]:
        """Refuses half surrogates, which JSON can spell and no answer could repeat."""
        for text in (*facts, *facts.values()):
            str(text).encode()
        return facts


class FeedbackRequest(Shape):
    """What a person thought of one answer."""

    conversation_id: UUID
    turn: int = Field(ge=1)
    rating: Literal["up", "down"]
    comment: str | None = Field(default=None, max_length=2000)


class MissingFactModel(Shape):
    """A fact that can still change the result."""

    fact: str
    label: str
    question: str
    options: list[str]


class StepModel(Shape):
    """One line of a calculation."""

    text: str
    ref: str | None = None


class ReadingModel(Shape):
    """One reading of an ambiguous text and the figure it gives."""

    text: str
    basis: str
    amount: Amount


class AwardModel(Shape):
    """The result of one award for one set of facts."""

    id: str
    policy_id: str
    title: str
    status: AwardStatus
    amount: Amount | None
    low: Amount | None
    high: Amount | None
    facts: dict[str, str]
    missing: list[MissingFactModel]
    assumptions: list[str]
    steps: list[StepModel]
    readings: list[ReadingModel]
    conditions: list[str]
    notes: list[str]
    ref: str
    quote: str
    responsible_units: list[str]
    one_off: bool
    as_of: date
    rule_version: str


class CitationModel(Shape):
    """What a mark 〔n〕 points to; the quote stands in the clause character for character."""

    mark: int
    ref: str
    number: str
    path: list[str]
    locator: str
    policy_title: str
    document_number: str | None
    quote: str
    responsible_units: list[str]


class ViolationModel(Shape):
    """A piece of a draft without ground."""

    kind: str
    words: str
    reason: str


class GuardModel(Shape):
    """Whether the draft stood on its ground."""

    passed: bool
    violations: list[ViolationModel]


class ModelUsageModel(Shape):
    """What the answer took of a language model; `cost` is yuan, where prices are set and every call was counted."""

    calls: int
    prompt_tokens: int
    completion_tokens: int
    cost: Amount | None


class ProvenanceModel(Shape):
    """Digests of what an answer was made with; equal digests, equal clauses and figures."""

    corpus: str
    rules: str
    index: str
    code: str


class StandingModel(Shape):
    """Whether a policy, or one clause of it, is in force on a day."""

    policy_id: str
    state: ForceState
    text: str
    since: date | None
    until: date | None
    by: str | None
    basis: str | None
    clause: str | None


class AnswerModel(Shape):
    """One answer."""

    question: str
    outcome: Outcome
    text: str
    citations: list[CitationModel]
    awards: list[AwardModel]
    missing: list[MissingFactModel]
    suggestions: list[str]
    responder: str
    guard: GuardModel
    conversation_id: str | None
    turn: int
    as_of: date
    timings_ms: dict[str, float]
    usage: ModelUsageModel | None = None
    provenance: ProvenanceModel | None
    degraded: list[str] = Field(description="这次没能用上的部分，如 vectors（向量检索）")
    standings: list[StandingModel]


class ResponsibilityModel(Shape):
    """One unit's part in a clause."""

    role: str
    unit: str
    printed: str


class ClauseModel(Shape):
    """One clause, whole; spans are [start, end) in characters of the source."""

    ref: str
    policy_id: str
    number: str
    kind: ClauseKind
    path: list[str]
    headings: list[str]
    title: str
    locator: str
    text: str
    responsible_units: list[str]
    responsibilities: list[ResponsibilityModel]
    notes: list[str]
    spans: list[tuple[int, int]]


class SectionModel(Shape):
    """A heading with its clauses."""

    ref: str
    policy_id: str
    number: str
    kind: Literal["heading"]
    path: list[str]
    title: str
    locator: str
    clauses: list[ClauseModel]


class FoundModel(Shape):
    """Why a clause was found."""

    finder: str
    reason: str
    score: float


class HitModel(ClauseModel):
    """A clause that answers a search; scores compare within one search only."""

    score: float
    found: list[FoundModel]


class WarningModel(Shape):
    """Something the reader repaired or did not understand."""

    code: str
    message: str


class LayoutModel(Shape):
    """One element of an official document's layout (GB/T 9704), as printed."""

    name: LayoutName
    text: str


class PolicyModel(Shape):
    """A document as a whole."""

    id: str
    title: str
    document_number: str | None
    issuer: str | None
    issued: date | None
    effective: date | None
    until: date | None
    aliases: list[str]
    places: list[str]
    level: str
    provisional: str
    layout: list[LayoutModel]
    clauses: int
    notes: list[str]
    warnings: list[WarningModel]


class WordChangeModel(Shape):
    """A piece of a reworded clause."""

    kind: WordKind
    text: str


class ClauseChangeModel(Shape):
    """What became of one clause."""

    kind: ChangeKind
    before: ClauseModel | None
    after: ClauseModel | None
    words: list[WordChangeModel]
    is_renumbered: bool


class DiffModel(Shape):
    """Two documents clause by clause, in the order of the later one."""

    before: str
    after: str
    counts: dict[ChangeKind, int]
    changes: list[ClauseChangeModel]


class RuleModel(Shape):
    """An award rule; `facts` is the JSON Schema of the facts it asks for."""

    id: str
    policy_id: str
    title: str
    ref: str
    number: str
    quote: str
    one_off: bool
    conditions: list[str]
    notes: list[str]
    responsible_units: list[str]
    facts: dict[str, Any]


class IngestReportModel(Shape):
    """How one file was read."""

    path: str
    title: str
    document_number: str | None
    clauses: int
    articles: int
    warnings: list[str]


class HealthModel(Shape):
    """Whether the process is alive, or the index loaded."""

    status: Literal["ok"]


class FieldFault(Shape):
    """A field at fault and what is wrong with it."""

    field: str
    message: str


class Problem(BaseModel):
    """An error document; `detail` is Chinese, for people, `code` stable, for programs."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    errors: list[FieldFault] = []
    choices: list[str] = []
