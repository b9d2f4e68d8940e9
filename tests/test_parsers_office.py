"""Word, presentation, spreadsheet, web page, Markdown and Hangul files keep structure and place."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import lxml.etree
import openpyxl
import pptx
import pytest

from ingest.documents import Block, Locator
from ingest.parsers import parse, sheet
from tests.hwp5 import hwp5

H1 = "가열로 표준"
H2 = "2. 균열 온도"


def told(path: Path) -> list[tuple[str, str, dict[str, object]]]:
    return [(b.kind, b.text, b.locator.as_dict()) for b in parse(path).blocks]


def test_a_word_file_keeps_its_heading_path_lists_and_table_rows(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("문서 제목", 0)
    document.add_heading(H1, 1)
    document.add_paragraph("예")
    document.add_heading(H2, 2)
    document.add_paragraph("재료를 확인한다", style="List Bullet")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["강종", "온도", "SUS304", "1,230 °C"], strict=True):
        cell.text = text
    document.add_heading("3. 점검", 1)
    document.add_paragraph("매 교대 본다.")
    document.save(str(tmp_path / "a.docx"))

    parsed = parse(tmp_path / "a.docx")

    path = ("문서 제목", H1)
    assert parsed.title == "문서 제목"
    assert parsed.blocks == (
        Block("문서 제목", Locator(), "heading"),
        Block(H1, Locator(heading=("문서 제목",)), "heading"),
        Block("예", Locator(heading=path)),
        Block(H2, Locator(heading=path), "heading"),
        Block("재료를 확인한다", Locator(heading=(*path, H2)), "list"),
        Block("강종: SUS304 | 온도: 1,230 °C", Locator(heading=(*path, H2), table=1, row=1), "table_row"),
        Block("3. 점검", Locator(heading=("문서 제목",)), "heading"),
        Block("매 교대 본다.", Locator(heading=("문서 제목", "3. 점검"))),
    )


def test_a_word_file_without_styles_takes_short_bold_lines_for_headings(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph().add_run("1. 목적").bold = True
    document.add_paragraph("이 문서는 점검 순서를 정한다.")
    document.save(str(tmp_path / "a.docx"))
    assert told(tmp_path / "a.docx")[1] == ("text", "이 문서는 점검 순서를 정한다.", {"heading": ["1. 목적"]})


@pytest.mark.parametrize(
    ("bold", "rows", "texts"),
    [
        (
            "column",
            [("문서 번호", "A-1"), ("공정", "압연"), ("설비", "RF-2")],
            ["문서 번호: A-1", "공정: 압연", "설비: RF-2"],
        ),
        (
            "row",
            [("직책", "책임"), ("반장", "점화"), ("기사", "기록")],
            ["직책: 반장 | 책임: 점화", "직책: 기사 | 책임: 기록"],
        ),
    ],
)
def test_bold_cells_tell_a_sheet_of_facts_from_a_table_with_a_header(
    tmp_path: Path, bold: str, rows: list[tuple[str, str]], texts: list[str]
) -> None:
    document = docx.Document()
    table = document.add_table(len(rows), 2)
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            run = table.cell(r, c).paragraphs[0].add_run(text)
            run.bold = (c if bold == "column" else r) == 0
    document.save(str(tmp_path / "a.docx"))
    assert [text for _, text, _ in told(tmp_path / "a.docx")] == texts


def test_a_presentation_gives_slides_with_title_table_and_notes(tmp_path: Path) -> None:
    slides = pptx.Presentation()
    slide = slides.slides.add_slide(slides.slide_layouts[1])
    slide.shapes.title.text = "잠금 순서"
    slide.placeholders[1].text = "• 전원을 끈다\n자물쇠를 건다"
    grid = slide.shapes.add_table(2, 2, 0, 5_000_000, 4_000_000, 800_000).table
    for at, text in {(0, 0): "설비", (0, 1): "방법", (1, 0): "HPU-3", (1, 1): "0 bar까지 배출"}.items():
        grid.cell(*at).text = text
    slide.notes_slide.notes_text_frame.text = "전화 확인은 확인이 아니다."
    second = slides.slides.add_slide(slides.slide_layouts[5])
    second.shapes.title.text = "연락처"
    slides.save(str(tmp_path / "a.pptx"))

    on_first = {"heading": ["잠금 순서"], "slide": 1}
    assert told(tmp_path / "a.pptx") == [
        ("heading", "잠금 순서", {"slide": 1}),
        ("list", "전원을 끈다", on_first),
        ("text", "자물쇠를 건다", on_first),
        ("table_row", "설비: HPU-3 | 방법: 0 bar까지 배출", {**on_first, "table": 1, "row": 1}),
        ("notes", "전화 확인은 확인이 아니다.", on_first),
        ("heading", "연락처", {"slide": 2}),
    ]


def test_a_workbook_names_sheet_row_and_cells(tmp_path: Path) -> None:
    from datetime import datetime

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "이력"
    sheet["B2"] = "정비 이력 2024"
    for row in (["date", "설비", "율"], [datetime(2024, 1, 8), "P-204A", 0.25], [None, "AC-1", 7.2]):
        sheet.append([None, *row])
    sheet["D4"].number_format = "0 %"
    sheet["B8"], sheet["C8"] = "부품", "수량"
    sheet["B9"], sheet["C9"] = "패킹", 3
    sheet.merge_cells("B8:B8")
    book.save(tmp_path / "a.xlsx")

    assert told(tmp_path / "a.xlsx") == [
        ("text", "정비 이력 2024", {"sheet": "이력", "row": 2, "cells": "B2:D2"}),
        (
            "table_row",
            "date: 2024-01-08 | 설비: P-204A | 율: 25 %",
            {"sheet": "이력", "table": 1, "row": 4, "cells": "B4:D4"},
        ),
        ("table_row", "설비: AC-1 | 율: 7.2", {"sheet": "이력", "table": 1, "row": 5, "cells": "B5:D5"}),
        ("table_row", "부품: 패킹 | 수량: 3", {"sheet": "이력", "table": 2, "row": 9, "cells": "B9:C9"}),
    ]


def run_of(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def box_of(text: str) -> str:
    return f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p>{run_of(text)}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"


OPEN, STEAM = run_of("밸브를 연다."), run_of("압력을 빼고 나서 ")
CONTROL = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        (f"<w:p><w:ins>{STEAM}</w:ins>{OPEN}</w:p>", ["압력을 빼고 나서 밸브를 연다."]),
        (f"<w:p><w:moveTo>{STEAM}</w:moveTo><w:del><w:r><w:delText>바로 </w:delText></w:r></w:del>{OPEN}</w:p>", ["압력을 빼고 나서 밸브를 연다."]),
        (f"<w:p>{CONTROL.format('', STEAM)}{OPEN}</w:p>", ["압력을 빼고 나서 밸브를 연다."]),
        (CONTROL.format("", f"<w:p><w:smartTag>{OPEN}</w:smartTag></w:p>"), ["밸브를 연다."]),
        (CONTROL.format("<w:showingPlcHdr/>", f"<w:p>{STEAM}</w:p>") + f"<w:p>{OPEN}</w:p>", ["밸브를 연다."]),
        (f"<w:p>{OPEN}{box_of('위험: 전원을 끈다.')}</w:p>", ["밸브를 연다.", "위험: 전원을 끈다."]),
        (
            f'<w:p>{OPEN}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><w:txbxContent><w:p>'
            f"{run_of('전원을 끈다.')}</w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback>{box_of('전원을 끈다.')[5:-6]}"
            "</mc:Fallback></mc:AlternateContent></w:r></w:p>",
            ["밸브를 연다.", "전원을 끈다."],
        ),
        (
            f"<w:tbl><w:tr><w:tc><w:p>{run_of('순서')}</w:p></w:tc><w:tc><w:p>{run_of('일')}</w:p></w:tc></w:tr>"
            f"<w:tr><w:trPr><w:ins/></w:trPr><w:tc><w:p>{run_of('1')}</w:p></w:tc><w:tc><w:p><w:ins>{OPEN}</w:ins></w:p></w:tc></w:tr>"
            f"<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p>{run_of('2')}</w:p></w:tc><w:tc><w:p>{STEAM}</w:p></w:tc></w:tr></w:tbl>",
            ["순서: 1 | 일: 밸브를 연다."],
        ),
    ],
)  # fmt: skip
def test_what_stands_in_changes_controls_and_boxes_is_read(
    tmp_path: Path, inner: str, said: list[str]
) -> None:
    names = "".join(
        f' xmlns:{short}="{uri}"'
        for short, uri in {
            "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "v": "urn:schemas-microsoft-com:vml",
            "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        }.items()
    )
    document = docx.Document()
    for n, element in enumerate(lxml.etree.fromstring(f"<w:body{names}>{inner}</w:body>")):
        document.element.body.insert(n, element)
    document.save(tmp_path / "a.docx")
    assert [b.text for b in parse(tmp_path / "a.docx").blocks] == said


HEAD, PARTS = ("설비", "부품", "주기"), [("P-204", "패킹", "6개월"), ("P-205", "베어링", "12개월")]


@pytest.mark.parametrize(
    ("below", "rows"),
    [
        # A table goes on below an empty row: what stands there looks like what stood above.
        ([("P-206", "패킹", "12개월"), ("P-207", "임펠러", "24개월")],
         ["설비: P-206 | 부품: 패킹 | 주기: 12개월", "설비: P-207 | 부품: 임펠러 | 주기: 24개월"]),
        ([("P-206", "패킹", "12개월")], ["설비: P-206 | 부품: 패킹 | 주기: 12개월"]),
        # Another table of as many columns, and the same header once more.
        ([("밸브", "크기", "압력"), ("V-1", "50", "10")], ["밸브: V-1 | 크기: 50 | 압력: 10"]),
        ([HEAD, ("P-206", "패킹", "12개월")], ["설비: P-206 | 부품: 패킹 | 주기: 12개월"]),
        # Neither one nor the other: no label is better than a false one.
        ([("1조", "2조", "3조"), ("김치", "국", "밥")], ["1조 | 2조 | 3조", "김치 | 국 | 밥"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_a_row_below_an_empty_one_has_no_false_header(
    tmp_path: Path, below: list[tuple[str, ...]], rows: list[str], suffix: str
) -> None:
    lines = [HEAD, *PARTS, (), *below]
    if suffix == "csv":
        (tmp_path / "a.csv").write_text("\n".join(",".join(line) for line in lines), "utf-8")
    else:
        book = openpyxl.Workbook()
        for line in lines:
            book.active.append(line)
        book.save(tmp_path / "a.xlsx")
    found = [b.text for b in parse(tmp_path / f"a.{suffix}").blocks]
    assert found == [
        "설비: P-204 | 부품: 패킹 | 주기: 6개월",
        "설비: P-205 | 부품: 베어링 | 주기: 12개월",
        *rows,
    ]


def test_a_number_has_the_unit_of_its_format_and_a_formula_without_a_value_is_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (("항목", "압력", "값"), ("펌프", 5, "=5*37"), ("밸브", 7.5, 3)):
        book.active.append(row)
    book.active["B2"].number_format = '0.0" bar"'
    book.active["B3"].number_format = '"ca. "0.0\\ "bar";[Red]-0.0'
    book.save(tmp_path / "a.xlsx")
    parsed = parse(tmp_path / "a.xlsx")
    assert [b.text for b in parsed.blocks] == [
        "항목: 펌프 | 압력: 5 bar",
        "항목: 밸브 | 압력: ca. 7.5bar | 값: 3",
    ]
    assert len(parsed.warnings) == 1 and parsed.warnings[0].startswith("1 of its cells")


@pytest.mark.parametrize(
    ("cell", "lacks"),
    [
        (b'<c r="A1"><f>B1*2</f></c>', 1),
        (b'<c r="A1"><f>B1*2</f><v/></c>', 1),
        (b'<c r="A1" s="3"><f t="shared" si="0"/></c>', 1),
        (b'<c r="A1"><f>B1*2</f><v>4</v></c>', 0),
        # A formula that gives an empty text has been worked out.
        (b'<c r="A1" t="str"><f>IF(B1="","",B1)</f><v></v></c>', 0),
    ],
)
def test_a_formula_lacks_a_value_only_where_none_was_worked_out(cell: bytes, lacks: int) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as book:
        book.writestr("xl/worksheets/sheet1.xml", b"<sheetData><row>" + cell + b"</row></sheetData>")
    assert sheet._never_worked_out(archive.getvalue()) == lacks


PAGE = """<html><head><title>크레인</title><style>p{}</style></head><body><script>var x = 1;</script>
<h1>크레인</h1><p>예</p><h3>로프</h3><ol start="3"><li>닦는다</li><li>바른다</li></ol>
<table><tr><th rowspan="2">강종</th><th colspan="2">압력</th></tr><tr><th>1차</th><th>2차</th></tr>
<tr><td>SUS304</td><td>210</td><td>10 m<sup>3</sup></td></tr>
<tr><td>SM45C</td><td colspan="2">180</td></tr></table></body></html>"""


def test_a_web_page_keeps_headings_numbers_of_steps_and_cells_that_span(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    path = {"heading": ["크레인", "로프"]}
    assert told(tmp_path / "a.html") == [
        ("heading", "크레인", {}),
        ("text", "예", {"heading": ["크레인"]}),
        ("heading", "로프", {"heading": ["크레인"]}),
        ("list", "3. 닦는다", path),
        ("list", "4. 바른다", path),
        ("table_row", "강종: SUS304 | 압력 1차: 210 | 압력 2차: 10 m3", {**path, "table": 1, "row": 1}),
        ("table_row", "강종: SM45C | 압력 1차: 180 | 압력 2차: 180", {**path, "table": 1, "row": 2}),
    ]


MARKDOWN = """---
title: 유압 기준
date: 2022-06-20
equipment: [HPU-3, P-1]
---
# 유압
순서:
1. 펌프를 세운다.
2. 압력을 뺀다.

