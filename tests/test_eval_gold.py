"""The gold file is read strictly, and every mistake is named with its line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval import gold
from ingest.errors import SettingsError

GOOD: dict[str, Any] = {
    "id": "a-1",
    "language": "ko",
    "question": "균열대 온도는 몇 도입니까?",
    "kind": "direct",
    "answerable": True,
    "key_facts": [["1,230 °C", "1230도"]],
    "evidence": [{"document": "manuals/a.pdf", "quote": "균열대 1,230 °C"}],
    "history": [],
}


def _write(folder: Path, *questions: dict[str, Any] | str) -> Path:
    path = folder / "gold.jsonl"
    lines = [q if isinstance(q, str) else json.dumps(q, ensure_ascii=False) for q in questions]
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_questions_come_in_order_and_blank_lines_do_not_count(tmp_path: Path) -> None:
    unanswerable = {**GOOD, "id": "a-2", "kind": "unanswerable", "answerable": False}
    unanswerable |= {"key_facts": [], "evidence": []}
    found = gold.load(_write(tmp_path, GOOD, "", unanswerable))
    assert [(q.id, q.answerable) for q in found] == [("a-1", True), ("a-2", False)]


def test_history_reaches_the_answerer_as_turns(tmp_path: Path) -> None:
    follow_up = {**GOOD, "kind": "follow-up", "history": [{"question": "앞 질문", "answer": "앞 답"}]}
    turns = gold.load(_write(tmp_path, follow_up))[0].turns
    assert [(t.question, t.answer) for t in turns] == [("앞 질문", "앞 답")]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"kind": "unknown"}, "kind"),
        ({"language": "de"}, "language"),
        ({"difficulty": "hard"}, "difficulty"),
        ({"answerable": "yes"}, "answerable"),
        ({"question": "  "}, "question"),
        ({"key_facts": []}, "key_facts"),
        ({"key_facts": [[]]}, "key_facts.0"),
        ({"evidence": []}, "evidence"),
        ({"evidence": [{"file": "x"}]}, "evidence.0"),
        ({"evidence": [{"document": "a.md", "quote": " "}]}, "evidence.0.quote"),
        ({"evidence": [{"document": "a", "quote": "b", "alternatives": [{"document": "a"}]}]}, "quote"),
        ({"answerable": False}, "neither key_facts nor evidence"),
        ({"kind": "unanswerable"}, "unanswerable"),
        ({"kind": "follow-up"}, "history"),
    ],
)
def test_a_wrong_line_is_named_with_file_line_and_key(
    tmp_path: Path, change: dict[str, Any], named: str
) -> None:
    path = _write(tmp_path, {**GOOD, "id": "first"}, {**GOOD, **change})
    with pytest.raises(SettingsError) as caught:
        gold.load(path)
    assert f"{path}, line 2" in str(caught.value)
    assert named in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_id_used_twice_names_both_lines(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"line 2: the id “a-1” stands in line 1"):
        gold.load(_write(tmp_path, GOOD, GOOD))


@pytest.mark.parametrize("content", ["", "{not json", "\n\n"])
def test_an_empty_or_broken_file_is_an_error(tmp_path: Path, content: str) -> None:
    with pytest.raises(SettingsError, match=r"gold\.jsonl"):
        gold.load(_write(tmp_path, content))


def test_a_missing_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"absent\.jsonl"):
        gold.load(tmp_path / "absent.jsonl")


@pytest.mark.parametrize(("limit", "ids"), [(None, 6), (3, 3), (9, 6)])
def test_a_sample_is_spread_over_the_file(tmp_path: Path, limit: int | None, ids: int) -> None:
    questions = gold.load(_write(tmp_path, *({**GOOD, "id": f"q{i}"} for i in range(6))))
    assert len(gold.sample(questions, limit)) == ids
    if limit == 3:
        assert [q.id for q in gold.sample(questions, 3)] == ["q0", "q2", "q4"]
