"""The one door behind every face, over the fictional corpus."""

import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.domain import Answer, Question, Section
from assistant.errors import BadFact, CorpusError, NotFound, RequestError
from assistant.language.lexicon import Lexicon
from assistant.ports import Segmenter, Word
from assistant.service import Assistant, Status, Token, World
from tests.dialogue import fictional
from tests.dialogue.fictional import BEES, DAY, FOLDER, NEW_POLICY, STAGE, figure
from tests.fakes import FakeEmbedder

QUESTION = Question("省级蜂业科技项目实际到账60万元，配套多少？", DAY, policy=BEES)
FACTS = {"bee_project_level": "省级", "bee_funds": "60万元"}


@dataclass
class Place:
    """An assistant with its corpus folder and the embedder that counts what it embeds."""

    assistant: Assistant
    corpus: Path
    data: Path
    embedder: FakeEmbedder
    world: World

    def reopened(self) -> Assistant:
        return Assistant(self.corpus, self.data, self.world)


@pytest.fixture(scope="session")
def segmenter(tmp_path_factory: pytest.TempPathFactory) -> Segmenter:
    return fictional.make_segmenter(fictional.corpus().terms, tmp_path_factory.mktemp("jieba"))


def make_place(folder: Path, segmenter: Segmenter) -> Place:
    corpus, embedder = Path(shutil.copytree(FOLDER, folder / "corpus")), FakeEmbedder()
    world = fictional.make_world(lambda terms: segmenter, embedder)
    return Place(Assistant(corpus, folder / "data", world), corpus, folder / "data", embedder, world)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, segmenter: Segmenter) -> Place:
    """One assistant for all tests that change nothing."""
    return make_place(tmp_path_factory.mktemp("service"), segmenter)


@pytest.fixture
def own(tmp_path: Path, segmenter: Segmenter) -> Place:
    """An assistant whose corpus may be changed."""
    return make_place(tmp_path, segmenter)


@pytest.fixture
def assistant(place: Place) -> Iterator[Assistant]:
    yield place.assistant


# -- the library


def test_policies_come_sorted_by_id(assistant: Assistant) -> None:
    assert [policy.id for policy in assistant.policies()] == [STAGE, BEES]
    assert assistant.policy(BEES) == assistant.policies()[1]


def test_an_unknown_policy_is_not_found(assistant: Assistant) -> None:
    with pytest.raises(NotFound):
        assistant.policy("no-such")


@pytest.mark.parametrize("ref", [f"{BEES}#4", "二（二）4", "二、（二）4"])
def test_a_clause_is_found_by_its_address(assistant: Assistant, ref: str) -> None:
    assert assistant.clause(ref) == fictional.clause("4")


def test_a_number_that_two_policies_have_needs_the_policy(assistant: Assistant) -> None:
    assert assistant.clause("3", STAGE) == fictional.clause("3", STAGE)
    with pytest.raises(NotFound):
        assistant.clause("99", STAGE)


def test_a_heading_is_found_as_a_section(assistant: Assistant) -> None:
    found = assistant.clause("二（二）", BEES)

    assert isinstance(found, Section)
    assert found.title == "壮大经营主体"


# -- search


def test_the_clause_that_speaks_of_it_comes_first(assistant: Assistant) -> None:
    assert assistant.search("蜜源保护区种植荆条")[0].clause == fictional.clause("3")


def test_a_query_that_is_an_address_is_looked_up_first(assistant: Assistant) -> None:
    hits = assistant.search("第5项", policy=BEES, limit=3)

    assert hits[0].clause == fictional.clause("5")
    assert hits[0].found[0].finder == "address"
    assert len(hits) == len({hit.clause.ref for hit in hits}) == 3


@pytest.mark.parametrize("number", ["青农发〔2030〕5号", "青农发(2030)5号"])
def test_a_query_that_is_a_document_number_gives_its_clauses_in_order(assistant: Assistant, number: str) -> None:
    hits = assistant.search(number, limit=3)

    assert [hit.clause.ref for hit in hits] == [f"{BEES}#0", f"{BEES}#一", f"{BEES}#1"]
    assert {one.reason for hit in hits for one in hit.found} == {"文号：青农发〔2030〕5号"}
    assert assistant.search(number, policy=STAGE)[0].clause.policy_id == STAGE


def test_the_clauses_of_a_unit_are_listed_in_order(assistant: Assistant) -> None:
    assert [hit.clause.number for hit in assistant.search("", unit="县财政局")] == ["1", "4", "三-2"]


def test_a_search_within_a_unit_finds_only_its_clauses(assistant: Assistant) -> None:
    hits = assistant.search("奖励", unit="县商务局")

    assert {hit.clause.number for hit in hits} == {"5", "6"}


def test_an_exact_search_finds_the_words_as_they_stand(assistant: Assistant) -> None:
    assert [hit.clause.ref for hit in assistant.search("一次性奖励", exact=True)] == [f"{BEES}#1"]
    assert assistant.search("孔雀", exact=True) == []


