"""Every measure against values worked out by hand."""

from __future__ import annotations

import math

import pytest

from eval import metrics
from eval.matching import fold, holds_quote, longest_run, states
from eval.metrics import Tally

A, B, NONE = frozenset({0}), frozenset({1}), frozenset[int]()
BOTH = A | B


@pytest.mark.parametrize(
    ("found", "wanted", "k", "expected"),
    [
        ([A], 1, 1, 1.0),
        ([NONE, A], 1, 1, 0.0),
        ([NONE, A], 1, 5, 1.0),
        ([A, NONE, B], 2, 1, 0.5),
        ([A, NONE, B], 2, 5, 1.0),
        ([A, A, A], 2, 5, 0.5),
        ([BOTH], 2, 1, 1.0),
        ([], 1, 5, 0.0),
    ],
)
def test_recall_is_the_share_of_evidence_entries_found(
    found: list[frozenset[int]], wanted: int, k: int, expected: float
) -> None:
    assert metrics.recall(found, wanted, k) == expected


@pytest.mark.parametrize(
    ("found", "expected"), [([A], 1.0), ([NONE, NONE, B, A], 1 / 3), ([NONE, NONE], 0.0), ([], 0.0)]
)
def test_reciprocal_rank_is_that_of_the_first_relevant_passage(
    found: list[frozenset[int]], expected: float
) -> None:
    assert metrics.reciprocal_rank(found) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("found", "wanted", "expected"),
    [
        ([A], 1, 1.0),
        ([NONE, A], 1, 1 / math.log2(3)),
        ([BOTH, NONE], 2, 1.0),
        ([A, A, B], 2, (1 + 0.5) / (1 + 1 / math.log2(3))),
        ([A], 2, 1 / (1 + 1 / math.log2(3))),
        ([NONE] * 10 + [A], 1, 0.0),
        ([], 1, 0.0),
    ],
)
def test_ndcg_counts_each_entry_once(found: list[frozenset[int]], wanted: int, expected: float) -> None:
    assert metrics.ndcg(found, wanted) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("share", "expected"), [(0.5, 5.0), (0.95, 10.0), (0.9, 9.0), (0.01, 1.0), (1.0, 10.0)]
)
def test_percentiles_are_by_nearest_rank(share: float, expected: float) -> None:
    assert metrics.percentile([float(n) for n in range(10, 0, -1)], share) == expected


def test_latencies_are_per_stage_with_counts() -> None:
    laps = [{"search": 10.0, "total": 20.0}, {"search": 30.0, "total": 50.0, "compose": 7.0}]
    assert metrics.latencies(laps) == {
        "search": {"p50": 10.0, "p95": 30.0, "count": 2},
        "total": {"p50": 20.0, "p95": 50.0, "count": 2},
        "compose": {"p50": 7.0, "p95": 7.0, "count": 1},
    }


def test_tallies_add_case_by_case_and_have_no_rate_without_cases() -> None:
    total = metrics.add([{"a": Tally(1, 4), "b": Tally(0, 0)}, {"a": Tally(2, 2)}])
    assert total["a"].rate == 0.5
    assert total["b"].rate is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1,230 ℃", "1230°C"),
        ("25–35 bar", "25 ~ 35 BAR"),
        ("Ｐ－204Ａ", "p-204a"),
        ("강종 | **SUS304**", "강종 SUS304"),
        ("“퍼지”를\n한다", "퍼지를 한다"),
    ],
)
def test_spellings_of_the_same_words_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("text", "wordings", "expected"),
    [
        ("퍼지를 35초만 했다", ["35 초"], True),
        ("퍼지를 135초 했다", ["35초"], False),
        ("수분이 11.1 %", ["1.1 %"], False),
        ("수분이 1.15", ["1.1"], False),
        ("수분이 1.1. 그래서", ["1.1"], True),
        ("1,230℃ 유지", ["1230 °C"], True),
        ("천이백삼십 도", ["1,230 °C", "천이백삼십도"], True),
        ("아무 말 없음", ["1,230 °C", "천이백삼십도"], False),
    ],
)
def test_a_fact_is_stated_in_any_wording_but_not_inside_a_longer_number(
    text: str, wordings: list[str], expected: bool
) -> None:
    assert states(text, wordings) is expected


def test_the_longest_run_is_counted_in_folded_characters() -> None:
    assert longest_run("가나다 라마", "xx가나다,라yy") == 4


QUOTE = "정비 모드 키 스위치로 퍼지 타이머를 건너뛰고 35초만 불어낸 뒤 재점화"
FACTS = [["35초"]]


@pytest.mark.parametrize(
    ("text", "quote", "facts", "expected"),
    [
        (f"앞말. {QUOTE} 시도. 뒷말.", QUOTE, FACTS, True),
        # A label stands where the quote had a name near its end.
        ("정비 모드 키 스위치로 퍼지 타이머를 건너뛰고 35초만 [이름]", QUOTE, FACTS, True),
        # Cut over two passages: the half with the fact is meant, the other half is not.
        ("타이머를 건너뛰고 35초만", QUOTE, FACTS, True),
        ("정비 모드 키 스위치로 퍼지", QUOTE, FACTS, False),
        # The fact alone, without a part of the quote, is another place.
        ("다른 사고에서도 35초였다", QUOTE, FACTS, False),
        # A row of a table is held whole or not at all, however alike its neighbour.
        ("강종: SUS304 | 균열대: 1,230 | 시간: 45", "강종: SUS304 | 균열대: 1,230", [["1,230"]], True),
        ("강종: SUS321 | 균열대: 1,230 | 시간: 50", "강종: SUS304 | 균열대: 1,230", [["1,230"]], False),
    ],
)
def test_a_passage_holds_a_quote(text: str, quote: str, facts: list[list[str]], expected: bool) -> None:
    assert holds_quote(quote, text, facts) is expected
