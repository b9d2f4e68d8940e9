"""What an asker says of themselves is not searched; what they ask always is."""

from __future__ import annotations

import pytest

from assistant.asides import without_asides

ASKED = "P-204A 베어링 온도는 몇 도에서 경보가 울리나요?"
ASKED_EN = "What should be checked first on alarm E03305?"


@pytest.mark.parametrize(
    ("aside", "asked"),
    [
        ("제 번호는 010-9876-5432입니다.", ASKED),
        ("안녕하세요. 저는 지난주에 들어온 신입입니다.", ASKED),
        ("수고 많으십니다!", ASKED),
        ("안녕하세요,", ASKED),
        ("Hello. My name is Kim Minsu.", ASKED_EN),
        ("This is Kim from the night shift. My number is 010-9876-5432.", ASKED_EN),
    ],
)
def test_what_is_said_of_the_asker_is_left_out(aside, asked):
    assert without_asides(f"{aside} {asked}") == asked


@pytest.mark.parametrize(
    "question",
    [
        ASKED,
        ASKED_EN,
        "안녕하세요",
        "I am on the P-204A and it leaks. What now?",
        "버너가 꺼졌습니다. 어떻게 합니까?",
        "전 공정 온도가 낮습니다. 다음 패스 압력은?",
        "저는 퍼지를 몇 분 해야 하는지 궁금합니다.",
    ],
)
def test_what_belongs_to_the_question_stays(question):
    assert without_asides(question) == question
