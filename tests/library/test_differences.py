"""What changed between two documents: which clauses belong together, and which words differ."""

from assistant.diff import ClauseChange
from assistant.domain import Policy
from assistant.library import PolicyMeta, diff_policies, diff_words, read_text

BEFORE = """梨溪镇河道清洁办法

第一条 为了保护河道，制定本办法。

第二条 对清洁河道的村，每年补助20000元，最高不超过3次。

第三条 补助由镇水利站负责发放，村民委员会负责登记。

第四条 倾倒垃圾的，责令清除，并处罚款。

第五条 本办法自2030年1月1日起施行。
"""
AFTER = """梨溪镇河道清洁办法

第一条 为了保护河道，制定本办法。

第二条 对清洁河道的村，每年补助25000元，最高不超过3次。

第三条 倾倒垃圾的，责令清除，并处罚款。

第四条 镇人民政府每年公布一次水质。

第五条 本办法自2032年1月1日起施行。
"""


def read(text: str, policy_id: str) -> Policy:
    return read_text(text, PolicyMeta.model_validate({"编号": policy_id}))


def told(change: ClauseChange) -> tuple[str, str | None, str | None]:
    return change.kind, change.before and change.before.number, change.after and change.after.number


def test_every_clause_is_the_same_added_removed_renumbered_or_reworded() -> None:
    diff = diff_policies(read(BEFORE, "a"), read(AFTER, "b"))
    assert [told(one) for one in diff.changes] == [
        ("same", "0", "0"),
        ("same", "1", "1"),
        ("reworded", "2", "2"),
        ("removed", "3", None),
        ("renumbered", "4", "3"),
        ("added", None, "4"),
        ("reworded", "5", "5"),
    ]
    assert (diff.before, diff.after, diff.count("same")) == ("a", "b", 2)


def test_a_document_does_not_differ_from_itself() -> None:
    diff = diff_policies(read(BEFORE, "a"), read(BEFORE, "b"))
    assert {one.kind for one in diff.changes} == {"same"}


def test_the_other_way_round_what_was_added_is_removed() -> None:
    there, back = (diff_policies(read(one, "a"), read(other, "b")) for one, other in ((BEFORE, AFTER), (AFTER, BEFORE)))
    assert there.count("added") == back.count("removed") == 1
    assert there.count("reworded") == back.count("reworded") == 2


def test_words_are_told_apart_without_cutting_a_number() -> None:
    pieces = [(one.kind, one.text) for one in diff_words("补助20000元", "补助25000元。")]
    assert pieces == [
        ("kept", "补助"),
        ("removed", "20000"),
        ("added", "25000"),
        ("kept", "元"),
        ("added", "。"),
    ]


def test_the_pieces_give_both_texts_back() -> None:
    pieces = diff_words("对首次认定的企业给予奖励", "对新认定的企业，一次性给予补助")
    assert "".join(one.text for one in pieces if one.kind != "added") == "对首次认定的企业给予奖励"
    assert "".join(one.text for one in pieces if one.kind != "removed") == "对新认定的企业，一次性给予补助"


def test_a_clause_may_be_reworded_and_renumbered() -> None:
    diff = diff_policies(read(BEFORE, "a"), read(AFTER.replace("责令清除", "责令立即清除"), "b"))
    assert [told(one) for one in diff.changes if one.is_renumbered] == [("reworded", "4", "3")]
