"""header.xml of an HWPX package: fonts, character shapes, and the styles headings refer to.

Headings are known in HWPX only by a paragraph shape of type OUTLINE, so the ids given
here are what the body writer uses to make a section title recoverable as one.
"""

from __future__ import annotations

NS = (
    'xmlns:hh="http://www.hancom.co.kr/hwpml/2011/head" '
    'xmlns:hc="http://www.hancom.co.kr/hwpml/2011/core" '
    'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph" '
    'xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
LANGS = ("HANGUL", "LATIN", "HANJA", "JAPANESE", "OTHER", "SYMBOL", "USER")
BODY, HEADINGS = 0, (1, 2, 3)  # paragraph-shape, style and character-shape ids alike
BOLD = 4  # character shape of a table's header cells
PLAIN_BORDER, GRID_BORDER = 1, 2
NAMES = (("바탕글", "Normal"), ("개요 1", "Outline 1"), ("개요 2", "Outline 2"), ("개요 3", "Outline 3"))
HEIGHTS = (1000, 1500, 1250, 1100, 1000)


def _each(value: object) -> str:
    return " ".join(f'{lang.lower()}="{value}"' for lang in LANGS)


def _fonts() -> str:
    face = '<hh:font id="0" face="나눔고딕" type="TTF" isEmbedded="0"/>'
    return (
        '<hh:fontfaces itemCnt="7">'
        + "".join(f'<hh:fontface lang="{lang}" fontCnt="1">{face}</hh:fontface>' for lang in LANGS)
        + "</hh:fontfaces>"
    )


def _border(number: int, kind: str) -> str:
    sides = "".join(
        f'<hh:{side}Border type="{kind}" width="0.12 mm" color="#000000"/>'
        for side in ("left", "right", "top", "bottom")
    )
    return (
        f'<hh:borderFill id="{number}" threeD="0" shadow="0" centerLine="NONE" breakCellSeparateLine="0">'
        '<hh:slash type="NONE" Crooked="0" isCounter="0"/><hh:backSlash type="NONE" Crooked="0" isCounter="0"/>'
        f"{sides}</hh:borderFill>"
    )


def _char(number: int) -> str:
    bold = "<hh:bold/>" if number else ""
    return (
        f'<hh:charPr id="{number}" height="{HEIGHTS[number]}" textColor="#000000" shadeColor="none" '
        f'useFontSpace="0" useKerning="0" symMark="NONE" borderFillIDRef="{PLAIN_BORDER}">'
        f"<hh:fontRef {_each(0)}/><hh:ratio {_each(100)}/><hh:spacing {_each(0)}/>"
        f"<hh:relSz {_each(100)}/><hh:offset {_each(0)}/>{bold}</hh:charPr>"
    )


def _para(number: int) -> str:
    outline = (
        f'type="OUTLINE" idRef="0" level="{number - 1}"' if number else 'type="NONE" idRef="0" level="0"'
    )
    return (
        f'<hh:paraPr id="{number}" tabPrIDRef="0" condense="0" fontLineHeight="0" snapToGrid="1" '
        'suppressLineNumbers="0" checked="0"><hh:align horizontal="LEFT" vertical="BASELINE"/>'
        f"<hh:heading {outline}/>"
        '<hh:breakSetting breakLatinWord="KEEP_WORD" breakNonLatinWord="KEEP_WORD" widowOrphan="0" '
        f'keepWithNext="{int(bool(number))}" keepLines="0" pageBreakBefore="0" lineWrap="BREAK"/>'
        '<hh:margin><hc:intent value="0" unit="HWPUNIT"/><hc:left value="0" unit="HWPUNIT"/>'
        '<hc:right value="0" unit="HWPUNIT"/><hc:prev value="200" unit="HWPUNIT"/>'
        '<hc:next value="200" unit="HWPUNIT"/></hh:margin>'
        '<hh:lineSpacing type="PERCENT" value="150" unit="HWPUNIT"/></hh:paraPr>'
    )


def _style(number: int) -> str:
    korean, english = NAMES[number]
    return (
        f'<hh:style id="{number}" type="PARA" name="{korean}" engName="{english}" paraPrIDRef="{number}" '
        f'charPrIDRef="{number}" nextStyleIDRef="0" langID="1042" lockForm="0"/>'
    )


def header_xml() -> str:
    shapes = range(len(HEIGHTS))
    paras = range(len(NAMES))
    return (
        f'{DECLARATION}<hh:head {NS} version="1.31" secCnt="1">'
        '<hh:beginNum page="1" footnote="1" endnote="1" pic="1" tbl="1" equation="1"/><hh:refList>'
        f"{_fonts()}"
        f'<hh:borderFills itemCnt="2">{_border(PLAIN_BORDER, "NONE")}{_border(GRID_BORDER, "SOLID")}</hh:borderFills>'
        f'<hh:charProperties itemCnt="{len(shapes)}">{"".join(map(_char, shapes))}</hh:charProperties>'
        '<hh:tabProperties itemCnt="1"><hh:tabPr id="0" autoTabLeft="0" autoTabRight="0"/></hh:tabProperties>'
        f'<hh:paraProperties itemCnt="{len(paras)}">{"".join(map(_para, paras))}</hh:paraProperties>'
        f'<hh:styles itemCnt="{len(paras)}">{"".join(map(_style, paras))}</hh:styles>'
        "</hh:refList></hh:head>"
    )
