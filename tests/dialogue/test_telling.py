"""Whether words ask or only tell."""

import pytest

from assistant.dialogue.telling import asks_in_words, is_bare, tells


@pytest.mark.parametrize(
    "text",
    ["补多少钱", "能不能领", "办好了吗", "请列出条款", "说一下条件", "归哪个局", "把那句原话发我", "有几个", "对吧"],
)
def test_question_words_and_requests_ask(text: str) -> None:
    assert asks_in_words(text)


@pytest.mark.parametrize(
    "text", ["承诺也签了", "没签什么字据", "她跟几个姐妹弄了个地方", "评过市里的什么称号", "经费翻一番"]
)
def test_a_statement_asks_nothing(text: str) -> None:
    assert not asks_in_words(text)


@pytest.mark.parametrize("text", ["省级的呢", "那技能培训呢？", "那技能培训"])
def test_a_name_alone_is_bare(text: str) -> None:
    assert is_bare(text)


@pytest.mark.parametrize("text", ["省级的呢，给多少", "谁管呢"])
def test_a_name_with_a_question_is_not_bare(text: str) -> None:
    assert not is_bare(text)


def test_what_happened_is_told_unless_it_is_asked() -> None:
    assert tells("名单早就公布了")
    assert not tells("名单公布了吗")
