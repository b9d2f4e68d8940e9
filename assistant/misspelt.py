"""Reads a misspelt word of a question as the word of the library that it is one slip away from.

Only what is no word is read otherwise: what Kiwi's dictionary or the library knows is left as it is, since
a real word that the library lacks (연삭기 beside 연마기) asks for something else. Codes and digits are never
touched. What was read otherwise is returned, so that the asker is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.english import usual
from ingest.index import tokens
from ingest.korean import kiwi

if TYPE_CHECKING:
    from kiwipiepy import Token

_KOREAN = re.compile(r"(?<![가-힣A-Za-z0-9])[가-힣]{2,}(?![가-힣])")
_ENGLISH = re.compile(r"(?<![\w-])[A-Za-z][a-z]{2,}(?![\w-])")
# Three letters, and four that the dictionary knows though hardly anybody writes them, are one slip away from
# many words; they are read as one of these only, which say what is asked.
_SHORT = 4
_ASKING = frozenset(
    "what when where which how why who the and are was for with that this from does have can".split()
)
_SELDOM = 1e-6
_PARTICLES = re.compile(
    r"(?:이|가|은|는|을|를|에|의|로|으로|와|과|도|만|나|이나|랑|이랑|란|이란|하고|요|이요)|"
    r"(?:까지|부터|에서|에게|한테|마다|보다|처럼|으로|로)(?:은|는|도|만|의|요)?"
)
_STRAY = re.compile(r"(?<=[가-힣])[ㄱ-ㅎㅏ-ㅣ]+|[ㄱ-ㅎㅏ-ㅣ]+(?=[가-힣])")
# A word that the library holds counts as so many times as usual; one that the dictionary lacks, as so usual.
_HELD, _RARE = 100, 1e-7
_LIKELY = 30.0
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_BASE = ord("가")
# The keys of the letters of a syllable on the two-set keyboard (KS X 5002), in the order of Unicode.
_INITIAL_KEYS = "r R s e E f a q Q t T d w W c z x v g".split()
_MEDIAL_KEYS = "k o i O j p u P h hk ho hl y n nj np nl b m ml l".split()
_FINAL_KEYS = ["", *"r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g".split()]
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEAR = {
    key: {
        _ROWS[r][c]
        for r in (row - 1, row, row + 1)
        if 0 <= r < 3
        for c in (at - 1, at, at + 1)
        if 0 <= c < len(_ROWS[r])
    }
    for row, keys in enumerate(_ROWS)
    for at, key in enumerate(keys)
}
# Kiwi gives words outside its dictionary the number of their part of speech, of which there are fewer.
_PARTS_OF_SPEECH = 60


@dataclass(frozen=True)
class Vocabulary:
    """What a library holds, and what are words all the same.

    ``holders`` tells how many passages hold a search term, ``strings`` how many hold two Hangul syllables
    side by side; ``terms`` are words of the trade.
    """

    holders: Callable[[str], int]
    strings: Callable[[str], int]
    terms: frozenset[str] = frozenset()

    def holds(self, word: str) -> bool:
        """Whether passages hold every search term of a word."""
        return all(map(self.holders, tokens.words(word)))

    def least(self, word: str) -> int:
        """How many passages hold a word, by its rarest search term."""
        return min(map(self.holders, tokens.words(word)), default=0)


def corrected(text: str, held: Vocabulary) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text as it was probably meant, and the (typed, read) words that differ."""
    read: list[tuple[str, str]] = []

    def korean(match: re.Match[str]) -> str:
        return note(match.group(), _korean(match.group(), held))

    def english(match: re.Match[str]) -> str:
        return note(match.group(), _english(match.group(), held))

    def note(typed: str, meant: str) -> str:
        if meant.replace(" ", "") != typed and (typed, meant) not in read:
            read.append((typed, meant))
        return meant

    text = _ENGLISH.sub(english, _KOREAN.sub(korean, _STRAY.sub("", text)))
    return text, tuple(read)


def _korean(word: str, held: Vocabulary) -> str:
    if not _misread(word, held):
        return word
    for length in range(len(word), 1, -1):
        start, rest = word[:length], word[length:]
        if (start in held.terms or held.holders(start)) and _stands(start, rest):
            return word
        if held.holders(start):
            # What follows is another noun, or an ending with a slip in it.
            return f"{start} {_korean(rest, held) if len(rest) > 1 else rest}"
        meant = [
            m
            for m in _slips(start)
            if held.holders(m) and _by_neighbouring_keys(start, m) and _stands(m, rest)
        ]
        if meant:
            return max(meant, key=lambda m: (held.holders(m), m)) + rest
    return word


