"""The HTML report: what it says, that nothing in it is taken for markup, and that it stands alone."""

from __future__ import annotations

import re
import string
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import eval.page.texts as page_texts
import eval.texts as measure_texts
from assistant.answer import Language
from eval import page
from eval.compare import compare
from eval.detail import Detail, Located
from eval.measures import FAILURES, NAMES
from eval.page.words import percent
from eval.record import Run
from tests.chromium import browser
from tests.runs import SAID, leak, outcome, question, run

HOSTILE = "<img src=http://evil.example/x onerror=alert(1)>\"'&<script>alert(2)</script>"


@pytest.fixture
def told(tmp_path: Path) -> Run:
    """Ten answerable questions: seven shown, two refused, one short; two silent ones: one answered."""
    right = dict(recall_at_5=(1, 1), false_refusal=(0, 1), facts_in_quotes=(1, 1), citation_precision=(2, 2))
    outcomes = [outcome(question(f"ok{n}"), **right, numbers_lacking=(0, 2)) for n in range(7)]
    refused = dict(recall_at_5=(1, 1), false_refusal=(1, 1), facts_in_quotes=(0, 1))
    outcomes += [outcome(question(f"no{n}", "paraphrase"), "refused", **refused) for n in range(2)]
    short = dict(recall_at_5=(0, 1), false_refusal=(0, 1), facts_in_quotes=(0, 1), citation_precision=(1, 2))
    outcomes.append(outcome(question("short", "follow-up", "en"), **short))
    outcomes.append(outcome(question("kept", "unanswerable"), "refused", false_answer=(0, 1)))
    outcomes.append(outcome(question("false", "unanswerable"), false_answer=(1, 1)))
    return run(tmp_path, *outcomes)


