import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from assistant.adapters.langchain_agent import LangChainAgent, make_tools
from assistant.adapters.langchain_model import LangChainModel
from assistant.adapters.remembered import RememberedQueries
from assistant.dialogue.model import ModelResponder
from assistant.dialogue.model_usage import Meter
from assistant.domain import Award, Clause, Hit, Turn
from assistant.errors import ConfigurationError, NotFound, WorldError
from assistant.ports import Spent
from assistant.service import Assistant
from assistant.settings import load_settings
from assistant.wiring import build_assistant, build_embedder, build_reranker, build_responder
from tests.adapters.openai_server import Manner, OpenAIServer, serve

KEY = "sk-very-secret"
ASKED = [Turn("user", "省级孵化器奖多少？"), Turn("assistant", "十万元"), Turn("user", "谁负责？")]
CORPUS = Path(__file__).parent.parent.parent / "corpus"


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    with serve() as running:
        yield running


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    data = tmp_path_factory.mktemp("data")
    return build_assistant(load_settings(environ={}, corpus_dir=CORPUS, data_dir=data))


@dataclass
class RecordingDesk:
    """A desk that knows nothing and remembers the facts it was given."""

    facts: list[Mapping[str, object]] = field(default_factory=list)

    def search(self, query: str, *, unit: str | None = None, limit: int = 10) -> list[Hit]:
        return []

    def clause(self, ref: str) -> Clause:
        raise NotFound(f"no clause {ref}", f"没有“{ref}”这一条。")

    def calculate(self, award_id: str, facts: Mapping[str, object]) -> Award:
        self.facts.append(facts)
        raise NotFound(f"no award {award_id}", f"没有“{award_id}”这项奖补。")

    def screen(self, facts: Mapping[str, object]) -> list[Award]:
        self.facts.append(facts)
        return []


def test_a_draft_is_streamed_from_an_openai_compatible_endpoint(server: OpenAIServer) -> None:
    *pieces, spent = _model(server).draft("你是编辑", ASKED)
    assert spent == Spent(120, 30)
    assert "".join(map(str, pieces)) == "十万元，由区教科局负责〔1〕。"
    assert len(pieces) > 1
    assert server.keys == [f"Bearer {KEY}"]


def test_the_model_hears_system_and_turns_in_order_at_temperature_zero(server: OpenAIServer) -> None:
    list(_model(server).draft("你是编辑", ASKED))
    heard = [(message["role"], message["content"]) for message in server.requests[0]["messages"]]
    assert heard == [("system", "你是编辑"), *((turn.role, turn.content) for turn in ASKED)]
    assert (server.requests[0]["model"], server.requests[0]["temperature"]) == ("local-model", 0)


@pytest.mark.parametrize("manner", ["garbage", "nonsense", "refusing", "failing", "cutting"])
def test_whatever_the_provider_does_wrong_is_a_world_error(server: OpenAIServer, manner: Manner) -> None:
    server.manner = manner
    with pytest.raises(WorldError):
        list(_model(server).draft("", ASKED))


def test_a_provider_that_does_not_answer_is_given_up_in_time(server: OpenAIServer) -> None:
    server.manner = "hanging"
    with pytest.raises(WorldError, match="Timeout"):
        list(LangChainModel("openai:local-model", server.url, KEY, timeout_s=0.2).draft("", ASKED))


def test_a_provider_that_is_not_there_is_a_world_error() -> None:
    with pytest.raises(WorldError, match="ConnectionError"):
        list(LangChainModel("openai:local-model", "http://127.0.0.1:9/v1", KEY).draft("", ASKED))


def test_the_key_is_in_no_message_even_if_the_provider_repeats_it(server: OpenAIServer) -> None:
    server.manner = "refusing"
    with pytest.raises(WorldError) as raised:
        list(_model(server).draft("", ASKED))
    assert KEY not in f"{raised.value}{raised.value.message_zh}{raised.value.__cause__}"
    assert raised.value.__suppress_context__


def test_an_endpoint_of_ones_own_needs_no_key(server: OpenAIServer) -> None:
    assert next(LangChainModel("openai:local-model", server.url).draft("", ASKED)) != ""


@pytest.mark.parametrize("name", ["nosuch:model", "anthropic:model"])
def test_a_provider_that_is_unknown_or_not_installed_is_a_configuration_error(name: str) -> None:
    with pytest.raises(ConfigurationError, match=name):
        LangChainModel(name).made  # noqa: B018


def test_only_models_known_to_call_tools_are_given_tools(server: OpenAIServer) -> None:
    known, unknown = LangChainModel("openai:gpt-4o", server.url), LangChainModel("openai:local-model", server.url)
    assert (known.can_call_tools, unknown.can_call_tools) == (True, False)


