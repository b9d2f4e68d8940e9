"""Questions as a gloved hand types them: wrong keys, doubled and missing letters, missing spaces.

Digits and codes stay as they are: who mistypes a code asks for another machine. Korean errs by the keys of the
two-set keyboard (KS X 5002), whose letters stand on the keys of QWERTY, and by syllables changing places.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_KEYS = dict(
    zip(
        "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ",
        "qwertyuiopasdfghjklzxcvbnm",
        strict=True,
    )
)
_LETTERS = {key: letter for letter, key in _KEYS.items()}
_FIRST = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_MIDDLE = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_LAST = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_HANGUL = re.compile(r"[가-힣]{2,}")
_LATIN = re.compile(r"[A-Za-z]{4,}")
_SPACE = re.compile(r"(?<=[가-힣]) (?=[가-힣])|(?<=[a-z]{3}) (?=[a-z]{3})")


def typos(text: str, share: float = 0.2, seed: int = 0) -> str:
    """A text with an error in about ``share`` of its words (at least in one); those with a digit stay whole."""
    chance = random.Random(f"{seed}{text}")
    words = text.split(" ")
    open_to = [
        i
        for i, w in enumerate(words)
        if not re.search(r"\d|[A-Z]-|[A-Z]{2}", w) and (_HANGUL.search(w) or _LATIN.search(w))
    ]
    for i in chance.sample(open_to, min(len(open_to), max(1, round(share * len(words))))):
        words[i] = _misspelt(words[i], chance)
    return " ".join(words)


def spaces(text: str, share: float = 0.2, seed: int = 0) -> str:
    """A text without about ``share`` of the spaces between its words (without one at least, where there is one)."""
    chance = random.Random(f"{seed}{text}")
    found = [m.start() for m in _SPACE.finditer(text)]
    gone = (
        set(chance.sample(found, min(len(found), max(1, round(share * len(found)))))) if found else set[int]()
    )
    return "".join(c for i, c in enumerate(text) if i not in gone)


def both(text: str, share: float = 0.2, seed: int = 0) -> str:
    """Typos, then missing spaces."""
    return spaces(typos(text, share, seed), share, seed)


PERTURBATIONS: dict[str, Callable[..., str]] = {"typos": typos, "spaces": spaces, "both": both}


def _misspelt(word: str, chance: random.Random) -> str:
    hangul = _HANGUL.search(word)
    run = hangul or _LATIN.search(word)
    if run is None:
        return word
    wrong = _hangul(run.group(), chance) if hangul else _latin(run.group(), chance)
    return word[: run.start()] + wrong + word[run.end() :]


def _neighbour(key: str, chance: random.Random) -> str:
    row = next(r for r in _ROWS if key in r)
    at, level = row.index(key), _ROWS.index(row)
    near = [row[i] for i in (at - 1, at + 1) if 0 <= i < len(row)]
    near += [_ROWS[n][at] for n in (level - 1, level + 1) if 0 <= n < len(_ROWS) and at < len(_ROWS[n])]
    return chance.choice(near)


def _latin(run: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(run) - 1)
    match chance.choice(("near", "swap", "drop", "double")):
        case "near":
            return run[:at] + _neighbour(run[at].lower(), chance) + run[at + 1 :]
        case "swap":
            return run[:at] + run[at + 1] + run[at] + run[at + 2 :]
        case "drop":
            return run[:at] + run[at + 1 :]
    return run[: at + 1] + run[at:]


def _hangul(run: str, chance: random.Random) -> str:
    at = chance.randrange(len(run))
    first, middle, last = _parts(run[at])
    match chance.choice(("first", "middle", "last", "swap")):
        case "first" if _FIRST[first] in _KEYS:
            first = _near_letter(_FIRST[first], _FIRST, first, chance)
        case "middle" if _MIDDLE[middle] in _KEYS:
            middle = _near_letter(_MIDDLE[middle], _MIDDLE, middle, chance)
        case "swap":
            other = at + 1 if at + 1 < len(run) else at - 1
            letters = list(run)
            letters[at], letters[other] = letters[other], letters[at]
            return "".join(letters)
        case _:
            last = 0 if last else _LAST.index("ㅇ")
    return run[:at] + chr(0xAC00 + (first * 21 + middle) * 28 + last) + run[at + 1 :]


def _near_letter(letter: str, letters: str, same: int, chance: random.Random) -> int:
    """The index of a letter on a key beside, of the same sort (consonant or vowel), else the same letter's."""
    for _ in range(8):
        other = _LETTERS[_neighbour(_KEYS[letter], chance)]
        if other in letters:
            return letters.index(other)
    return same


def _parts(syllable: str) -> tuple[int, int, int]:
    code = ord(syllable) - 0xAC00
    return code // 588, code // 28 % 21, code % 28
