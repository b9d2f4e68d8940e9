"""Word documents and presentations."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ingest.documents import ParsedDocument
from ingest.parsers import partition, plain, word_xml
from ingest.parsers.outline import Outline
from ingest.parsers.source import Source

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_docx(source: Source) -> ParsedDocument:
    """A Word document; running headers and footers are left out, and tracked changes count as accepted."""
    import docx
    from unstructured.partition.docx import partition_docx

    data = io.BytesIO(source.data)
    document = docx.Document(data)
    if word_xml.settle(document):
        document.save(data := io.BytesIO())
    data.seek(0)
    levels = dict(_heading_levels(document))
    outline = Outline()
    for element in partition.elements(partition_docx, file=data):
        text = element.text.strip()
        if element.category == "Table":
            partition.add_table(outline, element, emphasis_tells=True)
        elif (level := _level(levels, text)) is not None:
            outline.heading(level, text)
        else:
            outline.text(text, "list" if element.category == "ListItem" else "text")
    properties = document.core_properties
    title = (properties.title or "").strip()
    # python-docx's own template carries this title into every file made with it.
    title = "" if title == "Word Document" else title
    return ParsedDocument(title or outline.first_heading or source.stem, tuple(outline.blocks))


def _level(levels: dict[str, int], text: str) -> int | None:
    if text in levels:
        return levels[text]
    # An automatic number stands before the text of the element but not in the file.
    _, _, unnumbered = text.partition(" ")
    return levels.get(unnumbered)


def _heading_levels(document: Document) -> Iterator[tuple[str, int]]:
    """Text and level of each heading.

    The outline level decides: it is what Word's own table of contents goes by, it survives styles
    of any name and language, and ``unstructured`` tells a title from a first-level heading no more.
    """
    found = False
    for paragraph in document.paragraphs:
        text = paragraph.text.strip()
        if text and (level := _outline_level(paragraph)) is not None:
            found = True
            yield text, level
    if not found:
        # Written without styles: short lines in bold are the headings.
        for paragraph in document.paragraphs:
            text = paragraph.text.strip()
            if _is_bold(paragraph) and plain.may_be_heading(text):
                yield text, plain.heading_level(text)


def _is_bold(paragraph: Any) -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs)


def _outline_level(paragraph: Any) -> int | None:
    own = paragraph._p.find(f"{_W}pPr/{_W}outlineLvl")
    if own is not None:
        return _as_level(own)
    style = paragraph.style
    for _ in range(10):
        if style is None:
            return None
        name = (style.name or "").lower()
        if name == "title":
            return 0
        if name.startswith("heading ") and name[8:].isdigit():
            return int(name[8:])
        own = style.element.find(f"{_W}pPr/{_W}outlineLvl")
        if own is not None:
            return _as_level(own)
        style = style.base_style
    return None


def _as_level(outline_level: Any) -> int | None:
    value = outline_level.get(f"{_W}val", "")
    # Level 9 is body text.
    return int(value) + 1 if value.isdigit() and int(value) < 9 else None


def read_pptx(source: Source) -> ParsedDocument:
    """A presentation: the title of a slide is its heading, the speaker's notes come after its text."""
    import pptx
    from unstructured.partition.pptx import partition_pptx

    slides = pptx.Presentation(io.BytesIO(source.data))
    found: dict[int, list[Any]] = {}
    # Its notes are not told from the slide's text, so they are read from the file itself.
    for element in partition.elements(
        partition_pptx, file=io.BytesIO(source.data), include_slide_notes=False, include_page_breaks=False
    ):
        found.setdefault(element.metadata.page_number or 1, []).append(element)
    outline = Outline()
    for number, slide in enumerate(slides.slides, 1):
        _add_slide(outline, number, slide, found.get(number, []))
    title = (slides.core_properties.title or "").strip()
    title = "" if title == "PowerPoint Presentation" else title
    return ParsedDocument(title or outline.first_heading or source.stem, tuple(outline.blocks))


def _add_slide(outline: Outline, number: int, slide: Any, elements: list[Any]) -> None:
    title = slide.shapes.title
    heading = " ".join(title.text_frame.text.split()) if title is not None and title.has_text_frame else ""
    said = set(title.text_frame.text.split("\n")) if heading else set()
    outline.heading(1, heading, slide=number)
    for element in elements:
        if element.category == "Table":
            partition.add_table(outline, element, slide=number)
        elif not (element.category == "Title" and element.text in said):
            is_item = element.category == "ListItem" or element.text.lstrip().startswith(("•", "-", "·"))
            outline.text(element.text, "list" if is_item else "text", slide=number)
    if slide.has_notes_slide and (notes := slide.notes_slide.notes_text_frame):
        outline.text(notes.text, "notes", slide=number)
