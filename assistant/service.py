"""The one door behind every face: command line, HTTP, page, evaluation."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from assistant.award import Rule
from assistant.domain import Answer, Award, Clause, Finding, Hit, Policy, Question, Section


@dataclass(frozen=True, slots=True)
class Status:
    """A stage that a streamed answer has entered, in Chinese (检索中, 计算中, 撰写中)."""

    text: str


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the answer's text that the guard has passed."""

    text: str


Event = Status | Token | Answer


@dataclass(frozen=True, slots=True)
class IngestReport:
    """How one file was read: `articles` counts 第X条, `warnings` are Chinese sentences with their places."""

    path: str
    title: str
    document_number: str | None
    clauses: int
    articles: int
    warnings: tuple[str, ...]


class Assistant(Protocol):
    """Signatures of the service; replaced by the class itself."""

    def policies(self) -> tuple[Policy, ...]: ...
    def policy(self, policy_id: str) -> Policy: ...
    def clause(self, ref: str, policy: str | None = None) -> Clause | Section: ...
    def search(
        self, query: str, *, unit: str | None = None, policy: str | None = None, limit: int = 10, exact: bool = False
    ) -> list[Hit]: ...
    def award_rules(self, policy: str | None = None) -> tuple[Rule, ...]: ...
    def award_rule(self, award_id: str) -> Rule: ...
    def calculate(self, award_id: str, facts: Mapping[str, object], as_of: date | None = None) -> Award: ...
    def screen(self, facts: Mapping[str, object], as_of: date | None = None) -> list[Award]: ...
    def verify(self, receipt: Mapping[str, object]) -> list[Finding]: ...
    def ask(self, question: Question) -> Answer: ...
    def stream(self, question: Question) -> Iterator[Event]: ...
    def check(self) -> list[Finding]: ...
    def ingest(self, paths: Sequence[Path], *, dry_run: bool, progress: Callable[[int, int], None] | None = None) -> list[IngestReport]: ...
    def remove(self, policy_id: str) -> None: ...
    def is_ready(self) -> bool: ...
    def warm_up(self) -> None: ...
