"""The chat page while a language model words an answer."""

from __future__ import annotations

import threading
import time

import pytest

from assistant.phrases import phrase
from assistant.remarks import remarks
from tests.chat import BEARING, CHECKED, PURGE
from tests.scripted import ScriptedModel

pytestmark = pytest.mark.chromium


class HeldModel(ScriptedModel):
    """Speaks when it is let go."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.go = threading.Event()

    def stream(self, messages, max_tokens, stop=()):
        yield from super().stream(messages, max_tokens, stop)
        assert self.go.wait(30)


def failing_remarks(answer, *rest):
    """The real remarks on quotes; a failure once the model has worded an answer."""
    if answer.status == "answered":
        raise RuntimeError(f"they asked: {BEARING}")
    return remarks(answer, *rest)


class BrokenModel(ScriptedModel):
    """Fails in a way that nobody has foreseen."""

    def stream(self, messages, max_tokens, stop=()):
        raise RuntimeError(f"they asked: {messages}")
        yield ""


def test_evidence_stands_while_a_model_words_checked_sentences(visit, serve_with):
    model = HeldModel(f"{CHECKED[:-1]} [1]. 정지는 110 °C입니다 [1]. 이것은")
    user = visit(serve_with(model))
    user.ask(BEARING)
    user.page.wait_for_selector("#t0 .worded .said")
    reply = user.page.inner_text("#t0 .reply")
    assert "확인된 문장으로 정리하는 중" in reply and CHECKED in reply
    assert "75 °C" in user.page.inner_text("#t0 .words >> nth=0")
    assert "75 °C" in user.page.inner_text("#t0-s1 mark")
    model.go.set()
    reply = user.answered().inner_text()
    assert f"{CHECKED} [1]" in " ".join(reply.split()) and "110 °C" not in reply
    assert "정리하는 중" not in reply
    # The words that it was made of stand below it.
    assert reply.index(CHECKED) < reply.index("자료 원문 그대로") < reply.rindex("75 °C")
    assert "75 °C" in user.page.inner_text("#t0 .words >> nth=0")
    assert phrase("generated", "ko") in reply


def test_one_question_at_a_time_and_who_waits_is_told(visit, serve_with):
    model = HeldModel(f"{CHECKED} [1].")
    url = serve_with(model)
    first, second = visit(url), visit(url)
    first.ask(BEARING)
    first.page.wait_for_selector("#t0 .state:has-text('정리하는 중')")
    second.ask(BEARING)
    second.page.wait_for_selector("#t0 .state:has-text('앞에 1건')")
    model.go.set()
    assert CHECKED in second.answered().inner_text()


def test_a_new_question_stops_the_one_being_worded_and_pressing_twice_asks_once(visit, serve_with):
    model = HeldModel(f"{CHECKED} [1].")
    user = visit(serve_with(model))
    user.ask(BEARING)
    user.page.wait_for_selector("#t0 .state:has-text('정리하는 중')")
    user.ask(BEARING)
    user.page.wait_for_timeout(500)
    assert user.page.locator(".exchange").count() == 1
    user.ask(" ")
    user.ask(PURGE)
    user.page.wait_for_selector("#t0 .state:has-text('정리를 멈추었습니다')")
    assert "75 °C" in user.page.inner_text("#t0")
    model.go.set()
    assert "furnace" in user.answered(1).inner_text()
    assert user.page.locator(".exchange").count() == 2


def test_the_conversation_can_be_cleared_while_an_answer_is_being_worded(visit, serve_with):
    model = HeldModel(f"{CHECKED} [1].")
    user = visit(serve_with(model))
    user.ask(BEARING)
    user.page.wait_for_selector("#t0 .state:has-text('정리하는 중')")
    user.page.click("#new")
    user.page.wait_for_selector(".welcome")
    model.go.set()
    user.page.wait_for_timeout(1500)
    assert user.page.locator(".exchange, .card").count() == 0
    user.ask(BEARING)
    assert CHECKED in user.answered().inner_text()


def test_a_model_that_fails_in_an_unforeseen_way_leaves_the_evidence_and_no_words_in_the_log(
    visit, serve_with, capfd
):
    user = visit(serve_with(BrokenModel("")))
    user.ask(BEARING)
    reply = user.answered().inner_text()
    assert phrase("model_failed", "ko", reason="RuntimeError") in reply
    assert "75 °C" in user.page.inner_text("#t0 .words >> nth=0")
    assert "P-204A" not in "".join(capfd.readouterr())


def test_an_unforeseen_failure_leaves_the_evidence_and_no_words_in_the_log(
    visit, serve_with, capfd, monkeypatch
):
    monkeypatch.setattr("assistant.answerer.remarks", failing_remarks)
    user = visit(serve_with(ScriptedModel(f"{CHECKED} [1].")))
    user.ask(BEARING)
    user.page.wait_for_selector("#t0 .failure")
    assert "75 °C" in user.page.inner_text("#t0 .words >> nth=0")
    written = "".join(capfd.readouterr())
    assert "RuntimeError while answering" in written and "P-204A" not in written


def test_the_page_is_there_before_the_model_and_refuses_what_is_not_its_own(visit, serve_with):
    class Slow(ScriptedModel):
        def warm(self, messages):
            time.sleep(5)

    user = visit(serve_with(Slow(f"{CHECKED} [1].")))
    user.ask(BEARING)
    user.page.wait_for_selector("#t0 .words, #t0 .said", timeout=4000)
    blocked = user.page.evaluate(
        "fetch('http://192.0.2.1/').then(() => 'sent', (error) => error.name).catch(String)"
    )
    assert blocked == "TypeError" and any("Content Security Policy" in c for c in user.complaints)
    user.complaints.clear()
    user.foreign.clear()
