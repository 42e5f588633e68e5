"""What the world refuses (a folder, a file, a database) is one Chinese line on stderr and exit code 1."""

import json
import sys
from pathlib import Path
from typing import cast

import pytest

from assistant.cli import main
from assistant.service import Assistant
from assistant.settings import Settings
from tests.dialogue.fictional import FOLDER, NEW_POLICY, make_segmenter, make_world
from tests.fake_assistant import FakeAssistant


def build(settings: Settings) -> Assistant:
    """The service over the fictional corpus, in the data folder of the settings."""
    return Assistant(FOLDER, settings.data_dir, make_world(lambda terms: make_segmenter(terms, settings.data_dir)))


def end(*arguments: str, **environ: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments, build, environ)
    return int(ended.value.code or 0)


def end_serving(**environ: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["serve", "--port", "0"], lambda _: cast(Assistant, FakeAssistant()), environ)
    return int(ended.value.code or 0)


@pytest.fixture
def blocked(tmp_path: Path) -> Path:
    """A path that no folder can be made at, whoever tries."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    return tmp_path / "file" / "data"


@pytest.mark.parametrize("command", ["ask", "search"])
def test_data_folder_that_cannot_be_written(command: str, blocked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert end(command, "奖励", POLICY_DATA_DIR=str(blocked)) == 1
    advice = "请检查路径、权限和磁盘空间，或用 POLICY_DATA_DIR 换一个数据文件夹。"
    assert tuple(capsys.readouterr()) == ("", f"错误：索引文件夹 {blocked / 'index'} 写不了：{advice}\n")


def test_database_whose_driver_is_not_installed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert end_serving(POLICY_DATABASE_URL="postgresql+psycopg://user:secret@localhost/x") == 1
    assert capsys.readouterr().err == (
        "错误：连接 postgresql 数据库的驱动没有安装（psycopg）。"
        "可用 SQLite（不填）或 PostgreSQL：postgresql://用户:密码@主机:端口/库名。\n"
    )


def test_database_that_cannot_be_opened(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert end_serving(POLICY_DATABASE_URL=f"sqlite:///{tmp_path}") == 1
    assert capsys.readouterr().err == "错误：对话数据库暂时不可用，请稍后再试。\n"


def test_database_below_what_is_no_folder(blocked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert end_serving(POLICY_DATA_DIR=str(blocked)) == 1
    assert capsys.readouterr().err.startswith("错误：打不开对话数据库 sqlite:///")


@pytest.mark.parametrize("url", ["nosql://x/y", "postgresql://host:port/x"])
def test_database_address_that_is_none(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert end_serving(POLICY_DATABASE_URL=url) == 1
    assert capsys.readouterr().err.startswith("错误：POLICY_DATABASE_URL 不是可用的数据库地址")


def test_dry_run_reports_the_good_files_and_the_bad_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    (folder / "a-river.md").write_text(NEW_POLICY, encoding="utf-8")
    (folder / "b-empty.md").write_text("", encoding="utf-8")
    (folder / "c-lake.md").write_text(NEW_POLICY.replace("9号", "10号"), encoding="utf-8")
    code = end("ingest", str(folder), "--dry-run", "--json", POLICY_DATA_DIR=str(tmp_path / "data"))
    printed = capsys.readouterr()
    reports = json.loads(printed.out)
    assert (code, printed.err) == (1, "错误：有 1 个文件读不了。\n")
    assert [(Path(one["path"]).name, one["title"]) for one in reports] == [
        ("a-river.md", "梨溪镇河道清洁办法"),
        ("b-empty.md", ""),
        ("c-lake.md", "梨溪镇河道清洁办法"),
    ]
    assert (len(reports[1]["warnings"]), reports[1]["clauses"], set(reports[1])) == (1, 0, set(reports[0]))


def test_dry_run_on_a_terminal_says_why_a_file_is_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "empty.md"
    file.write_text("", encoding="utf-8")
    assert end("ingest", str(file), "--dry-run", POLICY_DATA_DIR=str(tmp_path / "data")) == 1
    assert capsys.readouterr().out.startswith(f"{file}：读不了。")
