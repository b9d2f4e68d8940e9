"""HWPX, the XML package of the Korean word processor, written part by part.

No library writes it, and a Korean plant keeps many of its standards in it; so this is a
minimal package of our own with the parts that readers ask for and nothing more.
"""

from __future__ import annotations

from itertools import count
from xml.sax.saxutils import escape

from eval.corpora.front_page import control_table, needs_title
from eval.corpora.hwpx_header import BODY, BOLD, DECLARATION, GRID_BORDER, HEADINGS, NS, header_xml
from eval.corpora.markdown import Block, Heading, Item, Source, Table, plain
from eval.corpora.package import write_package

TEXT_WIDTH = 42520  # HWPUNIT (1/7200 inch): A4 less 30 mm margins on each side
ROW_HEIGHT = 1600
MIMETYPE = "application/hwp+zip"
SECTION_SETUP = (
    '<hp:secPr id="" textDirection="HORIZONTAL" spaceColumns="1134" tabStop="8000" outlineShapeIDRef="0" '
    'memoShapeIDRef="0" textVerticalWidthHead="0" masterPageCnt="0">'
    '<hp:pagePr landscape="WIDELY" width="59528" height="84186" gutterType="LEFT_ONLY">'
    '<hp:margin header="4252" footer="4252" gutter="0" left="8504" right="8504" top="5668" bottom="4252"/>'
    "</hp:pagePr></hp:secPr>"
)


def to_hwpx(source: Source, text: str) -> bytes:
    title = escape(source.title)
    dated = source.dated.strftime("%Y-%m-%dT%H:%M:%SZ")
    items = "".join(
        f'<opf:item id="{name}" href="{href}" media-type="application/xml"/>'
        for name, href in (
            ("header", "Contents/header.xml"),
            ("section0", "Contents/section0.xml"),
            ("settings", "settings.xml"),
        )
    )
    hpf = (
        f'{DECLARATION}<opf:package xmlns:opf="http://www.idpf.org/2007/opf/" version="" unique-identifier="" id="">'
        f"<opf:metadata><opf:title>{title}</opf:title><opf:language>ko</opf:language>"
        f'<opf:meta name="creator" content="text">Hanbit Special Steel</opf:meta>'
        f'<opf:meta name="CreatedDate" content="text">{dated}</opf:meta>'
        f'<opf:meta name="ModifiedDate" content="text">{dated}</opf:meta></opf:metadata>'
        f'<opf:manifest>{items}</opf:manifest><opf:spine><opf:itemref idref="header" linear="yes"/>'
        '<opf:itemref idref="section0" linear="yes"/></opf:spine></opf:package>'
    )
    version = (
        f'{DECLARATION}<hv:HCFVersion xmlns:hv="http://www.hancom.co.kr/hwpml/2011/version" '
        'targetApplication="WORDPROCESSOR" major="5" minor="1" micro="0" buildNumber="1" os="1" xmlVersion="1.31"/>'
    )
    container = (
        f'{DECLARATION}<ocf:container xmlns:ocf="urn:oasis:names:tc:opendocument:xmlns:container"><ocf:rootfiles>'
        '<ocf:rootfile full-path="Contents/content.hpf" media-type="application/hwpml-package+xml"/>'
        "</ocf:rootfiles></ocf:container>"
    )
    manifest = f'{DECLARATION}<odf:manifest xmlns:odf="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    settings = f'{DECLARATION}<ha:HWPApplicationSetting xmlns:ha="http://www.hancom.co.kr/hwpml/2011/app"/>'
    parts = {
        "mimetype": MIMETYPE,
        "version.xml": version,
        "META-INF/container.xml": container,
        "META-INF/manifest.xml": manifest,
        "Contents/content.hpf": hpf,
        "Contents/header.xml": header_xml(),
        "Contents/section0.xml": section_xml(source),
        "settings.xml": settings,
        "Preview/PrvText.txt": source.title,
    }
    return write_package(((n, x.encode()) for n, x in parts.items()), stored=frozenset({"mimetype"}))


