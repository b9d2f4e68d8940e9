"""What stands on the pages of a PDF: lines with their place and type, in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pdfplumber.page import Page

Box = tuple[float, float, float, float]

_BOLD = re.compile(r"bold|black|heavy|-bd|demi", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
# Share of the page's height, at top and bottom, in which running headers and footers stand.
_MARGIN = 0.12
# Numbers of a line among which the page's own is looked for.
_COUNTED = 5


@dataclass(frozen=True)
class Line:
    """One line, or the part of it in one column; distances in points from the page's top left."""

    text: str
    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool


def is_bold(char: dict[str, Any]) -> bool:
    return bool(_BOLD.search(char["fontname"]))


def lines_of(page: Page, boxes: Sequence[Box]) -> list[Line]:
    """The lines of a page outside the boxes (its tables), column by column."""

    def is_outside(item: dict[str, Any]) -> bool:
        x, y = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
        return not any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in boxes)

    rest = page.filter(lambda item: item["object_type"] != "char" or is_outside(item)) if boxes else page
    # Not parted by font: a Korean word is often set from two subsets of one font.
    words = rest.extract_words(x_tolerance_ratio=0.2, return_chars=True)
    rows = [_segments(row, page.page_number) for row in _rows(words)]
    return _in_order(rows, 0.0, float(page.width))


def _rows(words: Iterable[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Words that stand on one line, from left to right; small raised letters stay with their line."""
    rows: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda w: ((w["top"] + w["bottom"]) / 2, w["x0"])):
        middle = (word["top"] + word["bottom"]) / 2
        if rows and any(w["top"] < middle < w["bottom"] for w in rows[-1]):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda w: w["x0"]) for row in rows]


def _segments(row: list[dict[str, Any]], page: int) -> list[Line]:
    """The parts of a row between wide gaps."""
    parts: list[list[dict[str, Any]]] = []
    for word in row:
        if parts and word["x0"] - parts[-1][-1]["x1"] < max(10.0, word["chars"][0]["size"]):
            parts[-1].append(word)
        else:
            parts.append([word])
    return [_line(part, page) for part in parts]


def _line(words: list[dict[str, Any]], page: int) -> Line:
    chars = [c for w in words for c in w["chars"]]
    sizes = Counter(round(c["size"] * 2) / 2 for c in chars)
    bold = sum(is_bold(c) for c in chars)
    return Line(
        text=" ".join(w["text"] for w in words),
        page=page,
        x0=words[0]["x0"],
        x1=max(w["x1"] for w in words),
        top=min(w["top"] for w in words),
        bottom=max(w["bottom"] for w in words),
        size=sizes.most_common(1)[0][0],
        bold=bold > 0.8 * len(chars),
    )


def _whole(row: list[Line]) -> Line:
    longest = max(row, key=lambda s: len(s.text))
    return replace(
        longest,
        text=" ".join(s.text for s in row),
        x0=row[0].x0,
        x1=row[-1].x1,
        top=min(s.top for s in row),
        bottom=max(s.bottom for s in row),
        bold=all(s.bold for s in row),
    )


def _in_order(rows: list[list[Line]], x0: float, x1: float) -> list[Line]:
    """Rows between two edges as lines in reading order, which may stand in columns within columns."""
    gutter = _gutter(rows, x0, x1)
    if gutter is None:
        return [_whole(row) for row in rows]
    return _by_column(rows, gutter, x0, x1)


def _gutter(rows: list[list[Line]], x0: float, x1: float) -> float | None:
    """The middle of a gap between columns of text, if there are two or more."""
    segments = [s for row in rows for s in row]
    if len(rows) < 12:
        return None
    best: tuple[int, float] | None = None
    for step in range(30, 71, 2):
        x = x0 + (x1 - x0) * step / 100
        crossing = sum(s.x0 < x < s.x1 for s in segments)
        left = sum(s.x1 <= x for s in segments)
        right = sum(s.x0 >= x for s in segments)
        if min(left, right) >= 0.25 * len(segments) and (best is None or crossing < best[0]):
            best = (crossing, x)
    # Columns of running text fill their width; a form with values at the right does not.
    if best is None or best[0] > 0.15 * len(rows):
        return None
    half = 0.5 * min(best[1] - x0, x1 - best[1])
    filled = sum(s.x1 - s.x0 > half for s in segments)
    return best[1] if filled > 0.5 * len(segments) else None


def _by_column(rows: list[list[Line]], gutter: float, x0: float, x1: float) -> list[Line]:
    """Left column before right, between lines that reach over both."""
    out: list[Line] = []
    left: list[list[Line]] = []
    right: list[list[Line]] = []
    for row in rows:
        if any(s.x0 < gutter < s.x1 for s in row):
            out += [*_in_order(left, x0, gutter), *_in_order(right, gutter, x1), _whole(row)]
            left, right = [], []
            continue
        if here := [s for s in row if s.x1 <= gutter]:
            left.append(here)
        if here := [s for s in row if s.x0 >= gutter]:
            right.append(here)
    return [*out, *_in_order(left, x0, gutter), *_in_order(right, gutter, x1)]


def without_running_lines(pages: Sequence[list[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """Drops headers and footers: lines that stand at one place of most pages, but for the number of the page.

    Any other number in them must be the same on these pages: a value at the head of a page is text.
    """

    def marks(line: Line, height: float) -> set[tuple[str, int]]:
        if _MARGIN * height < line.top < (1 - _MARGIN) * height:
            return set()
        return {(form, round(line.top / 4)) for form in _forms(line)}

    seen: Counter[tuple[str, int]] = Counter()
    for lines, height in zip(pages, heights, strict=True):
        seen.update({m for line in lines for m in marks(line, height)})
    enough = max(2, round(0.6 * len(pages)))
    return [
        [line for line in lines if not any(seen[m] >= enough for m in marks(line, height))]
        for lines, height in zip(pages, heights, strict=True)
    ]


def _forms(line: Line) -> Iterator[str]:
    """A line with each of its first numbers as it is, or as its distance from the number of the page."""
    parts = _DIGITS.split(line.text)
    numbers = _DIGITS.findall(line.text)
    choices = [(n, f"#{int(n) - line.page}") if len(n) < 6 else (n,) for n in numbers[:_COUNTED]]
    for chosen in product(*choices):
        all_numbers = [*chosen, *numbers[_COUNTED:], ""]
        yield "".join(text + number for text, number in zip(parts, all_numbers, strict=True))
