"""Numbers with units compare equal however they are written or spoken."""

import pytest

from ingest.numerals import english, native, sino
from ingest.quantities import Quantity, quantities


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("균열온도 1,230 °C", (1230, "°C")),
        ("1230도까지 올려", (1230, "°C")),
        ("천이백삼십 도로 올려", (1230, "°C")),
        ("1,640℃였고", (1640, "°C")),
        ("at 75 degrees", (75, "°C")),
        ("이백오십 바", (250, "bar")),
        ("3.5bar", (3.5, "bar")),
        ("삼 프로 반", (3.5, "%")),
        ("2.0–3.0 %", (2.0, "%")),
        ("25-35 °C", (25, "°C")),
        ("10 to 20 drops/min", (10, "drops/min")),
        ("열에서 스무 방울", (20, "drops/min")),
        ("+10 to +15 Pa", (10, "Pa")),
        ("0.67 mbar", (0.67, "mbar")),
        ("육 밀리", (6, "mm")),
        ("22 mil", (22, "mm")),
        ("-20 °C", (-20, "°C")),
        ("−20 °C", (-20, "°C")),
        ("2,000 h", (2000, "h")),
        ("5분", (5, "min")),
        ("4.5 mm/s", (4.5, "mm/s")),
        ("±0.05 mm", (0.05, "mm")),
        ("열에서 스무 방울", (10, "drops/min")),
        ("twenty-two mil", (22, "mm")),
        ("about a hundred and sixty bar", (160, "bar")),
        ("ten to twenty drops a minute", (10, "drops/min")),
        ("over about three minutes", (3, "min")),
        ("Pass 1 (bar): 210 | Pass 2 (bar): 225", (225, "bar")),
        ("균열대 설정 (°C): 1,230 | 균열 시간 (분): 45", (45, "min")),
        ("작동 온도 (°C): 40~55", (55, "°C")),
    ],
)
def test_a_text_holds_the_quantity(text, held):
    assert Quantity(*held) in quantities(text)


@pytest.mark.parametrize("text", ["P-204A", "E02513 알람", "SUS304", "RM-STD-101", "이 도면을 보면"])
def test_codes_and_words_are_not_numbers(text):
    assert [q for q in quantities(text) if q.unit not in ("", "°C")] == []
    assert not any(q.value in (204, 2513, 304, 101) for q in quantities(text))


def test_a_thousands_comma_is_not_a_range():
    assert {q.value for q in quantities("1,230 °C")} == {1230}


@pytest.mark.parametrize(
    ("evidence", "claim", "supported"),
    [
        ("75 °C", "75 °C", True),
        ("75 °C", "75 %", False),
        ("75 °C", "110 °C", False),
        ("천이백삼십 도", "1,230 °C", True),
        ("step 3 takes 5 min", "3", True),
        ("5", "5 bar", False),
    ],
)
def test_evidence_supports_only_the_same_number_with_the_same_unit(evidence, claim, supported):
    held = quantities(evidence)
    assert all(any(h.supports(q) for h in held) for q in quantities(claim)) is supported


@pytest.mark.parametrize(
    ("read", "words", "value"),
    [
        (sino, "이백오십", 250),
        (sino, "천이백삼십", 1230),
        (sino, "만이천", 12000),
        (sino, "삼점오", 3.5),
        (sino, "백", 100),
        (sino, "가나", None),
        (native, "스물두", 22),
        (native, "열", 10),
        (native, "가", None),
        (english, "twenty-two", 22),
        (english, "a hundred and sixty", 160),
        (english, "two thousand five hundred", 2500),
        (english, "three point five", 3.5),
        (english, "pump", None),
    ],
)
def test_spoken_numerals_have_their_value(read, words, value):
    assert read(words) == value
