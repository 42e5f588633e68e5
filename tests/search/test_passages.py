from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from assistant.search.passages import WINDOW_CHARS, index_text, split_passages
from tests.search.shelf import RIVER

CLAUSE = RIVER.clauses[1]
CONTEXT = "支持措施 鱼苗"


def test_a_short_clause_is_one_passage_under_its_headings_and_title() -> None:
    passages = split_passages(CLAUSE)
    assert [(one.key, one.text) for one in passages] == [("river-2030#2", f"{CONTEXT}\n{CLAUSE.text}")]


def test_a_long_clause_is_cut_between_sentences() -> None:
    sentence = "养" * (WINDOW_CHARS - 30) + "。"
    passages = split_passages(replace(CLAUSE, text=sentence + "登记领取。" + sentence))
    assert [one.text for one in passages] == [f"{CONTEXT}\n{sentence}登记领取。", f"{CONTEXT}\n{sentence}"]


def test_the_word_index_gets_headings_title_and_text() -> None:
    assert index_text(CLAUSE) == f"支持措施\n鱼苗\n{CLAUSE.text}"


@given(st.text(alphabet="养鱼苗。；，\n（）“”1", max_size=600))
def test_windows_joined_are_the_text_and_none_is_too_long(text: str) -> None:
    windows = [one.text.removeprefix(f"{CONTEXT}\n") for one in split_passages(replace(CLAUSE, text=text))]
    assert "".join(windows) == text
    assert all(len(window) <= WINDOW_CHARS for window in windows)
