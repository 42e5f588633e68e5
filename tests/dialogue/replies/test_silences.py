"""Answers where the text is silent."""

from dataclasses import replace

from assistant.dialogue.ask import Topic
from assistant.dialogue.draft import Piece, Sources
from assistant.dialogue.evidence import Sentence, body_sentences
from assistant.dialogue.kinds import all_kinds
from assistant.dialogue.replies.clauses import first_words
from assistant.dialogue.replies.silences import (
    address_absent,
    not_mentioned,
    not_stated,
    other_giver,
    other_place,
    stated,
)
from tests.dialogue.fictional import BEES, STAGE, ask_about, at, clause, named, policies

MATERIALS, PHONE = all_kinds()["申报材料"], all_kinds()["联系方式"]
BEE_POLICY = policies()[BEES]


def test_what_is_not_stated_names_the_unit_to_ask(sources: Sources) -> None:
    assert not_stated(PHONE, ask_about("联系电话", at("3")), sources) == Piece(
        "关于“保护蜜源植物”，文件没有写明联系电话，请向县林业局询问〔1〕。", "not_covered"
    )


def test_a_silence_recorded_with_the_rules_is_explained(sources: Sources) -> None:
    piece = not_stated(MATERIALS, ask_about("什么材料", named("apiary")), sources)

    assert piece.lines == ("- 说明：文件未规定申报材料",)


def test_without_a_clause_the_document_as_a_whole_is_silent(sources: Sources) -> None:
    piece = not_stated(PHONE, ask_about("联系电话", Topic("meaning")), sources)

    assert (piece, sources.citations) == (Piece("文件没有写明联系电话。", "not_covered"), [])


def test_a_clause_without_units_names_nobody_to_ask(sources: Sources) -> None:
    assert "询问" not in not_stated(PHONE, ask_about("联系电话", at("一")), sources).headline


def test_an_article_without_a_title_is_called_by_its_number() -> None:
    sources = Sources({STAGE: policies()[STAGE]})
    piece = not_stated(PHONE, ask_about("联系电话", at("3", policy=STAGE)), sources)

    assert piece.headline == "关于第3条，文件没有写明联系电话，请向区文旅局、区财政局询问〔1〕。"


def test_the_silent_document_is_named_where_there_are_several() -> None:
    piece = not_stated(PHONE, ask_about("联系电话", at("3")), Sources(policies()))

    assert piece.headline.startswith("关于“保护蜜源植物”，《养蜂方案》没有写明")


def test_a_sentence_that_states_it_is_told_word_for_word() -> None:
    article = clause("6", STAGE)
    sentence = Sentence(article, body_sentences(article)[0], 1.0)
    sources = Sources({STAGE: policies()[STAGE]})

    assert stated(MATERIALS, sentence, sources) == Piece(
        "关于申报要交哪些材料，文件写的是：小剧场应当于每年3月1日至3月31日提出申报，提交营业执照、租赁合同和付款凭证等材料，由区文旅局受理〔1〕。",
        "answered",
    )


def test_a_sentence_that_only_promises_it_is_said_to_leave_it_open(sources: Sources) -> None:
    told = replace(clause("3"), text="3. 保护蜜源植物。每处定期巡查，及时补种。", title="保护蜜源植物")
    sentence = Sentence(told, body_sentences(told)[-1], 1.0)

    piece = stated(all_kinds()["频次"], sentence, sources)

    assert piece.headline == "文件只写了“每处定期巡查”，没有写明多久一次，请向县林业局询问〔1〕。"


def test_an_only_award_is_called_by_its_name(sources: Sources) -> None:
    assert not_stated(PHONE, ask_about("电话", named("apiary")), sources).headline.startswith(
        "关于标准化蜂场一次性奖励，文件没有写明联系电话"
    )


def test_a_thing_that_is_not_mentioned_shows_the_nearest_clause_without_its_figures(sources: Sources) -> None:
    assert not_mentioned(["养蚕"], clause("1"), sources) == Piece(
        "文件没有提到“养蚕”，没有这方面的规定，可以向县农业农村局、县财政局询问。",
        "not_covered",
        ("- 文件里最接近的是二、工作措施（一）第1项“建设标准化蜂场”〔1〕，它没有写到您问的内容",),
    )


def test_without_a_near_clause_nothing_is_cited(sources: Sources) -> None:
    assert not_mentioned(["养蚕", "桑叶"], None, sources) == Piece(
        "文件没有提到“养蚕”、“桑叶”，没有相关规定。", "not_covered"
    )
    assert sources.citations == []


def test_another_place_is_sent_to_its_own_authorities(sources: Sources) -> None:
    piece = other_place("太原市", BEE_POLICY, sources)

    assert piece == Piece(
        "《青岭县促进养蜂业发展实施方案》没有规定太原市的政策，太原市的情况请向当地主管部门询问〔1〕。", "not_covered"
    )
    assert sources.citations[0].quote in clause("0").text


def test_another_giver_is_told_without_the_figures_of_this_document(sources: Sources) -> None:
    piece = other_giver("省", ask_about("省里给多少", at("1")), sources)

    assert piece.outcome == "not_covered"
    assert "没有规定省的奖补标准" in piece.headline
    assert "万元" not in "".join((piece.headline, *piece.lines))


ABSENT = Topic("address", absent=("第99项",))


def test_an_address_that_is_not_there_tells_which_are(sources: Sources) -> None:
    assert address_absent(ask_about("第99项原文", ABSENT), [BEE_POLICY], sources) == Piece(
        "文件里没有“第99项”。",
        "not_covered",
        ("- 文件的条款从一、发展目标〔1〕到三、保障措施（二）〔2〕，其中编号到二、工作措施（二）第6项为止〔3〕",),
    )
    assert [(one.number, one.quote) for one in sources.citations] == [
        (number, first_words(clause(number))) for number in ("一", "三-2", "6")
    ]


def test_an_address_that_is_in_none_of_several_documents_names_them() -> None:
    both = [policies()[BEES], policies()[STAGE]]

    assert address_absent(ask_about("第99项原文", ABSENT), both, Sources(policies())).lines == (
        "- 《养蜂方案》的条款从一、发展目标〔1〕到三、保障措施（二）〔2〕，其中编号到二、工作措施（二）第6项为止〔3〕",
        "- 《小剧场办法》的条款从第一章 总则 第一条〔4〕到第三章 附则 第七条〔5〕",
    )


def test_of_a_document_that_is_nothing_but_its_front_no_addresses_are_told(sources: Sources) -> None:
    front = replace(BEE_POLICY, clauses=BEE_POLICY.clauses[:1])

    assert address_absent(ask_about("第99项原文", ABSENT), [front], sources).lines == ()


def test_what_is_stated_comes_with_the_units_responsible(sources: Sources) -> None:
    sentence = Sentence(clause("3"), body_sentences(clause("3"))[0], 1.0)

    assert stated(MATERIALS, sentence, sources).lines == ("- 由县林业局负责",)
