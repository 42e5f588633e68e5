"""What a clause says about the asked thing."""

import pytest

from assistant.dialogue.evidence import Evidence, body_sentences
from assistant.dialogue.word_lists import general_words
from assistant.domain import Span
from tests.dialogue.fictional import BEES, STAGE, clause, policies

BASE, TRAINING, NECTAR = clause("1"), clause("2"), clause("3")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("养蚕有补贴吗", ["养蚕"]),
        ("我们公司今年能拿多少补贴", []),
        ("蜜源植物由哪个部门管", ["蜜源植物"]),
        ("评上绿色工厂了", ["绿色工厂"]),
        ("老伴劝我别愁，真金白银谁给兜着", []),
        ("", []),
    ],
)
def test_a_question_is_about_its_particular_nouns(evidence: Evidence, text: str, expected: list[str]) -> None:
    assert evidence.content_words(text) == expected


def test_words_at_ignored_places_do_not_count(evidence: Evidence) -> None:
    assert evidence.content_words("蜜源植物由哪个部门管", [Span(0, 4)]) == []


def test_a_verb_right_before_what_is_asked_is_asked_about(evidence: Evidence) -> None:
    assert evidence.content_words("放映有补助吗") == []
    assert evidence.content_words("放映有补助吗", asked_at=[2]) == ["放映"]


def test_a_compound_is_known_by_its_head_and_not_by_what_stands_before_it(evidence: Evidence) -> None:
    assert evidence.uncovered(["养蜂场电费"], [BASE]) == ["养蜂场电费"]
    assert evidence.uncovered(["蜜源植物"], [NECTAR]) == []


def test_another_body_is_known_by_its_whole_name_only(evidence: Evidence) -> None:
    assert evidence.uncovered(["荆条工厂"], [NECTAR]) == ["荆条工厂"]


def test_rare_words_weigh_more_than_common_ones(evidence: Evidence) -> None:
    assert evidence.weight(["蜜源植物"]) > evidence.weight(["工作"]) >= 0
    assert evidence.weight([]) == 0


def test_only_words_that_a_clause_lacks_are_uncovered(evidence: Evidence) -> None:
    assert evidence.uncovered(["蜜源植物", "荆条", "水电费"], [NECTAR]) == ["水电费"]


def test_everyday_words_for_a_term_are_covered_by_it(evidence: Evidence) -> None:
    assert evidence.uncovered(["养蜂场", "蜜源"], [BASE, NECTAR]) == []


def test_names_beside_the_clauses_cover_words_too(evidence: Evidence) -> None:
    assert evidence.uncovered(["水电费"], [NECTAR], also="水电费补贴") == []


def test_what_a_text_shares_with_a_clause_weighs_more_than_with_a_foreign_one(evidence: Evidence) -> None:
    text = "合作社举办技能培训"

    assert evidence.shared_weight(text, [TRAINING]) > evidence.shared_weight(text, [NECTAR])


def test_the_sentence_that_answers_comes_first(evidence: Evidence) -> None:
    best = evidence.sentences("蜜源保护区要种什么植物", [BASE, TRAINING, NECTAR])[0]

    assert best.clause == NECTAR
    assert "荆条" in best.text


def test_sentences_are_verbatim_and_sorted(evidence: Evidence) -> None:
    found = evidence.sentences("奖励多少", [BASE, clause("3", STAGE)])

    assert found
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(one.text in one.clause.text for one in found)


def test_the_body_leaves_out_number_title_and_units() -> None:
    spans = body_sentences(BASE)

    assert [BASE.text[span.start : span.end] for span in spans] == [
        "对新认定的国家级标准化蜂场和省级标准化蜂场，县级分别给予8万元和4万元的一次性奖励。"
    ]


def test_an_article_without_title_is_body_from_its_first_word() -> None:
    article = clause("4", STAGE)
    spans = body_sentences(article)

    assert [article.text[span.start : span.end] for span in spans] == [
        "对首次获得全国性戏剧奖项的剧目，根据演出场次，给予最高5万元奖励。"
    ]


@pytest.mark.parametrize("policy", [BEES, STAGE])
def test_every_clause_has_sentences_that_stand_in_it(policy: str) -> None:
    for one in policies()[policy].clauses:
        spans = body_sentences(one)

        assert spans
        assert all(one.text[span.start : span.end].strip() for span in spans)
        assert [span.start for span in spans] == sorted(span.start for span in spans)


def test_general_words_name_no_policy_thing() -> None:
    words = general_words()

    assert {"企业", "多少", "补贴", "申请"} <= words
    assert words.isdisjoint({"蜂场", "小剧场", "蜜源植物", "科技企业孵化器", "#", ""})


def test_a_common_matter_of_policies_is_one_word_however_it_is_cut(evidence: Evidence) -> None:
    assert evidence.content_words("评上绿色工厂有奖吗") == ["绿色工厂"]


def test_a_matter_that_describes_somebody_is_not_asked_about(evidence: Evidence) -> None:
    assert "出口" not in evidence.content_words("出口企业有奖吗")


def test_only_matters_that_neither_clause_nor_names_hold_are_missing(evidence: Evidence) -> None:
    assert evidence.missing_matters(["绿色工厂", "水电费", "荆条"], [NECTAR], also="水电费补贴") == ["绿色工厂"]


def test_words_are_sought_in_whole_policies(evidence: Evidence) -> None:
    assert evidence.uncovered_by_policies(["荆条", "孔雀"], [BEES]) == ["孔雀"]
    assert evidence.uncovered_by_policies(["荆条"], [STAGE]) == ["荆条"]
    assert evidence.uncovered_by_policies(["荆条", "场租补贴"], []) == []
    assert evidence.uncovered_by_policies(["孔雀"], [BEES], "孔雀方案") == []


def test_the_holders_of_words_are_the_clauses_with_all_of_them(evidence: Evidence) -> None:
    assert evidence.holders(["荆条", "保护区"], []) == [NECTAR]
    assert evidence.holders(["荆条"], [STAGE]) == []
    assert evidence.holders(["荆条", "孔雀"], [BEES]) == []


def test_the_front_of_a_document_holds_nothing(evidence: Evidence) -> None:
    assert evidence.holders(["特色农业发展规划"], [BEES]) == []


def test_a_rare_word_that_is_one_character_beside_particles_names_nothing(evidence: Evidence) -> None:
    assert evidence.content_words("能带有说法没") == []


@pytest.mark.parametrize("text", ["还有补贴吗", "带一带有补助吗", "啥意思"])
def test_fragments_and_doubled_verbs_name_nothing(evidence: Evidence, text: str) -> None:
    assert evidence.content_words(text, asked_at=[2]) == []
