"""The one Korean analyser of the project: Kiwi, loaded once and shared by search and scrubbing."""

from __future__ import annotations

import re
import threading
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from kiwipiepy import Kiwi

_HANGUL = re.compile(r"[가-힣]")
_LATIN = re.compile(r"[A-Za-z]")
_loading = threading.Lock()
# Nouns of the trade that Kiwi takes for a verb before some words (점화 전에 퍼지를 → 퍼지르다).
_NOUNS = (
    "그랩 드릴 리데나 리밍 분해 산세 살수 상한 스풀 안전모 용해 워킹빔 인버터 찰상 측온봉 캘리퍼스 퍼지 클램프 휠터"
).split()


@cache
def _kiwi() -> Kiwi:
    from kiwipiepy import Kiwi

    # The multi-word dictionary holds titles of works and places; without it loading takes half the time.
    analyser = Kiwi(load_multi_dict=False)
    for noun in _NOUNS:
        analyser.add_user_word(noun, "NNG")
    return analyser


def kiwi() -> Kiwi:
    """The shared analyser; the first call loads it (about a second)."""
    with _loading:
        return _kiwi()


def language_of(text: str) -> Literal["ko", "en"]:
    """The language a text is mainly written in.

    Korean technical text is full of Latin codes and units, English text holds no Hangul, so a
    fifth of Hangul among the letters is enough for Korean.
    """
    hangul = len(_HANGUL.findall(text))
    letters = hangul + len(_LATIN.findall(text))
    return "ko" if hangul and hangul >= 0.2 * letters else "en"
