"""A case of questions.yaml or places.yaml: asked as it stands there, and held against what it expects."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from assistant.domain import Answer, Award, Question, Turn
from assistant.service import Assistant

DAY = date(2026, 6, 1)
Case = Mapping[str, Any]


def cases(name: str, *groups: str) -> list[Case]:
    """The cases of these groups of a file beside this one."""
    content = yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))
    return [case for group in groups for case in content[group]]


def label(case: Case) -> str:
    """The question asked, all turns of it."""
    return " / ".join(_turns(case))


def answer(assistant: Assistant, case: Case) -> Answer:
    """What the assistant says to the last turn of a case, told the turns before."""
    *earlier, last = _turns(case)
    return assistant.ask(Question(last, DAY, tuple(Turn("user", text) for text in earlier), case.get("policy")))


def expected(case: Case, given: Answer) -> dict[str, object]:
    """What a case says of an answer, in the words of `seen`; what it says nothing of is as given."""
    stated = {key: case[key] for key in ("outcome", "awards") if key in case}
    if "cites" in case:
        stated["cites"] = set(case["cites"])
    return seen(given, {}) | stated | {"guard": ()}


def seen(given: Answer, case: Case) -> dict[str, object]:
    """Of an answer what a case can state; `absent` is what the case wants and misses, `forbidden` what it bans."""
    cited = {one.ref for one in given.citations}
    first = given.text.splitlines()[0]
    return {
        "outcome": given.outcome,
        "awards": {f"{one.policy_id}:{one.id}": _figure(one) for one in given.awards},
        "cites": cited,
        "absent": [
            *(words for words in case.get("first", ()) if words not in first),
            *(words for words in case.get("says", ()) if words not in given.text),
            *(ref for ref in case.get("among", ()) if ref not in cited),
        ],
        "forbidden": [words for words in case.get("never", ()) if words in given.text],
        "guard": given.guard.violations,
    }


def _turns(case: Case) -> list[str]:
    return [case["ask"]] if isinstance(case["ask"], str) else list(case["ask"])


def _figure(award: Award) -> str:
    return award.status if award.amount is None else f"{award.status} {award.amount:f}"
