from decimal import Decimal
from pathlib import Path

import pytest

from assistant.errors import CorpusError
from eval.cases import AskedTurn, Case, Expect, ExpectedAward, Wording, load_cases

WHOLE = """
- id: tea-1
  kind: amount
  voice: clerk
  turns:
    - ask: 省级示范茶馆奖多少
      expect:
        outcome: [answered, needs_facts]
        clauses: ["1"]
        awards:
          tea-house: {status: exact, amount: "80000"}
        first_line: {has: [8万元], lacks: [3万元]}
        says: [一次性, [区商务局, 商务局]]
        missing: [tea_house_level]
"""


def write(folder: Path, text: str, name: str = "cases.yaml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_a_case_is_read_whole_with_exact_amounts_and_the_folder_as_its_part(tmp_path: Path) -> None:
    file = write(tmp_path / "build", WHOLE)
    expect = Expect(
        outcome=("answered", "needs_facts"),
        clauses=("1",),
        awards={"tea-house": ExpectedAward(status=("exact",), amount=Decimal(80000))},
        first_line=Wording(has=(("8万元",),), lacks=("3万元",)),
        says=(("一次性",), ("区商务局", "商务局")),
        missing=("tea_house_level",),
    )
    turn = AskedTurn("省级示范茶馆奖多少", expect)
    assert load_cases([file]) == (Case("tea-1", "amount", "clerk", (turn,), part="build"),)


def test_an_empty_list_of_clauses_differs_from_no_opinion(tmp_path: Path) -> None:
    text = "- {id: a, kind: attack, voice: attacker, turns: [{ask: x, expect: {outcome: declined, clauses: []}}]}\n"
    (case,) = load_cases([write(tmp_path, text)])
    assert case.turns[0].expect is not None and case.turns[0].expect.clauses == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("clauses:", "clause:", "clause"),
        ('"80000"', "80000.5", "float"),
        ("kind: amount", "kind: amounts", "kind"),
        ("status: exact", "status: exactly", "status"),
        ("outcome: [answered, needs_facts]", "outcome: []", "outcome"),
        ("says: [一次性", "clauses: [一次性", "twice"),
    ],
)
def test_a_mistake_is_refused_naming_the_file(tmp_path: Path, old: str, new: str, said: str) -> None:
    file = write(tmp_path, WHOLE.replace(old, new))
    with pytest.raises(CorpusError, match=said) as refused:
        load_cases([file])
    assert str(file) in str(refused.value)


def test_a_mistake_names_the_case(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"\[tea-1\]"):
        load_cases([write(tmp_path, WHOLE.replace("voice: clerk", "voice: nobody"))])


def test_a_case_whose_last_turn_expects_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="last turn"):
        load_cases([write(tmp_path, "- {id: a, kind: amount, voice: clerk, turns: [{ask: x}]}\n")])


def test_an_id_used_in_two_files_is_refused(tmp_path: Path) -> None:
    write(tmp_path, WHOLE, "one.yaml")
    write(tmp_path, WHOLE, "two.yaml")
    with pytest.raises(CorpusError, match="tea-1"):
        load_cases([tmp_path])


def test_a_folder_without_cases_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no case file"):
        load_cases([tmp_path])
