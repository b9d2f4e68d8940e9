"""Reads the built corpus back and says which gold quote, alternative or planted value is not in it.

    python -m eval.corpora.read_back

The readers here are the plainest ones of each format, on purpose apart from the
project's own parsers: a check must not share its mistakes with what it checks.
"""

from __future__ import annotations

import email
import html
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from email import policy
from functools import cache
from pathlib import Path

import yaml

CORPUS = Path(__file__).resolve().parent / "hanbit"
GOLD = Path(__file__).resolve().parents[1] / "gold" / "hanbit.jsonl"
_TAGS = re.compile(r"<[^>]+>")


def fold(text: str) -> str:
    """Without white space and Markdown or table marks, which a format is free to change."""
    return re.sub(r"[\s|*`]+", "", unicodedata.normalize("NFC", text))


@cache
def text_of(path: Path) -> str:
    """Folded text of one document; a scan's is its source, since only recognition can read it."""
    readers = {".pdf": _pdf, ".docx": _docx, ".pptx": _pptx, ".xlsx": _xlsx, ".hwpx": _hwpx, ".eml": _mail}
    reader = readers.get(path.suffix)
    text = reader(path) if reader else path.read_text(encoding="utf-8")
    return fold(html.unescape(_TAGS.sub("", text)) if path.suffix == ".html" else text)


def _pdf(path: Path) -> str:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        text = "\n".join(page.extract_text() for page in pdf.pages)
        cells = (c for p in pdf.pages for t in p.extract_tables() for row in t for c in row if c)
        text += "\n" + "\n".join(cells)
    source = CORPUS / "source" / path.parent.name / f"{path.name}.md"
    return text if len(text) > 50 else source.read_text(encoding="utf-8")


def _docx(path: Path) -> str:
    from docx import Document

    doc = Document(str(path))
    lines = [p.text for p in doc.paragraphs]
    return "\n".join(lines + [" ".join(c.text for c in row.cells) for t in doc.tables for row in t.rows])


def _pptx(path: Path) -> str:
    from pptx import Presentation

    lines = []
    for slide in Presentation(str(path)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                lines.append(shape.text_frame.text)
            if shape.has_table:
                lines += [cell.text for row in shape.table.rows for cell in row.cells]
        if slide.has_notes_slide:
            lines.append(slide.notes_slide.notes_text_frame.text)
    return "\n".join(lines)


def _xlsx(path: Path) -> str:
    from openpyxl import load_workbook

    rows = (row for sheet in load_workbook(path) for row in sheet.iter_rows(values_only=True))
    return "\n".join(" ".join(str(c) for c in row if c is not None) for row in rows)


def _hwpx(path: Path) -> str:
    import hwp2md

    return str(hwp2md.convert_bytes(path.read_bytes()).markdown)


def _mail(path: Path) -> str:
    message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    parts = [p.get_content() for p in message.walk() if p.get_content_maintype() == "text"]
    plain = "\n".join(_TAGS.sub("", html.unescape(part)) for part in parts)
    return "\n".join([*(f"{k}: {v}" for k, v in message.items()), *parts, plain])


def pieces(quote: str) -> list[str]:
    """The lines of a quote; of a table row (``header: value | header: value``) its headers and values.

    The project's parsers write rows with their headers, which no other reader does, and lists and
    lines without the marks that may stand between them.
    """
    found: list[str] = []
    for line in quote.splitlines():
        cells = line.split(" | ")
        found += [line] if len(cells) == 1 else [piece for cell in cells for piece in cell.split(": ", 1)]
    return found


def missing() -> Iterator[str]:
    """One line for each gold quote, alternative and planted value that its document does not hold."""
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        question = json.loads(line)
        for evidence in question["evidence"]:
            for quote in (evidence, *evidence.get("alternatives", [])):
                text = text_of(CORPUS / "documents" / quote["document"])
                if not all(fold(piece) in text for piece in pieces(quote["quote"])):
                    yield f"{question['id']}: {quote['document']} lacks: {quote['quote']}"
    for path in sorted((CORPUS / "planted").glob("*.yaml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")) or []:
            if fold(str(entry["value"])) not in text_of(CORPUS / "documents" / entry["file"]):
                yield f"{path.name}: {entry['file']} lacks: {entry['value']}"


if __name__ == "__main__":
    found = list(missing())
    print("\n".join(found) or "Every quote and every planted value is in its document.")
    sys.exit(1 if found else 0)
