"""Tables of a PDF page with their spans, and whether a table goes on from the page before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ingest.parsers import tables
from ingest.parsers.pdf_layout import Box, is_bold

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table


@dataclass(frozen=True)
class PageTable:
    """One table of one page; ``header`` is None where bold type does not tell it."""

    box: Box
    grid: tables.Grid
    columns: tuple[float, ...]
    header: tables.Header | None

    def continues(self, before: PageTable) -> bool:
        """Whether the columns stand where those of the other table stand."""
        return len(self.columns) == len(before.columns) and all(
            abs(a - b) < 3 for a, b in zip(self.columns, before.columns, strict=True)
        )


def tables_of(page: Page) -> list[PageTable]:
    """The ruled tables of a page; frames around text and boxes within tables are not tables."""
    found: list[PageTable] = []
    for table in sorted(page.find_tables(), key=lambda t: (t.bbox[1], -t.bbox[3])):
        if any(_inside(table.bbox, other.box) for other in found):
            continue
        if (read := _read(page, table)) is not None:
            found.append(read)
    return found


def _inside(box: Box, outer: Box) -> bool:
    return (
        box[0] >= outer[0] - 1
        and box[1] >= outer[1] - 1
        and box[2] <= outer[2] + 1
        and box[3] <= outer[3] + 1
    )


def _read(page: Page, table: Table) -> PageTable | None:
    cells = [c for c in table.cells if c]
    columns = _edges([c[0] for c in cells])
    rows = _edges([c[1] for c in cells])
    if len(columns) < 2 or len(cells) < 3:
        return None
    texts = {cell: _text(page, cell) for cell in cells}
    if sum(bool(text) for text, _ in texts.values()) < 2:
        return None
    x_mid = _middles(columns, table.bbox[2])
    y_mid = _middles(rows, table.bbox[3])
    grid: tables.Grid = []
    bold: list[list[bool]] = []
    for y in y_mid:
        # The cell that covers a place of the grid gives its text, however many places it spans.
        row = [next((texts[c] for c in cells if _holds(c, x, y)), ("", False)) for x in x_mid]
        grid.append([text for text, _ in row])
        bold.append([heavy or not text for text, heavy in row])
    return PageTable(table.bbox, grid, tuple(columns), _header(bold))


def _header(bold: list[list[bool]]) -> tables.Header | None:
    if all(all(row) for row in bold):
        return None
    if all(bold[0]):
        return "row"
    return "column" if all(row[0] for row in bold) else None


def _edges(values: list[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > 2:
            edges.append(value)
    return edges


def _middles(edges: list[float], end: float) -> list[float]:
    return [(a + b) / 2 for a, b in zip(edges, [*edges[1:], end], strict=True)]


def _holds(cell: Box, x: float, y: float) -> bool:
    return cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]


def _text(page: Page, cell: Box) -> tuple[str, bool]:
    """The text of a cell on one line, and whether it is in bold."""

    def is_here(item: dict[str, Any]) -> bool:
        x, y = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
        return item["object_type"] == "char" and _holds(cell, x, y)

    part = page.filter(is_here)
    text = tables.tidy(part.extract_text(x_tolerance_ratio=0.2))
    letters = [c for c in part.chars if c["text"].strip()]
    return text, bool(letters) and all(is_bold(c) for c in letters)