def _misread(word: str, held: Vocabulary) -> bool:
    """Whether Kiwi knows no such word, or only makes scraps of it that stand together nowhere in the library."""
    nouns = [t for t in kiwi().tokenize(word) if t.tag.startswith(("N", "X", "V"))]
    if any(t.tag.startswith("N") and not in_dictionary(t) and not held.holders(t.form) for t in nouns):
        return True
    stem = word[: max((t.end for t in nouns), default=0)]
    scraps = len(nouns) > 1 and all(t.len == 1 for t in nouns)
    return scraps and not all(held.strings(stem[i : i + 2]) for i in range(len(stem) - 1))


def in_dictionary(token: Token) -> bool:
    """Whether Kiwi's dictionary has a word, rather than Kiwi having guessed it."""
    return bool(token.id >= _PARTS_OF_SPEECH)


def _stands(word: str, rest: str, holders: Callable[[str], int] = lambda _: 0) -> bool:
    """Whether what follows a word are particles, endings, or further words that the library holds."""
    if not rest or _PARTICLES.fullmatch(rest):
        return True
    first, *others = kiwi().tokenize(word + rest)
    return bool(first.form == word) and not any(
        t.tag[0] in "NVMS" and t.tag[:2] != "VC" and not holders(t.form) for t in others
    )


def _slips(word: str) -> Iterator[str]:
    """Every word that another letter in one syllable, or two syllables in each other's place, would make."""
    for i, syllable in enumerate(word):
        yield from (word[:i] + other + word[i + 1 :] for other in _beside(syllable))
    for i in range(len(word) - 1):
        if word[i] != word[i + 1]:
            yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]


def _beside(syllable: str) -> Iterator[str]:
    initial, medial, final = _parts(syllable)
    for i, m, f in (
        *((i, medial, final) for i in range(len(_INITIAL_KEYS)) if i != initial),
        *((initial, m, final) for m in range(len(_MEDIAL_KEYS)) if m != medial),
        *((initial, medial, f) for f in range(len(_FINAL_KEYS)) if f != final),
    ):
        yield chr(_BASE + (i * len(_MEDIAL_KEYS) + m) * len(_FINAL_KEYS) + f)


def _parts(syllable: str) -> tuple[int, int, int]:
    code = ord(syllable) - _BASE
    rest, final = divmod(code, len(_FINAL_KEYS))
    initial, medial = divmod(rest, len(_MEDIAL_KEYS))
    return initial, medial, final


def _by_neighbouring_keys(typed: str, meant: str) -> bool:
    """Whether a finger that slips to the next key, leaves one out or hits one twice makes one of the other."""
    if sorted(typed) == sorted(meant):
        return True
    typed_keys, meant_keys = ("".join(map(_keys, w)) for w in (typed, meant))
    if len(typed_keys) != len(meant_keys):
        return True
    return all(
        a == b or b.lower() in _NEAR.get(a.lower(), a.lower())
        for a, b in zip(typed_keys, meant_keys, strict=True)
    )


def _keys(syllable: str) -> str:
    initial, medial, final = _parts(syllable)
    return _INITIAL_KEYS[initial] + _MEDIAL_KEYS[medial] + _FINAL_KEYS[final]


def _english(word: str, held: Vocabulary) -> str:
    if held.holds(word) or word.lower() in held.terms:
        return word
    known = usual(word)
    if known > (_SELDOM if len(word) <= _SHORT else 0):
        return word
    short = len(word) < _SHORT or known > 0
    best, likely = word, 0.0
    for meant, slip in _typed_otherwise(word):
        if short and (meant.lower() not in _ASKING or slip < _LIKELY):
            continue
        weight = usual(meant)
        found = tokens.words(meant)
        # “afterer” has the stem of a word that the library holds, and is none.
        if found and held.holds(meant) and (weight or found == [meant.lower()]):
            weight = _HELD * max(weight, _RARE)
        if weight * slip > likely:
            best, likely = meant, weight * slip
    return best


def a_slip(word: str, held: Vocabulary) -> bool:
    """Whether an English word is one slip away from a word that the library holds."""
    meant = _english(word, held)
    return meant != word and held.holds(meant)


def _typed_otherwise(word: str) -> Iterator[tuple[str, float]]:
    """Every word one letter more, less, other, or two letters exchanged (Norvig 2007), and how likely the slip is.

    The first letter stays. Fingers change the order, hit the next key, hit one twice or leave one out more often
    than they add a letter or hit one elsewhere.
    """
    for i in range(1, len(word) + 1):
        before, after = word[:i], word[i:]
        yield from ((before + c + after, _LIKELY) for c in _LETTERS)
        if after:
            yield before + after[1:], _LIKELY if after[0] == before[-1] else 1.0
            for c in _LETTERS:
                yield before + c + after[1:], _LIKELY if c in _NEAR.get(after[0].lower(), "") else 1.0
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:], _LIKELY
