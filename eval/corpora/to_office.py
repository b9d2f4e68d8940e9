"""Word documents and workbooks with the styles their readers look for."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

from docx import Document
from docx.document import Document as DocxDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as DocxParagraph
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from eval.corpora.front_page import control_table, needs_title
from eval.corpora.markdown import BuildError, Heading, Item, Paragraph, Source, Table, spans
from eval.corpora.package import pin

AUTHOR = "Hanbit Special Steel"


def to_docx(source: Source, text: str) -> bytes:
    """Real heading styles and tables: a docx reader finds structure only by style name."""
    doc = Document()
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3"):
        style = doc.styles[name]
        style.font.name = "NanumGothic"
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "NanumGothic")
    core = doc.core_properties
    core.title, core.author, core.last_modified_by = source.title, AUTHOR, AUTHOR
    core.comments, core.revision = "", 1
    number = source.meta.get("document_number")
    if number:
        revision = source.meta.get("revision")
        doc.sections[0].header.paragraphs[0].text = (
            f"{number} rev{revision}" if revision is not None else str(number)
        )
    if needs_title(source):
        doc.add_heading(source.title, 0)
    control = control_table(source)
    if control:
        _table(doc, control, header=False)
    for block in source.blocks:
        if isinstance(block, Heading):
            _runs(doc.add_heading("", min(block.level, 9)), block.text)
        elif isinstance(block, Item):
            bullet = block.marker == "•"
            line = doc.add_paragraph(style="List Bullet" if bullet else "List Paragraph")
            _runs(line, block.text if bullet else f"{block.marker} {block.text}")
        elif isinstance(block, Paragraph):
            _runs(doc.add_paragraph(), block.text)
        elif isinstance(block, Table):
            _table(doc, block)
    out = io.BytesIO()
    doc.save(out)
    return pin(out.getvalue(), source.dated)


def _runs(line: DocxParagraph, text: str) -> None:
    for piece, bold in spans(text):
        line.add_run(piece).bold = bold or None


def _table(doc: DocxDocument, table: Table, header: bool = True) -> None:
    grid = doc.add_table(len(table.rows), table.width, style="Table Grid")
    for i, row in enumerate(table.rows):
        for j, text in enumerate(row):
            line = grid.cell(i, j).paragraphs[0]
            _runs(line, text)
            if (header and i == 0) or (not header and j == 0):
                for run in line.runs:
                    run.bold = True
    if header:
        grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    doc.add_paragraph()


def to_xlsx(text: str) -> bytes:
    """One sheet from CSV; a first line `# sheet: NAME` names it."""
    lines = text.lstrip("\ufeff").splitlines()
    name = "Sheet1"
    if lines and lines[0].startswith("#"):
        name = lines.pop(0).partition(":")[2].strip() or name
    rows = [row for row in csv.reader(lines) if row]
    if not rows or any(len(row) != len(rows[0]) for row in rows):
        raise BuildError(
            f"The sheet {name} has rows of unequal length; quote the cells that contain a comma."
        )
    book = Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append([_value(cell) for cell in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for j in range(len(rows[0])):
        longest = max(len(row[j]) for row in rows)
        sheet.column_dimensions[get_column_letter(j + 1)].width = min(max(longest + 2, 8), 60)
    sheet.freeze_panes = "A2"
    book.properties.creator = AUTHOR
    out = io.BytesIO()
    book.save(out)
    dates = [v for row in rows for v in map(_value, row) if isinstance(v, date)]
    latest = max(dates, default=date(2024, 1, 1))
    return pin(out.getvalue(), Source({"date": latest}, ()).dated)


def _value(cell: str) -> str | int | float | date:
    """Numbers and ISO dates become typed cells; a code with a leading zero stays text."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", cell):
        return date.fromisoformat(cell)
    if re.fullmatch(r"-?(0|[1-9]\d*)", cell):
        return int(cell)
    return float(cell) if re.fullmatch(r"-?(0|[1-9]\d*)\.\d+", cell) else cell
