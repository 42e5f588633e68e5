"""A small fictional policy about tea houses, answers about it, and an assistant that gives the answers it was given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from assistant.domain import (
    Answer,
    Award,
    Citation,
    Clause,
    GuardVerdict,
    Hit,
    MissingFact,
    Policy,
    Question,
    Responsibility,
    Span,
    Step,
)
from assistant.errors import NotFound
from eval.cases import Expect
from eval.score.verdict import Exchange

TODAY = date(2026, 11, 24)
TEA_HOUSE = "1. 扶持示范茶馆。对新认定的省级、市级示范茶馆，分别给予8万元和3万元的一次性奖励。（责任单位：区商务局）"
MACHINES = "2. 支持设备更新。按设备投资的10%给予补助，最高不超过50万元。（责任单位：区农业局）"
TRAINING = "3. 组织制茶培训。每年培训茶农不少于200人次。（责任单位：区农业局、区商务局）"
SOURCE = f"{TEA_HOUSE}\n\n{MACHINES}\n\n{TRAINING}\n"


def _clause(number: str, title: str, text: str, unit: str) -> Clause:
    start = SOURCE.index(text)
    return Clause(
        policy_id="tea",
        number=number,
        path=(number,),
        headings=(),
        title=title,
        text=text,
        locator=f"第{number}项",
        kind="item",
        responsibilities=(Responsibility("责任单位", unit, unit),),
        spans=(Span(start, start + len(text)),),
    )


CLAUSES = (
    _clause("1", "扶持示范茶馆", TEA_HOUSE, "区商务局"),
    _clause("2", "支持设备更新", MACHINES, "区农业局"),
    _clause("3", "组织制茶培训", TRAINING, "区农业局"),
)
POLICY = Policy("tea", "青山区茶业扶持办法", "青政发〔2025〕7号", "青山区人民政府", date(2025, 3, 1), CLAUSES)


def citation(
    number: str = "1", quote: str = "8万元和3万元的一次性奖励", mark: int = 1, ref: str | None = None
) -> Citation:
    return Citation(
        mark=mark,
        ref=ref or f"tea#{number}",
        number=number,
        path=(number,),
        locator=f"第{number}项",
        policy_title=POLICY.title,
        document_number=POLICY.document_number,
        quote=quote,
        responsible_units=("区商务局",),
    )


AWARD = Award(
    id="tea-house",
    policy_id="tea",
    title="示范茶馆奖励",
    status="exact",
    amount=Decimal(80000),
    low=None,
    high=None,
    facts={"tea_house_level": "省级"},
    missing=(),
    assumptions=(),
    steps=(Step("省级示范茶馆奖励 8万元", "tea#1"),),
    notes=(),
    ref="tea#1",
    quote="分别给予8万元和3万元的一次性奖励",
    responsible_units=("区商务局",),
    one_off=True,
    as_of=TODAY,
)
ANSWER = Answer(
    question="省级示范茶馆奖多少？",
    outcome="answered",
    text="奖励8万元。\n\n这是一次性奖励，由区商务局负责。〔1〕",
    citations=(citation(),),
    awards=(AWARD,),
    missing=(),
    suggestions=(),
    responder="fake",
    guard=GuardVerdict(True),
    conversation_id=None,
    turn=1,
    as_of=TODAY,
)
REFUSAL = replace(ANSWER, outcome="not_covered", text="文件未规定这一点，可向区商务局了解。", citations=(), awards=())


def asking(*facts: str) -> tuple[MissingFact, ...]:
    return tuple(MissingFact(fact, fact, f"请问{fact}？") for fact in facts)


def expecting(outcome: str | Sequence[str] = "answered", **more: object) -> Expect:
    """An expectation read as from YAML."""
    from pydantic import TypeAdapter

    return TypeAdapter(Expect).validate_python({"outcome": outcome, **more})


def exchange(
    answer: Answer, expect: Expect, question: Question | None = None, again: tuple[Answer, ...] = ()
) -> Exchange:
    texts = {clause.ref: clause.text for clause in CLAUSES}
    return Exchange(question or Question(answer.question, TODAY), answer, expect, texts.get, "tea", again)


@dataclass
class FakeAssistant:
    """Answers from a table (a refusal where it has none) and remembers what it was asked."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    policies_held: tuple[Policy, ...] = (POLICY,)
    asked: list[Question] = field(default_factory=list)
    warm_ups: int = 0

    def ask(self, question: Question) -> Answer:
        self.asked.append(question)
        return replace(self.answers.get(question.text, REFUSAL), question=question.text)

    def policies(self) -> tuple[Policy, ...]:
        return self.policies_held

    def clause(self, ref: str, policy: str | None = None) -> Clause:
        for clause in CLAUSES:
            if clause.ref == ref:
                return clause
        raise NotFound(f"no clause {ref}", f"没有条款 {ref}")

    def search(self, query: str, **_: object) -> list[Hit]:
        return []

    def warm_up(self) -> None:
        self.warm_ups += 1

    def award_rules(self, policy: str | None = None) -> tuple[SimpleNamespace, ...]:
        level = SimpleNamespace(name="tea_house_level", kind="option", options=(SimpleNamespace(value="省级"),))
        invested = SimpleNamespace(name="invested", kind="money", options=())
        return (SimpleNamespace(facts=(level,)), SimpleNamespace(facts=(level, invested)))

    def screen(self, facts: Mapping[str, object], as_of: date | None = None) -> list[Award]:
        return [AWARD]
