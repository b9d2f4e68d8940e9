"""What a question names moves passages up or down."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.rerank import adjusted, for_kind, mostly_masked
from assistant.retrieve import read_question
from assistant.sections import asked_part
from ingest.documents import Locator
from ingest.store.documents import Passage


def passage(text: str, context: str = "", sheet: str | None = None) -> Passage:
    return Passage("p", "d", 0, context, text, "text", Locator(sheet=sheet))


def document(kind: str = "incident", date: str | None = "2023-06-19", **more: Any) -> dict[str, Any]:
    return {"kind": kind, "date": date, "title": "패널 누수", "equipment": ["EF-1"], **more}


CAUSE = passage("이송관 엘보가 마모되었다.", "패널 누수 > 4. 원인")
TIMES = passage("13:05 수온 61 ℃", "패널 누수 > 2. 시간대별 경과")
ROW = passage("2024-03-19 O-ring cut", "log", sheet="2024")
PLAIN = "패널에서 물이 샜나요?"


@pytest.mark.parametrize(
    ("name", "question", "better", "worse"),
    [
        ("the code named", "EF-1 누수?", (CAUSE, document()), (CAUSE, document(equipment=["LF-1"]))),
        ("the date named", "2023년 6월 누수?", (CAUSE, document()), (CAUSE, document(date="2022-01-02"))),
        ("the part asked for", "누수 원인은?", (CAUSE, document()), (TIMES, document())),
        ("not that of a manual", "누수 원인은?", (CAUSE, document()), (CAUSE, document("manual"))),
        ("the row's day, not the log's", "2024년 3월 누수?", (ROW, document(date=None)), (CAUSE, document())),
        (
            "sense, not an address block",
            PLAIN,
            (CAUSE, document()),
            (passage("[이름] [전화번호] [이메일]"), document()),
        ),
    ],
)
def test_a_passage_gains_by(name: str, question: str, better: Any, worse: Any) -> None:
    query = read_question(question)
    assert adjusted(0.5, query, *better, frozenset()) > adjusted(0.5, query, *worse, frozenset())


def test_a_code_told_elsewhere_in_the_report_counts_but_not_in_a_log() -> None:
    query, told = read_question("EF-1 E01112 어떻게 됐나요?"), frozenset({"e01112", "ef1"})
    assert adjusted(0.5, query, CAUSE, document(), told) == 0.5
    assert adjusted(0.5, query, ROW, document(), told) < 0.5


def test_a_question_that_names_nothing_changes_nothing() -> None:
    assert adjusted(0.5, read_question(PLAIN), CAUSE, document(), frozenset()) == 0.5


def test_a_score_stays_a_share() -> None:
    query = read_question("2023년 6월 EF-1 누수 원인은?")
    assert adjusted(0.95, query, CAUSE, document(), frozenset()) == 1.0


@pytest.mark.parametrize(
    ("question", "heading", "expected"),
    [
        ("원인이 각각 무엇이었나요?", "보고서 > 4. 원인", True),
        ("Why did the vacuum fail?", "VD-1 > Root cause (5-why)", True),
        ("What did it cost?", "VD-1 > Corrective action", False),
        ("What was done about it?", "VD-1 > Corrective action", True),
        ("다시 안 나게 하려면, 재발 방지는요?", "6. 재발방지", True),
        ("무슨 교훈을 얻었나요?", "보고서 > 7. 교훈", True),
        ("원인이 뭐였나요?", "원인 > 2. 경과", False),
        ("압력은 몇 바예요?", "보고서 > 4. 원인", False),
    ],
)
def test_the_part_asked_for_is_the_last_heading(question: str, heading: str, expected: bool) -> None:
    assert asked_part(question, heading) is expected


def test_who_asks_for_a_quantity_is_not_helped_by_none() -> None:
    assert for_kind(0.5, "온도는 몇 도예요?", "55 °C에서 멈춘다.") == 0.5
    assert for_kind(0.5, "온도는 몇 도예요?", "뜨거우면 멈춘다.") < 0.5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("담당: [이름], 휴대폰 [전화번호]", True),
        ("[이름]이 말했다: " + "펌프 소리를 듣고 진동을 재고 기록한다. " * 5, False),
        ("[이름] [이름] " + "펌프 소리를 듣고 진동을 재고 기록한다. " * 10, False),
    ],
)
def test_an_address_block_is_mostly_masked(text: str, expected: bool) -> None:
    assert mostly_masked(text) is expected
