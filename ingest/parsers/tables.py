"""Table rows that are understood alone: ``header: value | header: value``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Grid = list[list[str]]
Header = Literal["row", "column", "none"]

_SPACE = re.compile(r"\s+")
_BREAKS = frozenset({"br", "p", "div", "li", "ul", "ol", "table", "tr", "td", "th"})
_NUMBER = re.compile(r"\d")
_VALUE = re.compile(r"[-+±~\d.,%/\s]+")
_BULLET = re.compile(r"\s*(?:\d{1,2}[.)]|[①-⑳]|[•·∙▪◦■□●○◆▶➢✓–-])\s+\S")


def tidy(text: object) -> str:
    """Text of one cell on one line."""
    return _SPACE.sub(" ", str(text or "")).strip()


def is_bulleted(text: str) -> bool:
    """Whether a paragraph carries a typed bullet or number."""
    return bool(_BULLET.match(text))


def guess_header(grid: Grid) -> Header:
    """Where the labels of a table stand when its format does not say.

    The first row is the header as usual, except in a sheet of facts: two columns whose first pair
    already holds a value (``문서 번호 | RM-STD-101``), and in a table of numbers alone.
    """
    if len(grid) < 2 or not grid[0]:
        return "column" if grid and len(grid[0]) == 2 else "none"
    first = [c for c in grid[0] if c]
    if all(_VALUE.fullmatch(c) for c in first):
        return "none"
    if len(grid[0]) == 2 and (_NUMBER.search(grid[0][1]) or grid[0][0].endswith((":", "："))):
        return "column"
    numeric = sum(bool(_VALUE.fullmatch(c)) for c in first)
    return "none" if numeric * 2 > len(first) else "row"


def merge_header(rows: Sequence[Sequence[str]]) -> list[str]:
    """One label a column from the header's rows; a label that spans rows or columns is said once."""
    return [" ".join(dict.fromkeys(filter(None, column))) for column in zip(*rows, strict=True)]


def row_text(header: Sequence[str], row: Sequence[str]) -> str:
    """One body row; empty cells are left out, a cell without a label stands alone."""
    labels = [*header, *[""] * (len(row) - len(header))]
    pairs = [(label, value) for label, value in zip(labels, row, strict=False) if value]
    # A cell that spans columns of one label comes once for each of them.
    return " | ".join(f"{k}: {v}" if k and k != v else v for k, v in dict.fromkeys(pairs))


def body_rows(grid: Grid, header: Header, header_rows: int = 1) -> list[str]:
    """The texts of a table's rows; a sheet of facts gives ``label: value``."""
    if header == "row":
        labels = merge_header(grid[:header_rows])
        return [row_text(labels, row) for row in grid[header_rows:]]
    if header == "column":
        return [_fact(row) for row in grid]
    return [row_text((), row) for row in grid]


def _fact(row: Sequence[str]) -> str:
    values = " | ".join(dict.fromkeys(filter(None, row[1:])))
    return f"{row[0].rstrip(':： ')}: {values}" if row[0] and values else row[0] or values


def from_html(table: HtmlElement) -> tuple[Grid, int]:
    """Cells of an HTML table with spans filled in, and the number of its header rows (0: unmarked)."""
    grid: Grid = []
    marked: list[bool] = []
    pending: dict[int, tuple[int, str]] = {}
    for tr in table.iter("tr"):
        if next(tr.iterancestors("table")) is not table:
            continue
        row: list[str] = []
        cells = [c for c in tr if c.tag in ("td", "th")]
        marked.append(bool(cells) and all(c.tag == "th" for c in cells))
        for cell in cells:
            _carry(row, pending)
            text = tidy("".join(_cell_words(cell)))
            down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            for _ in range(across):
                if down > 1:
                    pending[len(row)] = (down - 1, text)
                row.append(text)
        _carry(row, pending)
        grid.append(row)
    width = max((len(row) for row in grid), default=0)
    grid = [row + [""] * (width - len(row)) for row in grid]
    return grid, next((i for i, is_head in enumerate(marked) if not is_head), len(marked))


def _carry(row: list[str], pending: dict[int, tuple[int, str]]) -> None:
    """Repeat the cells from above that reach down into the next free columns of this row."""
    while len(row) in pending:
        left, text = pending.pop(len(row))
        if left > 1:
            pending[len(row)] = (left - 1, text)
        row.append(text)


def _cell_words(cell: HtmlElement) -> Iterator[str]:
    """Text of a cell; a space only where the page would break the line, so that m<sup>3</sup> stays m3."""
    yield cell.text or ""
    for child in cell:
        gap = " " if child.tag in _BREAKS else ""
        yield gap
        yield from _cell_words(child)
        yield gap + (child.tail or "")


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name, "1")
    # The bound keeps a forged colspan from filling the memory.
    return min(int(value), 200) if value.isdigit() and int(value) > 0 else 1
