"""The real policy, compared whole with a file checked by hand against its text."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import yaml

from assistant.library import check_folder, load_policies, read_policy, untiled
from tests.library.samples import CORPUS, REAL, by_number

EXPECTED = Path(__file__).parent / "cfgz-2022-66.expected.yaml"


def test_every_clause_of_the_real_policy_is_as_checked_by_hand() -> None:
    read = [
        {
            "number": clause.number,
            "path": list(clause.path),
            "title": clause.title,
            "units": list(clause.responsible_units),
            "first": clause.text[:12],
            "last": clause.text[-12:],
            "breaks": clause.text.count("\n"),
        }
        for clause in read_policy(REAL).clauses
    ]
    assert read == yaml.safe_load(EXPECTED.read_text(encoding="utf-8"))


def test_the_real_policy_states_its_identity() -> None:
    policy = read_policy(REAL)
    assert (policy.id, policy.title, policy.document_number, policy.issuer, policy.issued) == (
        "cfgz-2022-66",
        "晋城市城区关于大众创业万众创新促进市场主体倍增的实施方案",
        "城发改字〔2022〕66号",
        "晋城市城区发展和改革局",
        date(2022, 6, 1),
    )
    assert (policy.effective, policy.until) == (None, None)


def test_the_identity_of_the_real_policy_is_read_from_its_text_alone(tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    folder.mkdir()
    (folder / "text.md").write_bytes((REAL / "text.md").read_bytes())
    bare, dressed = read_policy(folder), read_policy(REAL)
    assert (bare.title, bare.document_number, bare.issuer, bare.issued) == (
        dressed.title,
        dressed.document_number,
        dressed.issuer,
        dressed.issued,
    )


def test_headings_and_locators_lead_to_an_item() -> None:
    clause = by_number(read_policy(REAL))["14"]
    assert (clause.ref, clause.headings, clause.locator, clause.kind) == (
        "cfgz-2022-66#14",
        ("工作措施", "实施双创主体倍增行动"),
        "二、工作措施（四）第14项",
        "item",
    )


def test_headings_that_hold_clauses_are_sections() -> None:
    numbers = [(section.number, section.path, section.title) for section in read_policy(REAL).sections]
    assert numbers == [
        ("二", ("二",), "工作措施"),
        ("二-1", ("二", "（一）"), "完善双创培育体系"),
        ("二-2", ("二", "（二）"), "加快科技成果转移转化"),
        ("二-3", ("二", "（三）"), "提升双创主体发展动力"),
        ("二-4", ("二", "（四）"), "实施双创主体倍增行动"),
        ("二-5", ("二", "（五）"), "提高金融服务双创能力"),
        ("二-6", ("二", "（六）"), "持续优化双创服务"),
        ("三", ("三",), "保障措施"),
    ]


def test_page_cuts_in_words_sentences_and_brackets_are_closed() -> None:
    clauses = by_number(read_policy(REAL))
    assert "助推双创孵化平台通过专业化" in clauses["1"].text
    assert clauses["8"].text.endswith("（责任单位：区人社局、区教科局、区工信局)")
    assert clauses["9"].text.endswith("促进小微企业成长壮大。(责任单位：区工信局、区财政局、区民营经济局)")
    assert "区级财政按照配套率增幅" in clauses["11"].text
    assert "1000 万元以下，且担保费率低于 1% 的小微" in clauses["16"].text


def test_a_reviewed_correction_mends_the_doubled_character_and_no_warning_is_left() -> None:
    policy = read_policy(REAL)
    assert "按照区优化营商环境促进市场主体倍增工作专班总体部署统筹推进" in by_number(policy)["三-1"].text
    assert policy.warnings == ()


def test_printed_errors_stay_and_a_note_says_so() -> None:
    clause = by_number(read_policy(REAL))["21"]
    assert "实现一次提交、限进办结，" in clause.text
    assert clause.notes == ("原文如此，疑为“限时办结”。",)


def test_units_named_in_running_text_are_assigned_with_the_words_they_rest_on() -> None:
    clauses = by_number(read_policy(REAL))
    assigned = {
        number: [(one.role, one.unit, one.printed) for one in clauses[number].responsibilities]
        for number in ("三-1", "三-2", "三-3")
    }
    assert assigned == {
        "三-1": [("统筹推进", "区发展改革局", "区发展改革局")],
        "三-2": [("加强财政资金保障", "区财政局", "区财政部门")],
        "三-3": [],
    }


def test_spans_of_the_real_policy_tile_its_source_in_order() -> None:
    policy = read_policy(REAL)
    spans = [span for clause in policy.clauses for span in clause.spans]
    spans += [span for section in policy.sections for span in section.spans]
    spans.sort(key=lambda span: span.start)
    assert untiled(policy) == ""
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all([*clause.spans] == sorted(clause.spans, key=lambda span: span.start) for clause in policy.clauses)


def test_spans_give_back_the_text_of_every_uncorrected_clause() -> None:
    policy = read_policy(REAL)
    for clause in policy.clauses:
        if clause.number == "三-1":
            continue
        pieces = "".join(policy.source[span.start : span.end] for span in clause.spans)
        assert "".join(pieces.split()) == "".join(clause.text.split())


def test_the_corpus_is_consistent() -> None:
    assert [finding for policy in load_policies(CORPUS) for finding in check_folder(CORPUS / policy.id)] == []
