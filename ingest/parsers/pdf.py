"""PDF: paragraphs and table rows exact to the page, headings by the size and weight of their type."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.documents import ParsedDocument
from ingest.errors import EncryptedError, MissingToolError
from ingest.parsers import ocr, tables
from ingest.parsers.outline import Outline
from ingest.parsers.pdf_layout import Line, lines_of, without_running_lines
from ingest.parsers.pdf_tables import PageTable, tables_of
from ingest.parsers.pdf_text import Styles, add_lines
from ingest.parsers.source import Source

if TYPE_CHECKING:
    from pdfplumber.page import Page

# Fewer letters than a line has: a stamp or a page number over a scan.
_FEW_LETTERS = 20
# A picture of most of the page under few letters is a scan under a stamp, or a page with a background: recognition tells.
_MOST_OF_PAGE, _STAMP_LETTERS = 0.6, 300
_UNREADABLE = re.compile(r"\(cid:\d+\)")


@dataclass
class _Content:
    """What was found on one page; ``recognised`` where it had to be read from its picture."""

    number: int
    height: float
    lines: list[Line] = field(default_factory=list)
    tables: list[PageTable] = field(default_factory=list)
    recognised: ocr.Recognised | None = None


def read(source: Source) -> ParsedDocument:
    """A PDF; pages without text are recognised from their picture.

    Raises:
        EncryptedError: the file has a password.
        MissingToolError: the file is a scan and Tesseract is not installed.
    """
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    warnings: list[str] = []
    try:
        with pdfplumber.open(io.BytesIO(source.data)) as pdf:
            pages = [_content_or_text(page, source, warnings) for page in pdf.pages]
            title = str(pdf.metadata.get("Title") or "").strip()
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise EncryptedError(
                f"{source.name} is locked with a password: remove the password and ingest it again."
            ) from error
        raise
    outline = Outline()
    _fill(outline, pages, warnings)
    if not outline.blocks and warnings:
        ocr.require(source.name)
    return ParsedDocument(
        _good_title(title) or outline.first_heading or source.stem, tuple(outline.blocks), {}, tuple(warnings)
    )


def _good_title(title: str) -> str:
    """Programs write file names and their own names into the title."""
    return "" if re.search(r"\.\w{2,5}$|^untitled|^제목 없음|^Microsoft ", title, re.IGNORECASE) else title


def _content_or_text(page: Page, source: Source, warnings: list[str]) -> _Content:
    """A page whose pictures or fonts pdfminer stumbles over still gives its bare text."""
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        return _content(page, source, warnings)
    except PdfminerException:
        bare = ocr.Recognised(ocr.text_layer(source, page.page_number - 1), None)
        if not bare.text.strip():
            bare = ocr.recognise_page(source, page.page_number - 1)
        warnings.append(
            f"Page {page.page_number} is damaged: its headings and tables were read as plain text."
        )
        return _Content(page.page_number, float(page.height), recognised=bare)


def _content(page: Page, source: Source, warnings: list[str]) -> _Content:
    content = _Content(page.page_number, float(page.height))
    picture, letters = _is_picture(page), _letters(page)
    if picture or (len(letters) < _STAMP_LETTERS and _is_covered(page)):
        try:
            recognised = ocr.recognise_page(source, page.page_number - 1)
            # The text of the page is the better one where both say the same.
            if picture or len("".join(recognised.text.split())) > 2 * len(letters):
                content.recognised = recognised
        except MissingToolError:
            warnings.append(
                f"Page {page.page_number} is a scan and was not read: "
                "install the packages tesseract-ocr and tesseract-ocr-kor and ingest the file again."
            )
    if not picture and content.recognised is None:
        # Bold made by printing a letter twice would give every letter twice.
        page = page.dedupe_chars()
        content.tables = tables_of(page)
        content.lines = lines_of(page, [t.box for t in content.tables])
    page.close()
    return content


def _letters(page: Page) -> str:
    return "".join(c["text"] for c in page.chars if c["text"].strip())


def _is_covered(page: Page) -> bool:
    """Whether one picture takes most of the page."""
    area = float(page.width) * float(page.height)
    taken = (abs(float((i["x1"] - i["x0"]) * (i["bottom"] - i["top"]))) for i in page.images)
    return any(picture > _MOST_OF_PAGE * area for picture in taken)


def _is_picture(page: Page) -> bool:
    text = _letters(page)
    if _UNREADABLE.search(text) and len(_UNREADABLE.sub("", text)) < len(text) / 2:
        return True
    return len(text) < _FEW_LETTERS and bool(page.images or (not text and page.curves))


def _fill(outline: Outline, pages: list[_Content], warnings: list[str]) -> None:
    kept = without_running_lines([p.lines for p in pages], [p.height for p in pages])
    styles = Styles.of([line for lines in kept for line in lines])
    open_table: _OpenTable | None = None
    for page, lines in zip(pages, kept, strict=True):
        if page.recognised is not None:
            warnings.extend(ocr.add_recognised(outline, page.recognised, page.number))
            open_table = None
            continue
        start = 0
        for table in page.tables:
            above = next(
                (i for i, ln in enumerate(lines) if i >= start and ln.top > table.box[1]), len(lines)
            )
            if above > start:
                add_lines(outline, lines[start:above], styles)
                open_table = None
            start = above
            if open_table is None or not table.continues(open_table.last):
                open_table = _OpenTable.of(outline, table)
            open_table.add(outline, table, page.number)
        if lines[start:]:
            add_lines(outline, lines[start:], styles)
            open_table = None


@dataclass
class _OpenTable:
    """A table that the next page may go on with; its rows are numbered through."""

    header: tables.Header
    labels: list[str]
    number: int
    last: PageTable
    rows: int = 0

    @classmethod
    def of(cls, outline: Outline, table: PageTable) -> _OpenTable:
        header = table.header or tables.guess_header(table.grid)
        outline.tables += 1
        return cls(header, table.grid[0], outline.tables, table)

    def add(self, outline: Outline, table: PageTable, page: int) -> None:
        """Adds a page's rows; a header said again is left out."""
        self.last = table
        grid = [row for row in table.grid if any(row)]
        if self.header == "row" and grid and grid[0] == self.labels:
            grid = grid[1:]
        known = [self.labels, *grid] if self.header == "row" else grid
        for text in tables.body_rows(known, self.header):
            self.rows += 1
            outline.text(text, "table_row", page=page, table=self.number, row=self.rows)
