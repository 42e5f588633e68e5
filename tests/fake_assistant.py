"""An assistant with a fictional policy and prepared answers, for tests of the faces."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from assistant.award import FactSpec, Option, Rule, Silence, Totals, next_question, totals
from assistant.diff import ClauseChange, PolicyDiff, WordChange
from assistant.domain import (
    Answer,
    Award,
    Citation,
    Clause,
    Finding,
    Found,
    GuardVerdict,
    Hit,
    MissingFact,
    ModelUsage,
    Policy,
    Question,
    Reading,
    Responsibility,
    Section,
    Span,
    Standing,
    Step,
)
from assistant.errors import BadFact, CorpusError, NotFound, RequestError
from assistant.intake import IngestReport, PlannedPolicy
from assistant.library import ANY, Filters
from assistant.service import Event, Status, Token

AS_OF = date(2026, 11, 24)
QUOTE = "对获得省级称号的茶馆，给予 8 万元奖励。"

CLAUSES = (
    Clause("yunxi-2030-7", "0", (), (), "云溪县茶馆若干措施", "云溪县人民政府文件", "标题与前言", "front"),
    Clause(
        "yunxi-2030-7",
        "1",
        ("一", "1"),
        ("支持茶馆",),
        "奖励老字号",
        f"1. 奖励老字号。{QUOTE}（责任单位：县商务局、县财政局）",
        "一、支持茶馆第1项",
        "item",
        (Responsibility("责任单位", "县商务局", "县商务局"), Responsibility("责任单位", "县财政局", "县财政局")),
        (Span(20, 60),),
        ("“老字号”未另作定义",),
    ),
    Clause(
        "yunxi-2030-7",
        "2",
        ("一", "2"),
        ("支持茶馆",),
        "鼓励开店",
        "2. 鼓励开店。鼓励新开茶馆。\n有条件的给予支持。",
        "一、支持茶馆第2项",
        "item",
    ),
)
SECTION = Section("yunxi-2030-7", "一", ("一",), "支持茶馆", "一、支持茶馆")
POLICY = Policy(
    id="yunxi-2030-7",
    title="云溪县茶馆若干措施",
    document_number="云政发〔2030〕7号",
    issuer="云溪县人民政府",
    issued=date(2030, 1, 2),
    clauses=CLAUSES,
    sections=(SECTION,),
    aliases=("茶馆措施",),
    places=("云溪县",),
)
RULE = Rule(
    id="teahouse",
    policy_id=POLICY.id,
    title="茶馆称号奖励",
    clause=CLAUSES[1],
    quote=QUOTE,
    verb="奖励",
    names=("茶馆奖励",),
    facts=(
        FactSpec("teahouse_level", "称号级别", "是哪一级的称号？", "option", (Option("省级", ()), Option("其他", ()))),
        FactSpec("tea_sales", "茶叶销售额", "茶叶销售额是多少？", "money"),
    ),
    requirements=(),
    calculation=None,  # type: ignore[arg-type]  # the faces never calculate
    scope=("茶馆",),
    conditions=("获得省级称号",),
    notes=("只列了省级",),
    silences=(Silence("叠加", "未规定能否与其他奖励同享"),),
    unbound=(),
    effective=None,
    until=None,
    version="v1",
    place="rules.yaml",
    one_off_quote="一次性",
)
AWARD = Award(
    id=RULE.id,
    policy_id=POLICY.id,
    title=RULE.title,
    status="exact",
    amount=Decimal("8E+4"),
    low=None,
    high=None,
    facts={"teahouse_level": "省级"},
    missing=(),
    assumptions=("按本年度计算",),
    steps=(Step("省级称号奖励 8万元", CLAUSES[1].ref), Step("没有其他限制")),
    notes=("文件未规定到账时间",),
    ref=CLAUSES[1].ref,
    quote=QUOTE,
    responsible_units=CLAUSES[1].responsible_units,
    one_off=True,
    as_of=AS_OF,
    rule_version="v1",
)
MISSING = MissingFact("teahouse_level", "称号级别", "是哪一级的称号？", ("省级", "其他"))
ASKED_BACK = replace(AWARD, status="needs_facts", amount=None, facts={}, missing=(MISSING,), steps=(), assumptions=())
REFUSED = replace(AWARD, status="not_eligible", amount=Decimal(0), notes=("条款只列省级",), steps=())
READ_TWO_WAYS = replace(
    AWARD,
    status="range",
    low=Decimal(80000),
    high=Decimal("120000.50"),
    readings=(Reading("按一次", "“给予”", Decimal(80000)), Reading("按两次", "“分别”", Decimal("120000.50"))),
)
CITATION = Citation(
    1,
    CLAUSES[1].ref,
    "1",
    CLAUSES[1].path,
    CLAUSES[1].locator,
    POLICY.title,
    POLICY.document_number,
    QUOTE,
    CLAUSES[1].responsible_units,
)
ANSWER = Answer(
    question="",
    outcome="answered",
    text="奖励 **8万元**。〔1〕\n\n- 一次性\n- 找县商务局",
    citations=(CITATION,),
    awards=(AWARD,),
    missing=(),
    suggestions=("要准备什么材料？", "市级的呢？"),
    responder="grounded",
    guard=GuardVerdict(True),
    conversation_id=None,
    turn=1,
    as_of=AS_OF,
    timings_ms={"search": 1.23456, "total": 2.0},
)


class FakeAssistant:
    """Answers every question with 8万元, except those that name a marker; remembers what it was asked.

    「反问」 asks back, 「没有政策」 raises NotFound, and the question is echoed in the text, as a hostile one would be.
    """

    def __init__(self) -> None:
        self.asked: list[Question] = []
        self.given: list[Mapping[str, object]] = []
        self.ingested: list[tuple[str, bytes, bool]] = []
        self.removed: list[str] = []
        self.findings: list[Finding] = []
        self.ready = True
        self.usage: ModelUsage | None = None
        self.listeners: list[Callable[[Answer], None]] = []

    def on_answer(self, listen: Callable[[Answer], None]) -> None:
        self.listeners.append(listen)

    def index_version(self) -> str | None:
        return "index-1" if self.ready else None

    def policies(self) -> tuple[Policy, ...]:
        return (POLICY,)

    def standing(self, policy_id: str, as_of: date | None = None, clause: str | None = None) -> Standing:
        return Standing(self.policy(policy_id).id, "expired", f"{as_of}已经过期。", until=as_of, clause=clause)

    def versions(self, policy_id: str) -> tuple[str, ...]:
        return (f"{self.policy(policy_id).id}@1",)

    def diff(self, before: str | Path, after: str | Path) -> PolicyDiff:
        for name in (before, after):
            if isinstance(name, str):
                self.policy(name.partition("@")[0])
        words = (WordChange("kept", "给予"), WordChange("removed", "5万"), WordChange("added", "8万"))
        changes = (ClauseChange("reworded", CLAUSES[1], CLAUSES[1], words), ClauseChange("added", None, CLAUSES[2]))
        return PolicyDiff(str(before), str(after), changes)

    def policy(self, policy_id: str) -> Policy:
        if policy_id != POLICY.id:
            raise NotFound(f"no policy {policy_id}", f"没有编号为 {policy_id} 的政策。")
        return POLICY

    def clause(self, ref: str, policy: str | None = None) -> Clause | Section:
        if policy is not None:
            self.policy(policy)
        number = ref.removeprefix(f"{POLICY.id}#").removeprefix("第").removesuffix("条")
        for found in (*CLAUSES, SECTION):
            if found.number == number:
                return found
        raise NotFound(f"no clause {ref}", f"没有“{ref}”这一条，本文件共有第1至2项。")

    def search(
        self,
        query: str,
        *,
        unit: str | None = None,
        policy: str | None = None,
        limit: int = 10,
        exact: bool = False,
        filters: Filters = ANY,
    ) -> list[Hit]:
        if policy is not None:
            self.policy(policy)
        reason = f"精确={exact}，单位={unit}，{filters}"
        hits = [Hit(clause, 0.5, (Found("words", reason, 1.5),)) for clause in CLAUSES[1:] if query in clause.text]
        return hits[:limit]

    def award_rules(self, policy: str | None = None) -> tuple[Rule, ...]:
        if policy is not None:
            self.policy(policy)
        return (RULE,)

    def award_rule(self, award_id: str) -> Rule:
        if award_id not in (RULE.id, RULE.key):
            raise NotFound(f"no award {award_id}", f"没有编号为 {award_id} 的奖补。")
        return RULE

    def calculate(self, award_id: str, facts: Mapping[str, object], as_of: date | None = None) -> Award:
        rule = self.award_rule(award_id)
        self.given.append(facts)
        for name in facts:
            if name not in rule.fact_names:
                raise BadFact(name, f"unknown fact {name}", f"没有 {name} 这一项，可填：teahouse_level、tea_sales。")
        if "teahouse_level" not in facts:
            return ASKED_BACK
        return replace(AWARD if facts["teahouse_level"] == "省级" else REFUSED, as_of=as_of or AS_OF)

    def screen(self, facts: Mapping[str, object], as_of: date | None = None) -> list[Award]:
        self.given.append(facts)
        return [AWARD, READ_TWO_WAYS, ASKED_BACK, REFUSED]

    def totals(self, awards: Sequence[Award]) -> Totals:
        return totals(awards)

    def next_question(self, awards: Sequence[Award]) -> MissingFact | None:
        return next_question(awards)

    def verify(self, receipt: Mapping[str, object]) -> list[Finding]:
        return [] if receipt.get("amount") == "80000" else [Finding("amount", "differs", "金额应为 80000")]

    def ask(self, question: Question) -> Answer:
        self.asked.append(question)
        if "没有政策" in question.text:
            raise NotFound("no policy", "没有这份政策。")
        answer = replace(ANSWER, question=question.text, as_of=question.as_of, usage=self.usage)
        for listen in self.listeners:
            listen(answer)
        if "反问" in question.text:
            return replace(answer, outcome="needs_facts", missing=(MISSING,), awards=(ASKED_BACK,))
        return replace(answer, text=f"{answer.text}\n\n您问的是：{question.text}")

    def stream(self, question: Question) -> Iterator[Event]:
        answer = self.ask(question)
        yield Status("检索中")
        yield Token("奖励 ")
        if "中途" in question.text:
            raise CorpusError("text.md", "gone", "原文读不到了")
        yield Token("8万元。")
        yield answer

    def check(self) -> list[Finding]:
        return self.findings

    def ingest(
        self, paths: Sequence[Path], *, dry_run: bool, progress: Callable[[int, int], None] | None = None
    ) -> list[IngestReport]:
        for done, path in enumerate(paths, 1):
            self.ingested.append((path.name, path.read_bytes(), dry_run))
            if path.suffix == ".exe":
                raise CorpusError(str(path), "not a policy", "不是政策文件")
            if progress:
                progress(done, len(paths))
        return [IngestReport(str(path), POLICY.title, POLICY.document_number, 3, 0, ("第2行有错字",)) for path in paths]

    def preview(self, paths: Sequence[Path]) -> list[PlannedPolicy]:
        planned = []
        for path in paths:
            text = path.read_text(encoding="utf-8")
            if path.suffix == ".exe":
                fault = RequestError("not a policy", "不是政策文件")
                planned.append(PlannedPolicy("", "", IngestReport(str(path), "", None, 0, 0, ("不是政策文件",)), fault))
                continue
            report = IngestReport(str(path), POLICY.title, POLICY.document_number, 3, 0, ("第2行有错字",))
            planned.append(PlannedPolicy(POLICY.id, text, report, policy=POLICY))
        return planned

    def remove(self, policy_id: str) -> None:
        self.removed.append(self.policy(policy_id).id)

    def is_ready(self) -> bool:
        return self.ready

    def warm_up(self, progress: Callable[[int, int], None] | None = None) -> None:
        self.ready = True
