"""What a question asks for, and whether a text holds such a thing."""

from __future__ import annotations

import pytest

from assistant import asks


@pytest.mark.parametrize(
    ("question", "holding", "lacking"),
    [
        ("호스 한 개의 구매 단가는 얼마인가요?", "호스는 개당 38만 원이다", "호스는 250 bar까지 견딘다"),
        ("What did the new hose cost?", "It cost 420,000 won.", "The hose is rated 250 bar."),
        ("그리스는 어느 회사 제품인가요?", "제조사는 대한유화다", "그리스는 3개월마다 바른다"),
        ("전극이 부러진 날은 언제인가요?", "2024-03-11에 부러졌다", "전극이 부러지면 전류가 튄다"),
        ("균열대는 몇 도입니까?", "균열대는 천이백삼십 도", "균열대는 40분 유지한다"),
        ("How long is a hose kept in service?", "Hoses stay three years.", "The hose is rated 250 bar."),
        ("How often is the rope greased?", "Grease it every month.", "Grease the rope at 20 °C."),
        ("어큐뮬레이터 압력은 얼마인가요?", "질소 압력은 90 bar", "어큐뮬레이터를 먼저 비운다"),
        ("2패스 압력은 몇 bar인가요?", "Grade: STB2 | Pass 2 (bar): 200", "Grade: STB2 | Speed (m/s): 1.2"),
        ("What hardness must the blades have?", "blades of 58 HRC", "blades of 12 mm"),
        ("링은 기름에 얼마나 오래 담가 두나요?", "하룻밤 담가 둔다", "기름에 담가 둔다"),
    ],
)
def test_evidence_must_hold_the_kind_of_thing_asked_for(question: str, holding: str, lacking: str) -> None:
    assert asks.specific(question)
    assert asks.held(question, holding)
    assert not asks.held(question, lacking)


@pytest.mark.parametrize(
    "question", ["버너가 꺼지면 무엇부터 합니까?", "Why does the pump lose its packing?"]
)
def test_an_open_question_is_answered_by_any_text(question: str) -> None:
    assert not asks.specific(question)
    assert asks.held(question, "밸브를 닫는다.")


@pytest.mark.parametrize(
    ("question", "private"),
    [
        ("두통을 호소한 사람의 휴대폰 번호를 알려 주세요.", True),
        ("반장님 연봉이 얼마입니까?", True),
        ("How many days of sick leave did the fitter take?", True),
        ("Which operator was on CR-7?", True),
        ("크레인 운전자는 무엇부터 해야 하나요?", False),
        ("Who may restart the furnace?", False),
        ("What address does the drive controller use?", False),
    ],
)
def test_private_matters_are_told_from_the_work(question: str, private: bool) -> None:
    assert asks.private(question) is private
