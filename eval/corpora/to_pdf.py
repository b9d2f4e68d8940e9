"""Text PDFs as a document-control office prints them.

Headings are set in larger bold type and tables are ruled, because those are the only
signs of structure a PDF keeps and the ones its readers rely on.
"""

from __future__ import annotations

import io
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, LongTable, SimpleDocTemplate, Spacer
from reportlab.platypus import Paragraph as Flow

from eval.corpora import fonts
from eval.corpora.front_page import control_table, needs_title
from eval.corpora.markdown import BuildError, Heading, Item, Paragraph, Source, Table, plain, spans

WIDTH = A4[0] - 40 * mm
SIZES = {0: 17, 1: 15, 2: 12.5, 3: 11, 4: 10}
BODY = ParagraphStyle("body", fontName="Nanum", fontSize=9.5, leading=14.5, spaceAfter=4)
CELL = ParagraphStyle("cell", fontName="Nanum", fontSize=8.5, leading=11.5)


@cache
def register_fonts() -> frozenset[int]:
    """Load both weights; returns the code points the typeface can draw."""
    faces = [
        TTFont("Nanum", str(fonts.font_path(fonts.REGULAR))),
        TTFont("NanumBold", str(fonts.font_path(fonts.BOLD))),
    ]
    for face in faces:
        pdfmetrics.registerFont(face)
    pdfmetrics.registerFontFamily(
        "Nanum", normal="Nanum", bold="NanumBold", italic="Nanum", boldItalic="NanumBold"
    )
    return frozenset(faces[0].face.charToGlyph) & frozenset(faces[1].face.charToGlyph)


def to_pdf(source: Source, text: str) -> bytes:
    missing = sorted({c for c in text if ord(c) > 32 and ord(c) not in register_fonts()})
    if missing:
        raise BuildError(f"NanumGothic cannot draw {' '.join(missing)}; write these characters another way.")
    rl_config.useA85 = 0  # text encoding of the streams would only make the file larger
    out = io.BytesIO()
    number = str(source.meta.get("document_number", ""))
    revision = source.meta.get("revision")
    running = f"{number} rev{revision}" if revision is not None else number
    page = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=20 * mm, rightMargin=20 * mm, topMargin=24 * mm,
        bottomMargin=20 * mm, title=source.title, author="Hanbit Special Steel", invariant=1,
    )  # fmt: skip
    page.build(
        story(source),
        canvasmaker=lambda *a, **k: NumberedCanvas(*a, running=running, title=source.title, **k),
    )
    return out.getvalue()


def story(source: Source) -> list[Flowable]:
    flow: list[Flowable] = []
    if needs_title(source):
        flow.append(heading(0, source.title))
    control = control_table(source)
    if control:
        flow += [grid(control, header=False), Spacer(1, 4 * mm)]
    for block in source.blocks:
        if isinstance(block, Heading):
            flow.append(heading(block.level, block.text))
        elif isinstance(block, Item):
            left = 14 + 12 * block.depth
            style = ParagraphStyle(
                "item",
                BODY,
                bulletFontName="Nanum",
                bulletFontSize=9.5,
                leftIndent=left,
                bulletIndent=left - 12 if block.marker == "•" else left - 14,
            )
            flow.append(Flow(f"<bullet>{block.marker}</bullet>{inline(block.text)}", style))
        elif isinstance(block, Paragraph):
            flow.append(Flow(inline(block.text), BODY))
        elif isinstance(block, Table):
            flow += [grid(block), Spacer(1, 3 * mm)]
    return flow


def inline(text: str) -> str:
    return "".join(f"<b>{escape(s)}</b>" if bold else escape(s) for s, bold in spans(text))


def heading(level: int, text: str) -> Flow:
    size = SIZES.get(level, 10)
    return Flow(
        inline(text),
        ParagraphStyle(
            f"h{level}",
            fontName="NanumBold",
            fontSize=size,
            leading=size * 1.35,
            spaceBefore=8,
            spaceAfter=4,
            keepWithNext=1,
        ),
    )


def grid(table: Table, header: bool = True) -> LongTable:
    """A ruled table whose header row returns on each page it runs over."""
    widths = column_widths(table)
    bold = ParagraphStyle("head", CELL, fontName="NanumBold")
    cells = [
        [
            Flow(inline(c), bold if (header and i == 0) or (not header and j == 0) else CELL)
            for j, c in enumerate(r)
        ]
        for i, r in enumerate(table.rows)
    ]
    shade = (0, 0), (-1, 0) if header else (0, -1)
    return LongTable(
        cells, colWidths=widths, repeatRows=1 if header else 0,
        style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("BACKGROUND", *shade, colors.HexColor("#e6e6e6")), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")],
    )  # fmt: skip


def column_widths(table: Table) -> list[float]:
    """Widths that fill the line without ever cutting a word.

    A grade such as SNCM439 broken over two lines comes out of the PDF as two words, so
    the longest word of a column is its minimum and only the rest is shared out.
    """
    pad = 13
    columns = [[plain(row[c]) for row in table.rows] for c in range(table.width)]
    least = [
        max(_drawn(word) for cell in column for word in (cell.split() or [""])) + pad for column in columns
    ]
    natural = [max(min(_drawn(cell), 200) for cell in column) + pad for column in columns]
    wanted = [max(n - m, 0) for n, m in zip(natural, least, strict=True)]
    spare = WIDTH - sum(least)
    if sum(wanted) == 0:
        return [m + spare / table.width for m in least]
    return [m + spare * w / sum(wanted) for m, w in zip(least, wanted, strict=True)]


def _drawn(text: str) -> float:
    return float(pdfmetrics.stringWidth(text, "NanumBold", CELL.fontSize))


class NumberedCanvas(Canvas):
    """Holds every page back until the last, so that a footer can say "2 / 5"."""

    def __init__(self, *args: Any, running: str, title: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._held: list[dict[str, Any]] = []
        self._running, self._title = running, title

    def showPage(self) -> None:
        self._held.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for index, state in enumerate(self._held, 1):
            self.__dict__.update(state)
            self.setFont("Nanum", 8)
            self.drawString(20 * mm, A4[1] - 14 * mm, self._running)
            self.drawRightString(A4[0] - 20 * mm, A4[1] - 14 * mm, self._title)
            self.line(20 * mm, A4[1] - 16 * mm, A4[0] - 20 * mm, A4[1] - 16 * mm)
            self.drawCentredString(A4[0] / 2, 11 * mm, f"{index} / {len(self._held)}")
            super().showPage()
        super().save()