def section_xml(source: Source) -> str:
    numbers = count(1)
    body = [_paragraph("", BODY, next(numbers), setup=True)]
    if needs_title(source):
        body.append(_paragraph(source.title, HEADINGS[0], next(numbers)))
    control = control_table(source)
    blocks: list[Block] = [*([control] if control else []), *source.blocks]
    if not needs_title(source) and control:  # the title stands first, then the control block
        blocks[0], blocks[1] = blocks[1], blocks[0]
    for block in blocks:
        if isinstance(block, Table):
            body.append(_table(block, next(numbers)))
        elif isinstance(block, Heading):
            body.append(_paragraph(block.text, HEADINGS[min(block.level, 3) - 1], next(numbers)))
        elif isinstance(block, Item):
            body.append(_paragraph(f"{'  ' * block.depth}{block.marker} {block.text}", BODY, next(numbers)))
        else:
            body.append(_paragraph(block.text, BODY, next(numbers)))
    return f"{DECLARATION}<hs:sec {NS}>{''.join(body)}</hs:sec>"


def _open(shape: int, number: int) -> str:
    return f'<hp:p id="{number}" paraPrIDRef="{shape}" styleIDRef="{shape}" pageBreak="0" columnBreak="0" merged="0">'


def _paragraph(text: str, shape: int, number: int, setup: bool = False, look: int | None = None) -> str:
    look = shape if look is None else look
    start = f'<hp:run charPrIDRef="{look}">{SECTION_SETUP}</hp:run>' if setup else ""
    return f'{_open(shape, number)}{start}<hp:run charPrIDRef="{look}"><hp:t>{escape(plain(text))}</hp:t></hp:run></hp:p>'


def _table(table: Table, number: int) -> str:
    height = ROW_HEIGHT * len(table.rows)
    rows = "".join(
        "<hp:tr>" + "".join(_cell(text, i, j, table.width) for j, text in enumerate(row)) + "</hp:tr>"
        for i, row in enumerate(table.rows)
    )
    margins = "".join(
        f'<hp:{name} left="283" right="283" top="283" bottom="283"/>' for name in ("outMargin", "inMargin")
    )
    return (
        f'{_open(BODY, number)}<hp:run charPrIDRef="{BODY}">'
        f'<hp:tbl id="{1000 + number}" zOrder="0" numberingType="TABLE" textWrap="TOP_AND_BOTTOM" textFlow="BOTH_SIDES" '
        f'lock="0" dropcapstyle="None" pageBreak="CELL" repeatHeader="1" rowCnt="{len(table.rows)}" '
        f'colCnt="{table.width}" cellSpacing="0" borderFillIDRef="{GRID_BORDER}" noAdjust="0">'
        f'<hp:sz width="{TEXT_WIDTH}" widthRelTo="ABSOLUTE" height="{height}" heightRelTo="ABSOLUTE" protect="0"/>'
        '<hp:pos treatAsChar="0" affectLSpacing="0" flowWithText="1" allowOverlap="0" holdAnchorAndSO="0" '
        'vertRelTo="PARA" horzRelTo="COLUMN" vertAlign="TOP" horzAlign="LEFT" vertOffset="0" horzOffset="0"/>'
        f"{margins}{rows}</hp:tbl></hp:run></hp:p>"
    )


def _cell(text: str, row: int, column: int, columns: int) -> str:
    inner = _paragraph(text, BODY, 0, look=BODY if row else BOLD)
    return (
        f'<hp:tc name="" header="{int(row == 0)}" hasMargin="0" protect="0" editable="0" dirty="0" '
        f'borderFillIDRef="{GRID_BORDER}"><hp:subList id="" textDirection="HORIZONTAL" lineWrap="BREAK" '
        f'vertAlign="CENTER" linkListIDRef="0" linkListNextIDRef="0" textWidth="0" textHeight="0" hasTextRef="0" '
        f'hasNumRef="0">{inner}</hp:subList><hp:cellAddr colAddr="{column}" rowAddr="{row}"/>'
        f'<hp:cellSpan colSpan="1" rowSpan="1"/><hp:cellSz width="{TEXT_WIDTH // columns}" height="{ROW_HEIGHT}"/>'
        '<hp:cellMargin left="283" right="283" top="141" bottom="141"/></hp:tc>'
    )
