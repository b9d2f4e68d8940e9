"""Two runs are compared over the questions that both asked."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from eval import record, report
from eval.compare import Comparison, compare
from eval.detail import Detail
from eval.measures import better
from ingest.errors import SettingsError
from tests.runs import outcome, question, run

NAMES = [f"q{n:02d}" for n in range(20)]


def _run(folder: Path, right: int, names: list[str] = NAMES, **more: object) -> record.Run:
    outcomes = [
        outcome(question(name), recall_at_5=(float(i < right), 1), false_refusal=(float(i >= right), 1))
        for i, name in enumerate(names)
    ]
    return run(folder, *outcomes, **more)


def _measure(found: Comparison, name: str) -> tuple[float, int, int, bool]:
    d = next(d for d in found.differences if d.measure == name)
    return d.change, len(d.better), len(d.worse), d.proven


def test_a_run_compared_with_itself_shows_no_difference(tmp_path: Path) -> None:
    one = _run(tmp_path, 12)
    found = compare(one, one)
    assert found.shared == 20 and not found.unlike
    assert all(not d.turned and (d.change, d.low, d.high) == (0, 0, 0) for d in found.differences)


def test_less_is_better_for_refusals_and_more_for_recall(tmp_path: Path) -> None:
    found = compare(_run(tmp_path, 10), _run(tmp_path, 16))
    assert _measure(found, "recall@5") == (0.3, 6, 0, True)
    assert _measure(found, "false_refusal") == (-0.3, 6, 0, True)
    assert found.differences[0].better == tuple(NAMES[10:16])
    back = compare(_run(tmp_path, 16), _run(tmp_path, 10))
    assert _measure(back, "recall@5") == (-0.3, 0, 6, True)


def test_one_question_more_is_not_proven_to_be_more_than_chance(tmp_path: Path) -> None:
    found = compare(_run(tmp_path, 10), _run(tmp_path, 11))
    assert _measure(found, "recall@5") == (0.05, 1, 0, False)


@pytest.mark.parametrize(
    ("name", "change", "expected"),
    [
        ("recall@5", 0.5, 1),
        ("recall@5", -0.5, -1),
        ("false_answer", -1, 1),
        ("numbers_lacking", 1, -1),
        ("mrr", 0, 0),
    ],
)
def test_what_counts_as_better(name: str, change: float, expected: int) -> None:
    assert better(name, change) == expected


def test_only_questions_that_both_asked_in_the_same_words_are_compared(tmp_path: Path) -> None:
    first = _run(tmp_path, 10)
    other = [outcome(question("q01", text="다른 말"), recall_at_5=(1, 1))]
    other += [outcome(question(n), recall_at_5=(1, 1)) for n in ("q02", "q03", "new")]
    found = compare(first, run(tmp_path, *other))
    assert (found.shared, found.only_before, found.only_after, found.reworded) == (2, 17, 1, 1)
    assert "gold" in found.unlike


def test_what_else_differs_is_named(tmp_path: Path) -> None:
    first = _run(tmp_path, 10)
    second = _run(tmp_path, 10, mode="composed", library_sha256="b" * 64)
    found = compare(first, second)
    assert set(found.unlike) == {"library", "mode"}
    assert found.unlike["mode"] == ("quoted", "composed")
    assert found.unlike["library"][1].endswith("(bbbbbbbb)")


def test_a_measure_that_only_one_run_has_is_left_out(tmp_path: Path) -> None:
    first = run(tmp_path, outcome(question("a"), recall_at_5=(1, 1), citation_precision=(0, 0)))
    second = run(tmp_path, outcome(question("a"), recall_at_5=(1, 1), citation_precision=(2, 2), mrr=(1, 1)))
    assert [d.measure for d in compare(first, second).differences] == ["recall@5"]


def test_the_terminal_names_the_questions_that_turned(tmp_path: Path) -> None:
    console = Console(record=True, width=80, file=io.StringIO())
    report.show_comparison(compare(_run(tmp_path, 10), _run(tmp_path, 12, NAMES[:19])), console)
    shown = " ".join(console.export_text().split())
    assert "Recall@5, better: q10, q11" in shown
    assert "1 only in the first" in shown and "differ in gold" in shown


@pytest.mark.parametrize("content", [None, "{}", "not JSON", '{"gold": {"file": "a"}}', b"\xff\xfe"])
def test_a_file_that_is_no_saved_run_is_one_sentence(tmp_path: Path, content: str | bytes | None) -> None:
    path = tmp_path / "run.json"
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content is not None:
        path.write_text(content, "utf-8")
    with pytest.raises(SettingsError, match=r"run\.json.*jangin eval"):
        record.load(path)


def test_a_saved_run_reads_back_as_it_was(tmp_path: Path) -> None:
    one = _run(tmp_path, 7)
    withheld = one.questions[0].model_copy(update={"detail": Detail(withheld=True)})
    one = one.model_copy(update={"questions": (withheld, *one.questions[1:])})
    path = tmp_path / "run.json"
    path.write_text(one.model_dump_json(), "utf-8")
    assert record.load(path) == one
    assert compare(one, _run(tmp_path, 7)).shared == 20
