"""The chat page in a real headless Chromium on a real library."""

from __future__ import annotations

import shutil
import threading
import time

import pytest

from assistant.answerer import Answerer, open_answerer
from assistant.chat.serve import start
from assistant.phrases import phrase
from ingest.settings import load_settings
from tests.chromium import Visit, browser, free_port
from tests.scripted import ScriptedModel

BEARING = "P-204A 베어링 온도는 몇 도에서 경보가 울리나요?"
PURGE = "버너가 꺼지면 퍼지를 얼마나 해야 하나요?"
HOSTILE = '밸브 V-77은 <img src=x onerror="window.hacked=1"> 왼쪽으로 잠근다. ${window.hacked=2} {{hacked}}'
CHECKED = "베어링 온도 경보는 75 °C입니다."

pytestmark = pytest.mark.chromium


class HeldModel(ScriptedModel):
    """Speaks when it is let go."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.go = threading.Event()

    def stream(self, messages, max_tokens, stop=()):
        yield from super().stream(messages, max_tokens, stop)
        assert self.go.wait(30)


class BrokenModel(ScriptedModel):
    """Fails in a way that nobody has foreseen."""

    def stream(self, messages, max_tokens, stop=()):
        raise RuntimeError(f"they asked: {messages}")
        yield ""


@pytest.fixture(scope="module")
def settings(notes, tmp_path_factory):
    from ingest.pipeline import open_ingester

    folder = tmp_path_factory.mktemp("chat") / "notes"
    shutil.copytree(notes, folder)
    (folder / "manuals" / "valve.txt").write_text(HOSTILE, "utf-8")
    read = load_settings(home=tmp_path_factory.mktemp("chat-home"), llm={"provider": "none"})
    ingester = open_ingester(read, [folder])
    report = ingester.run([folder])
    ingester.library.close()
    assert report.count("indexed") == 4, [o.reason for o in report.outcomes]
    return read


@pytest.fixture(scope="module")
def answerer(settings):
    opened = open_answerer(settings)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def chromium():
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def served(settings, answerer):
    serving = start(settings, answerer, open_port=free_port())
    yield serving.url
    serving.close()


@pytest.fixture
def serve_with(answerer, settings):
    """Serves the library with a model of the test's own, and stops when the test ends."""
    running = []

    def serve(model, **changes):
        changed = load_settings(home=settings.home, answer={"mode": "composed"}, **changes)
        given = Answerer(changed, answerer.library, answerer.retriever)
        given.use_model(model)
        running.append(start(changed, given, open_port=free_port()))
        return running[-1].url

    yield serve
    for serving in running:
        serving.close()


@pytest.fixture
def visit(chromium, served):
    """Opens the page as a new user; no user's browser may ask elsewhere or complain."""
    visits = []

    def go(url: str = "", **options) -> Visit:
        visits.append(Visit(chromium, url or served, **options))
        return visits[-1]

    yield go
    foreign = [r for v in visits for r in v.foreign]
    complaints = [c for v in visits for c in v.complaints]
    for v in visits:
        v.close()
    assert foreign == [] and complaints == []


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
    assert "정리하는 중" not in reply and user.page.locator("#t0 .words").count() == 0
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


def test_an_unforeseen_failure_leaves_the_evidence_and_no_words_in_the_log(visit, serve_with, capfd):
    user = visit(serve_with(BrokenModel("")))
    user.ask(BEARING)
    user.page.wait_for_selector("#t0 .failure")
    assert "75 °C" in user.page.inner_text("#t0 .words >> nth=0")
    written = "".join(capfd.readouterr())
    assert "RuntimeError while answering" in written and "P-204A" not in written


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_the_page_can_be_read_and_touched(visit, width, height, scheme):
    user = visit(width=width, height=height, color_scheme=scheme)
    user.ask(PURGE)
    user.answered()
    user.ask("P" + "9" * 80 + " 은 무엇입니까?")
    user.answered(1)
    found = user.page.evaluate(LOOK)
    assert found["sideways"] <= 0
    assert found["small"] == [] and found["pale"] == [] and found["tiny"] == []


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


# Letters under 16 px, contrast under 4.5 to 1, and targets under 40 × 34 px, of all that is visible.
LOOK = """() => {
  const rgb = (c) => (c.match(/[\\d.]+/g) || []).map(Number);
  const lum = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const c = rgb(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  const small = [], pale = [], tiny = [];
  for (const e of document.querySelectorAll("#top *, #main *")) {
    if (!e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || e.closest(".sr-only")) continue;
    const box = e.getBoundingClientRect();
    const name = `${e.tagName}.${e.className} ${e.textContent.slice(0, 30)}`;
    if ([...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()) && box.width > 2) {
      const style = getComputedStyle(e);
      if (parseFloat(style.fontSize) < 16) small.push(`${name} ${style.fontSize}`);
      const [a, b] = [lum(rgb(style.color)), lum(ground(e))].sort((x, y) => y - x);
      if ((a + 0.05) / (b + 0.05) < 4.5) pale.push(`${name} ${style.color}`);
    }
    if (e.matches("button, a, textarea, #language label") && (box.width < 40 || box.height < 34)) tiny.push(name);
  }
  return { small, pale, tiny, sideways: document.documentElement.scrollWidth - innerWidth };
}"""
