"""What the library cannot answer waits for a veteran, scrubbed, until a document answers it."""

from __future__ import annotations

import re
import shutil

import pytest

from assistant import veteran
from assistant.answer import Turn
from assistant.answerer import open_answerer
from ingest.settings import load_settings
from ingest.store import questions
from tests.conftest import ingest_all


@pytest.fixture
def factory(notes, tmp_path):
    """A folder of documents with the settings of its library."""
    folder = tmp_path / "notes"
    shutil.copytree(notes, folder)
    settings = load_settings(home=tmp_path / "home", llm={"provider": "none"})
    ingest_all(settings, folder)
    return folder, settings


@pytest.fixture(scope="module")
def answerer(small_settings):
    opened = open_answerer(small_settings)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _none_left(request):
    yield
    if "answerer" in request.fixturenames:
        library = request.getfixturevalue("answerer").library
        questions.close(library, [q.id for q in questions.waiting(library)])


@pytest.mark.parametrize(
    ("question", "gone"),
    [
        ("김철수 반장님 번호 010-9876-5432 맞아요?", ("김철수", "9876-5432", "98765432")),
        ("Does john.smith@mill.example know the gap of P-204A?", ("john.smith",)),
        ("900101-1234567 이 사람이 담당인가요?", ("1234567",)),
    ],
)
def test_a_question_is_kept_without_personal_data(answerer, question, gone):
    kept = veteran.keep(answerer, question)
    assert not any(word in kept.text for word in gone)
    bytes_of_it = b"".join(p.read_bytes() for p in answerer.settings.home.glob("library.sqlite*"))
    assert not any(word.encode() in bytes_of_it for word in gone)


def test_a_follow_up_is_kept_so_that_a_stranger_understands_it(answerer):
    kept = veteran.keep(answerer, "그럼 그건 몇 년마다 바꿔요?", [Turn("P-204A 커플링은 어떤 형식인가요?")])
    assert "P-204A 커플링" in kept.text and "몇 년마다" in kept.text


def test_the_same_question_waits_once_and_is_counted(answerer):
    first = veteran.keep(answerer, "P-204A 커플링 형식은?")
    again = veteran.keep(answerer, "P-204A 커플링  형식은?")
    assert (again.id, again.times) == (first.id, 2)
    assert [q.id for q in questions.waiting(answerer.library)] == [first.id]


def test_nothing_is_kept_of_who_asked_and_when_but_the_day(answerer):
    kept = veteran.keep(answerer, "P-204A 커플링 형식은?")
    assert set(vars(kept)) == {"id", "text", "language", "asked_on", "times"}
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", kept.asked_on)


def test_a_sheet_groups_questions_by_equipment_with_room_for_answers(answerer):
    for text in ("VD-1 시일 재질은?", "P-204A 커플링 형식은?", "VD-1 점검 창은 몇 개?"):
        veteran.keep(answerer, text)
    lines = veteran.sheet(questions.waiting(answerer.library), "ko").splitlines()
    assert [line for line in lines if line.startswith("면접자")] == [
        "면접자: P-204A 커플링 형식은?",
        "면접자: VD-1 시일 재질은?",
        "면접자: VD-1 점검 창은 몇 개?",
    ]
    assert sum(line.startswith("선배:") for line in lines) == 3


def test_a_filled_in_sheet_answers_its_questions_and_leaves_the_others_open(factory):
    folder, settings = factory
    opened = open_answerer(settings)
    told, untold = "CV-9 컨베이어 벨트 장력은 얼마인가요?", "CV-10 구동 모터 용량은 얼마인가요?"
    for question in (told, untold):
        assert opened.answer(question, mode="quoted").status == "refused"
        veteran.keep(opened, question)
    assert list(veteran.answered(opened)) == []
    lines = veteran.sheet(questions.waiting(opened.library), "ko").splitlines()
    opened.close()
    at = next(i for i, line in enumerate(lines) if told in line)
    lines[at + 1] += "CV-9 컨베이어 벨트 장력은 사십 뉴턴 정도야. 손으로 눌러서 열 밀리 들어가면 맞아."
    (folder / "interviews" / "talk.txt").write_text("\n".join(lines), "utf-8")
    ingest_all(settings, folder)
    opened = open_answerer(settings)
    ((asked, answer),) = veteran.answered(opened)
    assert asked.text == told and "열 밀리" in answer.answer and answer.sources[0].kind == "interview"
    assert opened.answer(untold, mode="quoted").refusal == "unknown"
    opened.close()
