"""A source is shown exactly as the contributor agreed, on the day it is shown."""

from datetime import date

import pytest

from assistant.credit import credit, singled_out
from assistant.place import place
from ingest.settings import ConsentSettings

PERSON = {
    "name": "박영식", "alias": "은빛", "role": "가열로 반장", "role_en": "Furnace foreman",
    "display": "name", "since": "2024-03-01", "until": "2026-12-31",
    "label": None, "label_en": None, "purposes": [], "sites": [], "line": "압연",
}  # fmt: skip
NOW = date(2026, 6, 1)
HERE = ConsentSettings(purpose="training", site="포항")


@pytest.mark.parametrize(
    ("changes", "language", "today", "shown"),
    [
        ({}, "ko", NOW, ("박영식", "가열로 반장")),
        ({}, "en", NOW, ("박영식", "Furnace foreman")),
        ({"display": "alias"}, "ko", NOW, ("은빛", "가열로 반장")),
        ({"display": "anonymous"}, "ko", NOW, (None, "가열로 반장")),
        ({}, "ko", date(2027, 1, 1), (None, "가열로 반장")),
        ({}, "ko", date(2026, 12, 31), ("박영식", "가열로 반장")),
        ({}, "ko", date(2024, 2, 28), (None, "가열로 반장")),
        ({"until": None}, "ko", date(2050, 1, 1), ("박영식", "가열로 반장")),
        ({"purposes": ["operations", "training"]}, "ko", NOW, ("박영식", "가열로 반장")),
        ({"purposes": ["research"]}, "ko", NOW, (None, "가열로 반장")),
        ({"sites": ["포항"]}, "ko", NOW, ("박영식", "가열로 반장")),
        ({"sites": ["광양"]}, "ko", NOW, (None, "가열로 반장")),
        ({"label": "압연 베테랑"}, "ko", NOW, ("박영식", "압연 베테랑")),
        ({"label": "압연 베테랑"}, "en", NOW, ("박영식", "압연 베테랑")),
        (
            {"label": "압연 베테랑", "label_en": "a rolling veteran"},
            "en",
            NOW,
            ("박영식", "a rolling veteran"),
        ),
        ({"label": "압연 베테랑", "display": "anonymous"}, "ko", NOW, (None, "압연 베테랑")),
    ],
)
def test_name_alias_or_role_only(changes, language, today, shown):
    assert credit({**PERSON, **changes}, language, HERE, today) == shown


def test_a_document_without_a_contributor_names_nobody():
    assert credit(None, "ko", HERE) == (None, None)


@pytest.mark.parametrize(
    ("locator", "language", "words"),
    [
        ({"page": 4}, "ko", "4쪽"),
        ({"page": 4, "page_end": 5, "heading": ["3 온도", "3.1 강종"]}, "en", "pp. 4–5, 3 온도 › 3.1 강종"),
        ({"sheet": "Log 2024", "row": 12, "cells": "A12:G12"}, "en", "sheet Log 2024, row 12"),
        ({"start": 135.0, "end": 160.4, "speaker": "반장"}, "ko", "02:15–02:40"),
        ({"start": 3700}, "en", "1:01:40"),
        ({"slide": 3, "heading": ["LOTO"]}, "ko", "3번 슬라이드, LOTO"),
        ({}, "ko", ""),
    ],
)
def test_a_place_is_said_in_words(locator, language, words):
    assert place(locator, language) == words


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        # Named by consent: nothing is given away.
        ([{}, {"role": "크레인 기사"}], {}),
        ([{"display": "anonymous"}, {"role": "크레인 기사"}], {0: "압연 베테랑"}),
        ([{"display": "alias"}, {"role": "크레인 기사", "line": "제강"}], {0: "현장 베테랑"}),
        ([{"display": "anonymous"}, {}], {}),
        ([{"until": "2025-01-01"}, {"role": "크레인 기사"}], {0: "압연 베테랑"}),
        ([{"display": "anonymous", "label": "압연 베테랑"}, {"label": "압연 베테랑"}], {}),
    ],
)
def test_a_role_that_nobody_else_has_is_told(changes, told):
    people = {str(i): {**PERSON, **change} for i, change in enumerate(changes)}
    assert singled_out(people, HERE, NOW) == {str(i): label for i, label in told.items()}
