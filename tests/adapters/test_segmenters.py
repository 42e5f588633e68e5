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

    def test_a_damaged_cache_is_written_anew(self, tmp_path: Path) -> None:
        before = JiebaSegmenter([], tmp_path).cut("我们申请贷款")
        (file,) = tmp_path.iterdir()
        whole = file.read_bytes()
        file.write_bytes(whole[:1000])
        assert JiebaSegmenter([], tmp_path).cut("我们申请贷款") == before
        assert file.read_bytes() == whole

    def test_it_cuts_and_tags_as_jieba_itself(self, tmp_path: Path) -> None:
        text = "为初创企业提供低成本生产空间的，经认定给予20万元一次性奖励；太原的孵化器RPA也算吗？沁嬲水龘县"
        ours = [(word.text, word.kind) for word in JiebaSegmenter([], tmp_path).cut(text)]
        from jieba import Tokenizer, posseg

        tokenizer = Tokenizer()
        tokenizer.tmp_dir = str(tmp_path)
        assert ours == [(pair.word, pair.flag) for pair in posseg.POSTokenizer(tokenizer).cut(text)]

    def test_what_was_cut_before_cannot_be_changed_from_outside(self, segmenter: JiebaSegmenter) -> None:
        segmenter.cut("申请贷款").clear()
        assert [word.text for word in segmenter.cut("申请贷款")] == ["申请", "贷款"]

    def test_words_added_to_one_segmenter_are_unknown_to_another(self, tmp_path: Path) -> None:
        JiebaSegmenter(["共享大厂房"], tmp_path).cut("一")
        assert "共享大厂房" not in [word.text for word in JiebaSegmenter([], tmp_path).cut("共享大厂房")]


@pytest.fixture(scope="module")
def jieba(tmp_path_factory: pytest.TempPathFactory) -> JiebaSegmenter:
    return JiebaSegmenter(["小巨人", "比赛"], tmp_path_factory.mktemp("jieba"))