def test_no_more_hits_come_than_are_asked_for(assistant: Assistant) -> None:
    assert len(assistant.search("奖励", limit=2)) == 2


# -- awards


def test_rules_are_listed_for_all_or_one_policy(assistant: Assistant) -> None:
    assert {rule.policy_id for rule in assistant.award_rules()} == {BEES, STAGE}
    assert [rule.id for rule in assistant.award_rules(STAGE)] == ["stage-rent", "play-prize", "charity-shows"]
    with pytest.raises(NotFound):
        assistant.award_rules("no-such")


def test_a_rule_is_found_by_its_id_with_or_without_the_policy(assistant: Assistant) -> None:
    assert assistant.award_rule("bee-project") == assistant.award_rule(f"{BEES}:bee-project")


def test_an_award_is_calculated_from_facts_as_people_write_them(assistant: Assistant) -> None:
    award = assistant.calculate("bee-project", FACTS, DAY)

    assert (award.status, award.amount, award.as_of) == ("exact", Decimal(90000), DAY)
    assert award.facts == {"bee_project_level": "省级", "bee_funds": "600000"}


def test_missing_facts_are_asked_for(assistant: Assistant) -> None:
    assert [one.fact for one in assistant.calculate("bee-project", {}, DAY).missing] == [
        "bee_project_level",
        "bee_funds",
    ]


@pytest.mark.parametrize("value", ["很多钱", "-5", "NaN", ""])
def test_a_fact_that_is_no_amount_is_refused_by_name(assistant: Assistant, value: str) -> None:
    with pytest.raises(BadFact) as caught:
        assistant.calculate("bee-project", FACTS | {"bee_funds": value}, DAY)

    assert caught.value.fact == "bee_funds"


def test_an_unknown_award_is_not_found(assistant: Assistant) -> None:
    with pytest.raises(NotFound):
        assistant.calculate("no-such", {}, DAY)


def test_screening_shows_every_award_the_payable_first(assistant: Assistant) -> None:
    screened = assistant.screen(FACTS, DAY)

    assert (screened[0].id, figure(screened[0])) == ("bee-project", "exact 90000")
    assert sorted(award.id for award in screened) == sorted(rule.id for rule in assistant.award_rules())


def test_several_awards_are_added_up_with_ceilings_apart(assistant: Assistant) -> None:
    facts = FACTS | {"apiary_level": "国家级", "apiary_new": True, "play_first_prize": True}
    added = assistant.totals(assistant.screen(facts, DAY))

    assert (added.certain, set(added.certain_ids)) == (Decimal(170000), {"apiary", "bee-project"})
    assert (added.ceilings, added.ceiling_ids) == (Decimal(50000), ("play-prize",))


# -- answers


def test_a_question_is_answered(assistant: Assistant) -> None:
    answer = assistant.ask(QUESTION)

    assert [figure(award) for award in answer.awards] == ["exact 90000"]
    assert answer.guard.passed


def test_a_question_to_an_unknown_policy_is_not_found(assistant: Assistant) -> None:
    with pytest.raises(NotFound):
        assistant.ask(replace(QUESTION, policy="no-such"))


def test_a_stream_ends_with_the_answer_whose_text_it_told(assistant: Assistant) -> None:
    events = list(assistant.stream(QUESTION))
    answer = events[-1]

    assert isinstance(answer, Answer)
    assert isinstance(events[0], Status)
    assert "".join(one.text for one in events if isinstance(one, Token)) == answer.text
    assert replace(answer, timings_ms={}) == replace(assistant.ask(QUESTION), timings_ms={})


def test_threads_that_ask_at_once_get_the_same_answer(own: Place) -> None:
    start = threading.Barrier(4)

    def ask() -> Answer:
        start.wait()
        return replace(own.assistant.ask(QUESTION), timings_ms={})

    with ThreadPoolExecutor(4) as pool:
        answers = [future.result() for future in [pool.submit(ask) for _ in range(4)]]

    assert answers == [answers[0]] * 4
    assert len(own.embedder.passages) == len(set(own.embedder.passages))


# -- upkeep


def test_reading_the_corpus_opens_no_index(own: Place) -> None:
    own.assistant.calculate("bee-project", FACTS, DAY)
    own.assistant.clause("二（二）4")

    assert (own.assistant.is_ready(), own.embedder.passages) == (False, [])


def test_warming_up_opens_the_index_and_reports_progress(own: Place) -> None:
    seen: list[tuple[int, int]] = []
    own.assistant.warm_up(lambda done, total: seen.append((done, total)))

    assert own.assistant.is_ready()
    assert seen[-1][0] == seen[-1][1] > 0


