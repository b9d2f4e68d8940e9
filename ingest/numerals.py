"""Numbers as they are spoken, in Korean and English: 이백오십, 스물두, “a hundred and sixty”."""

from __future__ import annotations

import re

_SINO = {c: i for i, c in enumerate("영일이삼사오육칠팔구")} | {"공": 0, "륙": 6}
_SINO_TENS = {"십": 10, "백": 100, "천": 1000}
_NATIVE = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "석": 3, "넷": 4, "네": 4, "넉": 4, "다섯": 5, "여섯": 6,
    "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60,
}  # fmt: skip
_ENGLISH = {
    word: value
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
        sixteen seventeen eighteen nineteen""".split()
    )
} | {w: 10 * i for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_ENGLISH_WORD = "|".join(sorted(_ENGLISH, key=len, reverse=True))

SINO = r"[일이삼사오육륙칠팔구십백천만영공]+(?:\s?[점쩜]\s?[영공일이삼사오육칠팔구]+)?"
NATIVE = r"(?:열|스물|서른|마흔|쉰|예순)?\s?(?:하나|한|둘|두|셋|세|석|넷|네|넉|다섯|여섯|일곱|여덟|아홉|열|스무|서른|마흔|쉰)"
ENGLISH = (
    rf"(?:(?:a|{_ENGLISH_WORD})\s(?:hundred|thousand)(?:\s(?:and\s)?)?)*(?:(?:{_ENGLISH_WORD})(?:[-\s](?:{_ENGLISH_WORD}))?"
    r"(?:\spoint(?:\s(?:zero|one|two|three|four|five|six|seven|eight|nine))+)?)?"
)
# What an English numeral begins with; to look at one letter first makes a search twice as fast.
ENGLISH_FIRST = "(?=[" + "".join(sorted({"a"} | {w[0] for w in _ENGLISH})) + "])"


def sino(words: str) -> float | None:
    """The value of a Sino-Korean numeral such as 이백오십 or 삼 점 오; None where it is not one."""
    whole, _, decimals = re.sub(r"\s", "", words).replace("쩜", "점").partition("점")
    total = section = digit = 0
    for c in whole:
        if c in _SINO:
            digit = digit * 10 + _SINO[c]
        elif c in _SINO_TENS:
            section += (digit or 1) * _SINO_TENS[c]
            digit = 0
        elif c == "만":
            total += (section + digit or 1) * 10_000
            section = digit = 0
        else:
            return None
    if any(c not in _SINO for c in decimals):
        return None
    value = float(total + section + digit)
    return value + float("0." + "".join(str(_SINO[c]) for c in decimals)) if decimals else value


def native(words: str) -> float | None:
    """The value of a native Korean numeral below a hundred, such as 스물두; None where it is not one."""
    value, left = 0, words.strip()
    while left:
        form = next((f for f in sorted(_NATIVE, key=len, reverse=True) if left.startswith(f)), None)
        if form is None:
            return None
        value += _NATIVE[form]
        left = left[len(form) :].strip()
    return float(value)


def english(words: str) -> float | None:
    """The value of an English numeral such as “twenty-two” or “a hundred and sixty”."""
    whole, _, decimals = words.lower().partition(" point ")
    total = part = 0
    for word in re.findall(r"[a-z]+", whole):
        if word in _ENGLISH:
            part += _ENGLISH[word]
        elif word == "a":
            part = 1
        elif word == "hundred":
            part *= 100
        elif word == "thousand":
            total, part = total + part * 1000, 0
        elif word != "and":
            return None
    value = float(total + part)
    return value + float("0." + "".join(str(_ENGLISH[d]) for d in decimals.split())) if decimals else value
