"""Two small fictional policies (beekeeping, small theatres) and what the tests of this room build and compare."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from assistant.adapters.segmenter import JiebaSegmenter
from assistant.award import FactSpec, Option, Rule
from assistant.corpus import Corpus, load_corpus
from assistant.dialogue.ask import Ask, Topic
from assistant.dialogue.facts import Heard
from assistant.dialogue.kinds import find_kinds
from assistant.domain import Answer, Award, Clause, DocumentText, Fact, Policy, Section
from assistant.language.lexicon import Lexicon
from assistant.ports import Embedder, Segmenter
from assistant.search import Engines
from assistant.service import World
from tests.fakes import FakeEmbedder, FakeVectorStore, FakeWordStore

FOLDER = Path(__file__).parent / "corpus"
NEW_POLICY = """梨溪镇河道清洁办法

梨政发〔2032〕9号

第一条　为保持河道清洁，制定本办法。

第二条　对清理河道的村，每年补助3000元。（责任单位：镇水利站）

梨溪镇人民政府

2032年5月6日
"""
BEES, STAGE = "qlfz-2030-5", "lxwl-2031-3"
DAY = date(2031, 6, 1)

Asking = Callable[..., Answer]
Hearing = Callable[..., tuple[Ask, ...]]


@cache
def corpus() -> Corpus:
    """The corpus, read once."""
    return load_corpus(FOLDER)


def policies() -> Mapping[str, Policy]:
    """Its policies by id."""
    return {policy.id: policy for policy in corpus().policies}


def rule(award_id: str) -> Rule:
    """One of its award rules."""
    return corpus().rulebook.rule(award_id)


def clause(number: str, policy: str = BEES) -> Clause:
    """One of its clauses."""
    return next(one for one in policies()[policy].clauses if one.number == number)


def section(number: str, policy: str = BEES) -> Section:
    """One of its sections."""
    return next(one for one in policies()[policy].sections if one.number == number)


def ask_about(words: str, topic: Topic, **heard: Heard) -> Ask:
    """A question as understood: its kinds by its words, facts by the id of the award (- written _)."""
    facts = {rule(award.replace("_", "-")).key: one for award, one in heard.items()}
    return Ask(words, words, tuple(find_kinds(words)), topic, heard=facts)


def named(*awards: str) -> Topic:
    """The topic of a question that names these awards."""
    rules = tuple(rule(one) for one in awards)
    return Topic("name", rules, tuple(dict.fromkeys(one.clause for one in rules)))


def at(*numbers: str, policy: str = BEES) -> Topic:
    """The topic of a question with the addresses of these clauses."""
    return Topic("address", clauses=tuple(clause(one, policy) for one in numbers))


def said(name: str, value: str, words: str = "") -> Fact:
    """A fact that the person stated."""
    return Fact(name, value, "user", words)


def level_fact(name: str = "level", *values: str) -> FactSpec:
    """An option fact whose options are called as their values."""
    return FactSpec(name, "级别", "哪一级？", "option", tuple(Option(one, (one,)) for one in values))


def money_fact(name: str, *words: str, no: tuple[str, ...] = ()) -> FactSpec:
    """A money fact that stands near these words."""
    return FactSpec(name, name, f"{name}是多少？", "money", words=words, not_words=no)


def yes_no_fact(name: str, yes: tuple[str, ...], no: tuple[str, ...] = ()) -> FactSpec:
    """A yes-or-no fact with the words that settle it."""
    return FactSpec(name, f"是否{name}", f"{name}吗？", "bool", yes_words=yes, no_words=no)


def make_world(make_segmenter: Callable[[Lexicon], Segmenter], embedder: Embedder | None = None) -> World:
    """What the service needs from outside, in fakes; documents are read as plain text."""
    return World(
        make_reranker=lambda: None,
        make_responder=lambda desk: None,
        make_engines=lambda: Engines(embedder or FakeEmbedder(), FakeVectorStore(), FakeWordStore()),
        make_segmenter=make_segmenter,
        read_document=lambda path: DocumentText(path.read_text(encoding="utf-8")),
    )


def make_segmenter(terms: Lexicon, cache_folder: Path) -> Segmenter:
    """The real segmenter with the words of a corpus."""
    return JiebaSegmenter((word for term in terms.terms for word in terms.words(term)), cache_folder)


@dataclass(frozen=True, slots=True)
class Seen:
    """Of an answer what a person acts on: outcome, awards with their figures, cited clauses, facts asked for."""

    outcome: str
    awards: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    is_grounded: bool = True


def seen(answer: Answer) -> Seen:
    """The answer as a value to compare; clauses by number, each once."""
    return Seen(
        answer.outcome,
        tuple(f"{one.id} {figure(one)}" for one in answer.awards),
        tuple(dict.fromkeys(one.ref.removeprefix(f"{BEES}#") for one in answer.citations)),
        tuple(one.fact for one in answer.missing),
        answer.guard.passed,
    )


def figure(award: Award) -> str:
    """Status and amount of an award."""
    return award.status if award.amount is None else f"{award.status} {award.amount:f}"


def first_line(answer: Answer) -> str:
    """The line that answers by itself."""
    return answer.text.splitlines()[0]