@dataclass
class Overhearing:
    """A segmenter that remembers what it was given to cut."""

    segmenter: Segmenter
    heard: list[str] = field(default_factory=list)

    def cut(self, text: str) -> list[Word]:
        self.heard.append(text)
        return self.segmenter.cut(text)

    def frequency(self, word: str) -> int:
        return self.segmenter.frequency(word)


def test_a_rehearsal_passes_a_greeting_through_embedder_and_segmenter(own: Place, segmenter: Segmenter) -> None:
    overhearing = Overhearing(segmenter)
    assistant = Assistant(own.corpus, own.data, replace(own.world, make_segmenter=lambda terms: overhearing))
    assistant.rehearse()

    assert assistant.is_ready()
    assert ("你好" in own.embedder.queries, "你好" in overhearing.heard) == (True, True)


@pytest.mark.parametrize("serves", [True, False])
def test_a_changed_corpus_is_rehearsed_only_while_it_serves(own: Place, segmenter: Segmenter, serves: bool) -> None:
    made: list[Overhearing] = []

    def make_segmenter(terms: Lexicon) -> Overhearing:
        made.append(Overhearing(segmenter))
        return made[-1]

    assistant = Assistant(own.corpus, own.data, replace(own.world, make_segmenter=make_segmenter))
    if serves:
        assistant.rehearse()
    assistant.remove(STAGE)

    assert ("你好" in made[-1].heard) is serves


def test_a_second_start_embeds_nothing_again(own: Place) -> None:
    own.assistant.warm_up()
    own.embedder.passages.clear()
    again = own.reopened()
    again.warm_up()

    assert own.embedder.passages == []
    assert again.ask(QUESTION).text == own.assistant.ask(QUESTION).text


def test_a_dry_run_reports_and_changes_nothing(own: Place, tmp_path: Path) -> None:
    path = tmp_path / "river-2032.md"
    path.write_text(NEW_POLICY, encoding="utf-8")
    reports = own.assistant.ingest([path], dry_run=True)

    assert [(one.title, one.clauses) for one in reports] == [("梨溪镇河道清洁办法", 3)]
    assert [policy.id for policy in own.assistant.policies()] == [STAGE, BEES]
    assert not (own.corpus / "policies" / "river-2032").exists()


def test_an_ingested_policy_is_found_at_once_and_only_its_clauses_are_embedded(own: Place, tmp_path: Path) -> None:
    own.assistant.warm_up()
    own.embedder.passages.clear()
    path = tmp_path / "river-2032.md"
    path.write_text(NEW_POLICY, encoding="utf-8")
    own.assistant.ingest([path], dry_run=False)

    assert own.assistant.search("清理河道的村")[0].clause.ref == "river-2032#2"
    assert [one for one in own.embedder.passages if "河道" not in one] == []
    assert "river-2032" in [policy.id for policy in own.reopened().policies()]


def test_a_file_that_is_not_there_changes_nothing(own: Place, tmp_path: Path) -> None:
    before = own.assistant.policies()
    with pytest.raises(RequestError):
        own.assistant.ingest([tmp_path / "none.md"], dry_run=False)

    assert own.assistant.policies() == before


def test_a_removed_policy_is_gone_from_answers_search_and_folder(own: Place) -> None:
    own.assistant.warm_up()
    own.assistant.remove(STAGE)

    assert [policy.id for policy in own.assistant.policies()] == [BEES]
    assert {hit.clause.policy_id for hit in own.assistant.search("场租补贴")} == {BEES}
    assert {rule.policy_id for rule in own.assistant.award_rules()} == {BEES}
    assert not (own.corpus / "policies" / STAGE).exists()


def test_removing_an_unknown_policy_is_not_found(own: Place) -> None:
    with pytest.raises(NotFound):
        own.assistant.remove("no-such")


def test_the_old_corpus_serves_while_the_new_one_is_broken(own: Place, tmp_path: Path) -> None:
    own.assistant.warm_up()
    (own.corpus / "policies" / STAGE / "rules.yaml").write_text("奖补: [1]\n", encoding="utf-8")
    path = tmp_path / "river-2032.md"
    path.write_text(NEW_POLICY, encoding="utf-8")
    with pytest.raises(CorpusError):
        own.assistant.ingest([path], dry_run=False)

    assert [figure(award) for award in own.assistant.ask(QUESTION).awards] == ["exact 90000"]
    assert [policy.id for policy in own.assistant.policies()] == [STAGE, BEES]


def test_a_consistent_corpus_has_no_findings(assistant: Assistant) -> None:
    assert assistant.check() == []


def test_a_preview_reads_the_clauses_and_changes_nothing(own: Place, tmp_path: Path) -> None:
    path = tmp_path / "river-2032.md"
    path.write_text(NEW_POLICY, encoding="utf-8")
    (planned,) = own.assistant.preview([path])

    assert planned.policy is not None
    assert (planned.policy.title, len(planned.policy.clauses)) == ("梨溪镇河道清洁办法", 3)
    assert [policy.id for policy in own.assistant.policies()] == [STAGE, BEES]
