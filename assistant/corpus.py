"""A corpus folder as one value: its policies, award rules and words, read together and checked together."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from assistant.award import Rule, Rulebook, check_examples, check_rules, load_rules
from assistant.domain import Finding, Policy
from assistant.errors import NotFound
from assistant.language.lexicon import Lexicon
from assistant.library import Addresses, check_folder, load_policies


@dataclass(frozen=True)
class Corpus:
    """Everything that is known, immutable; `folder` is where it was read from."""

    folder: Path
    policies: tuple[Policy, ...]
    rulebook: Rulebook
    terms: Lexicon
    addresses: Addresses = field(repr=False)

    def policy(self, policy_id: str) -> Policy:
        """The policy with this id; raises NotFound, naming those there are."""
        for policy in self.policies:
            if policy.id == policy_id:
                return policy
        known = "、".join(policy.id for policy in self.policies)
        raise NotFound(f"no policy {policy_id!r}; there are: {known}", f"没有编号为“{policy_id}”的政策，现有：{known}")


def load_corpus(folder: Path) -> Corpus:
    """The corpus in `folder`: policies/<id>/ with text, policy.yaml and rules.yaml, and words.txt. Raises CorpusError."""
    policies = load_policies(folder / "policies")
    words = folder / "words.txt"
    return Corpus(
        folder=folder,
        policies=policies,
        rulebook=Rulebook.of(_rules(folder, policy) for policy in policies),
        terms=Lexicon.from_file(words) if words.exists() else Lexicon({}),
        addresses=Addresses(policies),
    )


def check_corpus(corpus: Corpus) -> list[Finding]:
    """Everything in the corpus that does not fit together; empty when all is well."""
    findings: list[Finding] = []
    for policy in corpus.policies:
        findings += check_folder(corpus.folder / "policies" / policy.id)
        rules = corpus.rulebook.of_policy(policy.id)
        found = check_rules(rules, policy)
        examples = corpus.folder / "policies" / policy.id / "examples.yaml"
        found += check_examples(examples, rules) if examples.exists() else []
        findings += [replace(one, place=f"{policy.id}/{one.place}") for one in found]
    return findings


def _rules(folder: Path, policy: Policy) -> tuple[Rule, ...]:
    path = folder / "policies" / policy.id / "rules.yaml"
    return load_rules(path, policy) if path.exists() else ()
