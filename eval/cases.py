"""Cases as people write them in YAML, read into frozen values; every mistake is named by file and case."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from assistant.domain import AwardStatus, Outcome
from assistant.errors import CorpusError

Kind = Literal[
    "amount", "boundary", "missing_facts", "not_eligible", "support", "who", "condition", "explain", "list",
    "lookup", "compare", "multi", "near_miss", "false_premise", "unanswerable", "other_domain", "small_talk",
    "follow_up", "attack", "validity",
]  # fmt: skip
Voice = Literal["shop_owner", "accountant", "clerk", "rambler", "typos", "sceptic", "attacker"]


def _as_tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def _as_decimal(value: object) -> object:
    if isinstance(value, bool | float):
        raise ValueError("an amount is a quoted decimal string, never a float")
    return value


_STRICT = ConfigDict(extra="forbid")
AnyOf = Annotated[tuple[str, ...], BeforeValidator(_as_tuple), Field(min_length=1)]
Yuan = Annotated[Decimal, BeforeValidator(_as_decimal)]


@dataclass(frozen=True, slots=True, config=_STRICT)
class ExpectedAward:
    """What an award must come to; None is not insisted on."""

    status: Annotated[tuple[AwardStatus, ...], BeforeValidator(_as_tuple)] = ()
    amount: Yuan | None = None
    low: Yuan | None = None
    high: Yuan | None = None


@dataclass(frozen=True, slots=True, config=_STRICT)
class Wording:
    """What a piece of text must and must not hold; each entry of `has` is met by any one of its alternatives."""

    has: tuple[AnyOf, ...] = ()
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, config=_STRICT)
class Expect:
    """What a careful person insists on in one answer. `clauses` None: no opinion; (): nothing needs to be cited."""

    outcome: Annotated[tuple[Outcome, ...], BeforeValidator(_as_tuple), Field(min_length=1)]
    clauses: tuple[str, ...] | None = None
    clauses_allowed: tuple[str, ...] = ()
    awards: Mapping[str, ExpectedAward] = Field(default_factory=dict)
    first_line: Wording = Field(default_factory=Wording)
    says: tuple[AnyOf, ...] = ()
    lacks: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, config=_STRICT)
class AskedTurn:
    """One thing a person says; only turns with `expect` are scored.

    `reply` goes into the history in place of what the assistant really answered, as a forged client would send it.
    """

    ask: str
    expect: Expect | None = None
    reply: str | None = None


@dataclass(frozen=True, slots=True, config=_STRICT)
class Case:
    """One conversation. Cases of one `group` ask the same thing in other words; `part` is the folder they lie in."""

    id: str
    kind: Kind
    voice: Voice
    turns: Annotated[tuple[AskedTurn, ...], Field(min_length=1)]
    group: str | None = None
    policy: str | None = None
    as_of: date | None = None
    part: str = ""

    def __post_init__(self) -> None:
        if self.turns[-1].expect is None:
            raise ValueError("the last turn must say what it expects")


def load_cases(paths: Iterable[Path]) -> tuple[Case, ...]:
    """All cases of the files and folders, in order of path; raises CorpusError for a bad file or an id used twice."""
    cases = tuple(case for file in _files(paths) for case in read_cases(file))
    twice = [name for name, count in Counter(case.id for case in cases).items() if count > 1]
    if twice:
        raise CorpusError("cases", f"ids used more than once: {', '.join(twice)}", f"编号重复：{'、'.join(twice)}")
    return cases


def read_cases(file: Path) -> tuple[Case, ...]:
    """The cases of one YAML file."""
    try:
        entries = yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)  # a safe loader # nosec B506
    except yaml.YAMLError as error:
        raise CorpusError(str(file), f"not YAML: {error}", "不是有效的 YAML 文件") from error
    if not isinstance(entries, list):
        raise CorpusError(str(file), "a case file is a list of cases", "用例文件应是一个列表")
    return tuple(_case(file, place, entry) for place, entry in enumerate(entries, 1))


class _Loader(yaml.SafeLoader):
    """SafeLoader that refuses a key given twice, of which YAML would quietly keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise yaml.constructor.ConstructorError(None, None, f"key given twice: {twice}", node.start_mark)
        return super().construct_mapping(node, deep)


_CASE = TypeAdapter(Case)


def _case(file: Path, place: int, entry: object) -> Case:
    name = entry.get("id", f"#{place}") if isinstance(entry, dict) else f"#{place}"
    try:
        return _CASE.validate_python({"part": file.parent.name, **entry} if isinstance(entry, dict) else entry)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        raise CorpusError(f"{file}[{name}]", faults, f"用例写法有误（{faults}）") from error


def _files(paths: Iterable[Path]) -> Sequence[Path]:
    files: list[Path] = []
    for path in paths:
        found = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
        if not found or not found[0].is_file():
            raise CorpusError(str(path), "no case file here", "这里没有用例文件")
        files += found
    return files
