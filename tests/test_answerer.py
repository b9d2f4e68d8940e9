"""Answers on a real small library: evidence first, every sentence checked, honest refusal."""

from __future__ import annotations

import json
import re

import pytest

from assistant.answer import EvidenceFound, Finished, SentenceReady, Turn
from assistant.answerer import Answerer, open_answerer
from ingest.errors import EmptyLibraryError, ModelError
from ingest.settings import load_settings
from tests.scripted import ScriptedModel

BEARING = "P-204A 베어링 온도는 몇 도에서 경보가 울리나요?"


@pytest.fixture(scope="module")
def answerer(small_settings):
    opened = open_answerer(small_settings)
    yield opened
    opened.close()


def with_model(answerer: Answerer, model: object) -> Answerer:
    given = Answerer(answerer.settings, answerer.library, answerer.retriever)
    given.use_model(model)
    return given


@pytest.mark.parametrize(
    ("question", "document", "holds"),
    [
        (BEARING, "manuals/descaler.md", "75 °C"),
        ("p204a 패킹에서 물이 얼마나 떨어져야 정상인가요", "manuals/descaler.md", "10~20방울"),
        ("SUS304 3패스 압력은?", "manuals/descaler.md", "240 bar"),
        ("What should be checked first on alarm E03305?", "manuals/vacuum.md", "O-ring"),
        ("VD-1 진공은 몇 mbar 아래로 몇 분 유지하나요?", "manuals/vacuum.md", "0.67 mbar"),
        ("버너가 꺼지면 퍼지를 얼마나 해야 하나요?", "interviews/furnace.txt", "오 분"),
    ],
)
def test_a_question_is_answered_with_the_words_of_its_source(answerer, question, document, holds):
    answer = answerer.answer(question, mode="quoted")
    assert answer.status == "quoted"
    assert answer.sources[0].document == document
    assert holds in answer.sources[0].quote


@pytest.mark.parametrize(
    "question",
    [
        "P-204B 베어링 온도는 몇 도에서 경보가 울리나요?",
        "구내식당 점심 메뉴는 무엇인가요?",
        "Who won the football match yesterday?",
    ],
)
def test_what_the_sources_do_not_say_is_refused(answerer, question):
    answer = answerer.answer(question, mode="quoted")
    assert answer.status == "refused"
    assert answer.sources == () and answer.sentences == ()
    assert "[1]" not in answer.answer


def test_every_number_in_the_answer_is_a_listed_source_in_order_of_first_use(answerer):
    answer = answerer.answer(BEARING, mode="quoted")
    used = [int(n) for n in re.findall(r"\[(\d+)\]", answer.answer)]
    assert (
        list(dict.fromkeys(used)) == [s.n for s in answer.sources] == list(range(1, len(answer.sources) + 1))
    )


def test_marked_spans_are_the_quoted_words(answerer):
    answer = answerer.answer(BEARING, mode="quoted")
    for source in answer.sources:
        for start, end in source.marked:
            assert any(" ".join(source.quote[start:end].split()) == s.text for s in answer.sentences)


def test_a_veteran_is_credited_and_no_identifier_is_shown(answerer):
    answer = answerer.answer("버너가 꺼지면 퍼지를 얼마나 해야 하나요?", mode="quoted")
    first = answer.sources[0]
    assert (first.contributor, first.role, first.kind) == ("박영식", "가열로 반장", "interview")
    shown = json.dumps(
        answerer.answer("연락처가 어떻게 되시죠?", mode="quoted").as_dict(), ensure_ascii=False
    )
    assert "1234" not in shown


def test_a_composed_answer_keeps_only_checked_sentences(answerer):
    model = ScriptedModel(
        "베어링 온도 경보는 75 °C입니다 [1]. 정지는 110 °C입니다 [1]. 빵은 235 °C에서 굽습니다 [2]."
    )
    events = list(with_model(answerer, model).stream(BEARING, mode="composed"))
    assert [type(e) for e in events] == [EvidenceFound, SentenceReady, Finished]
    answer = events[-1].answer
    assert (answer.status, answer.model) == ("answered", "scripted")
    assert answer.answer.splitlines()[0] == "베어링 온도 경보는 75 °C입니다. [1]"
    assert "75 °C" in answer.sources[0].quote


