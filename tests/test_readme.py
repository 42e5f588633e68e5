"""What the README says is so: the map, the settings, the commands, the examples."""

import re
from pathlib import Path

import pytest

from assistant.settings import Settings
from tests.readme_examples import README, examples, output

ROOT = README.parent
TEXT = README.read_text(encoding="utf-8")


def _map() -> list[str]:
    """Paths of the map, those below assistant/ with their folder."""
    block = TEXT.partition("## 地图\n\n```\n")[2].partition("\n```")[0]
    lines = [(line.startswith("  "), line.split()[0]) for line in block.splitlines()]
    return [f"assistant/{name}" if is_inside else name for is_inside, name in lines]


def test_map_shows_only_what_there_is() -> None:
    assert [path for path in _map() if not (ROOT / path).exists()] == []


def test_map_shows_every_room_of_the_program() -> None:
    rooms = {
        f"assistant/{path.name}{'/' if path.is_dir() else ''}"
        for path in (ROOT / "assistant").iterdir()
        if not path.name.startswith("_") and path.name != "py.typed"
    }
    assert {path for path in _map() if path.startswith("assistant/") and path != "assistant/"} == rooms


def test_settings_table_names_every_setting_and_no_other() -> None:
    named = re.findall(r"^\| `POLICY_(\w+)` \|", TEXT, re.MULTILINE)
    assert named == [name.upper() for name in Settings.model_fields]


def test_links_and_pictures_lead_somewhere() -> None:
    targets = [target for target in re.findall(r"\]\(([^)#]+)\)", TEXT) if "://" not in target]
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_picture_is_of_modest_size() -> None:
    assert (ROOT / "docs/images/chat.png").stat().st_size < 300_000


def test_make_commands_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`?make ([a-z]+)", TEXT)) - {"serve", "test", "install"} <= targets
    assert {"serve", "test", "install"} <= targets


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.mark.parametrize(("command", "printed"), examples(TEXT), ids=[command for command, _ in examples(TEXT)])
def test_examples_print_what_the_readme_shows(command: str, printed: str, data_dir: Path) -> None:
    assert output(command, POLICY_DATA_DIR=str(data_dir)) == printed, "run `make readme`"
