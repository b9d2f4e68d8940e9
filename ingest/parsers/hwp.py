"""Hangul word processor files, HWPX and HWP 5.

The blocks of ``hwp2md`` are taken rather than its Markdown, which does not escape what a text
contains: ``10*20*30`` would lose its asterisks and ``<v>`` its letter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.documents import ParsedDocument
from ingest.errors import EncryptedError
from ingest.parsers import tables
from ingest.parsers.outline import Outline
from ingest.parsers.source import Source

if TYPE_CHECKING:
    from hwp2md import Paragraph, SkipCounter

_LOST = {
    "memo": "memos",
    "hidden_comment": "hidden comments",
    "chart_legacy": "charts",
    "ole": "embedded objects",
    "textart": "decorated texts",
    "form_control": "form fields",
}


def read(source: Source) -> ParsedDocument:
    """A Hangul document with its headings, numbered lists, tables and notes.

    Raises:
        EncryptedError: the document has a password or a rights management lock.
    """
    from hwp2md import DrmProtectedError, EncryptedDocumentError, Note, SkipCounter, Table
    from hwp2md import Paragraph as HwpParagraph
    from hwp2md.convert import read_blocks

    skipped = SkipCounter()
    try:
        blocks = read_blocks(source.data, skipped)
    except (EncryptedDocumentError, DrmProtectedError) as error:
        raise EncryptedError(
            f"{source.name} is locked with a password or by rights management: "
            "save it without the lock in Hangul and ingest it again."
        ) from error
    outline = Outline()
    for block in blocks:
        if isinstance(block, HwpParagraph):
            _add(outline, block)
        elif isinstance(block, Table):
            _add_table(outline, [[tables.tidy(cell) for cell in row] for row in block.rows])
        elif isinstance(block, Note):
            outline.text(" ".join(p.text for p in block.paragraphs))
    return ParsedDocument(outline.first_heading or source.stem, tuple(outline.blocks), {}, _warnings(skipped))


def _add(outline: Outline, paragraph: Paragraph) -> None:
    info = paragraph.list_info
    if paragraph.level > 0:
        label = f"{info.label} " if info and info.label else ""
        outline.heading(paragraph.level, label + paragraph.text)
    elif info:
        outline.text(f"{info.label} {paragraph.text}".strip(), "list")
    else:
        outline.text(paragraph.text, "list" if tables.is_bulleted(paragraph.text) else "text")


def _add_table(outline: Outline, grid: tables.Grid) -> None:
    # A frame around a paragraph is a table of one cell in Hangul.
    if len(grid) == 1 or all(len(row) == 1 for row in grid):
        for row in grid:
            outline.text(" | ".join(filter(None, row)))
    else:
        outline.table(grid)


def _warnings(skipped: SkipCounter) -> tuple[str, ...]:
    found = [f"{n} {_LOST[kind]}" for kind, n in skipped.items() if kind in _LOST]
    return (f"Not read: {', '.join(found)}.",) if found else ()
