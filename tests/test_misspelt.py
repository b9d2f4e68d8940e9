"""Slips of the finger are undone where they make no word; words that the library merely lacks stay."""

from __future__ import annotations

import pytest

from assistant.answerer import open_answerer
from assistant.misspelt import Vocabulary, corrected
from ingest.index import tokens

SENTENCES = (
    "베어링 온도는 경보 전에 본다. 진공 펌프의 이젝터와 몰드를 점검한다. 브레이크 토출 압력을 잰다. 기름을 닦는다.",
    "The bearing alarm, the torque limit, the strand and the submerged nozzle of the furnace.",
)
WORDS = frozenset(w for s in SENTENCES for w in tokens.words(s))
PAIRS = frozenset(b for s in SENTENCES for b in tokens.bigrams(s))
HELD = Vocabulary(
    lambda t: int(t in WORDS), lambda b: int(b in PAIRS), frozenset({"역화", "회주철", "degasser"})
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("베러링이 뜨거워요", "베어링이 뜨거워요"),
        ("경버가 울려요", "경보가 울려요"),
        ("프펌의 소리", "펌프의 소리"),
        ("몰등은 언제", "몰드은 언제"),
        ("브레아크 점검", "브레이크 점검"),
        ("진공 이젝토는", "진공 이젝터는"),
        ("온ㄷ도가", "온도가"),
        ("브레이크압럭이", "브레이크 압력이"),
        ("the bearihg alam", "the bearing alarm"),
        ("torqe of the furncae?", "torque of the furnace?"),
        ("starnd limt", "strand limit"),
        ("the vavle leaks", "the valve leaks"),
        ("Wyat limit? Wat alarm?", "What limit? What alarm?"),
        ("taht torque limit fo te bearing", "that torque limit fo te bearing"),
    ],
)
def test_a_slip_is_read_as_the_word_it_was_meant_to_be(typed, meant):
    text, read = corrected(typed, HELD)
    assert text == meant
    assert all(was in typed and now in meant for was, now in read)


@pytest.mark.parametrize(
    "question",
    [
        "",
        "P-204A SUS304 E02513 75 °C",
        "연삭기는 어디에 있나요?",
        "역화가 났어요",
        "회주철은 몇 도예요?",
        "베어링 온도가 몇 도예요?",
        "The degasser growls and stinks of greasy blobs",
        "Is the paint on the boiler hotter?",
        "kW of AC-1",
        "rpm psi plc vfd dcs hmi kwh the lug and a cog, ost hob",
    ],
)
def test_what_is_a_word_stays_though_the_library_lacks_it(question):
    assert corrected(question, HELD) == (question, ())


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("P-204A 베러링 온도는 몇 도에서 경보가 울리나요?", "“베러링”을(를) “베어링”(으)로"),
        ("What should be chceked first on alarm E03305?", "“chceked” was read as “checked”"),
    ],
)
def test_the_asker_is_told_what_was_read_otherwise(small_settings, question, told):
    opened = open_answerer(small_settings)
    answer = opened.answer(question, mode="quoted")
    opened.close()
    assert answer.status == "quoted"
    assert any(told in w for w in answer.warnings)
