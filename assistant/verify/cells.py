"""Whether a number read from a table row is that of the column spoken of."""

from __future__ import annotations

import re

from assistant.verify import binding
from assistant.verify.terms import content
from ingest.quantities import Quantity, quantities

_CELL = re.compile(r"(?P<header>[^|:\n]{1,60}?)\s?:\s(?P<value>[^|\n]+)")


def misread(claim: str, evidence: str) -> Quantity | None:
    """The first number of a claim that stands under another header of the row than the claim names.

    “균열대 설정은 1,240 °C” of “가열대 설정 (°C): 1,240 | 균열대 설정 (°C): 1,230”.
    """
    for row in evidence.splitlines():
        cells = _cells(row)
        if len(cells) < 2:
            continue
        for part in binding.parts(claim):
            for quantity in part.quantities:
                named = [_named(header, part.words) for header, held in cells if _holds(held, quantity)]
                others = [
                    _named(header, part.words)
                    for header, held in cells
                    if held and not _holds(held, quantity)
                ]
                if named and max(others, default=0.0) > max(named):
                    return quantity
    return None


def rivalled(claim: str, evidence: str) -> Quantity | None:
    """The first number of a claim beside which its row holds another of the same unit.

    Across languages no header tells which of the two is meant.
    """
    for quantity in quantities(claim):
        for row in evidence.splitlines():
            cells = _cells(row)
            mine = [held for _, held in cells if _holds(held, quantity)]
            alike = [held for _, held in cells if any(q.unit == quantity.unit for q in held)]
            if quantity.unit and mine and len(alike) > len(mine):
                return quantity
    return None


def _cells(row: str) -> list[tuple[str, list[Quantity]]]:
    """(header, quantities) of a table row; a header's unit is its value's."""
    if " | " not in row:
        return []
    return [(m["header"], quantities(f"{m['header']}: {m['value']}")) for m in _CELL.finditer(row)]


def _holds(held: list[Quantity], quantity: Quantity) -> bool:
    return any(q.supports(quantity) for q in held)


def _named(header: str, words: frozenset[str]) -> float:
    """Share of a header's words that a claim says."""
    own = content(re.sub(r"\([^)]*\)", "", header))
    return len(own & words) / len(own) if own else 0.0
