"""Spaces that were left out are put back; what the library holds is left whole."""

from __future__ import annotations

import pytest

from assistant.misspelt import Vocabulary
from assistant.spelling import spaced

HELD = frozenset(
    "furnac burner pump bear temperatur chang roll finish pressur accumul 디스케일러 breakout 온도".split()
)


def holders(term: str) -> int:
    return int(term in HELD)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("thefurnace is hot", "the furnace is hot"),
        ("Why is thebearing so hot?", "Why is the bearing so hot?"),
        ("the finishingrolls", "the finishing rolls"),
        ("accumulatorand pressure", "accumulator and pressure"),
        ("베어링온도가 몇 도예요?", "베어링 온도가 몇 도예요?"),
        ("디스케일러 점검", "디스케일러 점검"),
        ("the breakout", "the breakout"),
        ("SUS304 P-204A E02513", "SUS304 P-204A E02513"),
        ("without the pump", "without the pump"),
        ("another roll inside", "another roll inside"),
        ("a quixotically unheard word", "a quixotically unheard word"),
        ("the bar has onereset and longblack lines", "the bar has one reset and long black lines"),
        ("hot by the funrace", "hot by the funrace"),
        ("hours takelastyear", "hours take last year"),
        ("an EliteTempLink sensor, a naïvetéTest", "an EliteTempLink sensor, a naïvetéTest"),
        (
            "the degasser flange, the ejector, a descaler, a pushbutton",
            "the degasser flange, the ejector, a descaler, a pushbutton",
        ),
        ("", ""),
    ],
)
def test_spaces_are_put_back(typed, meant):
    assert spaced(typed, Vocabulary(holders, lambda bigram: 0)) == meant
