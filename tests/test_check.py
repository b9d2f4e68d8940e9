"""A sentence is shown only where its evidence holds it up."""

import pytest

from assistant.check import best_support, judge

BEARING = "P-204A 베어링 온도는 75 °C에서 경보, 85 °C에서 정지한다."
PURGE = "Purge the furnace for 5 min before ignition. Never relight after a short purge."
VALVE = "점검 전에 차단 밸브를 닫는다."


@pytest.mark.parametrize(
    ("sentence", "evidence", "reason"),
    [
        ("P-204A 베어링 온도 경보는 75 °C입니다.", BEARING, ""),
        ("P-204A 베어링 온도 경보는 110 °C입니다.", BEARING, "number 110 °C"),
        ("P-204A 베어링 온도 경보는 75 bar입니다.", BEARING, "number 75 bar"),
        ("P-204B 베어링 온도 경보는 75 °C입니다.", BEARING, "code p204b"),
        ("Purge for 5 min before ignition.", PURGE, ""),
        ("Purge for 5 min after ignition.", PURGE, "order"),
        ("점검 전에 차단 밸브를 연다.", VALVE, "direction"),
        ("점검 전에는 차단 밸브를 닫습니다.", VALVE, ""),
        ("차단 밸브를 닫지 않는다.", VALVE, "negation"),
        ("점검 전에 차단 밸브를 열어 둔다.", VALVE, "direction"),
        ("점검 후에 차단 밸브를 닫는다.", VALVE, "order"),
        ("차단 밸브를 닫으면 안 된다.", VALVE, "negation"),
        ("The bakery opens early on market days.", PURGE, "words"),
        ("베어링 경보는 P-204A에서 75 °C입니다.", "The P-204A bearing alarm is at 75 °C.", ""),
        (
            "베어링이 뜨거우면 위험합니다.",
            "The P-204A bearing alarm is at 75 °C.",
            "nothing to compare across languages",
        ),
    ],
)
def test_a_sentence_is_judged_by_number_code_direction_and_words(sentence, evidence, reason):
    verdict = judge(sentence, evidence)
    assert verdict.reason == reason
    assert verdict.supported is (reason == "")


def test_a_heading_lends_words_but_never_numbers():
    row = "pass: 3 | pressure: 240 bar"
    assert judge("SUS304의 3패스 압력은 240 bar입니다.", row, "SUS304 디스케일러 패스 압력").supported
    assert judge("압력은 250 bar입니다.", row, "압력 250 bar인가?").reason == "number 250 bar"


def test_the_citation_goes_to_the_passage_that_supports_best():
    evidence = [("oil level 95 L", ""), ("the bearing alarm is at 75 °C", "")]
    found = best_support("The bearing alarm is at 75 °C.", evidence)
    assert found is not None and found[0] == 1
    assert best_support("The bearing alarm is at 80 °C.", evidence) is None


def test_two_sentences_and_a_heading_do_not_make_up_what_none_of_them_says():
    card = (
        "Hold a white card in the exhaust drain for ten seconds. A dry card is good. "
        "A yellow ring means oil is going past the separator element."
    )
    heading = "What does a failing separator look like on AC-1?"
    question = "What does a yellow ring on a white card held in the AC-1 exhaust drain mean?"
    assert judge(
        "A yellow ring means oil is going past the separator element.", card, heading, question
    ).supported
    false = "A yellow ring on a white card held in the AC-1 exhaust drain means a dry card."
    assert not judge(false, card, heading, question).supported


def test_a_word_that_only_the_question_says_is_not_taken_for_granted():
    powder = "CC-1 몰드 파우더는 습도가 낮은 곳에 두고 보관 온도는 10 °C 이하로 한다."
    question = "CC-1 몰드 파우더의 용융 온도는 몇 도인가요?"
    assert judge("CC-1 몰드 파우더의 보관 온도는 10 °C 이하입니다.", powder, question=question).supported
    false = judge("CC-1 몰드 파우더의 용융 온도는 10 °C 이하입니다.", powder, question=question)
    assert false.reason == "only the question says 용융"
