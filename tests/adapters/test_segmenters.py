from pathlib import Path

import pytest

from assistant.adapters.segmenter import JiebaSegmenter
from tests.adapters.contracts import SegmenterContract
from tests.fakes import FakeSegmenter


class TestFakeSegmenter(SegmenterContract):
    @pytest.fixture
    def segmenter(self) -> FakeSegmenter:
        return FakeSegmenter({"小巨人": 1, "企业": 9})


class TestJieba(SegmenterContract):
    @pytest.fixture
    def segmenter(self, jieba: JiebaSegmenter) -> JiebaSegmenter:
        return jieba

    def test_the_frequency_of_a_word_of_ours_is_that_of_general_chinese(self, segmenter: JiebaSegmenter) -> None:
        assert (segmenter.frequency("小巨人"), segmenter.frequency("比赛")) == (0, 11336)

    def test_words_carry_their_part_of_speech(self, segmenter: JiebaSegmenter) -> None:
        kinds = {word.text: word.kind for word in segmenter.cut("我们在太原申请贷款")}
        assert (kinds["太原"], kinds["申请"], kinds["我们"]) == ("ns", "v", "r")

    def test_the_dictionary_cache_stays_in_the_given_folder(self, tmp_path: Path) -> None:
        JiebaSegmenter([], tmp_path / "cache").cut("贷款")
        assert [file.suffix for file in (tmp_path / "cache").iterdir()] == [".cache"]

    def test_words_added_to_one_segmenter_are_unknown_to_another(self, tmp_path: Path) -> None:
        JiebaSegmenter(["共享大厂房"], tmp_path).cut("一")
        assert "共享大厂房" not in [word.text for word in JiebaSegmenter([], tmp_path).cut("共享大厂房")]


@pytest.fixture(scope="module")
def jieba(tmp_path_factory: pytest.TempPathFactory) -> JiebaSegmenter:
    return JiebaSegmenter(["小巨人", "比赛"], tmp_path_factory.mktemp("jieba"))
