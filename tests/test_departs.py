"""A tip that departs from the standard is known by its speaker's own words, or by an approved sentence's other figure."""

from __future__ import annotations

import pytest

from assistant.departs import contradicts, says_so


@pytest.mark.parametrize(
    ("text", "departs"),
    [
        ("근데 솔직히 말하면, 겨울에는 내가 천이백사십오 도쯤까지 올립니다.", True),
        ("표준은 두 시간마다인데 우리는 한 시간마다 봤어.", True),
        ("옛날 고참들은 삼십 초만 털고 바로 붙였어.", True),
        ("I know the standard says three and a half.", True),
        ("The book says two hours, but we check every hour.", True),
        ("Between you and me, nobody waits that long.", True),
        ("표준대로 오 분을 꽉 채워야 해.", False),
        ("Cover O-ring first, like the book says.", False),
        ("기준은 75도야.", False),
        ("The manual is in the pulpit.", False),
    ],
)
def test_a_speaker_tells_of_a_departure(text, departs):
    assert says_so(text) is departs


@pytest.mark.parametrize(
    ("text", "approved", "contradicts_it"),
    [
        ("베어링 온도는 95 °C에서 경보가 울린다.", "베어링 온도는 75 °C에서 경보, 85 °C에서 정지한다.", True),
        (
            "The bearing temperature alarm is 120 °C.",
            "Bearing temperature alarm is 75 °C and trip is 85 °C.",
            True,
        ),
        ("퍼지는 점화 전에 30초만 한다.", "점화 전에 퍼지를 5분 동안 한다.", True),
        ("Purge for 300 seconds before ignition.", "Purge for five minutes before ignition.", False),
        ("베어링 온도는 75도에서 경보.", "베어링 온도는 75 °C에서 경보, 85 °C에서 정지한다.", False),
        ("베어링 오일은 4,000시간마다 교체한다.", "베어링 온도는 75 °C에서 경보, 85 °C에서 정지한다.", False),
        # Within what is allowed.
        ("과열도는 30 ℃로 잡는다.", "과열도는 25~35 ℃로 잡는다.", False),
        ("과열도는 40 ℃로 잡는다.", "과열도는 25~35 ℃로 잡는다.", True),
        ("과열도는 20~30 ℃로 잡는다.", "과열도는 25~35 ℃로 잡는다.", True),
        (
            "Steam pressure at the inlet was 11.9 bar.",
            "Steam pressure at the inlet must be at least 10.5 bar.",
            False,
        ),
        (
            "Steam pressure at the inlet was 9.9 bar.",
            "Steam pressure at the inlet must be at least 10.5 bar.",
            True,
        ),
        (
            "Steam pressure at the inlet: at least 12 bar.",
            "Steam pressure at the inlet must be at least 10.5 bar.",
            True,
        ),
        # A copy with one figure changed, counted without a unit.
        ("Repeat it after the first 31 billets.", "Repeat it after the first 20 billets.", True),
        ("강종: SUS304 | 예열: 900 | 균열: 1,919", "강종: SUS304 | 예열: 900 | 균열: 1,230 | 시간: 45", True),
        ("강종: SUS304 | 예열: 900", "강종: SUS304 | 예열: 900 | 균열: 1,230 | 시간: 45", False),
        ("강종: SM45C | 예열: 850 | 균열: 1,180", "강종: SUS304 | 예열: 900 | 균열: 1,230 | 시간: 45", False),
        ("3. Close the valve of the pump.", "4. Close the valve of the pump before step 6.", False),
        ("노즐 유량은 95 L/min이다.", "베어링 온도는 75 °C에서 경보, 85 °C에서 정지한다.", False),
        (
            "구동측이 여덟 도 이상 높으면 커플링을 본다.",
            "베어링 온도는 75 °C에서 경보, 85 °C에서 정지한다.",
            False,
        ),
    ],
)
def test_the_same_thing_with_another_figure_contradicts(text, approved, contradicts_it):
    assert contradicts(text, approved) is contradicts_it
