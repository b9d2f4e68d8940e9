"""How a term of the glossary stands in the word index, and how a question shows it.

Kiwi reads a word by what surrounds it: 가열로 becomes 가열 and a particle, 조이다 on its own a noun and
a copula. So each term is read in several short frames and the reading most frames agree on is kept;
a noun that Kiwi cuts up or reads in two ways is looked for in the question's text as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple
from unicodedata import normalize

from ingest.index import tokens

TermLanguage = Literal["ko", "en"]
# Particles and nouns that end as a verb's dictionary form does (며칠마다, 가성소다).
_NOT_VERBS = ("마다", "소다")
# Frames that add no search word of their own; (with, without) a final consonant.
_NOUN_FRAMES = (("{}", "{}"), ("{}이 있다", "{}가 있다"), ("{}을", "{}를"), ("{}은", "{}는"), ("{}에서",) * 2)
_VERB_FRAMES = ("{}지 않다", "{}고 있다", "{}거나", "{}더라")


class Term(NamedTuple):
    """One word or phrase of the glossary.

    ``run`` are its search words as :func:`ingest.index.tokens.words` makes them, by which a question
    is matched; empty where they are not the term itself. ``tokens`` are the search words it brings
    along; empty where the index cannot tell it from something else. ``plain``: Kiwi may cut it up,
    so it is looked for in the question's text.
    """

    text: str
    language: TermLanguage
    run: tuple[str, ...]
    tokens: tuple[str, ...]
    plain: bool


def term(text: str, language: TermLanguage) -> Term:
    """The term as a question and the index hold it."""
    if language == "en":
        found = (tokens.normal_code(text),) if tokens.CODE.fullmatch(text) else tuple(tokens.words(text))
        return Term(text, "en", found, found, False)
    if text.endswith("다") and len(text) > 1 and not text.endswith(_NOT_VERBS):
        stem = text[:-1]
        verb = _commonest([tuple(tokens.words(f.format(stem))) for f in _VERB_FRAMES])
        verb = verb or tuple(stem.split()[-1:])
        return Term(text, "ko", verb, verb, False)
    frames = (frame[0 if _has_final_consonant(text[-1]) else 1] for frame in _NOUN_FRAMES)
    readings = [tuple(tokens.words(frame.format(text))) for frame in frames]
    reading = _commonest(readings)
    whole = "".join(reading) == "".join(text.split()).lower()
    # A syllable alone is too common a string to look for in the text.
    plain = len(text) > 1 and not (whole and len(set(readings)) == 1)
    return Term(text, "ko", reading if whole else (), reading if _tells(text, reading) else (), plain)


def entry(ko: Sequence[str], en: Sequence[str]) -> tuple[Term, ...]:
    """The terms of one meaning, the usual Korean word first.

    Words that Kiwi cuts into syllables (인터록 → 인터 록) are noise to search for, so they are brought
    along only where they are the usual word or the only one.
    """
    korean = [term(t, "ko") for t in ko]
    nothing_else = not any(t.tokens for t in korean)
    korean = [
        t._replace(tokens=t.tokens or t.run) if i == 0 or nothing_else else t for i, t in enumerate(korean)
    ]
    return (*korean, *(term(t, "en") for t in en))


def _commonest(readings: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return Counter(readings).most_common(1)[0][0]


def _has_final_consonant(syllable: str) -> bool:
    return "가" <= syllable <= "힣" and (ord(syllable) - ord("가")) % 28 > 0


def _tells(text: str, reading: Sequence[str]) -> bool:
    """Whether a reading still means the term: 노즐 막힘 → 노즐 막히, not 비정상 → 정상 or 정격 → 정 격."""
    words = text.split()
    if any(len(token) == 1 and token not in words for token in reading):
        return False
    letters = normalize("NFD", "".join(words).lower())
    at = 0
    for token in reading:
        part = normalize("NFD", token)
        found = letters.find(part, at)
        if found < 0 or (at == 0 and found > 0):
            return False
        at = found + len(part)
    return at > 0
