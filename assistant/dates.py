"""Reads the dates that a question or a source names: a year, a month or a day, in Korean and English."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.caches import remembered

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_KOREAN_DAY = r"(?P<month>1[0-2]|[1-9])\s?월(?:\s?(?P<day>3[01]|[12]\d|[1-9])\s?일)?"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # 2024-03-19, 2024.3.19, 2024/03
        rf"(?<![\d.]){_YEAR}[-./]\s?(?P<month>1[0-2]|0?[1-9])(?:[-./]\s?(?P<day>3[01]|[12]\d|0?[1-9]))?(?![\d])",
        # 2024년 3월 19일, 2024년; “2024년 정비일지에서 1월 8일” names the day two words on
        rf"(?<!\d){_YEAR}\s?년(?:[^\d.?!]{{0,12}}?{_KOREAN_DAY})?",
        # 24년 3월: without its month “24년” is a span of time as often as a year
        rf"(?<!\d)(?P<year>\d\d)\s?년\s?{_KOREAN_DAY}",
        # 19 March 2024, March 19, 2024, March 2024
        rf"\b(?:(?P<day>3[01]|[12]\d|[1-9])\s)?{_MONTH}(?:\s(?P<day2>3[01]|[12]\d|[1-9]),?)?(?:\sof)?\s{_YEAR}\b",
        # in 2024, the 2024 log, since 2023
        rf"\b(?:in|of|since|the|from|during|by)\s{_YEAR}\b(?![-./]\d)",
    )
)
# All of them name a year.
_SOME_YEAR = re.compile(r"(?:19|20)\d\d|\d\d\s?년")


@remembered(8_000)
def dates(text: str) -> frozenset[str]:
    """The dates named, as precisely as they are: ``2024``, ``2024-03`` or ``2024-03-19``."""
    found = {date for _, _, date in _read(text)}
    # Of two readings of the same words the more precise one holds.
    return frozenset(d for d in found if not any(o != d and o.startswith(d) for o in found))


def named(text: str) -> list[tuple[int, int, str]]:
    """The dates with the (start, end) characters that name them, in order; none overlap."""
    kept: list[tuple[int, int, str]] = []
    for start, end, date in sorted(_read(text), key=lambda d: (d[0], -d[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, date))
    return kept


def _read(text: str) -> list[tuple[int, int, str]]:
    if not _SOME_YEAR.search(text):
        return []
    return [
        (m.start(), m.end(), _iso(m.groupdict())) for pattern in _PATTERNS for m in pattern.finditer(text)
    ]


def _iso(part: dict[str, str | None]) -> str:
    year = part["year"] or ""
    if len(year) == 2:
        year = ("20" if int(year) < 70 else "19") + year
    name = part.get("name")
    month = _MONTHS.index(name.lower()[:3]) + 1 if name else int(part.get("month") or 0)
    day = int(part.get("day") or part.get("day2") or 0)
    return year + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else "")


def tells(named: str, told: Iterable[str]) -> bool:
    """Whether one of the dates told is the named one, or is the same told less or more precisely."""
    return any(named.startswith(d) or d.startswith(named) for d in told)
