"""Every literal of the rules changed, and every two tiers swapped: the check notices each."""

import copy
import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.award import check_examples, check_rules, load_rules
from assistant.domain import Policy
from assistant.errors import CorpusError
from assistant.library import read_policy
from tests.award.conftest import FOLDER
from tests.award.fictional import Path_, changed, get, write_yaml

SOURCE: dict[str, Any] = yaml.safe_load((FOLDER / "rules.yaml").read_text(encoding="utf-8"))
AS_OF = date(2026, 11, 24)

# What a rule says in its own words or for the understanding of speech is no literal of the text.
OWN_WORDS = {
    "名称",
    "说法",
    "不符",
    "未列",
    "未写明",
    "说明",
    "未达到",
    "不是首次",
    "以前未说明时",
    "不足一级",
    "恰好等于时",
}
OWN_WORDS |= {"另有未说明时", "已得未说明时", "依据", "方式", "理由", "事项", "随结果", "过后", "不计入合计"}


def literals(node: Any, path: Path_ = ()) -> Iterator[Path_]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in OWN_WORDS and not (key == "读法" and path[-2:-1] == ("各种",)):
                yield from literals(value, (*path, key))
    elif isinstance(node, list):
        for place, value in enumerate(node):
            yield from literals(value, (*path, place))
    else:
        yield path


def mutate(value: str) -> str:
    """Another value of the same make: the next figure, the other answer, a piece with one character changed."""
    opposite = {"是": "否", "否": "是", "按全部增幅": "只计整级", "只给最高一档": "各档都给"}
    if value in opposite:
        return opposite[value]
    if re.search(r"\d", value):
        return re.sub(r"\d+", lambda found: str(int(found.group()) + 1), value, count=1)
    return value[:-1] + "甲"


LITERALS = [path for award in SOURCE["奖补"] for path in literals(SOURCE["奖补"][award], ("奖补", award))]
LITERALS += list(literals(SOURCE["不作计算"], ("不作计算",)))


def swaps(node: Any, path: Path_ = ()) -> Iterator[tuple[Path_, Path_]]:
    """Every two tiers, rows or words of one list."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "各级":
                yield from (((*path, key, one), (*path, key, other)) for one, other in combinations(value, 2))
            if key in ("各档", "原词"):
                places = range(len(value))
                yield from (((*path, key, one), (*path, key, other)) for one, other in combinations(places, 2))
            yield from swaps(value, (*path, key))
    elif isinstance(node, list):
        for place, value in enumerate(node):
            yield from swaps(value, (*path, place))


SWAPS = list(swaps(SOURCE["奖补"], ("奖补",)))


def is_caught(source: dict[str, Any], policy: Policy, folder: Path, examples: Path = FOLDER) -> bool:
    try:
        rules = load_rules(write_yaml(folder / "rules.yaml", source), policy)
    except CorpusError:
        return True
    return bool(check_rules(rules, policy, AS_OF) or check_examples(examples / "examples.yaml", rules))


def shown(path: Path_) -> str:
    return ".".join(str(key) for key in path[1:])


def test_the_rules_as_they_are_pass(policy: Policy, tmp_path: Path) -> None:
    assert not is_caught(SOURCE, policy, tmp_path)


@pytest.mark.parametrize("path", LITERALS, ids=shown)
def test_a_changed_literal_is_caught(path: Path_, policy: Policy, tmp_path: Path) -> None:
    value = str(get(SOURCE, path))

    assert is_caught(changed(SOURCE, path, mutate(value)), policy, tmp_path), f"{value} → {mutate(value)}"


COUNTED = [path for path in LITERALS if "计入" in path]


@pytest.mark.parametrize("path", COUNTED, ids=shown)
def test_what_is_no_longer_counted_towards_a_cap_is_caught(path: Path_, policy: Policy, tmp_path: Path) -> None:
    source = copy.deepcopy(SOURCE)
    del get(source, path[:-1])[path[-1]]

    assert is_caught(source, policy, tmp_path)


@pytest.mark.parametrize("name", ["rd_second_superior_grant", "project_support_received"])
def test_an_optional_fact_that_would_be_asked_for_is_caught(name: str, policy: Policy, tmp_path: Path) -> None:
    assert is_caught(changed(SOURCE, ("事实", name, "可选"), False), policy, tmp_path)


SECOND = sorted((FOLDER.parents[2] / "tests" / "second" / "corpus" / "policies").iterdir())


@pytest.mark.parametrize("folder", SECOND, ids=lambda folder: folder.name)
def test_a_changed_literal_of_a_policy_of_another_make_is_caught(folder: Path, tmp_path: Path) -> None:
    policy = read_policy(folder)
    source = yaml.safe_load((folder / "rules.yaml").read_text(encoding="utf-8"))
    paths = [path for key in ("奖补", "组合", "不作计算") for path in literals(source.get(key, []), (key,))]
    mutants = {path: changed(source, path, mutate(str(get(source, path)))) for path in paths}

    assert len(paths) > 100
    assert [shown(path) for path, mutant in mutants.items() if not is_caught(mutant, policy, tmp_path, folder)] == []


@pytest.mark.parametrize("folder", SECOND, ids=lambda folder: folder.name)
def test_a_forgotten_combination_is_caught(folder: Path, tmp_path: Path) -> None:
    policy = read_policy(folder)
    source = yaml.safe_load((folder / "rules.yaml").read_text(encoding="utf-8"))

    for place in range(len(source["组合"])):
        mutant = copy.deepcopy(source)
        del mutant["组合"][place]
        assert is_caught(mutant, policy, tmp_path, folder)


@pytest.mark.parametrize("award", [award for award, rule in SOURCE["奖补"].items() if "须说明" in rule])
def test_a_forgotten_须说明_is_caught(award: str, policy: Policy, tmp_path: Path) -> None:
    for place in range(len(SOURCE["奖补"][award]["须说明"])):
        source = copy.deepcopy(SOURCE)
        del source["奖补"][award]["须说明"][place]
        assert is_caught(source, policy, tmp_path)


@pytest.mark.parametrize("award", [award for award, rule in SOURCE["奖补"].items() if "一次性" in rule])
def test_a_forgotten_一次性_is_caught(award: str, policy: Policy, tmp_path: Path) -> None:
    source = copy.deepcopy(SOURCE)
    del source["奖补"][award]["一次性"]

    assert is_caught(source, policy, tmp_path)


@pytest.mark.parametrize("pair", SWAPS, ids=lambda pair: f"{shown(pair[0])}↔{pair[1][-1]}")
def test_two_swapped_tiers_are_caught(pair: tuple[Path_, Path_], policy: Policy, tmp_path: Path) -> None:
    one, other = pair
    source = changed(SOURCE, one, get(SOURCE, other))
    get(source, other[:-1])[other[-1]] = get(SOURCE, one)

    assert is_caught(source, policy, tmp_path)


@pytest.mark.parametrize("pair", SWAPS, ids=lambda pair: f"{shown(pair[0])}↔{pair[1][-1]}")
def test_tiers_in_another_order_than_the_text_are_caught(
    pair: tuple[Path_, Path_], policy: Policy, tmp_path: Path
) -> None:
    one, other = pair
    source = copy.deepcopy(SOURCE)
    parent = get(source, one[:-1])
    if isinstance(parent, dict):
        renamed = {one[-1]: other[-1], other[-1]: one[-1]}
        get(source, one[:-2])[one[-2]] = {renamed.get(key, key): value for key, value in parent.items()}
    else:
        parent[one[-1]], parent[other[-1]] = parent[other[-1]], parent[one[-1]]

    assert is_caught(source, policy, tmp_path)
