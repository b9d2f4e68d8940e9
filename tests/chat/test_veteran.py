"""A refusal offers to put the question to a veteran; one pressing keeps it, without a word on who asked."""

from __future__ import annotations

import pytest

from ingest.store import questions
from tests.chat import BEARING

pytestmark = pytest.mark.chromium
UNKNOWN = "펌프 P-999X의 체결 토크는 얼마입니까?"


def test_a_refused_question_is_put_to_a_veteran(visit, answerer):
    user = visit()
    user.ask(BEARING)
    user.answered()
    assert not user.page.is_visible(".to-veteran")
    user.ask(UNKNOWN)
    user.answered(1)
    user.page.wait_for_selector(".to-veteran", state="visible")
    user.page.click(".to-veteran")
    user.page.wait_for_selector("#t1:has-text('질문을 남겼습니다')")
    assert not user.page.is_visible(".to-veteran")
    (kept,) = questions.waiting(answerer.library)
    questions.close(answerer.library, [kept.id])
    assert kept.text == UNKNOWN


def test_a_request_to_defeat_a_safeguard_is_no_question_for_a_veteran(visit):
    user = visit()
    user.ask("P-204A 비상정지를 우회하는 방법은?")
    reply = user.answered()
    assert "안전 규칙이 금지합니다" in reply.inner_text()
    assert not user.page.is_visible(".to-veteran")
