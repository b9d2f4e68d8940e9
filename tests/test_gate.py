"""What the gate looks at, on passages made for each case."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.answer import Turn
from assistant.evidence import Evidence
from assistant.gate import Features, measure
from assistant.retrieve import Hit, read_question
from ingest.documents import Locator
from ingest.store.documents import Passage


def evidence(text: str, kind: str = "manual", cosine: float = 0.7, word: float = 1.0, n: int = 0) -> Evidence:
    passage = Passage(f"{n}-{hash(text)}", str(n), 0, "HPU-3 유압장치", text, "text", Locator())
    document: dict[str, Any] = {
        "id": str(n),
        "kind": kind,
        "superseded": False,
        "title": "HPU-3 유압장치",
        "equipment": ["HPU-3", "DS-1"],
    }
    return Evidence(Hit(passage, document, 1.0, word, 0.0, cosine), 0, len(text), 1.0)


def features(question: str, *found: Evidence) -> Features:
    query = read_question(question)
    return measure(query, [e.hit for e in found], dict.fromkeys(query.words, 1.0))


RELIEF = evidence("릴리프 밸브는 HPU-3에서 210 bar로 맞춘다.")
HOSE = evidence("호스는 눈으로 보고 손으로 만져 본다.")


@pytest.mark.parametrize(
    ("question", "found", "expected"),
    [
        # Every word of the question stands beside a pressure.
        ("HPU-3 릴리프 밸브는 몇 bar예요?", RELIEF, {"missing": 0, "other_thing": 0}),
        # A pressure, but of something else.
        ("HPU-3 축압기 질소는 몇 bar예요?", RELIEF, {"other_thing": 0, "missing": 0.5}),
        # No pressure at all.
        ("HPU-3 호스는 몇 bar까지 견뎌요?", HOSE, {"missing": 1}),
        # The document speaks of DS-1 somewhere, this passage does not.
        ("DS-1 릴리프 밸브는 몇 bar예요?", RELIEF, {"other_thing": 1}),
        # No kind of thing is asked for, so words count for nothing.
        ("호스를 어떻게 봐야 하나요?", RELIEF, {"missing": 0, "other_thing": 0}),
        ("How many bar is the relief valve set to?", RELIEF, {"missing": 0.5}),
        ("기장님 휴대폰 번호가 어떻게 돼요?", RELIEF, {"private": 1}),
    ],
)
def test_a_near_miss_shows(question: str, found: Evidence, expected: dict[str, float]) -> None:
    got = features(question, found)
    for name, value in expected.items():
        assert getattr(got, name) == pytest.approx(
            value, abs=0.26 if name == "missing" and 0 < value < 1 else 0
        )


def test_the_best_passage_with_the_kind_asked_for_counts() -> None:
    question = "HPU-3 릴리프 밸브는 몇 bar예요?"
    assert features(question, HOSE, RELIEF) == features(question, RELIEF, HOSE)
    assert features(question, HOSE, RELIEF).missing == 0


def test_who_speaks_and_how_it_was_found() -> None:
    found = [
        evidence("릴리프 밸브는 210 bar다.", "interview", 0.8, 4.0, 1),
        evidence("릴리프 밸브 소리를 듣는다.", "interview", 0.6, 0.0, 2),
        evidence("압력계를 본다.", "incident", 0.4, 2.0, 2),
        evidence("밸브를 잠근다.", "interview", 0.6, 0.0, 3),
    ]
    got = features("릴리프 밸브는 몇 bar예요?", *found)
    assert (got.spoken, got.documents, got.unworded) == (0.75, 0.75, 0.5)
    assert got.cosine == 0.8
    assert got.lead == pytest.approx(0.8 - (0.6 + 0.4 + 0.6) / 3)


def test_a_similarity_across_languages_counts_for_more() -> None:
    korean, english = "릴리프 밸브는 어디 있나요?", "Where is the relief valve?"
    assert features(english, RELIEF).cosine > features(korean, RELIEF).cosine


def test_words_of_a_follow_up_tell_nothing() -> None:
    asked = "그럼 그건 몇 bar예요?"
    alone = measure(read_question(asked), [RELIEF.hit], dict.fromkeys(["그럼"], 1.0))
    query = read_question(asked, [Turn("HPU-3 축압기 질소는 몇 bar예요?")])
    after = measure(query, [RELIEF.hit], dict.fromkeys(query.words, 1.0))
    assert query.follows and after.missing == 0
    assert not read_question(asked).follows and alone.missing == 1


def test_where_the_nearest_passage_is_foreign_words_count_half_at_most() -> None:
    korean = evidence("호스 교환은 72개월마다 한다.", cosine=0.75, n=1)
    english = evidence("Gauge range 400 bar.", cosine=0.6, n=2)
    question = "How many months may a hose stay in service?"
    assert features(question, english).missing == 1
    assert features(question, english, korean).missing == 0.5


def test_without_evidence_nothing_speaks_for_an_answer() -> None:
    assert features("릴리프 밸브는 몇 bar예요?") == Features(0, 0, 1, 1, 0, 0, 0, 0)
