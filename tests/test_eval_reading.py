"""`jangin eval` reads gold questions as JSON Lines and CSV, and asks a question set of its own paragraphs."""

from __future__ import annotations

import json

import pytest

from eval.gold import Question
from eval.reading import questions, read
from eval.squad import QuestionSet
from ingest.errors import SettingsError
from tests.test_cli import run
from tests.test_eval_squad import ARTICLES

LINE = {"id": "a", "language": "en", "question": "Who?", "kind": "unanswerable", "answerable": False}
CSV = "question,answer,document,quote\nWho?,,,\n"
SQUAD = json.dumps(ARTICLES, ensure_ascii=False)


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.jsonl", json.dumps(LINE), ["a"]),
        ("a.json", json.dumps(LINE), ["a"]),
        ("a.json", "\n".join(json.dumps({**LINE, "id": i}) for i in "ab"), ["a", "b"]),
        ("a.txt", json.dumps(LINE), ["a"]),
        ("a.csv", CSV, ["2"]),
        ("a.TSV", CSV.replace(",", "\t"), ["2"]),
    ],
)
def test_gold_questions_are_read_by_the_ending_and_shape_of_their_file(tmp_path, name, content, found):
    path = tmp_path / name
    path.write_text(content, "utf-8")
    asked = read(path)
    assert isinstance(asked, list) and [q.id for q in asked] == found


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.json", json.dumps([LINE]), "is a JSON list"),
        ("a.json", "{}", "is not in SQuAD's JSON"),
        ("a.json", json.dumps({"data": []}), "is not in SQuAD's JSON"),
        ("a.json", json.dumps({"data": [3]}), "is not in SQuAD's JSON"),
        ("a.json", '{"question": ', "line 1"),
        ("a.csv", "frage\nWho?\n", "column “frage”"),
        ("gone.json", None, "cannot be read"),
        ("gone.csv", None, "cannot be read"),
    ],
)
def test_a_file_of_another_shape_is_one_sentence(tmp_path, name, content, says):
    path = tmp_path / name
    if content is not None:
        path.write_text(content, "utf-8")
    with pytest.raises(SettingsError, match=says) as caught:
        read(path)
    assert str(path) in str(caught.value) and "\n" not in str(caught.value)


def test_the_evidence_of_a_question_set_is_the_sentence_around_the_answer(tmp_path):
    # The answer's word stands in both sentences; the file tells which one is meant.
    context = "  Steel is rolled hot. Thin steel is rolled cold."
    qas = [
        {
            "id": "q",
            "question": "What is rolled cold?",
            "answers": [
                {"text": "steel", "answer_start": context.index("steel")},
                {"text": "Thin steel", "answer_start": context.index("Thin")},
            ],
        },
        {"id": "n", "question": "Who rolls?", "answers": [], "is_impossible": True},
        {"id": "lost", "question": "Hot?", "answers": [{"text": "hot. Thin", "answer_start": 999}]},
    ]
    path = tmp_path / "set.json"
    path.write_text(json.dumps({"data": [{"title": "T", "paragraphs": [{"context": context, "qas": qas}]}]}))
    found = read(path)
    assert isinstance(found, QuestionSet)
    cold, none, lost = questions(found)
    assert cold.evidence[0].quote == "Thin steel is rolled cold." and cold.key_facts == [
        ["steel", "Thin steel"]
    ]
    assert cold.evidence[0].document == found.paragraphs[0].name
    assert (none.answerable, none.kind, none.evidence) == (False, "unanswerable", [])
    # An answer over two sentences rests on the whole paragraph.
    assert lost.evidence[0].quote == context.strip()
    assert all(isinstance(q, Question) for q in (cold, none, lost))


@pytest.mark.parametrize("perturb", [(), ("--perturb", "withheld")])
def test_a_question_set_is_asked_of_its_own_paragraphs_without_a_library(tmp_path, perturb):
    path, home = tmp_path / "set.json", tmp_path / "home"
    path.write_text(SQUAD, "utf-8")
    shown = run("eval", str(path), "--json", "--cache", str(tmp_path / "pool"), *perturb, home=home)
    assert shown.returncode == 0, shown.stderr
    found = json.loads(shown.stdout)
    asked = {q["id"]: q for q in found["questions"]}
    if perturb:
        assert "b" not in asked and set(found["metrics"]) & {"false_answer", "recall@5"} <= {"false_answer"}
    else:
        assert set(asked) == {"a", "b", "c", "d"} and found["metrics"]["recall@5"]["value"] == 1
        assert found["library"]["documents"] == 3
    # The paragraphs are not scrubbed, so none of their words is kept.
    saved = next((home / "evaluations").iterdir()).read_text("utf-8")
    assert "recrystallises" not in saved and "oxide skin from hot" not in saved
    assert {p.name for p in home.iterdir()} == {"evaluations"}
    assert any((tmp_path / "pool").iterdir())


@pytest.mark.parametrize(
    ("name", "content", "options", "says"),
    [
        ("a.json", SQUAD, ("--perturb", "false"), "brings paragraphs of its own"),
        ("a.jsonl", json.dumps(LINE), ("--cache", "pool"), "gold questions bring none"),
        ("a.jsonl", json.dumps(LINE), ("--perturb", "withheld", "--mode", "retrieval"), "use --mode quoted"),
    ],
)
def test_options_that_do_not_go_with_the_file_are_one_sentence(tmp_path, name, content, options, says):
    path = tmp_path / name
    path.write_text(content, "utf-8")
    shown = run("eval", str(path), *options, home=tmp_path / "none")
    assert (shown.returncode, says in shown.stderr) == (2, True), shown.stderr
    assert not (tmp_path / "none").exists()


def test_a_table_of_questions_is_asked_of_the_library(small_settings, tmp_path):
    path = tmp_path / "plant.csv"
    path.write_text(
        "question,answer,document,quote\n"
        "P-204A 패킹 누수는 분당 몇 방울이 정상입니까?,10~20방울,manuals/descaler.md,패킹 누수는 분당 10~20방울이 정상이다.\n",
        "cp949",
    )
    shown = run("eval", str(path), "--json", "--min", "recall@5=1", home=small_settings.home)
    assert shown.returncode == 0, shown.stderr
    assert json.loads(shown.stdout)["questions"][0]["detail"]["facts"][0]["in_quotes"]
