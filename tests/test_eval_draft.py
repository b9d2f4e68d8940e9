"""Proposed gold questions rest on their passage, are marked as drafts, and never carry personal data."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from eval.draft import draft
from eval.gold import load
from ingest.documents import Locator
from ingest.errors import SettingsError
from ingest.store.documents import Passage

DOCUMENT = {"name": "manuals/pump.md", "title": "P-204A", "equipment": ["P-204A"], "superseded": False}


def proposals(*passages: Passage, limit: int = 50, **changes: object):
    return draft(passages, {"d": {**DOCUMENT, **changes}}, limit)


def passage(text: str, kind: str = "text", context: str = "", number: int = 0) -> Passage:
    return Passage(f"p{number}", "d", number, context, text, kind, Locator())


@pytest.mark.parametrize(
    ("p", "question", "fact"),
    [
        (passage("베어링 온도는 75 °C이다."), "P-204A 베어링 온도는 얼마입니까?", "75 °C"),
        (passage("The working pressure is 160 bar."), "What is the working pressure of P-204A?", "160 bar"),
        (
            passage("코드: E02513 | 내용: 저압 | 운전원 조치: 흡입 밸브 확인", "table_row"),
            "E02513 경보가 뜨면 무엇부터 확인해야 합니까?",
            "흡입 밸브 확인",
        ),
        (passage("강종: SUS304 | 3패스 (bar): 240", "table_row"), "P-204A SUS304 3패스는 얼마입니까?", "240"),
        (
            passage("Item: Oil volume | Value: 42 L", "table_row"),
            "What is the oil volume of P-204A?",
            "42 L",
        ),
        (
            passage(
                "둘레가 이백 밀리 넘게 남으면 그대로 두고 다음에 봅니다.",
                "turn",
                "면담\n롤은 몇 밀리 남으면 바꿉니까?",
            ),
            "롤은 몇 밀리 남으면 바꿉니까?",
            "둘레가 이백 밀리 넘게 남으면 그대로 두고 다음에 봅니다.",
        ),
    ],
)
def test_what_is_already_a_question_and_its_answer_is_proposed(p, question, fact):
    answerable = [q for q in proposals(p) if q.answerable]
    (found,) = answerable
    assert (found.question, found.key_facts, found.status) == (question, [[fact]], "draft")
    assert found.evidence[0].quote in " ".join(p.text.split())


@pytest.mark.parametrize(
    "p",
    [
        passage("이번에는 28분을 기다려 물이 없음을 확인하고 나서야 다가갔다."),
        passage("Before every ignition the chamber is purged for 5 minutes."),
        passage("담당자: [이름] | 내선: 1234", "table_row"),
        passage("연락처는 [전화번호]이고 교대는 8시간이다."),
        passage("네.", "turn", "면담\n롤은 몇 밀리 남으면 바꿉니까?"),
        passage(""),
    ],
)
def test_clauses_masked_passages_and_bare_answers_are_not(p):
    assert proposals(p) == []


def test_of_two_that_ask_the_same_neither_is_kept_and_superseded_documents_are_passed_over():
    one, other = passage("작업 압력은 160 bar이다."), passage("작업 압력은 150 bar이다.", number=1)
    assert len([q for q in proposals(one) if q.answerable]) == 1
    assert proposals(one, other) == []
    assert proposals(one, superseded=True) == []


def test_near_misses_ask_of_a_machine_that_is_not_there():
    misses = [q for q in proposals(passage("작업 압력은 160 bar이다."), limit=10) if not q.answerable]
    assert [q.question for q in misses] == ["P-205A 작업 압력은 얼마입니까?"]
    assert misses[0].key_facts == [] and misses[0].kind == "unanswerable"


def test_drafts_are_questions_only_once_accepted(small_settings, tmp_path, monkeypatch):
    monkeypatch.setenv("JANGIN_HOME", str(small_settings.home))
    out = tmp_path / "drafts.jsonl"
    result = CliRunner().invoke(app, ["eval", "draft", "--out", str(out)])
    assert result.exit_code == 0, result.output
    with pytest.raises(SettingsError, match="is a draft"):
        load(out)
    lines = [json.loads(line) | {"status": "accepted"} for line in out.read_text("utf-8").splitlines()]
    out.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    assert len(load(out)) == len(lines) > 0
    assert "1234" not in out.read_text("utf-8")
