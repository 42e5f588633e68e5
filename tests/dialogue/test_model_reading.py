"""What a model says that it heard counts only where the person's own words bear it out."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.dialogue.facts import Heard
from assistant.dialogue.model import ModelResponder
from assistant.dialogue.model_calls import ModelCalls
from assistant.dialogue.model_facts import Told, heard_fact
from assistant.dialogue.model_reading import Reading, standalone_of, with_facts
from assistant.domain import Answer, Fact, Question, Turn
from assistant.service import Assistant
from tests.dialogue import fictional
from tests.dialogue.fictional import BEES, DAY, ask_about, named, rule
from tests.dialogue.model_stand import ScriptedModel, failure

Asking = Callable[..., Answer]
LEVEL = Fact("bee_project_level", "省级", "user", "省级")


def told(standalone: str = "", **facts: tuple[str, str]) -> str:
    heard = [{"name": name, "value": value, "words": words} for name, (value, words) in facts.items()]
    return json.dumps({"standalone": standalone, "facts": heard}, ensure_ascii=False)


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Asking:
    """Asks a model that reads as told and then writes nothing that can be used."""
    words = fictional.make_segmenter(fictional.corpus().terms, tmp_path_factory.mktemp("jieba"))
    data: Path = tmp_path_factory.mktemp("data")

    def ask_it(text: str, reading: str | Exception, *history: Turn) -> Answer:
        from dataclasses import replace

        model = ModelResponder(ModelCalls(ScriptedModel([reading, ""]), pause=lambda s: None), 5.0, understands=True)
        world = replace(fictional.make_world(lambda terms: words), make_responder=lambda desk: model)
        return Assistant(fictional.FOLDER, data, world).ask(Question(text, DAY, history, BEES))

    return ask_it


ASKED = "蜂业科技项目能配套多少？"
INVENTED = [
    told(bee_project_level=("省级", "省级项目")),
    told(bee_project_level=("省级", "蜂业科技项目")),
    told(bee_funds=("60万元", "到账60万元")),
    told(bee_funds=("60万元", "")),
    told(bee_funds=("60万元", "能配套多少")),
    told(bee_project_level=("省级", "省级"), bee_funds=("60万元", "60万元")),
    told(no_such_fact=("1", "蜂业")),
    told(standalone="省级蜂业科技项目到账60万元能配套多少？"),
    "不是 JSON",
    "[]",
    '{"facts": "all"}',
    failure(),
]


@pytest.mark.parametrize("reading", INVENTED)
def test_a_fact_that_is_not_in_the_persons_words_is_dropped(ask: Asking, reading: str | Exception) -> None:
    plain, shown = ask(ASKED, told()), ask(ASKED, reading)
    assert (shown.text, shown.awards, shown.missing) == (plain.text, plain.awards, plain.missing)
    assert plain.missing != ()


def test_what_the_words_bear_out_joins_what_was_heard() -> None:
    words = "我们的蜂业科技项目，六十万都进了公户，能配套多少？"
    before = ask_about(words, named("bee-project"), bee_project=Heard({"bee_project_level": LEVEL}))
    reading = Reading.model_validate_json(
        told(bee_funds=("60万元", "六十万都进了公户"), bee_project_level=("市级", "蜂业科技项目"))
    )
    after = with_facts(before, reading, Question(words, DAY))
    heard = after.heard[rule("bee-project").key].facts
    assert {name: one.value for name, one in heard.items()} == {"bee_project_level": "省级", "bee_funds": "600000"}
    assert after.is_personal


@pytest.mark.parametrize(
    ("standalone", "kept"),
    [
        ("市级蜂业科技项目能配套多少", True),
        ("国家级光伏项目能配套多少", False),
        ("市级蜂业科技项目到账80万元能配套多少", False),
        ("", False),
    ],
)
def test_a_standalone_question_has_only_the_persons_words_and_figures(standalone: str, kept: bool) -> None:
    question = Question(
        "市级的呢", DAY, (Turn("user", "蜂业科技项目能配套多少？"), Turn("assistant", "国家级光伏项目"))
    )
    assert standalone_of(Reading(standalone=standalone), question) == (standalone if kept else None)


def test_what_was_heard_without_the_model_stands(ask: Asking) -> None:
    asked = "省级蜂业科技项目实际到账60万元，配套多少？"
    assert ask(asked, told(bee_funds=("50万元", "60万元"))).awards == ask(asked, told()).awards


def test_the_call_counts_even_where_no_word_is_reworded(ask: Asking) -> None:
    shown = ask(ASKED, told())
    assert shown.usage is not None
    assert shown.usage.calls >= 1


@pytest.mark.parametrize(
    ("value", "words", "said"),
    [
        ("60万元", "60万元", "如果到账60万元呢"),
        ("60万元", "到账60万元吗", "到账60万元吗"),
        ("50万元", "到账60万元", "到账60万元"),
        ("60万元", "没到账60万元", "没到账60万元"),
        ("60万元", "10万元和60万元", "10万元和60万元"),
        ("不少", "到账60万元", "到账60万元"),
    ],
)
def test_another_figure_two_figures_or_a_denial_is_no_fact(value: str, words: str, said: str) -> None:
    award = rule("bee-project")
    assert heard_fact(award, Told(name="bee_funds", value=value, words=words), [said], []) is None


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [("bee_funds", "60万元", "打到我们账上六十万"), ("bee_project_level", "省级", "省级的项目")],
)
def test_a_value_that_the_words_mean_is_a_fact_with_its_words(name: str, value: str, words: str) -> None:
    fact = heard_fact(rule("bee-project"), Told(name=name, value=value, words=words), [f"我们{words}，行不行"], [])
    assert fact is not None
    assert (fact.words, fact.source) == (words, "user")


def test_a_figure_that_already_means_something_is_not_taken_twice() -> None:
    told_again = Told(name="bee_funds", value="60万元", words="到账60万元")
    assert heard_fact(rule("bee-project"), told_again, ["到账60万元"], ["60万元"]) is None
