"""Dates named in questions and sources."""

import pytest

from assistant.dates import dates, tells


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024년 3월 19일 점검", {"2024-03-19"}),
        ("2024년 정비일지에서 1월 8일", {"2024-01-08"}),
        ("2022년 9월과 2024년 8월 두 사례", {"2022-09", "2024-08"}),
        ("22년 9월에", {"2022-09"}),
        ("2021년 역화 때", {"2021"}),
        ("date: 2024-03-19 | equipment", {"2024-03-19"}),
        ("2024.3.19 시행", {"2024-03-19"}),
        ("on 4 March 2024", {"2024-03-04"}),
        ("March 4, 2024", {"2024-03-04"}),
        ("in September 2022", {"2022-09"}),
        ("the 2023 panel leak", {"2023"}),
        ("호스는 3년 동안 쓴다", set()),
        ("10년 이상 된 밸브", set()),
        ("이 밸브 10년 썼는데 괜찮아요?", set()),
        ("가열로만 31년 했심더, 5월에 그만둡니다", set()),
        ("1,230 °C에서 45분, 2050 kg", set()),
        ("RM-STD-101, E02024", set()),
    ],
)
def test_dates_are_read_as_precisely_as_told(text: str, found: set[str]) -> None:
    assert dates(text) == found


@pytest.mark.parametrize(
    ("named", "told", "expected"),
    [
        ("2024-03", {"2024-03-19"}, True),
        ("2024-03-19", {"2024-03"}, True),
        ("2024", {"2023-01-12"}, False),
        ("2024-03", set(), False),
    ],
)
def test_a_date_is_told_also_more_or_less_precisely(named: str, told: set[str], expected: bool) -> None:
    assert tells(named, told) is expected
