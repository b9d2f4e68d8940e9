"""Turns text into search terms: Kiwi morphemes, English stems, normalised codes and numbers.

The same functions serve indexing and questions, so a noun is found whatever particle is glued to
it (펌프를, 펌프가) and a code in whatever spelling (P-204A, p204a, P 204A).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from ingest import quantities
from ingest.caches import remembered
from ingest.korean import kiwi
from ingest.numbered import muted

if TYPE_CHECKING:
    from kiwipiepy import Token

# A code has letters and digits: SUS304, SUS329J3L, E02513, P-204A, RM-STD-101, HPU-3, F8.
CODE = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Za-z]{1,5}-){0,2}[A-Za-z]{1,5}[- ]?\d{1,6}"
    r"(?:[A-Za-z]{0,2}|(?:[A-Za-z]\d{1,2}){1,2}[A-Za-z]?)(?![A-Za-z0-9])"
)
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
# A date or a telephone number is no quantity.
_SERIAL = re.compile(r"\d+(?:-\d+){2,}|\d{6}-\d{7}")
_COUNTED_ON_FINGERS = 10
_HANGUL_RUN = re.compile(r"[가-힣]+")
_LATIN_WORD = re.compile(r"[A-Za-z]+")
_CONTENT_TAGS = frozenset("NNG NNP NNB NR SH VV VV-I VV-R VA VA-I VA-R XR MAG".split())
# Function words that carry no content; kept short on purpose, BM25 discounts the rest.
_STOP = frozenset(
    """a an the is are was were be been do does did of to in on at for and or with by from as it its this that
    what which who whom when where why how much many should shall i we you my our your there can could must
    if into than then will would has have had not about me""".split()
)
_STOP_KO = frozenset(
    """것 수 때 거 게 데 하 되 있 없 이 그 저 나 너 우리 뭐 무엇 어떻 어떡하 왜 얼마 몇 좀 더 안
    못 주 보 같""".split()
)


@cache
def _stemmer():  # type: ignore[no-untyped-def]
    import snowballstemmer

    return snowballstemmer.stemmer("english")


# The stemmer is written in Python: without a memory it takes as long as the Korean analyser.
@remembered(50_000)
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


def normal_code(code: str) -> str:
    """One spelling for all spellings of a code: ``P-204A`` → ``p204a``."""
    return re.sub(r"[^a-z0-9]", "", code.lower())


def codes(text: str) -> set[str]:
    """The normalised codes in a text."""
    return set(_codes(text))


@remembered(8_000)
def _codes(text: str) -> frozenset[str]:
    return frozenset(normal_code(m.group()) for m in CODE.finditer(muted(text)) if _is_code(m.group()))


def _is_code(candidate: str) -> bool:
    # “at 30”, “pass 3” are a word and a number; a code is glued, hyphenated or in capitals.
    if " " not in candidate:
        return True
    return candidate.split(" ")[0].isupper() and len(candidate.split(" ")[0]) <= 4


def words(text: str) -> list[str]:
    """Content morphemes, stems, codes and numbers (spoken ones in digits) of a text, in order; codes come first.

    Kiwi reads only what is Korean: of an English word before a full stop it makes two (“pump.” → p, ump).
    """
    return _words(text, kiwi().tokenize(text) if _HANGUL_RUN.search(text) else ())


def words_of(texts: Sequence[str]) -> list[list[str]]:
    """As :func:`words`, of many texts: Kiwi reads them on all processors at once."""
    korean = iter(kiwi().tokenize([text for text in texts if _HANGUL_RUN.search(text)]))
    return [_words(text, next(korean) if _HANGUL_RUN.search(text) else ()) for text in texts]


def _words(text: str, korean: Iterable[Token]) -> list[str]:
    text = muted(text)
    found = [normal_code(m.group()) for m in CODE.finditer(text) if _is_code(m.group())]
    placed = [
        (m.start(), _stem(m.group().lower()))
        for m in _LATIN_WORD.finditer(text)
        if m.group().lower() not in _STOP
    ]
    plain = _SERIAL.sub(lambda m: " " * len(m.group()), text)
    placed += [(m.start(), m.group().replace(",", "")) for m in _NUMBER.finditer(plain)]
    # 이백오십 바 is found by 250 bar, and the other way about; “two men” would only be noise.
    placed += [
        (start, f"{q.value:.10g}")
        for start, _, q in quantities.spoken(text)
        if q.value >= _COUNTED_ON_FINGERS or not q.value.is_integer()
    ]
    placed += [
        (token.start, token.form)
        for token in korean
        if token.tag in _CONTENT_TAGS and token.form not in _STOP_KO
    ]
    return found + [term for _, term in sorted(placed, key=lambda p: p[0])]


@remembered(8_000)
def word_set(text: str) -> frozenset[str]:
    """The different search terms of a text; those of the texts read last are remembered."""
    return frozenset(words(text))


def bigrams(text: str) -> list[str]:
    """Pairs of neighbouring Hangul syllables; from Hangul only, since on English they collapse."""
    return [run[i : i + 2] for run in _HANGUL_RUN.findall(text) for i in range(len(run) - 1)]
