"""Text of scans and photographs."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ingest.documents import UNSURE_BELOW, ParsedDocument
from ingest.parsers.outline import Outline
from ingest.parsers.plain import add_text
from ingest.parsers.source import Source
from ingest.parsers.tesseract import DPI, Recognised, read_picture, require

if TYPE_CHECKING:
    from PIL.Image import Image

# Tesseract loses small letters: a page under this width was scanned at less than 150 dpi.
_SMALL_WIDTH = 1240
_LARGEST_ENLARGEMENT = 3.0


def read_image(source: Source) -> ParsedDocument:
    """A photograph or scan; each picture of a TIFF file is a page.

    Raises:
        MissingToolError: Tesseract or its Korean data is not installed.
    """
    from PIL import Image, ImageOps, ImageSequence

    require(source.name)
    outline = Outline()
    warnings: list[str] = []
    with Image.open(io.BytesIO(source.data)) as picture:
        pages = getattr(picture, "n_frames", 1)
        for number, frame in enumerate(ImageSequence.Iterator(picture), 1):
            found = recognise(ImageOps.exif_transpose(frame), source.name)
            warnings.extend(add_recognised(outline, found, number if pages > 1 else None))
    return ParsedDocument(outline.first_heading or source.stem, tuple(outline.blocks), {}, tuple(warnings))


def recognise_page(source: Source, index: int) -> Recognised:
    """Text of one page of a PDF, counted from 0, read from its picture.

    Raises:
        MissingToolError: Tesseract or its Korean data is not installed.
    """
    require(source.name)
    with _page(source, index) as page:
        return recognise(page.render(scale=DPI / 72).to_pil(), source.name)


def text_layer(source: Source, index: int) -> str:
    """The bare text of one page of a PDF, counted from 0, by the second PDF library."""
    with _page(source, index) as page:
        return str(page.get_textpage().get_text_range()).replace("\r\n", "\n")


@contextmanager
def _page(source: Source, index: int) -> Iterator[Any]:
    import pypdfium2

    document: Any = pypdfium2.PdfDocument(source.data)
    try:
        yield document[index]
    finally:
        document.close()


def recognise(image: Image, name: str) -> Recognised:
    """Text of one upright page.

    Raises:
        MissingToolError: Tesseract or its Korean data is not installed.
        ParseError: Tesseract failed or took too long.
    """
    image = image.convert("L")
    if image.width < _SMALL_WIDTH:
        factor = min(_LARGEST_ENLARGEMENT, _SMALL_WIDTH * 2 / image.width)
        image = image.resize((round(image.width * factor), round(image.height * factor)))
    pixels = io.BytesIO()
    image.save(pixels, "PNG", compress_level=1)
    return read_picture(pixels.getvalue(), name)


def add_recognised(outline: Outline, found: Recognised, page: int | None) -> Iterator[str]:
    """Adds recognised text; gives a warning where it should not be trusted unseen."""
    confidence = None if found.confidence is None else round(found.confidence)
    add_text(outline, found.text, page=page, recognised=confidence)
    if found.text and confidence is not None and confidence < UNSURE_BELOW:
        where = f"Page {page}" if page else "The picture"
        yield f"{where} was hard to read (confidence {confidence} of 100): compare it with the paper."
