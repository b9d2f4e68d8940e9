"""Spreadsheets: every row with its sheet, its own row number and its cells.

Read with openpyxl, since ``unstructured`` gives one text for a whole table and neither the row nor
the cells that a citation must name.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from ingest.documents import ParsedDocument
from ingest.parsers import tables
from ingest.parsers.encoding import decode
from ingest.parsers.outline import Outline
from ingest.parsers.source import Source

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# Row number to column number to text, both from 1; only cells that hold something.
Cells = dict[int, dict[int, str]]


def read_xlsx(source: Source) -> ParsedDocument:
    """A workbook with the values its formulas had when it was saved."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(source.data), data_only=True)
    outline = Outline()
    for sheet in book.worksheets:
        add_cells(outline, _cells(sheet), sheet.title)
    title = (book.properties.title or "").strip()
    return ParsedDocument(title or source.stem, tuple(outline.blocks))


def read_csv(source: Source) -> ParsedDocument:
    """Comma-, semicolon-, tab- or bar-separated values."""
    text = decode(source)
    try:
        dialect: Any = csv.Sniffer().sniff(text[:8192], delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel_tab if "\t" in text.split("\n", 1)[0] else csv.excel
    cells: Cells = {}
    for r, row in enumerate(csv.reader(io.StringIO(text), dialect), 1):
        if values := {c: tables.tidy(v) for c, v in enumerate(row, 1) if tables.tidy(v)}:
            cells[r] = values
    outline = Outline()
    add_cells(outline, cells, None)
    return ParsedDocument(source.stem, tuple(outline.blocks))


def add_cells(outline: Outline, cells: Cells, sheet: str | None) -> None:
    """Adds the tables of a sheet; an empty row parts one from the next."""
    from openpyxl.utils import get_column_letter

    for rows in _regions(cells):
        columns = sorted({c for r in rows for c in cells[r]})
        first, last = get_column_letter(columns[0]), get_column_letter(columns[-1])
        grid = [[cells[r].get(c, "") for c in columns] for r in rows]
        # A lone line above a table is its title, not its header.
        while len(grid) > 2 and sum(map(bool, grid[0])) == 1 < len(columns):
            place = f"{first}{rows[0]}:{last}{rows[0]}"
            outline.text("".join(grid[0]), sheet=sheet, row=rows[0], cells=place)
            grid, rows = grid[1:], rows[1:]
        header = tables.guess_header(grid)
        texts = tables.body_rows(grid, header)
        if header == "row":
            rows = rows[1:]
        outline.tables += 1
        for r, text in zip(rows, texts, strict=True):
            place = f"{first}{r}:{last}{r}" if first != last else f"{first}{r}"
            outline.text(text, "table_row", sheet=sheet, row=r, cells=place, table=outline.tables)


def _regions(cells: Cells) -> Iterator[list[int]]:
    region: list[int] = []
    for r in sorted(cells):
        if region and r > region[-1] + 1:
            yield region
            region = []
        region.append(r)
    if region:
        yield region


def _cells(sheet: Worksheet) -> Cells:
    """Only cells that exist are looked at: a sheet may claim a million empty, formatted rows."""
    cells: Cells = {}
    for (r, c), cell in sheet._cells.items():
        if text := tables.tidy(_shown(cell.value, cell.number_format or "")):
            cells.setdefault(r, {})[c] = text
    for merged in sheet.merged_cells.ranges:
        value = cells.get(merged.min_row, {}).get(merged.min_col)
        # A cell over half a sheet is decoration.
        if value and merged.size["rows"] * merged.size["columns"] <= 200:
            for r in range(merged.min_row, merged.max_row + 1):
                if r in cells:
                    cells[r].update({c: value for c in range(merged.min_col, merged.max_col + 1)})
    return cells


def _shown(value: object, number_format: str) -> str:
    """A value as the sheet shows it, as far as its meaning goes."""
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes") if value.time() != time() else value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float | int) and not isinstance(value, bool):
        return f"{value * 100:.10g} %" if "%" in number_format else f"{value:.15g}"
    return "" if value is None else str(value)
