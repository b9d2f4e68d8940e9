"""What the chat page shows, as pure functions of the answer."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from assistant.answer import Answer, EvidenceFound, Finished, Sentence, SentenceReady, Source, Turn
from assistant.chat import cards, render, texts
from assistant.chat.session import Exchange, Session
from assistant.phrases import phrase

HOSTILE = "<img src=x onerror=alert(1)>\"'&<script>"
SOURCE = Source(
    n=1,
    document="interviews/furnace.txt",
    title="가열로 면담",
    kind="interview",
    contributor="박영식",
    role="가열로 반장",
    locator={"start": 135.0, "end": 160.0},
    quote="퍼지를 먼저 한다. 오 분이다. 그다음 붙인다.",
    score=1.0,
    marked=((0, 9), (11, 16)),
)
QUOTED = Answer("quoted", "ko", "“오 분이다.” [1]", (Sentence("오 분이다.", (1,)),), (SOURCE,))
ANSWERED = replace(
    QUOTED,
    status="answered",
    sentences=(Sentence("퍼지는 오 분입니다.", (1,)),),
    warnings=(phrase("generated", "ko"), phrase("superseded", "ko", n=1)),
)
REFUSED = Answer("refused", "ko", phrase("refusal", "ko"), related=(SOURCE,))


class Markup(HTMLParser):
    """What a browser would see as markup, and what as text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(
    ("spans", "shown"),
    [
        ([], "abc &lt;d&gt; e"),
        ([(0, 3)], "<mark>abc</mark> &lt;d&gt; e"),
        ([(4, 7), (0, 3)], "<mark>abc</mark> <mark>&lt;d&gt;</mark> e"),
        ([(0, 3), (2, 7)], "<mark>abc &lt;d&gt;</mark> e"),
        ([(0, 3), (3, 5)], "<mark>abc &lt;</mark>d&gt; e"),
        ([(8, 99), (5, 5)], "abc &lt;d&gt; <mark>e</mark>"),
    ],
)
def test_the_used_spans_of_a_quote_are_marked_and_the_rest_is_escaped(spans, shown):
    assert cards.marked("abc <d> e", spans) == shown


@pytest.mark.parametrize(
    ("locator", "ko", "en"),
    [
        ({"page": 4}, "4쪽", "p. 4"),
        ({"page": 4, "page_end": 5, "heading": ["3 점화"]}, "4–5쪽, 3 점화", "pp. 4–5, 3 점화"),
        ({"slide": 2}, "2번 슬라이드", "slide 2"),
        ({"sheet": "2024", "row": 7}, "시트 2024, 7행", "sheet 2024, row 7"),
        ({"start": 135.0, "end": 160.0}, "녹취 02:15–02:40", "recording 02:15–02:40"),
        ({"heading": ["1", "1.2"], "start": 5.0}, "1 › 1.2, 녹취 00:05", "1 › 1.2, recording 00:05"),
        ({}, "", ""),
    ],
)
def test_a_place_is_said_in_words(locator, ko, en):
    assert cards.where(locator, "ko") == ko
    assert cards.where(locator, "en") == en


@pytest.mark.parametrize(
    ("contributor", "role", "kind", "shown"),
    [
        ("박영식", "가열로 반장", "interview", "박영식 · 가열로 반장"),
        (None, "가열로 반장", "interview", "가열로 반장"),
        (None, None, "interview", "기여자 비공개"),
        (None, None, "manual", ""),
    ],
)
def test_a_contributor_is_shown_as_consented(contributor, role, kind, shown):
    source = replace(SOURCE, contributor=contributor, role=role, kind=kind)
    assert cards.who(source, "ko") == shown
    assert ("누가" in cards.card(source, 0, "ko")) == bool(shown)


def test_nothing_that_documents_or_users_wrote_becomes_markup():
    bad = replace(
        SOURCE,
        document=HOSTILE,
        title=HOSTILE,
        kind=HOSTILE,
        contributor=HOSTILE,
        role=HOSTILE,
        locator={"heading": [HOSTILE], "sheet": HOSTILE},
        quote=HOSTILE,
        marked=((2, 9),),
        standing="superseded",
    )
    answers = [
        Answer("quoted", "ko", HOSTILE, (Sentence(HOSTILE, (1,)),), (bad,), (HOSTILE,)),
        Answer("answered", "ko", HOSTILE, (Sentence(HOSTILE, (1,)),), (bad,), (HOSTILE,)),
        Answer("refused", "ko", HOSTILE, related=(bad,)),
    ]
    exchanges = [Exchange(HOSTILE, "done", a) for a in answers]
    exchanges += [
        Exchange(HOSTILE, "failed", failure=HOSTILE),
        Exchange(HOSTILE, "composing", answers[0], (Sentence(HOSTILE, ()),)),
    ]
    html = render.conversation(exchanges, "ko") + cards.panel(exchanges, "ko")
    seen = Markup()
    seen.feed(html)
    assert not seen.tags & {"img", "script"}
    assert seen.attributes <= {
        "aria-busy",
        "aria-hidden",
        "aria-label",
        "aria-live",
        "class",
        "data-turn",
        "data-turns",
        "data-unit",
        "hidden",
        "href",
        "id",
        "lang",
        "role",
        "tabindex",
    }
    assert seen.text.count("<img src=x onerror=alert(1)>") > 20


