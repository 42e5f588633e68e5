"""Policy files into the corpus folder: read, reported, and only then stored."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.corpus import load_corpus
from assistant.domain import DocumentText
from assistant.errors import RequestError
from assistant.intake import IngestReport, PlannedPolicy, plan_intake, store_intake
from tests.dialogue.fictional import BEES, FOLDER, NEW_POLICY, corpus


def read(path: Path) -> DocumentText:
    return DocumentText(path.read_text(encoding="utf-8"), ("第1页有图片",) if "picture" in path.name else ())


def plan(*paths: Path) -> list[PlannedPolicy]:
    return plan_intake(paths, corpus(), read)


def write(folder: Path, name: str, text: str = NEW_POLICY) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_new_file_is_read_and_reported(tmp_path: Path) -> None:
    path = write(tmp_path, "River Cleaning (2032).txt")

    (planned,) = plan(path)
    assert planned.policy is not None and len(planned.policy.clauses) == 3
    assert [replace(planned, policy=None)] == [
        PlannedPolicy(
            "river-cleaning-2032",
            NEW_POLICY,
            IngestReport(str(path), "梨溪镇河道清洁办法", "梨政发〔2032〕9号", 3, 2, ()),
        )
    ]


def test_what_the_reader_could_not_read_stands_first_among_the_warnings(tmp_path: Path) -> None:
    (planned,) = plan(write(tmp_path, "picture.md"))

    assert planned.report.warnings == ("第1页有图片",)


def test_the_text_that_a_new_version_replaces_is_kept(tmp_path: Path) -> None:
    kept = tmp_path / "corpus" / "policies" / "river-2032"
    for text in (NEW_POLICY, NEW_POLICY + "甲", NEW_POLICY + "甲", NEW_POLICY + "乙"):
        store_intake(plan(write(tmp_path, "river-2032.md", text)), tmp_path / "corpus")

    assert (kept / "text.md").read_text(encoding="utf-8") == NEW_POLICY + "乙"
    assert sorted(path.name for path in (kept / "versions").iterdir()) == ["1.md", "2.md"]
    assert (kept / "versions" / "2.md").read_text(encoding="utf-8") == NEW_POLICY + "甲"


def test_a_new_version_of_a_known_policy_goes_to_its_folder(tmp_path: Path) -> None:
    text = read(FOLDER / "policies" / BEES / "text.md").text.replace("8万元", "9万元")

    assert [one.policy_id for one in plan(write(tmp_path, "new-version.md", text))] == [BEES]


def test_a_text_inside_a_folder_of_its_own_is_called_as_the_folder(tmp_path: Path) -> None:
    assert [one.policy_id for one in plan(write(tmp_path, "River-2032/text.md"))] == ["river-2032"]


def test_folders_are_walked_for_policy_files_only(tmp_path: Path) -> None:
    write(tmp_path, "b/two.md")
    write(tmp_path, "a/one.TXT", NEW_POLICY.replace("9号", "10号"))
    write(tmp_path, "a/notes.csv", "1,2")

    assert [one.policy_id for one in plan(tmp_path)] == ["one", "two"]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RequestError) as caught:
        plan(tmp_path / "none.md")

    assert caught.value.message_zh == f"找不到文件 {tmp_path / 'none.md'}，请检查路径。"


def test_an_empty_folder_is_told_what_can_be_read(tmp_path: Path) -> None:
    with pytest.raises(RequestError) as caught:
        plan(tmp_path)

    assert ".docx" in caught.value.message_zh


def test_a_file_that_cannot_be_read_is_reported_beside_the_others(tmp_path: Path) -> None:
    write(tmp_path, "a/bad.md", "")
    write(tmp_path, "b/good.md")
    fault = RequestError("bad.md: is empty", "bad.md 是空文件。")

    def read_strictly(path: Path) -> DocumentText:
        if path.name == "bad.md":
            raise fault
        return read(path)

    bad, good = plan_intake([tmp_path], corpus(), read_strictly)
    report = IngestReport(str(tmp_path / "a/bad.md"), "", None, 0, 0, ("bad.md 是空文件。",))

    assert bad == PlannedPolicy("bad", "", report, fault)
    assert (bad.report.is_unread, good.report.is_unread, good.report.title) == (True, False, "梨溪镇河道清洁办法")


def test_nothing_is_stored_where_one_file_cannot_be_read(tmp_path: Path) -> None:
    good = plan(write(tmp_path, "river.md"))
    fault = RequestError("bad.md: is empty", "bad.md 是空文件。")
    bad = PlannedPolicy("bad", "", IngestReport("bad.md", "", None, 0, 0, ("bad.md 是空文件。",)), fault)
    with pytest.raises(RequestError) as caught:
        store_intake([*good, bad], tmp_path / "corpus")

    assert (caught.value, (tmp_path / "corpus").exists()) == (fault, False)


def test_planning_writes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, "river.md")
    plan(path)

    assert list(tmp_path.rglob("*")) == [path]


def test_what_is_stored_is_read_back_as_part_of_the_corpus(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "corpus"))
    store_intake(plan(write(tmp_path, "river-2032.md")), folder)
    stored = load_corpus(folder).policy("river-2032")

    assert (stored.title, stored.document_number) == ("梨溪镇河道清洁办法", "梨政发〔2032〕9号")
    assert [one.responsible_units for one in stored.clauses] == [(), (), ("镇水利站",)]


def test_rules_and_metadata_beside_a_known_text_stay(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "corpus"))
    place = folder / "policies" / BEES
    before = {name: read(place / name) for name in ("rules.yaml", "policy.yaml", "examples.yaml")}
    store_intake([PlannedPolicy(BEES, "新的正文", IngestReport("x", "", None, 0, 0, ()))], folder)

    assert read(place / "text.md").text == "新的正文"
    assert {name: read(place / name) for name in before} == before
