"""PDF: paragraphs, headings and tables exact to the page; scans through Tesseract."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

from ingest.errors import MissingToolError
from ingest.parsers import ocr, parse, tesseract

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=14, spaceAfter=8)
TITLE = ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=18, leading=22, spaceAfter=10)
HEADING = ParagraphStyle("heading", fontName="Helvetica-Bold", fontSize=13, leading=16, spaceAfter=6)
LONG = (
    "The high-pressure pump is started in bypass and runs for three minutes before it takes load. "
    "The operator watches the suction pressure and the packing drip while the header fills with water. "
    "Nobody stands in front of the nozzles."
)


def furniture(canvas: Canvas, document: Any) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawString(60, 815, "RM-MAN-204 rev2")
    canvas.drawString(500, 25, f"Page {document.page} of 3")


def build(path: Path, story: list[Any]) -> Path:
    SimpleDocTemplate(str(path), pagesize=A4).build(story, onFirstPage=furniture, onLaterPages=furniture)
    return path


def test_headings_paragraphs_and_a_table_over_pages_without_running_lines(tmp_path: Path) -> None:
    rows = [["Grade", "Pass 1", "Note"], *[[f"G{i:02d}", str(150 + i), "wrapped note"] for i in range(60)]]
    style = TableStyle(
        [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold")]
    )
    story = [
        Paragraph("Descaler Manual", TITLE),
        Paragraph("1. Purpose", HEADING),
        Paragraph(LONG, BODY),
        Paragraph("Second paragraph.", BODY),
        Paragraph("2. Pressure", HEADING),
        Table(rows, repeatRows=1, style=style),
        PageBreak(),
        Paragraph("3. Stopping", HEADING),
        Paragraph("Close the header valves.", BODY),
    ]
    blocks = parse(build(tmp_path / "a.pdf", story)).blocks

    path = ["Descaler Manual", "1. Purpose"]
    assert [(b.kind, b.text, b.locator.as_dict()) for b in blocks[:5]] == [
        ("heading", "Descaler Manual", {"page": 1}),
        ("heading", "1. Purpose", {"page": 1, "heading": path[:1]}),
        ("text", LONG, {"page": 1, "heading": path}),
        ("text", "Second paragraph.", {"page": 1, "heading": path}),
        ("heading", "2. Pressure", {"page": 1, "heading": path[:1]}),
    ]
    table = [b for b in blocks if b.kind == "table_row"]
    assert [b.text for b in table] == [
        f"Grade: G{i:02d} | Pass 1: {150 + i} | Note: wrapped note" for i in range(60)
    ]
    assert {b.locator.table for b in table} == {1}
    assert [b.locator.row for b in table] == list(range(1, 61))
    assert {b.locator.page for b in table} == {1, 2}
    assert [b.text for b in blocks[-2:]] == ["3. Stopping", "Close the header valves."]
    assert blocks[-1].locator.page == 3
    assert not any("RM-MAN" in b.text or b.text.startswith("Page ") for b in blocks)


def test_korean_lines_are_joined_at_their_word_boundary(tmp_path: Path) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("HYSMyeongJo-Medium"))
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.setFont("HYSMyeongJo-Medium", 10)
    for i, line in enumerate(
        ["가열로의 노압을 매 시간 확인하고 기준을 벗어나면 댐퍼의", "개도를 눈으로 본다."]
    ):
        canvas.drawString(60, 700 - 14 * i, line)
    canvas.save()
    assert [b.text for b in parse(tmp_path / "a.pdf").blocks] == [
        "가열로의 노압을 매 시간 확인하고 기준을 벗어나면 댐퍼의 개도를 눈으로 본다."
    ]


@pytest.mark.parametrize("columns", [2, 3])
def test_columns_are_read_one_after_the_other_under_their_headline(tmp_path: Path, columns: int) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.setFont("Helvetica", 16)
    canvas.drawString(50, 790, "What the night shift should know of the new descaling pumps")
    width = (A4[0] - 100) / columns
    canvas.setFont("Helvetica", 24 / columns)
    for column in range(columns):
        for i in range(20):
            said = f"column {column} line {i:02d} of text that fills its column"
            canvas.drawString(50 + width * column, 750 - 13 * i, said)
    canvas.save()
    text = " ".join(b.text for b in parse(tmp_path / "a.pdf").blocks)
    places = [text.index(f"column {column} line {i:02d}") for column in range(columns) for i in range(20)]
    assert text.startswith("What the night shift")
    assert places == sorted(places)


def test_a_value_at_the_head_of_a_page_is_no_running_header(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    for page, bar in enumerate((150, 180, 210), 1):
        canvas.drawString(50, 810, f"RM-MAN-204 rev 3, page {page} of 3")
        canvas.drawString(50, 790, f"Set the pressure to {bar} bar")
        canvas.drawString(50, 400, f"Then wait for {page} minutes and look at the gauge")
        canvas.showPage()
    canvas.save()
    text = " ".join(b.text for b in parse(tmp_path / "a.pdf").blocks)
    assert [f"{bar} bar" in text for bar in (150, 180, 210)] == [True] * 3
    assert "RM-MAN" not in text


def test_cells_that_span_rows_are_said_in_each_row(tmp_path: Path) -> None:
    style = TableStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
            ("SPAN", (0, 1), (0, 2)),
            ("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold"),
        ]
    )
    story = [Table([["Grade", "Pass", "Bar"], ["SUS304", "1", "210"], ["", "2", "225"]], style=style)]
    assert [b.text for b in parse(build(tmp_path / "a.pdf", story)).blocks if b.kind == "table_row"] == [
        "Grade: SUS304 | Pass: 1 | Bar: 210",
        "Grade: SUS304 | Pass: 2 | Bar: 225",
    ]


def picture(text: str) -> Image.Image:
    image = Image.new("L", (2480, 900), 255)
    ImageDraw.Draw(image).multiline_text((150, 120), text, 0, ImageFont.load_default(70), spacing=40)
    return image


def scan(path: Path) -> Path:
    picture("Furnace pressure 15 Pa\nPump P-204A stopped at 85 bar").save(path, "PDF", resolution=300)
    return path


def _has_tesseract() -> bool:
    if shutil.which("tesseract") is None:
        return False
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True)
    return {"kor", "eng"} <= set((listed.stdout + listed.stderr).split())


needs_tesseract = pytest.mark.skipif(
    not _has_tesseract() and os.environ.get("CI") != "true",
    reason="needs the packages tesseract-ocr and tesseract-ocr-kor",
)


@needs_tesseract
def test_a_scanned_page_is_recognised_with_its_page_number(tmp_path: Path) -> None:
    blocks = parse(scan(tmp_path / "a.pdf")).blocks
    assert " ".join(b.text for b in blocks) == "Furnace pressure 15 Pa Pump P-204A stopped at 85 bar"
    assert {b.locator.page for b in blocks} == {1}


STAMP = "CONTROLLED COPY printed 2025-03-01 by user42"


def stamped(path: Path, words: str, stamp: str) -> Path:
    """An A4 page that a picture fills, and a line of text at its foot."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=(595, 842))
    page = Image.new("L", (2480, 3508), 255)
    page.paste(picture(words), (0, 300))
    canvas.drawImage(ImageReader(page), 0, 0, 595, 842)
    canvas.drawString(50, 30, stamp)
    canvas.save()
    return path


