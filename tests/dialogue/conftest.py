"""The assistant over the two fictional policies, built once for all tests of this room."""

import pytest

from assistant.dialogue.ask import Ask, Memory
from assistant.dialogue.build import build_dialogue
from assistant.dialogue.draft import Sources
from assistant.dialogue.evidence import Evidence
from assistant.dialogue.turn import Dialogue
from assistant.dialogue.vocabulary import Vocabulary
from assistant.domain import Answer, Question, Turn
from assistant.ports import Segmenter
from assistant.search import Engines, Finder, build_snapshot
from tests.dialogue import fictional
from tests.dialogue.fictional import Asking, Hearing
from tests.fakes import FakeEmbedder, FakeVectorStore, FakeWordStore


@pytest.fixture(scope="session")
def segmenter(tmp_path_factory: pytest.TempPathFactory) -> Segmenter:
    """The real segmenter with the words of the fictional corpus."""
    return fictional.make_segmenter(fictional.corpus().terms, tmp_path_factory.mktemp("jieba"))


@pytest.fixture(scope="session")
def evidence(segmenter: Segmenter) -> Evidence:
    """The judge of clauses over the fictional corpus."""
    corpus = fictional.corpus()
    return Evidence(segmenter, corpus.terms, [clause for policy in corpus.policies for clause in policy.clauses])


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The names of the fictional corpus."""
    corpus = fictional.corpus()
    return Vocabulary(corpus.policies, corpus.rulebook.rules, corpus.terms)


@pytest.fixture(scope="session")
def dialogue(segmenter: Segmenter, tmp_path_factory: pytest.TempPathFactory) -> Dialogue:
    """The dialogue over the fictional corpus."""
    corpus = fictional.corpus()
    engines = Engines(FakeEmbedder(), FakeVectorStore(), FakeWordStore())
    clauses = [clause for policy in corpus.policies for clause in policy.clauses]
    snapshot = build_snapshot(tmp_path_factory.mktemp("index"), clauses, engines, lambda done, total: None)
    finder = Finder(corpus.policies, snapshot, engines.embedder, corpus.terms)
    return build_dialogue(
        corpus.policies, corpus.rulebook, corpus.terms, corpus.addresses, finder, corpus.phrases, segmenter
    )


@pytest.fixture(scope="session")
def ask(dialogue: Dialogue) -> Asking:
    """Asks the last of some messages of one conversation; the policy of beekeeping unless told otherwise."""

    def ask_last(*messages: str, policy: str | None = fictional.BEES) -> Answer:
        *earlier, last = messages
        history = tuple(Turn("user", text) for text in earlier)
        return dialogue.answer(Question(last, fictional.DAY, history, policy))

    return ask_last


@pytest.fixture(scope="session")
def understand(dialogue: Dialogue) -> Hearing:
    """What the last of some messages asks, understood after the others."""

    def understand_last(*messages: str, policy: str | None = fictional.BEES) -> tuple[Ask, ...]:
        *earlier, last = messages
        memory = Memory()
        for text in earlier:
            memory = memory.after(dialogue.interpreter.interpret(text, memory, policy))
        return dialogue.interpreter.interpret(last, memory, policy)

    return understand_last


@pytest.fixture
def sources() -> Sources:
    """No citation yet; one policy, so that answers need not name it."""
    return Sources({fictional.BEES: fictional.policies()[fictional.BEES]})
