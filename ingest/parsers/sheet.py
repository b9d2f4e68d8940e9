"""Spreadsheets: every row with its sheet, its own row number and its cells.

Read with openpyxl, since ``unstructured`` gives one text for a whole table and neither the row nor
the cells that a citation must name.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from ingest.documents import ParsedDocument
from ingest.parsers import tables
from ingest.parsers.encoding import decode
from ingest.parsers.outline import Outline
from ingest.parsers.source import Source

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# A formula without a value; that of one that gives an empty text is an empty text, and says so (``t="str"``).
_VALUELESS = re.compile(
    rb"""<c\b(?![^>]*\bt="str")[^>]*>\s*(?:<f\b[^>]*/>|<f\b[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"""
)
_NO_VALUE = (
    "{n} of its cells hold formulas whose values were never worked out, so that they are missing: open it in its own "
    "program, save it and ingest it again."
)
_DIGIT, _NUMBERS, _LETTERS = re.compile(r"\d"), re.compile(r"\d+(?:[.,]\d+)*"), re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r'"([^"]*)"')
# Row number to column number to text, both from 1; only cells that hold something.
Cells = dict[int, dict[int, str]]


def read_xlsx(source: Source) -> ParsedDocument:
    """A workbook with the values its formulas had when it was saved; a warning counts those that had none."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(source.data), data_only=True)
    outline = Outline()
    for sheet in book.worksheets:
        add_cells(outline, _cells(sheet), sheet.title)
    title = (book.properties.title or "").strip()
    unknown = _never_worked_out(source.data)
    warnings = (_NO_VALUE.format(n=unknown),) if unknown else ()
    return ParsedDocument(title or source.stem, tuple(outline.blocks), {}, warnings)


def _never_worked_out(data: bytes) -> int:
    """Formulas that a program wrote without their values, which are no part of what openpyxl gives."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/") and n.endswith(".xml")]
        return sum(len(_VALUELESS.findall(archive.read(name))) for name in sheets)


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
    """Adds the tables of a sheet; an empty row parts one from the next, or a table in two."""
    from openpyxl.utils import get_column_letter

    above: _Above | None = None
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
        labels = grid[0] if header == "row" else []
        if above is not None and above.columns == columns and grid[0] != above.labels:
            goes_on = _goes_on(above, grid[0])
            if goes_on:
                header, labels = "none", above.labels
            elif goes_on is None and header == "row" and len(above.rows) > 1:
                # Either way a false label could come of it: better none. (A sheet of labels with a value under each is none.)
                header, labels = "none", []
        if header == "row":
            rows, grid = rows[1:], grid[1:]
        texts = (
            tables.body_rows(grid, header)
            if header == "column"
            else [tables.row_text(labels, r) for r in grid]
        )
        above = _Above(columns, labels, grid) if labels and grid else None
        outline.tables += 1
        for r, text in zip(rows, texts, strict=True):
            place = f"{first}{r}:{last}{r}" if first != last else f"{first}{r}"
            outline.text(text, "table_row", sheet=sheet, row=r, cells=place, table=outline.tables)


@dataclass(frozen=True)
class _Above:
    """The table above an empty row: its columns, their labels and its rows."""

    columns: list[int]
    labels: list[str]
    rows: tables.Grid


def _goes_on(above: _Above, first: list[str]) -> bool | None:
    """Whether a row goes on with the table above: its values look like those above it; None where that does not tell."""
    valued = [
        n
        for n, label in enumerate(above.labels)
        if not _DIGIT.search(label) and all(_DIGIT.search(row[n]) for row in above.rows)
    ]
    if valued and not any(_DIGIT.search(first[n]) for n in valued):
        return False
    alike = all(_shape(first[n]) in {_shape(row[n]) for row in above.rows} for n in valued)
    return True if valued and alike else None


def _shape(value: str) -> str:
    """What a value looks like: ``P-204A`` as ``A-9A``, ``12.5`` as ``9``."""
    return _LETTERS.sub("A", _NUMBERS.sub("9", value))


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
        if "%" in number_format:
            return f"{value * 100:.10g} %"
        before, after = _words(number_format)
        return f"{before}{value:.15g}{after}"
    return "" if value is None else str(value)


def _words(number_format: str) -> tuple[str, str]:
    """What a format writes before and after a number, a unit mostly: ``0.0" bar"``."""
    positive = number_format.split(";", 1)[0]
    digits = re.search(r"[0#?]", _QUOTED.sub(lambda m: " " * len(m[0]), positive))
    if digits is None:
        return "", ""
    found = [(m.start() < digits.start(), m[1]) for m in _QUOTED.finditer(positive)]
    return "".join(w for early, w in found if early), "".join(w for early, w in found if not early)
