"""A number from a table row counts only under the header that the sentence names."""

from __future__ import annotations

import pytest

from assistant.check import judge

PATTERN = (
    "강종: SUS304 | 예열대 상한 (°C): 900 | 가열대 설정 (°C): 1,240 | 균열대 설정 (°C): 1,230 | "
    "균열 시간 (분): 45 | 최소 재로 시간 (분): 135 | 비고: rev4에서 변경"
)
STEP = "Step: 1 | Preheat (°C): 600 | Soak (°C): 1,210 | Time (min): 40"


@pytest.mark.parametrize(
    ("sentence", "row", "supported"),
    [
        ("SUS304의 균열대 설정은 1,230 °C입니다.", PATTERN, True),
        ("SUS304의 균열대 설정 온도는 1,240 °C입니다.", PATTERN, False),
        ("SUS304의 가열대 설정은 1,240 °C입니다.", PATTERN, True),
        ("SUS304의 균열 시간은 45분입니다.", PATTERN, True),
        ("SUS304의 최소 재로 시간은 45분입니다.", PATTERN, False),
        ("The soak is 1,210 °C.", STEP, True),
        ("The soak is 600 °C.", STEP, False),
        # Across languages no header tells which of the two temperatures is meant.
        ("The soaking zone of SUS304 is set to 1,240 °C.", PATTERN, False),
    ],
)
def test_a_number_is_read_from_its_own_column(sentence, row, supported):
    assert judge(sentence, row, "RF-2 가열로 조업표준\n5.1 강종별 가열 패턴").supported is supported
