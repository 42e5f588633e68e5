"""Settings: sources, precedence, refusal of the unknown, masking."""

from pathlib import Path

import pytest

from assistant.errors import ConfigurationError
from assistant.settings import Settings, load_settings


def test_defaults_need_no_environment() -> None:
    settings = load_settings(environ={})
    shown = (settings.embedding, settings.llm, settings.data_dir, settings.api_keys)
    assert shown == ("bundled", None, Path("data"), ())


def test_command_line_wins_over_environment_over_file(tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    file.write_text("data_dir: from-file\nembedding: st:from-file\nllm_timeout_s: 5\n", encoding="utf-8")
    environ = {"POLICY_EMBEDDING": "st:from-environment", "POLICY_LLM_TIMEOUT_S": "7", "PATH": "/bin"}
    settings = load_settings(file, environ, llm_timeout_s=9)
    shown = (str(settings.data_dir), settings.embedding, settings.llm_timeout_s)
    assert shown == ("from-file", "st:from-environment", 9)


def test_toml_reads_like_yaml(tmp_path: Path) -> None:
    yaml_file, toml_file = tmp_path / "s.yml", tmp_path / "s.toml"
    yaml_file.write_text("POLICY_API_KEYS: [one, two]\nmax_concurrent: 3\n", encoding="utf-8")
    toml_file.write_text('api_keys = ["one", "two"]\nmax_concurrent = 3\n', encoding="utf-8")
    assert load_settings(yaml_file, {}) == load_settings(toml_file, {})


def test_environment_may_name_the_file(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text("max_concurrent = 3\n", encoding="utf-8")
    assert load_settings(environ={"POLICY_CONFIG": str(file)}).max_concurrent == 3


def test_empty_file_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "s.yaml"
    file.write_text("# nothing\n", encoding="utf-8")
    assert load_settings(file, {}) == load_settings(None, {})


def test_empty_variable_counts_as_not_set() -> None:
    assert load_settings(environ={"POLICY_LLM": "", "POLICY_MAX_CONCURRENT": " "}) == load_settings(environ={})


def test_unknown_variable_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(ConfigurationError) as caught:
        load_settings(environ={"POLICY_EMBEDING": "bundled"})
    assert caught.value.message_zh == "不认识的设置 POLICY_EMBEDING：是否想写 POLICY_EMBEDDING？"


def test_unknown_key_of_a_file_is_refused_with_the_nearest_name(tmp_path: Path) -> None:
    file = tmp_path / "s.yaml"
    file.write_text("datadir: x\n", encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_settings(file, {})
    assert caught.value.message_zh == "不认识的设置 datadir：是否想写 data_dir？"


def test_name_unlike_any_other_is_answered_with_all_of_them() -> None:
    with pytest.raises(ConfigurationError) as caught:
        load_settings(environ={"POLICY_ZZZ": "1"})
    assert all(f"POLICY_{name.upper()}" in caught.value.message_zh for name in Settings.model_fields)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("POLICY_EMBEDDING", "word2vec"),
        ("POLICY_LLM", "gpt"),
        ("POLICY_LLM_BASE_URL", "ftp://x"),
        ("POLICY_LLM_TIMEOUT_S", "0"),
        ("POLICY_CHROMA", "localhost:8000"),
        ("POLICY_ADMIN_KEY", "short"),
        ("POLICY_MAX_CONCURRENT", "many"),
    ],
)
def test_bad_value_is_refused_naming_the_setting_but_not_the_value(variable: str, value: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load_settings(environ={variable: value})
    assert variable in caught.value.message_zh
    assert f"{value}'" not in str(caught.value)


@pytest.mark.parametrize("content", ["- a\n- b\n", "a: [", "\xff"])
def test_file_that_is_no_mapping_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "s.yaml"
    file.write_bytes(content.encode("latin-1"))
    with pytest.raises(ConfigurationError, match=r"s\.yaml"):
        load_settings(file, {})


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"none\.yaml"):
        load_settings(tmp_path / "none.yaml", {})


def test_secrets_never_print() -> None:
    environ = {
        "POLICY_LLM_API_KEY": "sk-hidden",
        "POLICY_ADMIN_KEY": "admin-hidden",
        "POLICY_API_KEYS": "one-hidden, two-hidden",
        "POLICY_DATABASE_URL": "postgresql://me:hidden@db:5432/policy",
    }
    settings = load_settings(environ=environ)
    shown = settings.masked()
    assert "hidden" not in repr(shown)
    assert shown["api_keys"] == ["********", "********"]
    assert shown["database_url"] == "postgresql://********@db:5432/policy"
    assert [key.get_secret_value() for key in settings.api_keys] == ["one-hidden", "two-hidden"]


def test_conversations_live_under_the_data_folder_unless_a_database_is_named(tmp_path: Path) -> None:
    assert (
        load_settings(environ={}, data_dir=tmp_path).conversations_url == f"sqlite:///{tmp_path}/conversations.sqlite3"
    )
    assert load_settings(environ={"POLICY_DATABASE_URL": "postgresql://db/x"}).conversations_url == "postgresql://db/x"
