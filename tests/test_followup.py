"""A follow-up is searched with the words it leans on."""

import pytest

from assistant.answer import Turn
from assistant.followup import standalone

SOAK = [Turn("SUS304 균열 온도는 몇 도야?", "1,230 °C")]
PUMP = [Turn("How much should the packing of P-204A drip?", "10 to 20 drops")]


@pytest.mark.parametrize(
    ("question", "history", "searched"),
    [
        ("SUS304 균열 온도는 몇 도야?", [], "SUS304 균열 온도는 몇 도야?"),
        ("그럼 시간은?", SOAK, "SUS304 균열 온도는 몇 도야? 그럼 시간은?"),
        ("그럼 STB2는?", SOAK, "균열 온도는 몇 도야? 그럼 STB2는?"),
        (
            "and what if it does not drip at all?",
            PUMP,
            "How much should the packing of P-204A drip? and what if it does not drip at all?",
        ),
        (
            "레이들 크레인 CR-7 로프는 며칠마다 그리스를 칠하나요?",
            SOAK,
            "레이들 크레인 CR-7 로프는 며칠마다 그리스를 칠하나요?",
        ),
        ("When must the crane wire rope be replaced?", PUMP, "When must the crane wire rope be replaced?"),
        ("크레인 로프 교체 주기?", PUMP, "크레인 로프 교체 주기?"),
        ("몇 분?", SOAK, "SUS304 균열 온도는 몇 도야? 몇 분?"),
    ],
)
def test_a_question_is_completed_only_where_it_points_back(question, history, searched):
    assert standalone(question, history) == searched
