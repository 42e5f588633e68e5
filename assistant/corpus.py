"""A corpus folder as one value: its policies, award rules and words, read from one place and checked together."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.domain import Finding, Policy
from assistant.errors import NotFound
from assistant.language.lexicon import Lexicon
from assistant.library import Addresses, Standings, check_folder, load_policies

if TYPE_CHECKING:
    from assistant.award import Rule, Rulebook
    from assistant.search import Phrases


@dataclass(frozen=True)
class Corpus:
    """Everything that is known, immutable; `folder` is where it was read from.

    Rules, words and addresses are read when they are first asked for: showing a clause needs no rules.
    """

    folder: Path
    policies: tuple[Policy, ...]

    @cached_property
    def rulebook(self) -> "Rulebook":
        """The award rules of all policies; raises CorpusError."""
        from assistant.award import Rulebook

        return Rulebook.of(_rules(self.folder, policy) for policy in self.policies)

    @cached_property
    def terms(self) -> Lexicon:
        """The words of words.txt; raises CorpusError."""
        words = self.folder / "words.txt"
        return Lexicon.from_file(words) if words.exists() else Lexicon({})

    @cached_property
    def addresses(self) -> Addresses:
        """Where the clauses and sections of the policies stand."""
        return Addresses(self.policies)

    @cached_property
    def standings(self) -> Standings:
        """Which policies are in force when, by their own dates and by what they do to one another."""
        return Standings(self.policies)

    def without(self, ids: Collection[str]) -> "Corpus":
        """The corpus without some policies; its words and standings are those of the whole."""
        rest = Corpus(self.folder, tuple(one for one in self.policies if one.id not in ids))
        kept = type(self.rulebook)(tuple(one for one in self.rulebook.rules if one.policy_id not in ids))
        rest.__dict__.update(terms=self.terms, standings=self.standings, rulebook=kept)
        return rest

    @cached_property
    def phrases(self) -> "Phrases":
        """The clauses by the words that stand in them."""
        from assistant.search import Phrases

        return Phrases(clause for policy in self.policies for clause in policy.clauses)

    def read_whole(self) -> "Corpus":
        """Itself, with everything read that was not asked for yet; raises CorpusError."""
        _ = self.rulebook, self.terms, self.addresses
        return self

    def policy(self, policy_id: str) -> Policy:
        """The policy with this id; raises NotFound, naming those there are."""
        for policy in self.policies:
            if policy.id == policy_id:
                return policy
        raise NotFound.of_policy(policy_id, (policy.id for policy in self.policies))


def load_corpus(folder: Path) -> Corpus:
    """The corpus in `folder`: policies/<id>/ with text, policy.yaml and rules.yaml, and words.txt. Raises CorpusError.

    The texts are read at once, the rest as `Corpus` says.
    """
    return Corpus(folder, load_policies(folder / "policies"))


def check_corpus(corpus: Corpus) -> list[Finding]:
    """Everything in the corpus that does not fit together; empty when all is well."""
    from assistant.award import check_examples, check_rules

    findings: list[Finding] = []
    for policy in corpus.policies:
        findings += check_folder(corpus.folder / "policies" / policy.id)
        rules = corpus.rulebook.of_policy(policy.id)
        found = check_rules(rules, policy)
        examples = corpus.folder / "policies" / policy.id / "examples.yaml"
        if examples.exists():
            found += check_examples(examples, rules)
        elif rules:
            found.append(Finding(examples.name, "examples_missing", "有奖补规则，却没有手工算出的算例"))
        findings += [replace(one, place=f"{policy.id}/{one.place}") for one in found]
    return findings


def _rules(folder: Path, policy: Policy) -> "tuple[Rule, ...]":
    from assistant.award import load_rules

    path = folder / "policies" / policy.id / "rules.yaml"
    return load_rules(path, policy) if path.exists() else ()
