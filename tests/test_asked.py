"""Words that answer “what is done wrong?” are shown with that question, and never worded as advice."""

from __future__ import annotations

import pytest

from assistant.answer import Finished
from assistant.answerer import Answerer, open_answerer
from assistant.asked import of_mistakes, question_of
from assistant.chat.cards import panel
from assistant.chat.render import conversation
from assistant.chat.session import Exchange
from assistant.check import judge
from ingest.documents import Locator
from ingest.settings import load_settings
from ingest.store.documents import Passage
from tests.conftest import ingest_all
from tests.scripted import ScriptedModel

TALK = """면접자: 신입들이 롤 교체 때 자주 하는 실수는 뭡니까?
고참: 초크 볼트를 한쪽부터 다 조이는 거. 대각선으로 세 번에 나눠 조여야 돼.
면접자: 롤 둘레는 몇 밀리 남으면 바꿉니까?
고참: 롤 둘레는 삼백 밀리 남으면 바꾸지. 그 밑으로는 안 써.
"""
WRONG = "초크 볼트를 한쪽부터 다 조입니다."
QUESTION = "롤 교체 때 초크 볼트는 어떻게 조이나요?"


@pytest.fixture(scope="module")
def answerer(tmp_path_factory):
    folder, home = tmp_path_factory.mktemp("talk"), tmp_path_factory.mktemp("talk-home")
    (folder / "talk.txt").write_text(TALK, "utf-8")
    settings = load_settings(home=home, llm={"provider": "none"})
    assert ingest_all(settings, folder) == 1
    opened = open_answerer(settings)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ("신입들이 자주 하는 실수는?", True),
        ("What do trainees get wrong?", True),
        ("절대 하면 안 되는 건요?", True),
        ("What must you never do?", True),
        ("롤은 언제 바꿉니까?", False),
        ("How do you find an air leak?", False),
        ("", False),
    ],
)
def test_questions_for_mistakes_are_known(asked, wrong):
    assert of_mistakes(asked) is wrong


def test_only_a_turn_has_a_question():
    turn = Passage("t", "d", 0, "면담\n롤은요?", "바꿔.", "turn", Locator())
    heading = Passage("h", "d", 0, "표준\n롤", "바꾼다.", "text", Locator())
    assert question_of(turn) == "롤은요?" and question_of(heading) == ""


def test_the_quote_of_a_mistake_stands_behind_its_question(answerer):
    answer = answerer.answer(QUESTION, mode="quoted")
    assert answer.sources[0].asked == "신입들이 롤 교체 때 자주 하는 실수는 뭡니까?"
    assert "(물음: “신입들이 롤 교체 때 자주 하는 실수는 뭡니까?”) “초크 볼트를" in answer.answer
    assert answer.sentences[0].asked == answer.sources[0].asked
    plain = answerer.answer("롤 둘레는 몇 밀리 남으면 바꾸나요?", mode="quoted")
    assert "물음" not in plain.answer and plain.sources[0].asked.startswith("롤 둘레는")


def test_no_model_makes_advice_of_it(answerer):
    given = Answerer(answerer.settings, answerer.library, answerer.retriever)
    given.use_model(ScriptedModel(f"{WRONG[:-1]} [1]."))
    answer = given.answer(QUESTION, mode="composed")
    assert answer.status == "quoted" and WRONG not in answer.answer


def test_the_check_knows_why():
    evidence = "초크 볼트를 한쪽부터 다 조이는 거. 대각선으로 세 번에 나눠 조여야 돼."
    assert (
        judge(WRONG, evidence, "롤 면담\n신입들이 자주 하는 실수는?").reason == "told of what is done wrong"
    )
    assert judge(
        "초크 볼트를 대각선으로 세 번에 나눠 조여야 한다.", evidence, "롤 면담\n어떻게 조입니까?"
    ).supported


def test_the_page_shows_the_question_above_the_quotation_and_on_its_card(answerer):
    exchange = Exchange(QUESTION).after(Finished(answerer.answer(QUESTION, mode="quoted")))
    page = conversation([exchange], "ko")
    asked = "물음: “신입들이 롤 교체 때 자주 하는 실수는 뭡니까?”"
    assert page.index(asked) < page.index("초크 볼트를 한쪽부터")
    assert f'<p class="interviewer">{asked}</p>' in panel([exchange], "ko")
