"""``jangin eval`` as a user runs it, on a small real library."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.test_cli import run

GOLD = [
    {
        "id": "drip",
        "language": "ko",
        "question": "P-204A 패킹은 분당 몇 방울이 정상입니까?",
        "kind": "numeric",
        "answerable": True,
        "key_facts": [["10~20방울"]],
        "evidence": [{"document": "manuals/descaler.md", "quote": "패킹 누수는 분당 10~20방울이 정상이다."}],
    },
    {
        "id": "price",
        "language": "ko",
        "question": "X-999 로봇의 구입 가격은 얼마입니까?",
        "kind": "unanswerable",
        "answerable": False,
    },
]


@pytest.fixture(scope="module")
def gold(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("gold") / "few.jsonl"
    path.write_text("\n".join(json.dumps(q, ensure_ascii=False) for q in GOLD), "utf-8")
    return path


@pytest.fixture(scope="module")
def home(small_settings) -> Path:
    return small_settings.home


def test_a_missed_gate_fails_after_the_run_was_shown_saved_and_written(gold, home, tmp_path):
    html = tmp_path / "report.html"
    bounds = ("--min", "recall@5=0.5", "--max", "false_answer=0", "--min", "worded_by_model=0.1")
    found = run("eval", str(gold), "--html", str(html), "--language", "en", *bounds, home=home)
    assert found.returncode == 1
    assert "Recall@5" in found.stdout and "95 % interval" in found.stdout
    missed = [line for line in found.stderr.splitlines() if line.startswith("Gate missed")]
    assert missed == ["Gate missed: worded_by_model has no cases in this run, and --min asks for 0.1."]
    assert (home / "evaluations" / "few-quoted.json").exists()
    assert "How good are the answers?" in html.read_text("utf-8")


def test_a_run_is_compared_with_the_one_it_is_saved_over(gold, home):
    assert run("eval", "--mode", "retrieval", str(gold), home=home).returncode == 0
    saved = home / "evaluations" / "few-retrieval.json"
    again = run("eval", str(gold), "--mode", "retrieval", "--compare", str(saved), "--json", home=home)
    assert again.returncode == 0, again.stderr
    found = json.loads(again.stdout)
    assert found["comparison"]["shared"] == 2 and not found["comparison"]["unlike"]
    assert all(not d["better"] and not d["worse"] for d in found["comparison"]["differences"])
    assert found["questions"][0]["detail"]["sources"][0]["document"] == "manuals/descaler.md"


def test_a_part_of_the_questions_is_saved_beside_the_whole_run(gold, home):
    assert run("eval", "run", str(gold), "--mode", "retrieval", "--limit", "1", home=home).returncode == 0
    assert (
        json.loads((home / "evaluations" / "few-retrieval-1.json").read_text("utf-8"))["gold"]["questions"]
        == 1
    )


def test_two_saved_runs_are_compared_without_a_library(gold, home, tmp_path):
    assert run("eval", str(gold), "--mode", "retrieval", home=home).returncode == 0
    saved = home / "evaluations" / "few-retrieval.json"
    worse = json.loads(saved.read_text("utf-8"))
    worse["questions"][0]["measures"]["recall@5"]["hit"] = 0
    other = tmp_path / "other.json"
    other.write_text(json.dumps(worse), "utf-8")
    html = tmp_path / "report.html"
    found = run("eval", "compare", str(saved), str(other), "--html", str(html), home=tmp_path / "none")
    assert found.returncode == 0, found.stderr
    assert "Recall@5, worse: drip" in found.stdout
    assert "drip" in html.read_text("utf-8")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["GOLD", "--min", "precision=1"], 2, "the measures are recall@1"),
        (["GOLD", "--max", "false_answer=20"], 2, "between 0 and 1"),
        (["GOLD", "--compare", "/nonexistent/run.json"], 2, "run.json"),
        (["GOLD", "--html", "/nonexistent/report.html"], 2, "in a folder that exists"),
        (["compare", "GOLD", "GOLD"], 2, "is not a run saved by"),
        (["--mode", "guessed", "GOLD"], 2, "guessed"),
    ],
)
def test_what_is_wrong_with_an_option_is_said_before_anything_is_asked(
    gold, tmp_path, arguments, status, message
):
    found = run("eval", *(str(gold) if a == "GOLD" else a for a in arguments), home=tmp_path / "none")
    assert (found.returncode, message in found.stderr) == (status, True), found.stderr


def test_the_help_names_what_eval_can_do(tmp_path):
    # Wide, so that no name is broken over two lines.
    shown = run("eval", "--help", home=tmp_path / "none", COLUMNS="200").stdout
    assert "jangin eval GOLD" in shown and "compare" in shown and "GOLD | COMMAND" in shown
    options = run("eval", "run", "--help", home=tmp_path / "none", COLUMNS="200").stdout
    assert all(option in options for option in ("--compare", "--min", "--max", "--html", "--language"))
