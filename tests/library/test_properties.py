"""What holds for any text: it is read or refused, and nothing of it is lost or repeated."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import CorpusError
from assistant.library import Addresses, untiled
from assistant.library.source import read_lines
from assistant.library.traced import Traced
from tests.library.samples import FILES, REAL, read

SOURCES = [path.read_text(encoding="utf-8") for path in [*sorted(FILES.iterdir()), REAL / "text.md"]]

REAL_ADDRESSES = Addresses([read(SOURCES[-1])])

LABELS = [
    "第一章 总则",
    "第二章 奖励",
    "第一条",
    "第二条",
    "第三条 ",
    "一、",
    "二、",
    "（一）",
    "(二)",
    "1.",
    "2. ",
    "3、",
    "（1）",
    "①",
]
WORDS = [
    "给予奖励",
    "10 万元",
    "。",
    "，",
    "：",
    "；",
    "(责任单位：县工信局",
    "、县财政局）",
    "附件",
    "附件1：表",
    "目录",
    "第三人",
    "**",
    "#",
]
MARKS = [
    "\n",
    "\n\n",
    "| a | b |\n",
    "|---|\n",
    "<br>",
    "<td>",
    "</td><td>",
    "</tr>",
    "- 3 -\n",
    "\u200b",
    "\u3000",
    "\f",
    "2022年6月1日\n",
]
PIECES = st.lists(st.sampled_from([*LABELS, *WORDS, *MARKS]), max_size=60).map("".join)


@st.composite
def cut_sources(draw: st.DrawFn) -> str:
    """A real source with lines lost, page breaks put in and lines swapped."""
    source = draw(st.sampled_from(SOURCES))
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(source)))
        end = min(len(source), start + draw(st.integers(0, 40)))
        source = (
            source[:start]
            + draw(st.sampled_from(["", "\n\n", "\n- 5 -\n", "。", source[start:end] * 2]))
            + source[end:]
        )
    return source


@given(st.one_of(PIECES, st.text(max_size=200), cut_sources()))
@settings(max_examples=200, deadline=None)
def test_any_text_is_a_policy_whose_clauses_tile_it_or_is_refused(source: str) -> None:
    try:
        policy = read(source)
    except CorpusError:
        assert read_lines(Traced.source(source)) == []
        return
    assert untiled(policy) == ""
    numbers = [clause.number for clause in policy.clauses]
    assert len(numbers) == len(set(numbers))
    assert all(clause.text and clause.spans for clause in policy.clauses)


@given(st.one_of(PIECES, cut_sources()))
@settings(max_examples=100, deadline=None)
def test_every_clause_is_found_by_its_own_reference(source: str) -> None:
    if not read_lines(Traced.source(source)):
        return
    policy = read(source)
    addresses = Addresses([policy])
    assert [addresses.resolve(clause.ref) for clause in policy.clauses] == [*policy.clauses]


@given(st.one_of(st.text(max_size=80), PIECES))
@settings(max_examples=200, deadline=None)
def test_addresses_in_any_speech_are_ordered_slices_that_do_not_overlap(text: str) -> None:
    found = REAL_ADDRESSES.find(text)
    assert all(text[one.span.start : one.span.end] == one.text for one in found)
    assert all(before.span.end <= after.span.start for before, after in pairwise(found))


@given(cut_sources())
@settings(max_examples=50, deadline=None)
def test_reading_twice_gives_the_same(source: str) -> None:
    if read_lines(Traced.source(source)):
        assert read(source) == read(source)
