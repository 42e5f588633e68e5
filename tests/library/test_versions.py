"""Earlier texts of a policy beside the current one."""

from pathlib import Path

import pytest

from assistant.errors import NotFound
from assistant.library import keep_version, read_version, version_names
from tests.library.test_differences import AFTER, BEFORE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "river"
    place.mkdir()
    (place / "text.md").write_text(BEFORE, encoding="utf-8")
    return place


def test_what_is_replaced_is_kept_and_read_as_a_policy_of_its_own(folder: Path) -> None:
    keep_version(folder, AFTER)
    version = read_version(folder, "1")
    assert version_names(folder) == ("1",)
    assert (version.id, version.clauses[2].ref, version.source) == ("river@1", "river@1#2", BEFORE)


def test_a_text_that_stays_leaves_no_version(folder: Path) -> None:
    keep_version(folder, BEFORE)
    assert version_names(folder) == ()


def test_versions_are_counted_on(folder: Path) -> None:
    for text in [AFTER, *(f"{AFTER}{at}" for at in range(11))]:
        keep_version(folder, text)
        (folder / "text.md").write_text(text, encoding="utf-8")
    assert version_names(folder) == tuple(map(str, range(1, 13)))


def test_a_version_that_is_not_there_is_not_found(folder: Path) -> None:
    with pytest.raises(NotFound, match="no version '3'"):
        read_version(folder, "3")