def test_the_agent_calculates_with_the_tool_and_then_writes(server: OpenAIServer, assistant: Assistant) -> None:
    facts = {"project_level": "省级", "project_funds_disbursed": "80万元"}
    server.replies = [("calculate_award", {"award_id": "major-project", "facts": facts}), "可配套8万元〔1〕。"]
    agent = LangChainAgent(LangChainModel("openai:gpt-4o", server.url, KEY), lambda: assistant)
    assert list(agent.draft("你是编辑", ASKED)) == ["可配套8万元〔1〕。", Spent(240, 60, 2)]
    result = json.loads(server.requests[1]["messages"][-1]["content"])
    assert (result["status"], result["amount"]) == ("exact", "80000")
    offered = {one["function"]["name"] for one in server.requests[0]["tools"]}
    assert offered == {"search_clauses", "read_clause", "calculate_award", "screen_awards"}


def test_a_form_is_filled_as_one_json_object_of_the_schema(server: OpenAIServer) -> None:
    server.replies = [json.dumps({"level": "省级"})]
    schema = {
        "title": "Heard",
        "type": "object",
        "properties": {"level": {"type": "string"}},
        "required": ["level"],
        "additionalProperties": False,
    }
    assert list(_model(server).fill("", ASKED, schema)) == ['{"level": "省级"}', Spent(120, 30)]
    assert server.requests[0]["response_format"]["json_schema"]["schema"]["properties"] == schema["properties"]


def test_an_agent_that_never_stops_calling_tools_is_stopped(server: OpenAIServer) -> None:
    server.replies = [("read_clause", {"ref": "14"})]
    agent = LangChainAgent(LangChainModel("openai:gpt-4o", server.url, KEY), RecordingDesk)
    with pytest.raises(WorldError, match="ModelCallLimitExceeded"):
        list(agent.draft("", ASKED))


def test_tools_give_clauses_and_results_as_json(assistant: Assistant) -> None:
    tools = {tool.name: tool for tool in make_tools(assistant)}
    clause = json.loads(tools["read_clause"].invoke({"ref": "第13条"}))
    found = json.loads(tools["search_clauses"].invoke({"query": "小巨人奖励"}))
    screened = json.loads(tools["screen_awards"].invoke({"facts": {"high_tech_renewed": True}}))
    assert clause["责任单位"] == ["区民营经济局"]
    assert clause["编号"] in [one["编号"] for one in found]
    assert [one["金额"] for one in screened if one["编号"] == "high-tech-renewal"] == ["100000"]


def test_a_mistake_of_the_model_comes_back_as_words_it_can_act_on() -> None:
    tools = {tool.name: tool for tool in make_tools(RecordingDesk())}
    assert json.loads(tools["read_clause"].invoke({"ref": "99"})) == {"错误": "没有“99”这一条。"}


def test_a_number_from_the_model_reaches_the_desk_as_text() -> None:
    desk = RecordingDesk()
    tools = {tool.name: tool for tool in make_tools(desk)}
    tools["screen_awards"].invoke({"facts": {"fund_size": 0.1, "is_chain_leader": True}})
    assert desk.facts == [{"fund_size": "0.1", "is_chain_leader": True}]


def test_without_a_model_in_the_settings_nothing_rewords() -> None:
    assert build_responder(load_settings(environ={}), RecordingDesk) is None
    assert build_reranker(load_settings(environ={})) is None


def test_the_settings_of_a_user_lead_to_the_endpoint(server: OpenAIServer) -> None:
    environ = {"POLICY_LLM": "openai:local-model", "POLICY_LLM_BASE_URL": server.url, "POLICY_LLM_API_KEY": KEY}
    responder = build_responder(load_settings(environ=environ), RecordingDesk)
    assert isinstance(responder, ModelResponder)
    said = responder.calls.complete("", ASKED, responder.calls.clock() + 5, Meter())
    assert (said, server.keys) == ("十万元，由区教科局负责〔1〕。", [f"Bearer {KEY}"])


def test_a_model_that_cannot_be_made_is_told_at_once() -> None:
    with pytest.raises(ConfigurationError, match="nosuch"):
        build_responder(load_settings(environ={"POLICY_LLM": "nosuch:model"}), RecordingDesk)


def test_each_name_of_an_embedder_leads_to_its_adapter_with_a_memory(tmp_path: Path) -> None:
    names = ["bundled", "st:somewhere", "openai:text-embedding-3-small"]
    settings = [load_settings(environ={}, embedding=name, data_dir=tmp_path) for name in names]
    made = [build_embedder(one) for one in settings]
    assert [type(one).__name__ for one in made] == ["RememberedQueries"] * 3
    inner = [type(one.embedder).__name__ for one in made if isinstance(one, RememberedQueries)]
    assert inner == ["OnnxE5", "SentenceTransformerEmbedder", "OpenAIEmbedder"]


def _model(server: OpenAIServer) -> LangChainModel:
    return LangChainModel("openai:local-model", server.url, KEY, timeout_s=5.0)
