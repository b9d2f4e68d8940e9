"""The same term is found whatever particle, spelling or ending it wears."""

import pytest

from ingest.index import tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("펌프를 점검한다", "펌프 점검"),
        ("P-204A", "p204a"),
        ("SUS329J3L", "sus329j3l"),
        ("SUS 304", "sus304"),
        ("1,230 °C", "1230"),
        ("greasing the ropes", "grease rope"),
        ("디스케일러에서", "디스케일러가"),
    ],
)
def test_two_spellings_share_a_term(one, other):
    assert set(tokens.words(one)) & set(tokens.words(other))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("P-204A의 E02513 알람", {"p204a", "e02513"}),
        ("SUS329J3L은 2패스 압력이", {"sus329j3l"}),
        ("RM-STD-101 rev4", {"rmstd101", "rev4"}),
        ("F8 스탠드와 HPU-3", {"f8", "hpu3"}),
        ("pass 3 at 30 t", set()),
        ("75 °C, 4.5 mm/s", set()),
    ],
)
def test_codes_are_told_from_words_and_numbers(text, found):
    assert tokens.codes(text) == found


def test_bigrams_come_from_hangul_only():
    assert tokens.bigrams("펌프를 pump 75") == ["펌프", "프를"]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Stop the pump. Open the valve.", ["stop", "pump", "open", "valv"]),
        ("bearing temperature.", ["bear", "temperatur"]),
        ("온도 1,230도, 차압 3.5 bar", ["온도", "1230", "도", "차압", "3.5", "bar"]),
        ("2024-03-01 점검 010-1234-5678", ["점검"]),
        ("25-35 °C", ["25", "35", "c"]),
    ],
)
def test_words_are_whole_numbers_are_plain_and_serials_are_none(text, terms):
    assert tokens.words(text) == terms


def test_many_texts_are_read_as_each_by_itself() -> None:
    texts = [
        "펌프를 점검한다. 이백오십 바로 맞춘다.",
        "the pump stops",
        "",
        "P-204A 베어링 75 °C",
        "SUS304",
    ] * 5
    assert tokens.words_of(texts) == [tokens.words(text) for text in texts]
    assert tokens.words_of([]) == []