@pytest.mark.parametrize(
    ("exchange", "says"),
    [
        (Exchange("q", "waiting", ahead=2), "앞에 2건"),
        (Exchange("q", "searching"), "자료를 찾는 중…"),
        (Exchange("q", "composing", QUOTED), "확인된 문장으로 정리하는 중…"),
        (Exchange("q", "stopped", QUOTED), "정리를 멈추었습니다"),
        (Exchange("q", "stopped"), "질문을 취소했습니다"),
        (Exchange("q", "failed", failure="모델이 꺼져 있습니다."), "모델이 꺼져 있습니다."),
    ],
)
def test_a_user_is_told_what_is_happening(exchange, says):
    assert says in render.conversation([exchange], "ko")


def test_evidence_and_checked_sentences_are_shown_while_the_answer_is_worded():
    exchange = Exchange("q").after(EvidenceFound(QUOTED, composing=True))
    exchange = exchange.after(SentenceReady(Sentence("퍼지는 오 분입니다.", ())))
    html = render.conversation([exchange], "ko")
    assert html.index("정리하는 중") < html.index("퍼지는 오 분입니다.") < html.index("오 분이다.")
    assert 'aria-busy="true"' in html
    finished = render.conversation([exchange.after(Finished(ANSWERED))], "ko")
    assert "정리하는 중" not in finished and "오 분이다." not in finished
    assert 'aria-busy="false"' in finished


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(("answer", "noted"), [(QUOTED, 1), (ANSWERED, 1), (REFUSED, 0)])
def test_every_answer_says_once_that_ai_made_it(answer, noted, language):
    html = render.conversation([Exchange("q", "done", answer)], language)
    assert html.count(phrase("generated", language).replace("'", "&#x27;")) == noted


def test_warnings_stand_on_the_answer_and_an_old_revision_on_its_card():
    assert phrase("superseded", "ko", n=1) in render.conversation([Exchange("q", "done", ANSWERED)], "ko")
    assert "개정 전 문서" in cards.card(replace(SOURCE, standing="superseded"), 0, "ko")
    assert "<dt>승인</dt><dd>공장장</dd>" in cards.card(replace(SOURCE, approved_by="공장장"), 0, "ko")
    assert "개정 전 문서" not in cards.card(SOURCE, 0, "ko")


def test_every_citation_leads_to_a_card_of_its_own_exchange():
    exchanges = [Exchange("q", "done", QUOTED), Exchange("r", "done", ANSWERED)]
    targets = re.findall(r'class="cite" href="#([^"]+)"', render.conversation(exchanges, "ko"))
    panel = cards.panel(exchanges, "ko")
    assert targets == ["t0-s1", "t1-s1"]
    assert all(f'id="{target}"' in panel for target in targets)


@pytest.mark.parametrize(
    ("last", "visible"),
    [(Exchange("둘째", "done", QUOTED), "질문: 둘째"), (Exchange("둘째"), "답변의 출처가 여기에")],
)
def test_only_the_sources_of_the_last_question_are_in_sight(last, visible):
    panel = cards.panel([Exchange("첫째", "done", QUOTED), last], "ko")
    sections = re.findall(r"<section.*?</section>", panel, re.DOTALL)
    assert [visible in s for s in sections if "<section hidden" not in s] == [True]
    assert "질문: 첫째" in panel


def test_a_refusal_shows_the_nearest_passages_as_no_answer():
    panel = cards.panel([Exchange("q", "done", REFUSED)], "ko")
    assert "관련 자료 (답은 아님)" in panel
    assert "<mark>" not in panel and 'class="n"' not in panel


def test_every_word_of_the_page_is_there_in_both_languages():
    for key, words in texts._TEXTS.items():
        assert set(words) == {"ko", "en"} and all(words.values()), key


@pytest.mark.parametrize(
    ("header", "language"),
    [("ko-KR,ko;q=0.9,en;q=0.8", "ko"), ("en-US,en;q=0.9,ko;q=0.8", "en"), ("", "ko"), ("vi-VN", "en")],
)
def test_the_page_speaks_the_browsers_language(header, language):
    assert texts.browser_language(header) == language


def test_a_session_remembers_answered_questions_as_turns():
    session = Session("ko")
    for question, answer in (("하나", QUOTED), ("둘", None), ("셋", REFUSED)):
        session.begin(question)
        session.update(Exchange(question, "done" if answer else "stopped", answer))
    session.begin("넷")
    assert session.history() == [Turn("하나", QUOTED.answer), Turn("셋", REFUSED.answer)]


def test_evidence_that_was_shown_stays_when_a_question_is_withdrawn():
    session = Session("ko")
    session.begin("하나")
    session.update(session.exchanges[-1].after(EvidenceFound(QUOTED, composing=True)))
    session.stop()
    assert (session.exchanges[-1].stage, session.exchanges[-1].answer) == ("stopped", QUOTED)


@pytest.mark.parametrize(("count", "folded"), [(1, 0), (3, 0), (4, 1), (6, 3)])
def test_quotations_beyond_the_first_three_are_folded_away_and_none_is_lost(count, folded):
    sources = tuple(replace(SOURCE, n=n) for n in range(1, count + 1))
    sentences = tuple(Sentence(f"{n}번 근거이다.", (n,)) for n in range(1, count + 1))
    answer = Answer("quoted", "ko", "", sentences, sources)
    shown = render.conversation([Exchange("질문", stage="done", answer=answer)], "ko")
    open_part, _, fold = shown.partition("<details")
    assert all(s.text in shown for s in sentences)
    assert sum(s.text in fold for s in sentences) == folded
    assert sum(s.text in open_part for s in sentences) == count - folded
    assert bool(fold) == bool(folded) and (not folded or f"{folded}개" in fold)
