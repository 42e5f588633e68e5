"""The command that trains the embedder on a department's own questions, and tells whether that helped."""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.session import AsJson, PolicyId, print_json, session_of
from assistant.domain import Clause
from assistant.errors import ConfigurationError
from assistant.service import Assistant
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.ports import Embedder

_HELD_OUT = 4
"""One group of questions in so many is held out."""
_NEGATIVES = 3
_TOP = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the clauses that answer it; `group` holds questions that mean the same."""

    question: str
    refs: tuple[str, ...]
    group: str

    @property
    def is_held_out(self) -> bool:
        """Whether it is only for judging; the same in every run."""
        return zlib.crc32(self.group.encode()) % _HELD_OUT == 0


def add_to(app: typer.Typer) -> None:
    """Registers the command."""
    app.command()(finetune)


def finetune(
    ctx: typer.Context,
    cases: Annotated[list[Path], typer.Argument(help="用例文件或文件夹（同 eval）", exists=True)],
    out: Annotated[Path, typer.Option(help="训练好的模型放在这个文件夹")],
    base: Annotated[str | None, typer.Option(help="从哪个模型开始；不填则用 POLICY_EMBEDDING 的 st: 模型")] = None,
    epochs: Annotated[float, typer.Option(min=0.01, help="训练几遍")] = 2.0,
    policy: PolicyId = None,
    as_json: AsJson = False,
) -> None:
    """用本部门的提问微调向量模型，并报告留出用例上的前后查全率。"""
    from assistant import wiring

    session = session_of(ctx)
    start = _base(base, session.settings)
    asked = _questions(cases, session.assistant, policy)
    train = [one for one in asked if not one.is_held_out]
    held_out = [one for one in asked if one.is_held_out]
    if not train or not held_out:
        raise ConfigurationError("finetune: too few cases", "用例太少，分不出训练和留出两部分，请多给一些。")
    clauses = {clause.ref: clause for one in session.assistant.policies() for clause in one.clauses}
    samples = list(_samples(train, session.assistant, clauses))
    wiring.finetune_embedder(start, samples, out, epochs)
    settings = session.settings
    before, after = (
        _recall(held_out, clauses, wiring.build_embedder(settings.model_copy(update={"embedding": f"st:{name}"})))
        for name in (start, str(out))
    )
    found = {"trained_on": len(samples), "held_out": len(held_out), "before": before, "after": after, "out": str(out)}
    if as_json:
        print_json(found)
        return
    typer.echo(f"训练 {len(samples)} 组，留出 {len(held_out)} 问；只用向量、正确条款排在前面的比例：")
    for name in before:
        typer.echo(f"  {name} {before[name]:.1%} → {after[name]:.1%}")
    typer.echo(f"使用：POLICY_EMBEDDING=st:{out}")


def _base(named: str | None, settings: Settings) -> str:
    if named is not None:
        return named
    if settings.embedding.startswith("st:"):
        return settings.embedding.removeprefix("st:")
    raise ConfigurationError("finetune: no base model", "请用 --base 或 POLICY_EMBEDDING=st:… 指明从哪个模型开始。")


def _questions(paths: Sequence[Path], assistant: Assistant, policy: str | None) -> list[Asked]:
    """The single questions of the cases whose clauses are in the corpus."""
    from eval.cases import load_cases

    known = {clause.ref for one in assistant.policies() for clause in one.clauses}
    policies = [one.id for one in assistant.policies()]
    home = policy or (policies[0] if len(policies) == 1 else "")
    found = []
    for case in load_cases(paths):
        expect = case.turns[0].expect
        if len(case.turns) > 1 or expect is None or not expect.clauses:
            continue
        refs = [one if "#" in one else f"{case.policy or home}#{one}" for one in expect.clauses]
        if set(refs) <= known:
            found.append(Asked(case.turns[0].ask, tuple(refs), case.group or case.id))
    return found


def _samples(
    asked: Iterable[Asked], assistant: Assistant, clauses: dict[str, Clause]
) -> Iterable[tuple[str, str, str]]:
    """Each question with a right clause and the wrong ones that the index ranks highest."""
    from assistant.search.passages import index_text

    for one in asked:
        hits = assistant.search(one.question, limit=_NEGATIVES + len(one.refs))
        wrong = [hit.clause for hit in hits if hit.clause.ref not in one.refs][:_NEGATIVES]
        for ref in one.refs:
            for other in wrong:
                yield one.question, index_text(clauses[ref]), index_text(other)


def _recall(asked: Sequence[Asked], clauses: dict[str, Clause], embedder: "Embedder") -> dict[str, float]:
    """How often a right clause is first, and among the first few, by vectors alone."""
    from assistant.search.passages import index_text

    refs = list(clauses)
    passages = embedder.embed_passages([index_text(clauses[ref]) for ref in refs])
    scores = embedder.embed_queries([one.question for one in asked]) @ passages.T
    ranked = [[refs[at] for at in (-row).argsort(kind="stable")[:_TOP]] for row in scores]
    first = sum(top[0] in one.refs for one, top in zip(asked, ranked, strict=True))
    among = sum(bool(set(top) & set(one.refs)) for one, top in zip(asked, ranked, strict=True))
    return {"recall@1": first / len(asked), f"recall@{_TOP}": among / len(asked)}
