"""Asking, citing, refusing and both languages on the chat page."""

from __future__ import annotations

import pytest

from assistant.phrases import phrase
from tests.chat import BEARING, PURGE

pytestmark = pytest.mark.chromium


def test_a_question_brings_the_veterans_words_and_who_said_them_where(visit):
    user = visit()
    user.ask(PURGE)
    user.page.wait_for_selector("#t0 .words", timeout=5000)
    words = user.page.inner_text("#t0 .words p >> nth=0").rpartition(" [1]")[0]
    card = user.page.locator("#t0-s1")
    assert words and card.locator("mark").inner_text() == words
    assert "오 분 꽉 채우고" in card.locator("blockquote").inner_text()
    assert "박영식 · 가열로 반장" in card.inner_text()
    assert "인터뷰" in card.inner_text() and "furnace" in card.inner_text()
    assert phrase("generated", "ko") in user.answered().inner_text()
    assert user.page.input_value("#question textarea") == ""


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_a_citation_leads_to_its_card(visit, width, height):
    user = visit(width=width, height=height)
    user.ask(BEARING)
    user.answered()
    last = user.page.locator("#t0 .cite").last
    target = last.get_attribute("href")
    last.click()
    user.page.wait_for_selector(f"{target}.hit")
    user.page.wait_for_timeout(800)
    box = user.page.locator(target).bounding_box()
    composer = user.page.locator("#composer").bounding_box()
    assert box["y"] >= 0 and box["y"] + min(box["height"], 60) <= composer["y"] + composer["height"]
    assert user.page.evaluate("document.activeElement.id") == target[1:]


def test_a_citation_of_an_earlier_answer_brings_its_own_sources_back(visit):
    user = visit()
    for turn, question in enumerate((PURGE, BEARING)):
        user.ask(question)
        user.answered(turn)
    assert not user.page.is_visible("#t0-s1")
    user.page.locator("#t0 .cite").first.click()
    user.page.wait_for_selector("#t0-s1.hit")
    assert user.page.is_visible("#t0-s1") and not user.page.is_visible("#t1-s1")


def test_a_refusal_is_calm_and_shows_related_passages_as_no_answer(visit):
    user = visit()
    user.ask("펌프 P-999X의 체결 토크는 얼마입니까?")
    reply = user.answered()
    assert "refused" in reply.get_attribute("class")
    assert "자료에 답이 없습니다" in reply.inner_text()
    panel = user.page.inner_text("#sources")
    assert "관련 자료 (답은 아님)" in panel and "P-204A" in panel
    assert user.page.locator("#t0 .cite, #sources mark").count() == 0


def test_markup_in_a_document_or_a_question_stays_text(visit):
    user = visit()
    user.ask('밸브 V-77은 어느 쪽으로 잠급니까? <img src=x onerror="window.hacked=3">')
    user.answered()
    assert '<img src=x onerror="window.hacked=1">' in user.page.inner_text("#t0-s1 blockquote")
    assert "${window.hacked=2} {{hacked}}" in user.page.inner_text("#t0-s1 blockquote")
    assert "window.hacked=3" in user.page.inner_text("#t0 .asked")
    assert user.page.evaluate("window.hacked") is None
    assert user.page.locator("#conversation img, #sources img").count() == 0


def test_the_page_changes_its_language_with_all_that_is_on_it(visit):
    user = visit()
    user.ask(BEARING)
    user.answered()
    assert user.page.evaluate("document.documentElement.lang") == "ko"
    user.page.get_by_text("English", exact=True).click()
    user.page.wait_for_selector("#sources h2:has-text('Sources:')")
    assert "In the sources' own words" in user.page.inner_text("#t0")
    assert user.page.inner_text("#send") == "Ask"
    assert "Machine" in user.page.get_attribute("#question textarea", "placeholder")
    assert user.page.evaluate("document.documentElement.lang") == "en"
    assert "75 °C" in user.page.inner_text("#t0")


def test_the_page_opens_in_the_browsers_language(visit):
    user = visit(locale="en-US")
    user.page.wait_for_selector("#send:has-text('Ask')")
    assert "AI makes the answers" in user.page.inner_text("#header")


def test_the_settings_language_wins_over_the_browsers(visit, serve_with):
    user = visit(serve_with(None, language="en"))
    user.page.wait_for_selector("#send:has-text('Ask')")


def test_examples_are_questions_that_this_library_answers(visit):
    user = visit()
    user.page.locator(".example:visible").first.wait_for(timeout=30_000)
    assert 1 <= user.page.locator(".example:visible").count() <= 3
    user.page.locator(".example:visible").first.click()
    assert "quoted" in user.answered().get_attribute("class")
    assert user.page.locator(".example:visible").count() == 0


def test_a_question_can_be_sent_with_the_button_and_the_conversation_cleared(visit):
    user = visit()
    user.page.fill("#question textarea", BEARING)
    user.page.click("#send")
    user.answered()
    user.page.click("#new")
    user.page.wait_for_selector(".welcome")
    assert user.page.locator(".exchange, .card").count() == 0


def test_a_follow_up_is_understood_from_the_conversation(visit):
    user = visit()
    user.ask("P-204A 패킹은 얼마나 새야 정상인가요?")
    user.answered()
    user.ask("그럼 아예 안 떨어지면?")
    assert "그랜드 너트" in user.answered(1).inner_text()


def test_a_conversation_is_not_written_down(visit, settings):
    user = visit()
    secret = "P-204A 베어링 온도 경보는 몇 도입니까 zq81"
    user.ask(secret)
    user.answered()
    stored = user.page.evaluate(
        "async () => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie,"
        " (await indexedDB.databases()).map((d) => d.name)])"
    )
    assert "zq81" not in stored and stored.endswith("[]]")
    files = [f for f in settings.home.rglob("*") if f.is_file()]
    assert files and not any(b"zq81" in f.read_bytes() for f in files)
