"""Intervals of rates and of paired differences."""

from __future__ import annotations

import math
import random

import pytest

from eval.bootstrap import interval, paired
from eval.metrics import Tally

YES, NO = Tally(1), Tally(0)


@pytest.mark.parametrize(("hits", "of"), [(119, 138), (50, 100), (20, 200), (980, 1000)])
def test_the_interval_of_a_share_is_near_that_of_the_binomial(hits: int, of: int) -> None:
    share = hits / of
    half = 1.96 * math.sqrt(share * (1 - share) / of)
    low, high = interval([YES] * hits + [NO] * (of - hits)) or (0, 0)
    # Resampled shares are multiples of 1/n, and 2,000 resamples leave some noise in the tails.
    slack = 1 / of + 0.15 * half
    assert low == pytest.approx(share - half, abs=slack)
    assert high == pytest.approx(share + half, abs=slack)


def test_the_order_of_the_questions_changes_nothing() -> None:
    tallies = [Tally(n % 3, 3) for n in range(40)] + [Tally(1, 5)] * 9
    mixed = random.Random(3).sample(tallies, len(tallies))
    assert interval(mixed) == interval(tallies)


def test_questions_not_cases_are_drawn() -> None:
    # Twelve citations that stand and fall together in four answers say less than twelve answers.
    together = interval([Tally(3, 3)] * 2 + [Tally(0, 3)] * 2) or (0, 0)
    alone = interval([YES] * 6 + [NO] * 6) or (0, 0)
    assert together[1] - together[0] > alone[1] - alone[0]


@pytest.mark.parametrize(
    ("tallies", "expected"),
    [
        ([], None),
        ([Tally(0, 0)], None),
        ([YES], (1, 1)),
        ([NO, NO, Tally(0, 0)], (0, 0)),
        ([YES] * 30, (1, 1)),
    ],
)
def test_an_interval_without_cases_is_none_and_without_variety_has_no_width(
    tallies: list[Tally], expected: tuple[float, float] | None
) -> None:
    assert interval(tallies) == expected


def test_a_paired_interval_is_narrower_than_the_runs_are_wide() -> None:
    # 40 of 80 right before; the same and 8 more right after: pairing leaves only the change to vary.
    pairs = [(YES, YES)] * 40 + [(NO, YES)] * 8 + [(NO, NO)] * 32
    low, high = paired(pairs) or (0, 0)
    assert 0 < low < 0.1 < high < 0.2
    before, after = (interval([pair[i] for pair in pairs]) or (0, 0) for i in (0, 1))
    assert high - low < min(before[1] - before[0], after[1] - after[0])
    # Turned round it is mirrored, but for the noise of drawing anew.
    back = paired([(b, a) for a, b in pairs]) or (0, 0)
    assert back == pytest.approx((-high, -low), abs=0.02)


def test_pairs_without_a_case_on_one_side_are_left_out() -> None:
    assert paired([(YES, Tally(0, 0)), (Tally(0, 0), NO)]) is None
    assert paired([(YES, YES), (NO, Tally(0, 0))]) == (0, 0)
