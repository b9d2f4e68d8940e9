"""Scanned reports: pages that are pictures, as an old handwritten-era file is kept.

The page is drawn, turned a little and speckled, because a perfectly straight rendering
would be read far better than any real scan and would measure nothing.
"""

from __future__ import annotations

import io

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from eval.corpora import fonts
from eval.corpora.front_page import control_table, needs_title
from eval.corpora.markdown import Block, Heading, Item, Paragraph, Source, Table, plain

PAGE = (1654, 2339)  # A4 at 200 dpi
EDGE = 170
BODY = 31
SEED = 20240814


class Sheet:
    """Draws blocks downwards and opens a new page when one is full."""

    def __init__(self) -> None:
        self.pages: list[Image.Image] = []
        self._open()

    def _open(self) -> None:
        self.pages.append(Image.new("L", PAGE, 252))
        self.draw = ImageDraw.Draw(self.pages[-1])
        self.y = EDGE

    def room(self, height: int) -> None:
        if self.y + height > PAGE[1] - EDGE:
            self._open()

    def text(self, text: str, size: int, bold: bool = False, indent: int = 0) -> None:
        font = _font(size, bold)
        for line in wrap(plain(text), font, PAGE[0] - 2 * EDGE - indent):
            self.room(size * 2)
            self.draw.text((EDGE + indent, self.y), line, font=font, fill=25)
            self.y += int(size * 1.65)
        self.y += size // 3

    def table(self, table: Table) -> None:
        font, pad = _font(BODY - 3, False), 12
        natural = [
            max(min(font.getlength(plain(r[c])), 620) for r in table.rows) + 2 * pad
            for c in range(table.width)
        ]
        scale = (PAGE[0] - 2 * EDGE) / sum(natural)
        widths = [int(w * scale) for w in natural]
        for row in table.rows:
            cells = [wrap(plain(c), font, w - 2 * pad) for c, w in zip(row, widths, strict=True)]
            height = max(map(len, cells)) * 44 + pad
            self.room(height)
            x = EDGE
            for lines, width in zip(cells, widths, strict=True):
                self.draw.rectangle((x, self.y, x + width, self.y + height), outline=60, width=2)
                for i, line in enumerate(lines):
                    self.draw.text((x + pad, self.y + pad // 2 + i * 44), line, font=font, fill=25)
                x += width
            self.y += height
        self.y += 24


def _font(size: int, bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(fonts.font_path(fonts.BOLD if bold else fonts.REGULAR)), size)


def wrap(text: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def to_scan(source: Source, text: str) -> bytes:
    sheet = Sheet()
    control = control_table(source)
    head: list[Block] = [Heading(1, source.title)] if needs_title(source) else []
    for block in (*head, *([control] if control else []), *source.blocks):
        if isinstance(block, Heading):
            sheet.text(block.text, {1: 46, 2: 37}.get(block.level, 33), bold=True)
        elif isinstance(block, Item):
            sheet.text(f"{block.marker} {block.text}".replace("•", "-"), BODY, indent=30 * (1 + block.depth))
        elif isinstance(block, Paragraph):
            sheet.text(block.text, BODY)
        elif isinstance(block, Table):
            sheet.table(block)
    out = io.BytesIO()
    rl_config.useA85 = 0
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setTitle(source.title)
    for number, page in enumerate(sheet.pages):
        canvas.drawImage(ImageReader(_scanned(page, SEED + number)), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _scanned(page: Image.Image, seed: int) -> io.BytesIO:
    """The page turned by 0.4 degrees with grain and a few specks, as JPEG."""
    turned = np.asarray(page.rotate(0.4, Image.Resampling.BICUBIC, fillcolor=252), dtype=np.float32)
    rng = np.random.default_rng(seed)
    grain = turned + rng.normal(0, 2.5, turned.shape)
    grain[rng.random(turned.shape) < 0.0002] = 90
    out = io.BytesIO()
    Image.fromarray(np.clip(grain, 0, 255).astype(np.uint8)).save(out, "JPEG", quality=55, dpi=(200, 200))
    out.seek(0)
    return out