@needs_tesseract
@pytest.mark.parametrize(
    ("words", "said"),
    [
        # What the picture says is read, unless the text says about as much.
        ("Furnace pressure 15 Pa\nPump P-204A stopped at 85 bar\nValve V-100 is closed by hand\nfirst", "P-204A stopped at 85 bar"),
        ("", STAMP),
    ],
)  # fmt: skip
def test_a_scan_under_a_stamp_is_recognised(tmp_path: Path, words: str, said: str) -> None:
    parsed = parse(stamped(tmp_path / "a.pdf", words, STAMP))
    assert said in " ".join(b.text for b in parsed.blocks)


def test_a_stamp_over_a_scan_is_read_where_tesseract_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tesseract, "_languages", lambda: None)
    parsed = parse(stamped(tmp_path / "a.pdf", "Furnace", STAMP))
    assert [b.text for b in parsed.blocks] == [STAMP]
    assert parsed.warnings[0].startswith("Page 1 is a scan and was not read")


@needs_tesseract
def test_a_photograph_is_recognised_and_a_bad_one_warned_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture("Valve V-100 is closed").save(tmp_path / "a.png")
    parsed = parse(tmp_path / "a.png")
    assert [b.text for b in parsed.blocks] == ["Valve V-100 is closed"]
    assert parsed.warnings == ()
    monkeypatch.setattr(ocr, "UNSURE_BELOW", 101)
    assert "was hard to read" in parse(tmp_path / "a.png").warnings[0]


@pytest.mark.parametrize(
    ("languages", "sentence"),
    [(None, "Tesseract is not installed"), (frozenset({"eng"}), "lacks its Korean")],
)
def test_a_scan_without_tesseract_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, languages: frozenset[str] | None, sentence: str
) -> None:
    monkeypatch.setattr(tesseract, "_languages", lambda: languages)
    scan(tmp_path / "a.pdf")
    picture("x").save(tmp_path / "a.png")
    for name in ("a.pdf", "a.png"):
        with pytest.raises(MissingToolError, match=sentence) as caught:
            parse(tmp_path / name)
        assert str(caught.value).startswith(name)
        assert "tesseract-ocr-kor" in str(caught.value)


def test_a_scanned_page_among_others_is_a_warning_where_tesseract_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pypdfium2

    monkeypatch.setattr(tesseract, "_languages", lambda: None)
    words = build(tmp_path / "words.pdf", [Paragraph(LONG, BODY)])
    both: Any = pypdfium2.PdfDocument.new()
    both.import_pages(pypdfium2.PdfDocument(words))
    both.import_pages(pypdfium2.PdfDocument(scan(tmp_path / "scan.pdf")))
    out = io.BytesIO()
    both.save(out)
    (tmp_path / "both.pdf").write_bytes(out.getvalue())
    parsed = parse(tmp_path / "both.pdf")
    assert LONG in [b.text for b in parsed.blocks]
    assert parsed.warnings[0].startswith("Page 2 is a scan and was not read")
