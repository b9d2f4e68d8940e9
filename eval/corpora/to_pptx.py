"""Training slides: one `##` section is one slide, `Notes:` lines are what the trainer says.

The notes matter as much as the slides, since the reasons behind a rule are usually
spoken and not shown.
"""

from __future__ import annotations

import io

from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.util import Emu, Inches, Pt

from eval.corpora.front_page import control_table
from eval.corpora.markdown import Block, Heading, Item, Paragraph, Source, Table, plain, spans
from eval.corpora.package import pin

MARGIN = int(Inches(0.6))
TOP = int(Inches(1.5))


def to_pptx(source: Source, text: str) -> bytes:
    deck = Presentation()
    core = deck.core_properties
    core.title, core.author, core.last_modified_by, core.revision = (
        source.title,
        "Hanbit Special Steel",
        "Hanbit Special Steel",
        1,
    )
    cover = deck.slides.add_slide(deck.slide_layouts[0])
    cover.placeholders[0].text_frame.text = source.title
    control = control_table(source)
    lines = [f"{label}: {value}" for label, value in control.rows] if control else []
    cover.placeholders[1].text_frame.text = "\n".join(lines)
    for line in cover.placeholders[1].text_frame.paragraphs:
        line.font.size = Pt(14)
    for title, blocks in sections(source.blocks):
        _slide(deck, title, blocks)
    out = io.BytesIO()
    deck.save(out)
    return pin(out.getvalue(), source.dated)


def sections(blocks: tuple[Block, ...]) -> list[tuple[str, list[Block]]]:
    """Blocks under each level-2 heading; a level-1 heading only repeats the cover."""
    out: list[tuple[str, list[Block]]] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level <= 2:
            if block.level == 2:
                out.append((block.text, []))
        elif out:
            out[-1][1].append(block)
    return out


def _slide(deck: Deck, title: str, blocks: list[Block]) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    head = slide.placeholders[0].text_frame
    head.text = plain(title)
    head.paragraphs[0].font.size = Pt(28)
    notes = [b.text[6:].strip() for b in blocks if isinstance(b, Paragraph) and b.text.startswith("Notes:")]
    lines = [
        b
        for b in blocks
        if not isinstance(b, Table) and not (isinstance(b, Paragraph) and b.text.startswith("Notes:"))
    ]
    tables = [b for b in blocks if isinstance(b, Table)]
    width = (deck.slide_width or 0) - 2 * MARGIN
    top = TOP
    if lines:
        size = 18 if len(lines) <= 7 else 15
        height = int(Pt(size * 1.75 * len(lines)))
        frame = slide.shapes.add_textbox(*map(Emu, (MARGIN, top, width, height))).text_frame
        frame.word_wrap = True
        for i, block in enumerate(lines):
            line = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
            marker = f"{block.marker} " if isinstance(block, Item) else ""
            for j, (piece, bold) in enumerate(spans(block.text)):
                run = line.add_run()
                run.text = piece if j else marker + piece
                run.font.bold = bold or isinstance(block, Heading)
                run.font.size = Pt(size)
        top = top + height
    for table in tables:
        height = int(Pt(26 * len(table.rows)))
        grid = slide.shapes.add_table(
            len(table.rows), table.width, *map(Emu, (MARGIN, top, width, height))
        ).table
        for i, row in enumerate(table.rows):
            for j, text in enumerate(row):
                grid.cell(i, j).text = plain(text)
                grid.cell(i, j).text_frame.paragraphs[0].font.size = Pt(13)
        top = top + height + Pt(14)
    page = slide.notes_slide.notes_text_frame if notes else None
    if page is not None:
        page.text = "\n".join(notes)
