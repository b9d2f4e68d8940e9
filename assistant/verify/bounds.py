"""Numbers with what is said of them: at least, at most, from … to, and what happens once they are reached.

“0.67 mbar 이하” is not “0.67 mbar 이상”, “10~20 drops” is neither “10 drops” nor “5 to 20 drops”.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ingest.caches import remembered
from ingest.quantities import Quantity, located

Bound = Literal["", "min", "max"]
_I = re.IGNORECASE
_MIN_AFTER = re.compile(
    r"\s?(?:까지|도)?[을를이가은는]?\s?(?:이상|초과|넘(?!지\s?(?:않|말|못|마|아야))|웃돌|보다\s?(?:높|크|많|길))|"
    r"\s?(?:or|and)\s(?:more|higher|above|over|longer|greater)\b|\s(?:at least|minimum|is exceeded)\b",
    _I,
)
_MAX_AFTER = re.compile(
    r"\s?(?:까지|도)?[을를이가은는]?\s?(?:이하|미만|이내|아래|밑|안쪽|넘지\s?(?:않|말|못|마|아야)|넘(?:기|으)면\s?안|"
    r"보다\s?(?:낮|작|적|짧))|\s?(?:or|and)\s(?:less|lower|below|under|shorter)\b|\s(?:at most|maximum|is not exceeded)\b",
    _I,
)
_MIN_BEFORE = re.compile(
    r"(?:최소(?:한)?|적어도|최저|하한(?:은|이)?|at least|no(?:t)? (?:less|lower|shorter) than|(?:not?|never) (?:\w+ ){0,2}(?:below|under)|"
    r"more than|over|above|exceed(?:s|ed|ing)?|greater than|higher than|longer than|minimum(?: (?:of|is))?|min\.|≥|>)\s*$",
    _I,
)
_MAX_BEFORE = re.compile(
    r"(?:최대(?:한)?|많아야|최고|상한(?:은|이)?|늦어도|at most|no(?:t)? (?:more|higher|longer) than|(?:not?|never|without) (?:\w+ ){0,2}(?:above|over|exceed(?:ing|s)?)|"
    r"less than|below|under|lower than|shorter than|up to|within|maximum(?: (?:of|is))?|max\.|≤|<)\s*$",
    _I,
)
# A number that something depends on: reached or passed, it is all one to a worker.
_TRIGGER = re.compile(
    r"[^.,]{0,16}(?:면(?!\s?안)|때|경우|에서\s?(?:경보|정지|트립|차단|알람)|시(?:\s|$))|[^.,]{0,12}(?:→|: )"
)
_TRIGGER_BEFORE = re.compile(
    r"\b(?:if|when|once|until|whenever|alarms?|trips?|stops?|unless)\b[^.,]{0,60}$", _I
)
_SEPARATOR = re.compile(
    r"^\s?(?:[-–—~∼]|to|에서|부터|내지|through)\s?$|^\s?(?:이상|초과)[,\s]*$|^\s?and\s?$", _I
)
_BETWEEN = re.compile(r"\bbetween\s?$|사이|\bfrom\s?$", _I)


@dataclass(frozen=True)
class Bounded:
    """One number as it stands in a text."""

    quantity: Quantity
    bound: Bound
    trigger: bool


@remembered(4096)
def bounded(text: str) -> tuple[Bounded, ...]:
    """Every quantity with a unit, and how it is bounded there."""
    found = []
    for start, end, quantity in located(text):
        if not quantity.unit:
            continue
        before, after = text[max(0, start - 60) : start], text[end : end + 30]
        bound: Bound = ""
        if _MAX_AFTER.match(after) or _MAX_BEFORE.search(before):
            bound = "max"
        elif _MIN_AFTER.match(after) or _MIN_BEFORE.search(before):
            bound = "min"
        trigger = bool(_TRIGGER.match(after) or _TRIGGER_BEFORE.search(before))
        found.append(Bounded(quantity, bound, trigger))
    return tuple(found)


@remembered(4096)
def ranges(text: str) -> tuple[tuple[float, float, str], ...]:
    """(lower, upper, unit) of every range in a text; the unit is the upper number's."""
    found: list[tuple[float, float, str]] = []
    parts = sorted({(a, b): q for a, b, q in located(text) if _best(text, a, b, q)}.items())
    for ((a1, b1), first), ((a2, _), second) in pairwise(parts):
        between = text[b1:a2]
        if first.unit and second.unit and first.unit != second.unit:
            continue
        joined = _SEPARATOR.match(between)
        if joined and between.strip().lower() == "and" and not _BETWEEN.search(text[:a1]):
            continue
        if joined and (second.unit or first.unit):
            low, high = abs(first.value), abs(second.value)
            found.append((low, high, second.unit or first.unit))
    return tuple(found)


def _best(text: str, start: int, end: int, quantity: Quantity) -> bool:
    # Of several readings of one number the longest with a unit is the one that counts.
    return all(
        (b - a, bool(q.unit)) <= (end - start, bool(quantity.unit)) or not (a < end and start < b)
        for a, b, q in located(text)
    )


def misstated(claim: str, evidence: str) -> Quantity | None:
    """The first number of ``claim`` whose bound or range the evidence has otherwise.

    Half of a range is misstated too, unless the evidence elsewhere gives that number alone.
    """
    held_ranges, said_ranges = ranges(evidence), ranges(claim)
    for low, high, unit in said_ranges:
        if not any((low, high) == (a, b) and unit == u for a, b, u in held_ranges) and not _spanned(
            low, high, unit, evidence
        ):
            return Quantity(low, unit)
    in_said = {(v, u) for low, high, u in said_ranges for v in (low, high)}
    in_held = {(v, u) for low, high, u in held_ranges for v in (low, high)}
    held = bounded(evidence)
    for said in bounded(claim):
        key = (abs(said.quantity.value), said.quantity.unit)
        same = [h for h in held if h.quantity == said.quantity]
        if key in in_said or not same:
            continue
        if key in in_held and not _alone(evidence, said.quantity):
            return said.quantity
        bounds = {h.bound for h in same}
        if said.bound in bounds:
            continue
        if said.bound and bounds == {""}:
            # “75 °C에서 경보” may be told as “75 °C를 넘으면 경보”, never “75 °C 미만이면”.
            if said.bound == "min" and said.trigger and any(h.trigger for h in same):
                continue
            return said.quantity
        if not said.bound and any(h.trigger and h.bound == "min" for h in same):
            continue
        return said.quantity
    return None


def _spanned(low: float, high: float, unit: str, evidence: str) -> bool:
    held = {(h.quantity.value, h.bound) for h in bounded(evidence) if h.quantity.unit == unit}
    return (low, "min") in held and (high, "max") in held


def _alone(text: str, quantity: Quantity) -> bool:
    """Whether a number stands anywhere in a text other than as an end of a range."""
    places = {end for _, end, q in located(text) if q == quantity}
    ends = [1 for low, high, u in ranges(text) if u == quantity.unit and quantity.value in (low, high)]
    return len(places) > len(ends)
