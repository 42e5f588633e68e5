from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Span
from assistant.errors import CorpusError
from assistant.language.lexicon import Lexicon, Mention

LEXICON = Lexicon(
    {
        "科技企业孵化器": ("孵化器",),
        "专精特新“小巨人”企业": ("小巨人", "专精特新小巨人"),
        "人工智能": ("AI", "智能"),
        "担保费率": ("担保费",),
        "担保费率补差": ("担保费",),
    }
)


def terms(text: str) -> list[tuple[str, str]]:
    return [(one.term, one.words) for one in LEXICON.find(text)]


def test_a_mention_has_its_term_its_place_and_its_very_words() -> None:
    assert LEXICON.find("我们孵化器") == [Mention("科技企业孵化器", Span(2, 5), "孵化器")]


def test_the_longest_word_wins_and_mentions_do_not_overlap() -> None:
    assert terms("专精特新小巨人和小巨人") == [
        ("专精特新“小巨人”企业", "专精特新小巨人"),
        ("专精特新“小巨人”企业", "小巨人"),
    ]


@pytest.mark.parametrize("written", ["小巨人", "“小巨人”", "小 巨 人", "小「巨人"])
def test_quotes_and_spaces_make_no_difference(written: str) -> None:
    assert [term for term, _ in terms(f"评上{written}了")] == ["专精特新“小巨人”企业"]


@pytest.mark.parametrize(("written", "found"), [("ai", 1), ("ＡＩ", 1), ("用Ai做", 1), ("email", 0), ("AI2", 0)])
def test_latin_words_count_whole_in_any_case_and_width(written: str, found: int) -> None:
    assert len(LEXICON.find(written)) == found


def test_a_word_of_several_terms_mentions_each_of_them() -> None:
    assert terms("担保费多少") == [("担保费率", "担保费"), ("担保费率补差", "担保费")]


def test_a_word_is_made_canonical_only_when_it_has_one_meaning() -> None:
    assert [LEXICON.canonical(word) for word in ("孵化器", "担保费", "别的")] == ["科技企业孵化器", "担保费", "别的"]


def test_a_term_lists_its_own_name_before_its_other_words() -> None:
    assert (LEXICON.words("担保费率"), LEXICON.words("别的")) == (("担保费率", "担保费"), ())


def test_an_empty_lexicon_finds_nothing() -> None:
    assert Lexicon({}).find("孵化器") == []


@given(st.lists(st.sampled_from(["孵化器", "小巨人", "AI", "担保费", "“", " ", "的", "a", "Ｂ", "𠮷"])).map("".join))
def test_mentions_are_pieces_of_the_text_in_order(text: str) -> None:
    mentions = LEXICON.find(text)
    assert all(text[one.span.start : one.span.end] == one.words for one in mentions)
    spans = sorted({(one.span.start, one.span.end) for one in mentions})
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert [one.span.start for one in mentions] == sorted(one.span.start for one in mentions)


def test_a_words_file_has_terms_comments_and_either_comma(tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_text(
        "\ufeff# 词表\n高新技术企业 = 高企，国高, 高新企业  # 常用\n\n众创空间=创客空间\n", encoding="utf-8"
    )
    lexicon = Lexicon.from_file(file)
    assert {term: lexicon.words(term) for term in lexicon.terms} == {
        "高新技术企业": ("高新技术企业", "高企", "国高", "高新企业"),
        "众创空间": ("众创空间", "创客空间"),
    }


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("一=二\n没有等号\n", "words.txt:2"),
        ("=二", "words.txt:1"),
        ("一=，", "words.txt:1"),
        ("一=二\n一=三", "words.txt:2"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, content: str, place: str) -> None:
    (tmp_path / "words.txt").write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=place):
        Lexicon.from_file(tmp_path / "words.txt")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="missing"):
        Lexicon.from_file(tmp_path / "missing")
