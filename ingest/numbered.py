"""The labels of people whom one number follows through all documents: [작업자-17], [Worker-17].

A story stays readable by them. They are for reading only: what is searched, compared or calculated with sees no
number, so that nobody can be looked for by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

_KOREAN, _ENGLISH = "작업자", "Worker"
INSIDE = rf"(?:{_KOREAN}|{_ENGLISH})-\d+"
_LABEL = re.compile(rf"\[(?:(?P<ko>{_KOREAN})|{_ENGLISH})-(?P<number>\d+)\]")


def label(number: int, language: Literal["ko", "en"]) -> str:
    """What a person is called in a text of that language."""
    return f"[{_KOREAN if language == 'ko' else _ENGLISH}-{number}]"


def numbers(text: str) -> list[int]:
    """The numbers of the people in a text, in order."""
    return [int(m["number"]) for m in _LABEL.finditer(text)]


def renumbered(text: str, new: Callable[[int], int]) -> str:
    """The text with another number for each person."""
    return _LABEL.sub(lambda m: label(new(int(m["number"])), "ko" if m["ko"] else "en"), text)


def unnumbered(text: str) -> str:
    """The text with people called [이름] or [name]."""
    return _LABEL.sub(lambda m: "[이름]" if m["ko"] else "[name]", text) if _may_hold(text) else text


def muted(text: str) -> str:
    """The text with dots for the digits of the numbers, as long as before: they are no figures."""
    return _LABEL.sub(_dotted, text) if _may_hold(text) else text


def _may_hold(text: str) -> bool:
    # An answer asks it of hundreds of texts.
    return f"[{_KOREAN}-" in text or f"[{_ENGLISH}-" in text


def _dotted(match: re.Match[str]) -> str:
    digits = match["number"]
    return match.group().replace(digits, "·" * len(digits))