class Markup(HTMLParser):
    """The tags and attributes that a browser would see, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs
        if tag not in ("meta", "link", "rect", "line", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("rect", "line"):
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def _plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", html)).split())


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "en",
            [
                "Of 10 questions that the documents answer, 7 were shown the right facts",
                "2 were refused although the answer is there, and 1 were shown something that lacks a fact",
                "Of 2 questions that the documents do not answer, 1 were rightly refused; 1 were answered",
                "Of 16 citations, 15 bear out their sentence; 0 numbers",
            ],
        ),
        (
            "ko",
            [
                "자료에 답이 있는 질문 10개 가운데 7개 에 맞는 사실을 모두",
                "2개는 답이 있는데도 거절했고, 1개는",
                "자료에 답이 없는 질문 2개 가운데 1개 는 답이 없다고",
                "출처 표시 16개 가운데 15개",
            ],
        ),
    ],
)
def test_the_report_opens_with_the_run_in_plain_words(
    told: Run, language: Language, sentences: list[str]
) -> None:
    shown = _plain(page.render(told, language, "2026-09-01"))
    assert all(sentence in shown for sentence in sentences)
    assert "2026-09-01" in shown


def test_every_failed_question_stands_once_under_its_gravest_fault(told: Run) -> None:
    html = page.render(told, "en", "today")
    section = html[html.index('<section id="failures"') :]
    titles = [_plain(t) for t in re.findall(r"<h3>(.*?)</h3>", section)]
    assert titles == [
        "Answered though unanswerable 1",
        "A citation does not support its sentence 1",
        "Refused though answerable 2",
    ]
    ids = re.findall(r"<code>(ok\d|no\d|short|kept|false)</code>", section)
    assert ids == ["false", "short", "no0", "no1"]
    shown = _plain(section)
    assert "The documents do not answer this" in shown
    assert "가열로 조업표준 · p. 4 manuals/furnace.md" in shown
    # The evidence as the library holds it, with the words meant marked.
    assert f"<mark>{SAID}</mark>" in section


def test_a_run_without_fault_says_so(tmp_path: Path) -> None:
    fine = run(tmp_path, outcome(question("a"), recall_at_5=(1, 1)), mode="retrieval")
    shown = _plain(page.render(fine, "en", "today"))
    assert "No question failed." in shown and "For 1 of 1 questions" in shown


def test_leaks_are_listed_by_place_and_what_leaked_is_not_repeated(tmp_path: Path) -> None:
    asked = outcome(question("a"), false_refusal=(0, 1), facts_in_quotes=(1, 1))
    bad = replace(asked, question=question("b"), reasons=("leak",), detail=Detail(withheld=True))
    elsewhere = asked.detail.model_copy(update={"evidence": (Located(document="a.md", passage=None),)})
    lost = replace(asked, reasons=("recall@5",), detail=elsewhere)
    told = run(tmp_path, bad, lost, planted=9, leaks=(leak("list.yaml#4", "b"),))
    shown = _plain(page.render(told, "en", "today"))
    assert "9 planted pieces of personal data were looked for, and met in 1 places" in shown
    assert "PHONE list.yaml#4 b" in shown
    assert "Its words were not kept, since personal data stands in them." in shown
    assert "a.md: the library does not hold this passage." in shown


@pytest.mark.parametrize("language", ["ko", "en"])
def test_nothing_from_a_run_becomes_markup_and_the_page_asks_for_nothing(
    tmp_path: Path, language: Language
) -> None:
    def hostile(value: Any) -> Any:
        if isinstance(value, str):
            return HOSTILE
        if isinstance(value, dict):
            return {k: hostile(v) for k, v in value.items()}
        return [hostile(v) for v in value] if isinstance(value, list) else value

    good = outcome(question("a"), false_refusal=(1, 1), recall_at_5=(0, 1), facts_in_quotes=(0, 1))
    good = replace(good, timings_ms={HOSTILE: 3.0}, model=HOSTILE)
    told = run(tmp_path, good, model=HOSTILE, planted=1, leaks=(leak(HOSTILE, HOSTILE),))
    case = told.questions[0]
    detail = hostile(case.detail.model_dump(mode="json"))
    detail["sources"][0]["place"] = {"heading": [HOSTILE], "page": 2}
    detail["evidence"].append({"document": HOSTILE, "passage": None})
    case = case.model_copy(
        update={"id": HOSTILE, "kind": HOSTILE, "status": HOSTILE, "detail": Detail.model_validate(detail)}
    )
    gold = told.gold.model_copy(update={"file": HOSTILE})
    groups = {HOSTILE: told.by_kind["direct"]}
    told = told.model_copy(update={"questions": (case,), "gold": gold, "by_kind": groups})
    before = told.model_copy(update={"gold": gold.model_copy(update={"sha256": HOSTILE}), "model": None})
    html = page.render(told, language, HOSTILE, compare(before, told))
    seen = Markup(html)
    assert not seen.open
    assert not seen.tags & {"img", "script", "iframe", "object", "form"}
    assert not [
        v for k, v in seen.attributes if k in ("src", "srcset", "action", "style") or k.startswith("on")
    ]
    assert {v for k, v in seen.attributes if k == "href" and not (v or "").startswith("#")} == {"data:,"}
    assert "url(" not in html and "@import" not in html
    assert HOSTILE in seen.text


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "–"),
        (0, "0 %"),
        (1, "100 %"),
        (0.862, "86 %"),
        (0.9996, "99.9 %"),
        (0.0001, "0.1 %"),
        (0.997, "99.7 %"),
    ],
)
def test_a_share_is_never_rounded_to_all_or_nothing(value: float | None, shown: str) -> None:
    assert percent(value).replace("\u00a0", " ") == shown


def test_korean_and_english_say_the_same_with_the_same_values() -> None:
    def fields(words: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(words) if name}

    for table in (page_texts._TEXTS, measure_texts._TEXTS):
        for key, words in table.items():
            assert set(words) == {"ko", "en"} and all(words.values()), key
            assert fields(words["ko"]) == fields(words["en"]), key
    assert all(f"{p}:{name}" in measure_texts._TEXTS for name in NAMES for p in ("name", "means"))
    assert all(f"{p}:{name}" in measure_texts._TEXTS for name in FAILURES for p in ("failed", "why"))


@pytest.mark.chromium
def test_the_report_reads_well_in_a_browser(told: Run, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(page.render(told, "ko", "2026-09-01", compare(told, told)), "utf-8")
    with browser() as opened:
        for width, height in ((1280, 800), (390, 844)):
            context = opened.new_context(viewport={"width": width, "height": height})
            view = context.new_page()
            asked: list[str] = []
            said: list[str] = []
            view.on("request", lambda r, asked=asked: asked.append(r.url))
            view.on("console", lambda m, said=said: said.append(m.text))
            view.goto(file.as_uri())
            assert asked == [file.as_uri()] and not said
            assert view.evaluate("document.documentElement.scrollWidth") == width
            # By keyboard alone: the skip link leads to the failed questions, and Enter opens one.
            view.keyboard.press("Tab")
            view.keyboard.press("Enter")
            view.keyboard.press("Tab")
            view.keyboard.press("Enter")
            assert view.locator("details.case[open]").count() == 1
            # On paper every question is open.
            closed = view.locator("details.case:not([open]) .sides").first
            assert not closed.is_visible()
            view.emulate_media(media="print")
            assert closed.is_visible()
            bars = view.locator("svg[role=img]").all()
            assert [b.get_attribute("aria-label") for b in bars] == [
                "자료에 답이 있는 질문: 10. 사실을 모두 보여 줌 7, 사실이 빠짐 1, 잘못 거절함 2",
                "자료에 답이 없는 질문: 2. 바르게 거절함 1, 근거 없이 답함 1",
            ]
            context.close()
