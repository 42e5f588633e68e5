"""Policy folders: what is read, what is refused, what the check finds."""

from pathlib import Path

import pytest

from assistant.domain import Finding
from assistant.errors import CorpusError
from assistant.library import check_folder, load_policies, read_policy
from tests.library.samples import read

TEXT = "云川县扶持办法\n云政发〔2024〕1号\n第一条 给与补助。\n第二条 抓好落实。（责任单位：县财政局）\n"


def shelve(root: Path, name: str, text: str | bytes = TEXT, meta: str | None = None) -> Path:
    folder = root / name
    folder.mkdir(parents=True)
    (folder / "text.md").write_bytes(text.encode() if isinstance(text, str) else text)
    if meta is not None:
        (folder / "policy.yaml").write_text(meta, encoding="utf-8")
    return folder


def test_policies_are_loaded_in_the_order_of_their_ids(tmp_path: Path) -> None:
    shelve(tmp_path, "b", meta="编号: a-1")
    shelve(tmp_path, "a", meta="编号: b-1")
    assert [policy.id for policy in load_policies(tmp_path)] == ["a-1", "b-1"]


def test_an_id_used_twice_is_refused(tmp_path: Path) -> None:
    shelve(tmp_path, "a", meta="编号: same")
    shelve(tmp_path, "b", meta="编号: same")
    with pytest.raises(CorpusError, match="id 'same' stands twice"):
        load_policies(tmp_path)


def test_without_policy_yaml_the_folder_names_the_policy(tmp_path: Path) -> None:
    policy = read_policy(shelve(tmp_path, "yc-2024-1"))
    assert (policy.id, policy.title, policy.document_number) == ("yc-2024-1", "云川县扶持办法", "云政发〔2024〕1号")


def test_a_text_in_gb18030_is_read_as_the_same_text(tmp_path: Path) -> None:
    assert read_policy(shelve(tmp_path, "gbk", TEXT.encode("gb18030"))).source == TEXT


@pytest.mark.parametrize(
    ("text", "meta", "message"),
    [
        (TEXT, "编号: x\n颜色: 红", "policy.yaml 颜色"),
        (TEXT, "编号: 甲", "policy.yaml 编号"),
        (TEXT, "编号: [", "cannot be read"),
        ("\n\n---\n", None, "holds no text"),
        (b"\xff\xff\xff", None, "neither UTF-8 nor GB 18030"),
        (TEXT, "编号: x\n更正: [{原文: 补助一百, 更正: 补助, 理由: 衍字}]", "exactly once, they occur 0 times"),
        (
            TEXT,
            "编号: x\n指派: [{条款: ['1'], 单位: [县教育局], 职责: 补助, 依据: '1', 原文: 给与补助}]",
            "do not name",
        ),
    ],
)
def test_a_broken_folder_is_refused_with_its_place(
    tmp_path: Path, text: str | bytes, meta: str | None, message: str
) -> None:
    with pytest.raises(CorpusError, match=message):
        read_policy(shelve(tmp_path, "x", text, meta))


def test_a_folder_without_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    with pytest.raises(CorpusError, match=r"needs one of text\.md"):
        load_policies(tmp_path)


def test_a_root_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no such folder"):
        load_policies(tmp_path / "nowhere")


def test_the_check_is_silent_where_all_is_well(tmp_path: Path) -> None:
    meta = (
        "编号: x\n文号: 云政发〔2024〕1号\n单位别名: {县财政局: [财政局]}\n备注: [{条款: '1', 原文: 给与, 说明: 如此}]"
    )
    assert check_folder(shelve(tmp_path, "x", meta=meta)) == []


@pytest.mark.parametrize(
    ("meta", "finding"),
    [
        (
            "文号: 云政发〔2024〕2号",
            Finding("x 文号", "identity", "policy.yaml 写“云政发〔2024〕2号”，正文读到“云政发〔2024〕1号”"),
        ),
        ("备注: [{条款: '9', 说明: 无}]", Finding("x 备注", "note", "没有条款9")),
        ("备注: [{条款: '1', 原文: 给予, 说明: 无}]", Finding("x 备注", "note", "条款1没有“给予”")),
        ("单位别名: {县税务局: [税务局]}", Finding("x#2", "unknown_unit", "“单位别名”没有登记县财政局")),
        (
            "单位别名: {县财政局: [财局], 县税务局: [财局]}",
            Finding("x", "ambiguous_unit", "“财局”同时是县财政局和县税务局的叫法"),
        ),
        (
            "指派: [{条款: ['1'], 单位: [县财政局], 职责: 补助, 依据: '1', 原文: 县财政局给予补助}]",
            Finding("x 指派", "assignment", "条款1没有“县财政局给予补助”"),
        ),
        (
            "指派: [{条款: ['8'], 单位: [县财政局], 职责: 责任单位, 依据: '2', 原文: 责任单位：县财政局}]",
            Finding("x 指派", "assignment", "没有条款8"),
        ),
        (
            "指派: [{条款: ['2'], 单位: [县财政局], 职责: 督办, 依据: '2', 原文: 责任单位：县财政局}]",
            Finding("x 指派", "assignment", "职责“督办”不在所引原文里"),
        ),
    ],
)
def test_the_check_names_what_policy_yaml_and_text_disagree_on(tmp_path: Path, meta: str, finding: Finding) -> None:
    assert check_folder(shelve(tmp_path, "x", meta=f"编号: x\n{meta}")) == [finding]


@pytest.mark.parametrize(
    ("words", "corrected", "text"),
    [
        ("促促进发展", "促进发展", "第一条 促进发展。"),
        ("促进发展", "加快发展", "第一条 促加快发展。"),
        ("促促进", "大力促进", "第一条 大力促进发展。"),
    ],
)
def test_a_correction_changes_the_words_and_keeps_every_character_in_a_clause(
    words: str, corrected: str, text: str
) -> None:
    policy = read("办法\n第一条 促\n\n促进发展。\n第二条 乙。", 更正=[{"原文": words, "更正": corrected, "理由": "试"}])
    assert [clause.text for clause in policy.clauses] == ["办法", text, "第二条 乙。"]
    assert (
        policy.source[policy.clauses[1].spans[0].start : policy.clauses[1].spans[-1].end] == "第一条 促\n\n促进发展。"
    )
