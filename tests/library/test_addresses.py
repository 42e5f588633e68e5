"""Addresses as people say them."""

import pytest

from assistant.domain import Clause, Section
from assistant.errors import Ambiguous, NotFound
from assistant.library import Addresses, read_policy
from tests.library.samples import REAL, load, read

REAL_POLICY = read_policy(REAL)
REGULATION = load("regulation.md", 编号="yc-tl")
MEASURES = load("measures.md", 编号="yc-cs")

SPOKEN = [
    ("第14条", ["14"]),
    ("14条讲什么", ["14"]),
    ("第十四项怎么写的", ["14"]),
    ("第14條", ["14"]),
    ("第１４条", ["14"]),
    ("二（四）14", ["14"]),
    ("二(四)第14项的原文", ["14"]),
    ("二、（四）、14", ["14"]),
    ("（二）里的第5项", ["5"]),
    ("(二)的第2条", ["6"]),
    ("三、（二）", ["三-2"]),
    ("三（一）归谁管", ["三-1"]),
    ("第三部分第二点", ["三-2"]),
    ("第三大点第2条", ["三-2"]),
    ("第二部分（四）", ["13", "14"]),
    ("二（四）都有哪些", ["13", "14"]),
    ("第一部分说了什么", ["一"]),
    ("cfgz-2022-66#14", ["14"]),
    ("看下#三-1", ["三-1"]),
    ("第3条至第5条", ["3", "4", "5"]),
    ("14", ["14"]),
    ("十四", ["14"]),
    ("一", ["一"]),
    ("（四）", ["13", "14"]),
    ("二-1-3", []),
    ("最后一条", ["三-3"]),
    ("倒数第二条", ["三-2"]),
    ("二（四）最后一条", ["14"]),
    ("保障措施第一条", ["三-1"]),
    ("三、保障措施（一）", ["三-1"]),
    ("工作措施最后一条", ["23"]),
    ("工作措施第一节有哪几项", ["1", "2", "3", "4"]),
    ("提高金融服务双创能力的第2条", ["16"]),
    ("第三部分第二款", ["三-2"]),
    ("第二部分第五节第19条", ["19"]),
    ("第（五）节的第三条", ["17"]),
    ("14到16条", ["14", "15", "16"]),
    ("14-16条", ["14", "15", "16"]),
    ("第0条", []),
]


@pytest.mark.parametrize(("text", "numbers"), SPOKEN)
def test_an_address_leads_to_its_clauses(text: str, numbers: list[str]) -> None:
    found = Addresses([REAL_POLICY]).find(text)
    assert [[clause.number for clause in one.targets] for one in found] == [numbers]
    assert [one.exists for one in found] == [bool(numbers)]


@pytest.mark.parametrize(
    "text",
    [
        "奖励14万元",
        "给我3条建议",
        "一共有14条",
        "第一条件是什么",
        "第二项目部",
        "第一产业和第三人",
        "第一时间联系",
        "2022年6月1日",
        "国家级20万，省级10万",
        "三家企业（一家国有）",
        "附件在哪里下载",
        "三、五年内",
        "十四五末",
        "最后一项工作",
        "奖励5万、10万两条线",
        "最后一条路",
    ],
)
def test_quantities_and_ordinals_in_speech_are_no_addresses(text: str) -> None:
    assert Addresses([REAL_POLICY]).find(text) == []


@pytest.mark.parametrize("text", ["第30条", "二（九）", "四（一）", "第九部分", "附件3", "第二章", "#99"])
def test_an_address_that_leads_nowhere_is_kept_as_not_existing(text: str) -> None:
    found = Addresses([REAL_POLICY]).find(f"{text}说了什么")
    assert [(one.text, one.targets, one.exists, one.policy_id) for one in found] == [(text, (), False, "cfgz-2022-66")]


def test_several_addresses_in_one_sentence_are_all_found_with_their_places() -> None:
    text = "第3条和第5条有什么区别，第6、7项呢"
    found = Addresses([REAL_POLICY]).find(text)
    assert [(one.text, [clause.number for clause in one.targets]) for one in found] == [
        ("第3条", ["3"]),
        ("第5条", ["5"]),
        ("6", ["6"]),
        ("7", ["7"]),
    ]
    assert [text[one.span.start : one.span.end] for one in found] == [one.text for one in found]


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("上一条呢", -1),
        ("再往前翻两条", -2),
        ("往后三条写了啥", 3),
        ("前一项是什么", -1),
        ("下一条", 1),
        ("本条由谁负责", 0),
        ("这一条", 0),
        ("再下一条", 1),
        ("上上条", -2),
    ],
)
def test_a_relative_address_gives_its_step(text: str, step: int) -> None:
    assert [(one.relative, one.targets, one.policy_id) for one in Addresses([REAL_POLICY]).find(text)] == [
        (step, (), None)
    ]


@pytest.mark.parametrize("text", ["5、6、7三条", "5，6和7条", "第5、6、7条"])
def test_a_series_leads_to_each_of_its_clauses(text: str) -> None:
    found = Addresses([REAL_POLICY]).find(text)
    assert [clause.number for one in found for clause in one.targets] == ["5", "6", "7"]


