from pathlib import Path

import pytest

from assistant.adapters.words import TantivyStore, split_tokens
from assistant.errors import WorldError
from tests.adapters.contracts import TEXTS, WordStoreContract
from tests.fakes import FakeWordStore


class TestFakeWordStore(WordStoreContract):
    @pytest.fixture
    def store(self) -> FakeWordStore:
        return FakeWordStore()


class TestTantivy(WordStoreContract):
    @pytest.fixture
    def store(self) -> TantivyStore:
        return TantivyStore()

    def test_width_and_traditional_characters_make_no_difference(self, store: TantivyStore, tmp_path: Path) -> None:
        store.build(tmp_path, list(TEXTS), list(TEXTS.values()))
        index = store.open(tmp_path)
        plain, typed = index.search("贷款RPA", 5), index.search("貸款ＲＰＡ", 5)
        index.close()
        assert plain == typed != []

    def test_a_damaged_index_cannot_be_opened(self, store: TantivyStore, tmp_path: Path) -> None:
        store.build(tmp_path, list(TEXTS), list(TEXTS.values()))
        (tmp_path / "meta.json").write_text("{", encoding="utf-8")
        with pytest.raises(WorldError):
            store.open(tmp_path)


def test_chinese_runs_give_characters_and_pairs_others_whole_words() -> None:
    assert split_tokens("放宽至1.1倍，RPA+AI") == ["放", "宽", "至", "放宽", "宽至", "1.1", "倍", "rpa", "ai"]
