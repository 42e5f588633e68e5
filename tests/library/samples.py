"""The policies that the tests of this room read."""

from pathlib import Path

from assistant.domain import Clause, Policy
from assistant.library import PolicyMeta, read_text

FILES = Path(__file__).parent / "files"
CORPUS = Path(__file__).parents[2] / "corpus" / "policies"
REAL = CORPUS / "cfgz-2022-66"


def load(name: str, **keys: object) -> Policy:
    """A sample file read with some keys of policy.yaml."""
    return read((FILES / name).read_text(encoding="utf-8"), **keys)


def read(source: str, **keys: object) -> Policy:
    """A text read with some keys of policy.yaml."""
    return read_text(source, PolicyMeta.model_validate({"编号": "sample", **keys}))


def by_number(policy: Policy) -> dict[str, Clause]:
    """The policy's clauses by their numbers."""
    return {clause.number: clause for clause in policy.clauses}
