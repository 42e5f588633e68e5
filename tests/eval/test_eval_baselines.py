from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from assistant.domain import Question, Span
from assistant.ports import Vectors
from eval.baselines import TutorialRag, WordsOverClauses
from tests.eval.fakes import CLAUSES, MACHINES, POLICY, SOURCE, TODAY, TRAINING

FILLER = "本段说明背景情况，与补助无关。" * 40


class CharacterEmbedder:
    """Unit vectors that count characters."""

    fingerprint, dimension = "characters", 512

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for char in text:
                row[ord(char) % self.dimension] += 1
            row /= np.linalg.norm(row)
        return rows

    embed_passages = embed_queries


@pytest.mark.parametrize(("text", "number"), [("示范茶馆的奖励", "1"), ("设备投资补助", "2"), ("茶农培训", "3")])
def test_words_over_clauses_cites_the_clause_that_shares_most_with_the_question(text: str, number: str) -> None:
    answer = WordsOverClauses([POLICY]).ask(Question(text, TODAY))
    clause = CLAUSES[int(number) - 1]
    assert [(one.ref, one.quote) for one in answer.citations] == [(clause.ref, clause.text)]
    assert (answer.text, answer.outcome, answer.responder) == (f"{clause.text}〔1〕", "answered", "bm25")


def test_the_tutorial_splits_the_raw_text_and_cites_the_clause_under_each_chunk() -> None:
    policy = replace(POLICY, source=f"{SOURCE}\n\n{FILLER}\n\n{FILLER}")
    answer = TutorialRag([policy], CharacterEmbedder()).ask(Question(SOURCE, TODAY))
    largest_first = sorted(CLAUSES, key=lambda clause: -len(clause.text))
    assert [(one.mark, one.ref, one.quote) for one in answer.citations] == [
        (mark, clause.ref, clause.text) for mark, clause in enumerate(largest_first, 1)
    ]
    assert answer.text.splitlines()[0] == " ".join(SOURCE.split()) + "〔1〕〔2〕〔3〕"


def test_a_chunk_quotes_only_the_piece_of_a_clause_that_it_holds() -> None:
    start = SOURCE.index(MACHINES) - 1
    filler = "茶" * 460
    spans = [replace(clause, spans=tuple(Span(s.start + 460, s.end + 460) for s in clause.spans)) for clause in CLAUSES]
    policy = replace(POLICY, clauses=tuple(spans), source=filler + SOURCE)
    answer = TutorialRag([policy], CharacterEmbedder()).ask(Question(filler, TODAY))
    assert start > 40 and all(one.quote in policy.source for one in answer.citations)
    assert {one.quote for one in answer.citations} > {MACHINES, TRAINING}


def test_two_tutorials_do_not_share_their_chunks() -> None:
    TutorialRag([replace(POLICY, source=FILLER)], CharacterEmbedder())
    answer = TutorialRag([replace(POLICY, source=SOURCE)], CharacterEmbedder()).ask(Question("茶", TODAY))
    assert answer.text == " ".join(SOURCE.split()) + "〔1〕〔2〕〔3〕"
