"""A corpus folder as one value, read together and checked together."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from assistant.corpus import check_corpus, load_corpus
from assistant.errors import CorpusError, NotFound
from tests.dialogue.fictional import BEES, FOLDER, STAGE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the fictional corpus, to be changed."""
    return Path(shutil.copytree(FOLDER, tmp_path / "corpus"))


def change(path: Path, words: str, others: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert words in text
    path.write_text(text.replace(words, others), encoding="utf-8")


def codes(folder: Path) -> set[str]:
    return {one.code for one in check_corpus(load_corpus(folder))}


def test_policies_rules_and_words_are_read_together(folder: Path) -> None:
    corpus = load_corpus(folder)

    assert [policy.id for policy in corpus.policies] == [STAGE, BEES]
    assert [rule.id for rule in corpus.rulebook.of_policy(STAGE)] == ["stage-rent", "play-prize", "charity-shows"]
    assert corpus.terms.words("小剧场") == ("小剧场", "小戏院", "小剧院")
    assert corpus.addresses.resolve("第3条", STAGE) == corpus.policy(STAGE).clauses[3]
    assert corpus.folder == folder


def test_a_policy_is_found_by_its_id(folder: Path) -> None:
    policy = load_corpus(folder).policy(BEES)

    assert (policy.title, policy.document_number, policy.issued) == (
        "青岭县促进养蜂业发展实施方案",
        "青农发〔2030〕5号",
        date(2030, 4, 8),
    )


def test_an_unknown_policy_is_told_which_there_are(folder: Path) -> None:
    with pytest.raises(NotFound) as caught:
        load_corpus(folder).policy("no-such")

    assert caught.value.message_zh == f"没有编号为“no-such”的政策，现有：{STAGE}、{BEES}"


def test_a_policy_without_rules_and_a_corpus_without_words_are_read_all_the_same(folder: Path) -> None:
    (folder / "words.txt").unlink()
    (folder / "policies" / BEES / "rules.yaml").unlink()
    corpus = load_corpus(folder)

    assert corpus.rulebook.of_policy(BEES) == ()
    assert list(corpus.terms.terms) == []
    assert len(corpus.policies) == 2


def test_rules_that_are_no_rules_refuse_the_corpus(folder: Path) -> None:
    (folder / "policies" / BEES / "rules.yaml").write_text("奖补: [1, 2]\n", encoding="utf-8")

    with pytest.raises(CorpusError, match=r"rules\.yaml"):
        load_corpus(folder).read_whole()


def test_the_corpus_as_it_is_has_no_findings(folder: Path) -> None:
    assert check_corpus(load_corpus(folder)) == []


def test_rules_without_examples_are_found(folder: Path) -> None:
    (folder / "policies" / BEES / "examples.yaml").unlink()

    assert [(one.place, one.code) for one in check_corpus(load_corpus(folder))] == [
        (f"{BEES}/examples.yaml", "examples_missing")
    ]


def test_a_policy_without_rules_needs_no_examples(folder: Path) -> None:
    for name in ("rules.yaml", "examples.yaml"):
        (folder / "policies" / BEES / name).unlink()

    assert check_corpus(load_corpus(folder)) == []


def test_a_figure_of_the_text_changed_under_its_rule_is_found(folder: Path) -> None:
    change(folder / "policies" / BEES / "text.md", "给予10万元奖励", "给予12万元奖励")

    assert codes(folder) != set()


def test_an_example_that_no_longer_holds_is_found(folder: Path) -> None:
    change(folder / "policies" / BEES / "examples.yaml", "得: 9万元", "得: 8万元")
    findings = check_corpus(load_corpus(folder))

    assert [("bee-project" in one.place, bool(one.message)) for one in findings] == [(True, True)]


def test_a_date_that_disagrees_with_the_text_is_found(folder: Path) -> None:
    change(folder / "policies" / BEES / "policy.yaml", "成文日期: 2030-04-08", "成文日期: 2030-04-09")

    assert codes(folder) != set()
