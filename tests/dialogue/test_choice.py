"""Which of several awards a text means."""

from dataclasses import replace

from assistant.award import Rule
from assistant.dialogue.choice import is_told, most_spoken_of, spoken_of, weigh_facts
from tests.dialogue.fictional import money_fact, rule, yes_no_fact

FIRST = replace(rule("apiary"), id="first", facts=(yes_no_fact("first", ("首次认定",)),))
AGAIN = replace(rule("apiary"), id="again", facts=(yes_no_fact("again", ("重新认定",)),))
MOVED = replace(rule("apiary"), id="moved", facts=(yes_no_fact("moved", ("迁入",)), money_fact("rent", "租金")))
GROUP = (FIRST, AGAIN, MOVED)


def ids(rules: list[Rule]) -> list[str]:
    return [one.id for one in rules]


def test_the_award_whose_own_facts_are_stated_is_meant() -> None:
    assert ids(most_spoken_of(GROUP, "我们今年重新认定了")) == ["again"]
    assert ids(most_spoken_of(GROUP, "公司迁入本县")) == ["moved"]


def test_a_text_that_states_nothing_means_all_of_them() -> None:
    assert ids(most_spoken_of(GROUP, "有什么奖励")) == ["first", "again", "moved"]


def test_a_denied_fact_speaks_against_its_award() -> None:
    assert "first" not in ids(most_spoken_of(GROUP, "不是首次认定，是重新认定"))


def test_two_awards_whose_facts_are_stated_are_both_meant() -> None:
    assert ids(most_spoken_of(GROUP, "去年首次认定，今年又重新认定")) == ["first", "again"]


def test_awards_asked_one_by_one_are_all_meant() -> None:
    text = "首次认定多少、重新认定多少、迁入又是多少"

    assert ids(most_spoken_of(GROUP, text)) == ["first", "again", "moved"]
    assert ids(most_spoken_of(GROUP, "首次认定给多少？重新认定呢？")) == ["first", "again"]
    assert ids(most_spoken_of(GROUP, "公司迁入本县，奖多少，能有多少")) == ["moved"]


def test_a_single_award_needs_no_choice() -> None:
    assert ids(most_spoken_of([FIRST], "重新认定")) == ["first"]


def test_only_a_fact_that_an_award_has_alone_tells_it_from_the_others() -> None:
    assert is_told(AGAIN, GROUP, "重新认定了")
    assert not is_told(FIRST, GROUP, "重新认定了")
    shared = [replace(one, facts=FIRST.facts) for one in GROUP]
    assert not is_told(shared[0], shared, "首次认定")


def test_figures_with_their_own_words_weigh_more_than_a_bare_condition() -> None:
    assert weigh_facts(rule("bee-project"), "实际到账60万元") > weigh_facts(rule("apiary"), "刚认定")
    assert weigh_facts(rule("bee-project"), "今天天气不错") == 0


def test_sides_of_a_comparison_are_the_awards_whose_conditions_are_named() -> None:
    both = (FIRST, replace(AGAIN, facts=(yes_no_fact("again", ("重新认定",), ("首次认定",)),)))

    assert ids(spoken_of(both, "首次认定与重新认定")) == ["first", "again"]
    assert ids(spoken_of(both, "重新认定的")) == ["again"]


def test_a_figure_of_the_clause_speaks_for_the_award_that_states_it() -> None:
    sales = replace(rule("honey-sales"), facts=())
    project = replace(rule("bee-project"), facts=())

    assert ids(most_spoken_of([sales, project], "封顶是12万元吧")) == ["bee-project"]
