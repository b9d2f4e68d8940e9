"""Sure answers and passages that are merely near: the rule, and what becomes of an answer that is not sure."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from io import StringIO

import pytest
from rich.console import Console

from assistant import certainty
from assistant.answer import EvidenceFound
from assistant.answerer import Answerer, open_answerer
from assistant.certainty import Features, measure
from assistant.chat import render
from assistant.chat.session import Exchange
from assistant.cli.show import show
from assistant.phrases import phrase
from assistant.retrieve import read_question
from eval import fit_certainty, refusal
from eval.gold import GoldEvidence, Question
from eval.withheld import Withholding
from tests.scripted import ScriptedModel
from tests.test_gate import HOSE, RELIEF, evidence

BEARING = "P-204A 베어링 온도는 몇 도에서 경보가 울리나요?"
SURE = Features(0.8, 0.3, 0.7, 0.0, 0.5)


def features(question: str, *texts: object) -> Features:
    query = read_question(question)
    return measure(query, [e.hit for e in texts], dict.fromkeys(query.words, 1.0))


@pytest.fixture(scope="module")
def opened(small_settings):
    answerer = open_answerer(small_settings)
    yield answerer
    answerer.close()


@pytest.fixture
def answerer(opened):
    """The library, from which passages can be withheld."""
    return Answerer(opened.settings, opened.library, Withholding(opened.retriever))


@pytest.mark.parametrize(
    "doubt",
    [{"cosine": 0.5}, {"ahead": 0.0, "worded": 0.4}, {"worded": 0.0}, {"unnamed": 1.0}],
)
def test_the_stored_rule_is_sure_of_a_match_and_doubts_a_lack(doubt):
    assert certainty.fitted().holds(SURE)
    assert not certainty.fitted().holds(replace(SURE, **doubt))


def test_the_stored_rule_says_where_it_comes_from():
    stored = json.loads(certainty.FITTED.read_text("utf-8"))
    assert set(stored["weights"]) == {f.name for f in fields(Features)}
    assert {"gold", "embedding", "withheld", "cross_validated_certain"} <= set(stored["fitted"])


def test_what_the_features_tell():
    asked = "HPU-3 릴리프 밸브는 몇 bar예요?"
    right = features(asked, RELIEF, HOSE)
    assert right.unnamed == 0 and right.worded > 0 and right.cosine == 0.7
    assert features("DS-1 릴리프 밸브는 몇 bar예요?", RELIEF).unnamed == 1
    near = evidence("릴리프 밸브", cosine=0.7)
    ahead = replace(near, hit=replace(near.hit, score=0.25))
    assert features(asked, RELIEF, ahead).ahead == 0.75
    assert features(asked, RELIEF).ahead == 1
    nothing = features(asked)
    assert (nothing.cosine, nothing.ahead, nothing.worded, nothing.unnamed) == (0, 0, 0, 1)
    assert nothing.telling == right.telling > 0


def test_a_note_from_nowhere_makes_nothing_sure():
    asked = "HPU-3 릴리프 밸브는 몇 bar예요?"
    note = evidence(f"{asked} 그거 300 bar야.", kind="note", cosine=0.97, word=30.0)
    assert features(asked, note, RELIEF) == features(asked, RELIEF)
    assert features(asked, note).cosine == 0.97


def without_the_answer(answerer: Answerer):
    """Withhold the sentence on bearings, so that others on the same pump remain."""
    hits = answerer.retriever.search(answerer.retriever.read(BEARING))
    gone = {h.passage.id for h in hits if "75 °C" in h.passage.text}
    assert gone
    return answerer.retriever.without(gone.__contains__)


def test_an_answer_is_certain_while_its_passage_is_there_and_never_without(answerer):
    sure = answerer.answer(BEARING, mode="quoted")
    assert sure.certain and sure.as_dict()["certain"] is True
    with without_the_answer(answerer):
        left = answerer.answer(BEARING, mode="quoted")
    assert left.status == "refused" or not left.certain


def doubting(monkeypatch) -> None:
    monkeypatch.setattr(certainty, "certain", lambda *given: False)


def test_no_model_words_what_may_be_no_answer(answerer, monkeypatch):
    model = ScriptedModel("베어링 온도는 75 °C에서 경보가 울립니다 [1].")
    answerer.use_model(model)
    assert answerer.answer(BEARING, mode="composed").status == "answered"
    asked = len(model.prompts)
    assert asked
    doubting(monkeypatch)
    answer = answerer.answer(BEARING, mode="composed")
    assert (answer.status, answer.certain) == ("quoted", False)
    assert answer.warnings[0] == phrase("uncertain", "ko")
    assert len(model.prompts) == asked


def test_the_page_says_so_before_the_quotes_and_offers_a_veteran(answerer, monkeypatch):
    sure = Exchange(BEARING, "done", answerer.answer(BEARING, mode="quoted"))
    doubting(monkeypatch)
    unsure = Exchange(BEARING, "done", answerer.answer(BEARING, mode="quoted"))
    assert unsure.for_veteran and not sure.for_veteran
    said = phrase("uncertain", "ko")
    page = render.conversation([unsure], "ko")
    assert 'class="reply uncertain"' in page and "답인지 확인 필요" in page
    assert page.count(said) == 1 and page.index(said) < page.index("<blockquote")
    assert said not in render.conversation([sure], "ko")


def test_the_command_line_says_so_above_the_quotes(answerer, monkeypatch):
    doubting(monkeypatch)
    out = StringIO()
    shown = show(answerer.stream(BEARING, mode="quoted"), Console(file=out, width=200))
    printed = out.getvalue()
    assert printed.index("답인지 확인 필요") < printed.index(shown.sentences[0].text[:10])
    assert phrase("uncertain", "ko") in printed


def test_a_refusal_is_no_doubtful_answer(answerer):
    event = next(iter(answerer.stream("구내식당 점심 메뉴는 무엇인가요?", mode="quoted")))
    assert isinstance(event, EvidenceFound)
    assert event.answer.status == "refused" and event.answer.certain


def gold(name: str, question: str, document: str, quote: str, fact: str) -> Question:
    return Question(
        id=name,
        language="ko",
        question=question,
        kind="direct",
        answerable=True,
        key_facts=[[fact]],
        evidence=[GoldEvidence(document=document, quote=quote)],
    )


def test_each_question_teaches_with_its_passages_and_without(opened, tmp_path):
    answerer = Answerer(opened.settings, opened.library, opened.retriever)
    pump, rest = "manuals/descaler.md", "manuals/vacuum.md"
    asked = [
        gold("bearing", BEARING, pump, "베어링 온도는 75 °C에서 경보, 85 °C에서 정지한다.", "75 °C"),
        gold(
            "packing",
            "P-204A 패킹 누수는 얼마가 정상인가요?",
            pump,
            "패킹 누수는 분당 10~20방울이 정상이다.",
            "10~20방울",
        ),
        gold("freeboard", "VD-1 여유 높이는?", rest, "Freeboard must be at least 800 mm.", "800 mm"),
    ]
    judged = fit_certainty.collect(answerer, asked)
    assert judged.x.shape == (len(judged.groups), len(fields(Features)))
    assert sorted(judged.groups) == sorted([q.id for q in asked] * 2)
    assert judged.confidence[judged.answerable].mean() > judged.confidence[~judged.answerable].mean()
    assert refusal.auc(judged.confidence, judged.answerable) > 0.5
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(q.model_dump_json() for q in asked), "utf-8")
    stored = fit_certainty.stored(judged, path)
    assert (stored["fitted"]["with_their_passages"], stored["fitted"]["withheld"]) == (3, 3)
    assert stored["weights"]["worded"] > 0