def test_a_worded_answer_stands_above_all_that_was_quoted(answerer):
    model = ScriptedModel("베어링 온도 경보는 75 °C입니다 [1].")
    quoted = answerer.answer(BEARING, mode="quoted")
    answer = with_model(answerer, model).answer(BEARING, mode="composed")
    assert [s.part for s in answer.sentences] == ["worded", *(s.part for s in quoted.sentences)]
    assert [s.text for s in answer.sentences[1:]] == [s.text for s in quoted.sentences]
    assert {s.quote for s in answer.sources} == {s.quote for s in quoted.sources}


def test_a_citation_is_put_right_when_the_model_cites_the_wrong_source(answerer):
    model = ScriptedModel("On alarm E03305 check the cover O-ring seal first [3].")
    answer = with_model(answerer, model).answer(
        "What should be checked first on alarm E03305?", mode="composed"
    )
    assert answer.status == "answered"
    assert "O-ring" in answer.sources[answer.sentences[0].citations[0] - 1].quote


@pytest.mark.parametrize(
    ("says", "fails"),
    [
        ("", ""),
        ("NO_ANSWER", ""),
        ("베어링 온도 경보는 110 °C입니다 [1].", ""),
        ("P-204B 베어링 온도 경보는 75 °C입니다 [1].", ""),
        ("The bearing alarm of P-204A is at 75 °C [1].", ""),
        ("아" * 3000, ""),
        ("[1] [2] [3]", ""),
        ("베어링", "The model broke off."),
        ("", "The model does not answer."),
    ],
)
def test_a_model_that_lies_or_fails_leaves_the_sources_own_words(answerer, says, fails):
    answer = with_model(answerer, ScriptedModel(says, fails)).answer(BEARING, mode="composed")
    assert answer.status == "quoted"
    assert "75 °C" in answer.answer
    assert answer.warnings and (not fails or fails in answer.warnings[-1])


def test_a_sentence_that_does_not_bear_on_the_question_is_not_an_answer(answerer):
    model = ScriptedModel("SM45C의 3패스 압력은 180 bar입니다 [1].")
    answer = with_model(answerer, model).answer(BEARING, mode="composed")
    assert answer.status == "quoted"


def test_a_model_never_sees_personal_data_of_the_question(answerer):
    model = ScriptedModel("NO_ANSWER")
    with_model(answerer, model).answer(f"제 번호는 010-9876-5432입니다. {BEARING}", mode="composed")
    (prompt,) = model.prompts
    assert "9876" not in json.dumps(prompt, ensure_ascii=False)


def test_a_follow_up_is_answered_from_what_it_points_back_to(answerer):
    history = [Turn("P-204A 패킹은 얼마나 새야 정상인가요?", "분당 10~20방울")]
    answer = answerer.answer("그럼 아예 안 떨어지면?", history, mode="quoted")
    assert "그랜드 너트" in " ".join(s.quote for s in answer.sources)


def test_an_empty_library_says_what_to_do(tmp_path):
    with pytest.raises(EmptyLibraryError, match="jangin ingest"):
        open_answerer(load_settings(home=tmp_path / "none"))


def test_a_named_model_that_is_missing_still_leaves_the_evidence(small_settings, tmp_path):
    settings = small_settings.model_copy(
        update={"llm": small_settings.llm.model_copy(update={"provider": "starter"}), "model_dir": tmp_path}
    )
    opened = open_answerer(settings)
    answer = opened.answer(BEARING, mode="composed")
    opened.close()
    assert answer.status == "quoted"
    assert "jangin model get" in answer.warnings[-1]
    with pytest.raises(ModelError):
        opened.model()
