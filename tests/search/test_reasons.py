from assistant.search.reasons import explain_rank, explain_words


def test_the_longest_shared_words_are_named_first() -> None:
    reason = explain_words("改造鱼塘，每亩补助多少钱", "对改造鱼塘的农户，每亩补助300元")
    assert reason == "共同的词「改造鱼塘」「每亩补助」"


def test_official_terms_that_the_text_prints_come_before_the_words_of_the_question() -> None:
    reason = explain_words("个体户怎么登记", "优化个体工商户登记流程", ["个体工商户", "众创空间"])
    assert reason == "共同的词「个体工商户」「登记」"


def test_single_characters_in_common_are_not_worth_naming() -> None:
    assert explain_words("找谁", "由谁负责") == "相同的字较多"


def test_the_rank_is_counted_from_one() -> None:
    assert explain_rank(1) == "语义相近（第1位）"
