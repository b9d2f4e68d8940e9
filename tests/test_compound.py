"""Questions about several machines, alarms or dates are taken apart; others are left whole."""

from __future__ import annotations

import pytest

from assistant.compound import parts
from assistant.retrieve import read_question


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("2023년 1월과 2024년 3월에 원인이 각각 뭐였나요?", ("2023년 1월", "2024년 3월")),
        ("두 사례(2022년 9월, 2024년 8월)의 진동값은?", ("2022년 9월", "2024년 8월")),
        ("In January 2023 and March 2024, what failed?", ("January 2023", "March 2024")),
        ("HPU-3와 AC-1의 압력은 얼마예요?", ("HPU-3", "AC-1")),
        ("What is checked on the HPU-3 return line and on the AC-1 towers?", ("HPU-3", "AC-1")),
        ("E02024, E02513 뜻이 뭐예요?", ("E02024", "E02513")),
        ("P-101, P-204A 및 P-305 점검 주기", ("P-101", "P-204A", "P-305")),
    ],
)
def test_each_part_names_one_thing(question: str, names: tuple[str, ...]) -> None:
    found = parts(question)
    assert len(found) == len(names)
    for part, name in zip(found, names, strict=True):
        assert name in part
        assert not any(other in part for other in names if other != name)


@pytest.mark.parametrize(
    "question",
    [
        "HPU-3에서 E02513이 떴어요",  # an alarm of a machine is one thing
        "2022년 9월부터 2024년 8월까지 몇 번 났나요?",  # a span of time
        "RF-2 퍼지 시간은?",
        "P-204A를 껐다가 P-204A를 다시 켜도 돼요?",
        "A-1, A-2, A-3, A-4 밸브 순서",  # a list to be answered as one
        "온도와 압력은?",
        "E02024가 뭐예요? E02513은 나중에 물어볼게요.",
    ],
)
def test_a_question_about_one_thing_is_left_whole(question: str) -> None:
    assert parts(question) == ()


def test_a_part_is_searched_with_its_own_names_only() -> None:
    query = read_question("VD-1 진공이 2023년 1월과 2024년 3월에 안 잡힌 원인은 각각?")
    assert [p.dates for p in query.parts] == [{"2023-01"}, {"2024-03"}]
    assert [p.codes for p in query.parts] == [{"vd1"}, {"vd1"}]
    assert query.dates == {"2023-01", "2024-03"}
