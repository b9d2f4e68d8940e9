"""Gates pass or miss, and say why."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval import gates
from eval.gates import Gate
from eval.measures import NAMES
from ingest.errors import SettingsError
from tests.runs import outcome, question, run


@pytest.mark.parametrize(
    ("least", "most", "expected"),
    [
        ([], [], []),
        (["citation_precision=0.95"], [], [Gate("citation_precision", "min", 0.95)]),
        (["recall@5=1", "mrr = .7"], [], [Gate("recall@5", "min", 1), Gate("mrr", "min", 0.7)]),
        ([], ["false_answer=0.2"], [Gate("false_answer", "max", 0.2)]),
    ],
)
def test_gates_are_read_by_the_names_of_the_json(
    least: list[str], most: list[str], expected: list[Gate]
) -> None:
    assert gates.parse(least, most) == expected


@pytest.mark.parametrize(
    "given",
    ["precision=0.9", "Recall@5=0.9", "=0.9", "", "0.9", "all=1"],
)
def test_an_unknown_measure_is_answered_with_the_known_names(given: str) -> None:
    with pytest.raises(SettingsError) as caught:
        gates.parse([given], [])
    assert all(name in str(caught.value) for name in NAMES)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("value", ["", "high", "95", "95%", "-0.1", "nan", "inf", "0,9", "0.9=1"])
def test_a_value_that_is_no_rate_says_how_to_write_one(value: str) -> None:
    with pytest.raises(SettingsError, match=r"--max recall@5=VALUE with a VALUE between 0 and 1"):
        gates.parse([], [f"recall@5={value}"])


@pytest.mark.parametrize(
    ("least", "most", "sentence"),
    [
        (["recall@5=0.75"], [], ""),
        (["recall@5=0.7"], ["recall@5=0.8"], ""),
        (["recall@5=0.76"], [], "recall@5 is 0.7500, under the 0.76 that --min asks for."),
        ([], ["recall@5=0.7"], "recall@5 is 0.7500, over the 0.7 that --max asks for."),
        # Three tenths are not exact in binary, and meet a bound of 0.3 all the same.
        ([], ["mrr=0.3"], ""),
        (["mrr=0.3"], [], ""),
        (["false_answer=0"], [], "false_answer has no cases in this run, and --min asks for 0."),
        ([], ["citation_precision=1"], "citation_precision has no cases in this run, and --max asks for 1."),
    ],
)
def test_a_run_passes_a_gate_or_is_told_which_it_missed(
    tmp_path: Path, least: list[str], most: list[str], sentence: str
) -> None:
    rows = [(1, 0.1), (1, 0.1), (1, 0.1), (0, 0.9)]
    outcomes = [
        outcome(question(f"q{n}"), recall_at_5=(hit, 1), mrr=(rank, 1), citation_precision=(0, 0))
        for n, (hit, rank) in enumerate(rows)
    ]
    found = gates.missed(run(tmp_path, *outcomes), gates.parse(least, most))
    assert found == ([sentence] if sentence else [])