@pytest.mark.parametrize(
    ("text", "sentence"), [("第14条第二句", 2), ("14条第2句", 2), ("第13项最后一句", -1), ("第14条", None)]
)
def test_an_address_reaches_down_to_a_sentence(text: str, sentence: int | None) -> None:
    assert [one.sentence for one in Addresses([REAL_POLICY]).find(text)] == [sentence]


def test_without_a_policy_every_policy_that_has_the_place_answers() -> None:
    addresses = Addresses([REAL_POLICY, REGULATION, MEASURES])
    found = [(one.policy_id, [clause.ref for clause in one.targets]) for one in addresses.find("第5条")]
    assert found == [("cfgz-2022-66", ["cfgz-2022-66#5"]), ("yc-tl", ["yc-tl#5"])]
    assert [one.policy_id for one in addresses.find("第5条", policy="yc-tl")] == ["yc-tl"]
    assert [(one.policy_id, one.exists) for one in addresses.find("第88条")] == [(None, False)]


def test_a_number_that_restarts_leads_to_each_clause_that_bears_it() -> None:
    found = Addresses([MEASURES]).find("第2项")
    assert [[clause.number for clause in one.targets] for one in found] == [["一-1-2", "一-2-2"]]
    assert [clause.number for one in Addresses([MEASURES]).find("一（二）2") for clause in one.targets] == ["一-2-2"]


def test_articles_chapters_and_rows_are_addresses() -> None:
    addresses = Addresses([REGULATION])
    found = {
        text: [clause.number for one in addresses.find(text) for clause in one.targets]
        for text in ("第四条之一", "第二章", "第二章第三条", "附件1第2行", "附件里的标准")
    }
    assert found == {
        "第四条之一": ["4-1"],
        "第二章": ["3", "4", "4-1"],
        "第二章第三条": ["3"],
        "附件1第2行": ["附件1-2"],
        "附件里的标准": ["附件1", "附件1-1", "附件1-2"],
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("第三条第一款第（二）项", "（二）连续两年增长百分之十以上的。"),
        ("第三条第2款", "同一企业只补助一次。"),
        ("第三条第（一）项", "（一）首次升规的；"),
        ("第三条第九款", None),
    ],
)
def test_a_paragraph_or_point_of_an_article_is_shown_in_its_text(text: str, words: str | None) -> None:
    (found,) = Addresses([REGULATION]).find(text)
    part = found.part and found.targets[0].text[found.part.start : found.part.end]
    assert (found.targets[0].number, part) == ("3", words)


@pytest.mark.parametrize(
    ("ref", "number", "kind"),
    [
        ("14", "14", Clause),
        ("第14条", "14", Clause),
        (" 二（四）14 ", "14", Clause),
        ("0", "0", Clause),
        ("二（四）", "二-4", Section),
    ],
)
def test_a_whole_reference_resolves(ref: str, number: str, kind: type) -> None:
    resolved = Addresses([REAL_POLICY]).resolve(ref)
    assert (type(resolved), resolved.number) == (kind, number)


def test_a_reference_that_leads_nowhere_says_what_exists() -> None:
    with pytest.raises(NotFound) as error:
        Addresses([REAL_POLICY]).resolve("第30条")
    assert error.value.message_zh == "没有“第30条”这一条款。本文件共有第1至23项，另有一、三-1、三-2、三-3"


def test_a_reference_to_an_unknown_policy_says_which_exist() -> None:
    with pytest.raises(NotFound) as error:
        Addresses([REAL_POLICY]).resolve("abc#14")
    assert error.value.message_zh == "没有编号为“abc”的文件，现有：cfgz-2022-66"


def test_words_that_are_no_reference_as_a_whole_are_refused() -> None:
    with pytest.raises(NotFound) as error:
        Addresses([REAL_POLICY]).resolve("第14条讲什么")
    assert error.value.message_zh == "“第14条讲什么”不是条款编号，可写作“14”“第14条”“二（四）14”"


def test_a_reference_that_several_policies_have_asks_for_the_policy() -> None:
    with pytest.raises(NotFound) as error:
        Addresses([REAL_POLICY, REGULATION]).resolve("第5条")
    assert error.value.message_zh == "“第5条”对应多处，请写明是哪一处：cfgz-2022-66#5、yc-tl#5"
    assert isinstance(error.value, Ambiguous)
    assert error.value.choices == ("cfgz-2022-66#5", "yc-tl#5")


def test_a_range_within_one_policy_is_no_choice_between_policies() -> None:
    with pytest.raises(NotFound, match="ambiguous") as error:
        Addresses([REAL_POLICY]).resolve("第1至3项")
    assert not isinstance(error.value, Ambiguous)


def test_where_only_chinese_numbers_are_printed_an_arabic_one_means_them() -> None:
    policy = read("措施\n一、扩大投资。给予补助。\n二、促进消费。给予补助。\n三、扩大出口。给予补助。")
    assert Addresses([policy]).resolve("第2条") == policy.clauses[2]