## 값
| 항목 | 기준 |
|---|---|
| 압력 | 160 bar |

| 문서 번호 | MT-1 |
|---|---|
| 공정 | 정비 |
"""


def test_markdown_keeps_front_matter_lists_without_gaps_and_sheets_of_facts(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(MARKDOWN, "utf-8")
    parsed = parse(tmp_path / "a.md")
    assert parsed.title == "유압 기준"
    assert parsed.metadata == {"date": "2022-06-20"}
    value = {"heading": ["유압", "값"]}
    assert told(tmp_path / "a.md") == [
        ("text", "title: 유압 기준 | date: 2022-06-20 | equipment: HPU-3, P-1", {}),
        ("heading", "유압", {}),
        ("text", "순서:", {"heading": ["유압"]}),
        ("list", "1. 펌프를 세운다.", {"heading": ["유압"]}),
        ("list", "2. 압력을 뺀다.", {"heading": ["유압"]}),
        ("heading", "값", {"heading": ["유압"]}),
        ("table_row", "항목: 압력 | 기준: 160 bar", {**value, "table": 1, "row": 1}),
        ("table_row", "문서 번호: MT-1", {**value, "table": 2, "row": 1}),
        ("table_row", "공정: 정비", {**value, "table": 2, "row": 2}),
    ]


HP = 'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph" xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section"'


def hwpx(path: Path, manifest: str = "") -> Path:
    def paragraph(text: str) -> str:
        return f"<hp:p><hp:run><hp:t>{text}</hp:t></hp:run></hp:p>"

    def cell(row: int, column: int, text: str) -> str:
        return (
            f'<hp:tc><hp:subList>{paragraph(text)}</hp:subList><hp:cellAddr colAddr="{column}" rowAddr="{row}"/>'
            '<hp:cellSpan colSpan="1" rowSpan="1"/></hp:tc>'
        )

    grid = [["강종", "속도"], ["SM45C", "2.2"]]
    rows = "".join(
        "<hp:tr>" + "".join(cell(r, c, t) for c, t in enumerate(row)) + "</hp:tr>"
        for r, row in enumerate(grid)
    )
    body = (
        paragraph("크기는 10*20*30 mm 이고 &lt;v&gt; 표시가 있다.")
        + f'<hp:p><hp:run><hp:tbl rowCnt="2" colCnt="2">{rows}</hp:tbl></hp:run></hp:p>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/hwp+zip")
        archive.writestr("Contents/section0.xml", f"<hs:sec {HP}>{body}</hs:sec>")
        if manifest:
            archive.writestr("META-INF/manifest.xml", manifest)
    return path


def test_a_hangul_file_keeps_every_sign_and_its_tables(tmp_path: Path) -> None:
    assert told(hwpx(tmp_path / "a.hwpx")) == [
        ("text", "크기는 10*20*30 mm 이고 <v> 표시가 있다.", {}),
        ("table_row", "강종: SM45C | 속도: 2.2", {"table": 1, "row": 1}),
    ]


def test_a_hangul_5_file_has_its_headings_and_tables(tmp_path: Path) -> None:
    (tmp_path / "a.hwp").write_bytes(
        hwp5(
            (1, "2. 디스케일러"),
            "크기는 10*20*30 mm 이고 <v> 표시가 있다.",
            (2, "2.1 압력"),
            [["강종", "패스", "압력 (bar)"], ["SUS304", "3", "180"], ["S45C", "3", "150"]],
            "패스가 끝나면 밸브를 닫는다.",
        )
    )
    above, under = {"heading": ["2. 디스케일러"]}, {"heading": ["2. 디스케일러", "2.1 압력"]}
    assert told(tmp_path / "a.hwp") == [
        ("heading", "2. 디스케일러", {}),
        ("text", "크기는 10*20*30 mm 이고 <v> 표시가 있다.", above),
        ("heading", "2.1 압력", above),
        ("table_row", "강종: SUS304 | 패스: 3 | 압력 (bar): 180", {**under, "table": 1, "row": 1}),
        ("table_row", "강종: S45C | 패스: 3 | 압력 (bar): 150", {**under, "table": 1, "row": 2}),
        ("text", "패스가 끝나면 밸브를 닫는다.", under),
    ]


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<details><summary>위험</summary>전원을 끈다.</details>", ["위험", "전원을 끈다."]),
        ("<figure><img src='a.png'><figcaption>그림 1. 밸브</figcaption></figure>", ["그림 1. 밸브"]),
        ("<form><label>압력</label><textarea>18 bar</textarea></form>", ["압력", "18 bar"]),
        ("<table><caption>표 <b>1. 압력</b></caption><tr><th>설비</th><th>bar</th></tr><tr><td>P-1</td><td>18</td></tr></table>",
         ["표 1. 압력", "설비: P-1 | bar: 18"]),
    ],
)  # fmt: skip
def test_a_page_is_read_in_whatever_it_wraps_its_words(tmp_path: Path, markup: str, said: list[str]) -> None:
    (tmp_path / "a.html").write_text(f"<html><body><p>가.</p>{markup}<p>나.</p></body></html>", "utf-8")
    assert [b.text for b in parse(tmp_path / "a.html").blocks] == ["가.", *said, "나."]
