"""The sample factory from end to end, measured through the harness that users have."""

from __future__ import annotations

import pytest

from eval import gold, leaks
from eval.corpora import HANBIT
from eval.harness import Result, run

PLANTED = [HANBIT / "planted" / f"{name}.yaml" for name in ("manuals", "interviews", "incidents")]
GOLD = HANBIT.parent.parent / "gold" / "hanbit.jsonl"


@pytest.fixture(scope="module")
def result(hanbit_settings) -> Result:
    return run(hanbit_settings, gold.load(GOLD), "quoted", planted=leaks.load(PLANTED), home_too=True)


@pytest.mark.slow
def test_no_planted_identifier_is_shown_or_stored(result):
    assert result.planted > 250
    assert [leak for leak in result.leaks if leak.type != leaks.PERSON] == []


@pytest.mark.slow
def test_no_planted_name_is_shown_or_stored(result):
    assert [leak for leak in result.leaks if leak.type == leaks.PERSON] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("measure", "low", "high"),
    [
        # A little below what was measured, so that a loss is noticed and noise is not.
        ("recall@5", 0.88, 1.0),
        ("facts_in_quotes", 0.83, 1.0),
        ("citation_precision", 1.0, 1.0),
        ("false_answer", 0.0, 0.14),
        ("false_refusal", 0.0, 0.10),
    ],
)
def test_answers_are_as_good_as_measured(result, measure, low, high):
    rate = result.sums()["all"][measure].rate
    assert rate is not None and low <= rate <= high


@pytest.mark.slow
def test_a_question_on_one_cell_finds_its_row(hanbit_settings):
    found = run(hanbit_settings, gold.load(GOLD.with_name("rows.jsonl")), "retrieval")
    rate = found.sums()["all"]["recall@3"].rate
    assert rate is not None and rate >= 0.95
