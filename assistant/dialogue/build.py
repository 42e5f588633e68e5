"""Puts the dialogue of one corpus together from its rooms."""

from collections.abc import Sequence

from assistant.award import Rulebook
from assistant.dialogue.asked import AskedKinds
from assistant.dialogue.asking import AskingHead
from assistant.dialogue.coverage import Coverage
from assistant.dialogue.evidence import Evidence
from assistant.dialogue.grounded import GroundedResponder
from assistant.dialogue.hearing import Hearing
from assistant.dialogue.interpret import Interpreter
from assistant.dialogue.model import ModelResponder
from assistant.dialogue.replies.lists import Lister
from assistant.dialogue.spelling import Speller
from assistant.dialogue.topics import TopicFinder
from assistant.dialogue.turn import Dialogue
from assistant.dialogue.vocabulary import Vocabulary
from assistant.domain import Clause, Policy
from assistant.language.lexicon import Lexicon
from assistant.library import Addresses, Standings
from assistant.ports import Segmenter
from assistant.search import Finder, Phrases


def build_dialogue(
    policies: Sequence[Policy],
    rulebook: Rulebook,
    terms: Lexicon,
    addresses: Addresses,
    finder: Finder,
    phrases: Phrases,
    segmenter: Segmenter,
    model: ModelResponder | None = None,
    standings: Standings | None = None,
) -> Dialogue:
    """The dialogue over these policies, worded by `model` if given; nothing is loaded before the first question."""

    def find_phrase(phrase: str) -> list[Clause]:
        return [hit.clause for hit in phrases.find(phrase)]

    vocabulary = Vocabulary(policies, rulebook.rules, terms)
    evidence = Evidence(segmenter, terms, [clause for policy in policies for clause in policy.clauses])
    speller = Speller(vocabulary.spellings(), segmenter)
    topics = TopicFinder(policies, vocabulary, rulebook, addresses, finder, evidence)
    asked = AskedKinds(AskingHead.load_for(finder.embedder_fingerprint), finder.embed)
    hearing = Hearing(policies, vocabulary, segmenter)
    interpreter = Interpreter(asked, topics, hearing, speller)
    lister = Lister(policies, rulebook, find_phrase)
    coverage = Coverage(policies, rulebook, evidence, segmenter)
    responder = GroundedResponder(policies, rulebook, vocabulary, evidence, lister, coverage, hearing)
    return Dialogue(policies, interpreter, responder, standings or Standings(policies), model)
