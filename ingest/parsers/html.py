"""HTML pages: headings by their tags, lists with their numbers, tables with their spans."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.documents import ParsedDocument
from ingest.parsers import partition, tables
from ingest.parsers.encoding import decode
from ingest.parsers.outline import Outline
from ingest.parsers.source import Source

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_INVISIBLE = ("script", "style", "template", "noscript", "svg", "nav", "select", "button")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# What ``unstructured`` passes over, as something that it reads.
_READ_AS = {
    "form": "div", "details": "div", "summary": "p", "figure": "div", "figcaption": "p", "fieldset": "div", "legend": "p", "label": "p", "textarea": "p",
}  # fmt: skip
# lxml refuses a text that declares its own encoding.
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read(source: Source) -> ParsedDocument:
    """A web page as it reads, without scripts, styles and navigation."""
    page = _page(decode(source))
    outline = Outline()
    if page is None:
        return ParsedDocument(source.stem, ())
    title = tables.tidy(page.findtext(".//title"))
    told = {m.get("name", "").lower(): m.get("content", "") for m in page.iter("meta")}
    _add_page(outline, page)
    metadata = {"date": told["date"]} if told.get("date") else {}
    return ParsedDocument(title or outline.first_heading or source.stem, tuple(outline.blocks), metadata)


def add_markup(outline: Outline, markup: str, header_marks: bool = True) -> None:
    """Adds the blocks of HTML that another format was turned into.

    ``header_marks``: whether a marked header row was meant as one; Markdown has no table without.
    """
    page = _page(markup)
    if page is not None:
        _add_page(outline, page, header_marks)


def _add_page(outline: Outline, page: HtmlElement, header_marks: bool = True) -> None:
    from lxml import html
    from unstructured.partition.html import partition_html

    _clean(page)
    text = html.tostring(page, encoding="unicode")
    for element in partition.elements(partition_html, text=text):
        if element.category == "Table":
            partition.add_table(outline, element, header_marks=header_marks)
        elif element.category == "Title" and element.metadata.category_depth is not None:
            outline.heading(element.metadata.category_depth + 1, element.text)
        else:
            outline.text(element.text, "list" if element.category == "ListItem" else "text")


def _page(markup: str) -> HtmlElement | None:
    from lxml import etree, html

    markup = _DECLARATION.sub("", markup)
    if not markup.strip():
        return None
    try:
        return html.document_fromstring(markup, parser=html.HTMLParser(remove_comments=True, remove_pis=True))
    except etree.ParserError:
        # A page of comments alone.
        return None


def _clean(page: HtmlElement) -> None:
    for element in list(page.iter(*_INVISIBLE)):
        element.drop_tree()
    for element in page.iter(*_READ_AS):
        element.tag = _READ_AS[element.tag]
    for table in list(page.iter("table")):
        if next(table.iterdescendants("table", *_HEADINGS), None) is not None:
            _unwrap(table)
        else:
            _spread(table)
    for item in page.iter("li"):
        _number(item)


def _unwrap(table: HtmlElement) -> None:
    """A table that lays out a page is not a table: its cells become sections."""
    for element in [table, *table.iterdescendants("thead", "tbody", "tfoot", "tr", "td", "th", "caption")]:
        if element is table or next(element.iterancestors("table"), None) is None:
            element.tag = "div"


def _spread(table: HtmlElement) -> None:
    """Writes spanning cells out: ``unstructured`` forgets spans, which would shift values to wrong labels."""
    from lxml.html import builder as E

    grid, header_rows = tables.from_html(table)
    rows = [E.TR(*[(E.TH if i < header_rows else E.TD)(c) for c in row]) for i, row in enumerate(grid)]
    headed = table.find("caption")
    caption = "" if headed is None else headed.text_content()
    for child in list(table):
        table.remove(child)
    table.extend(rows)
    if caption and table.getparent() is not None:
        table.addprevious(E.P(tables.tidy(caption)))


def _number(item: HtmlElement) -> None:
    """Writes an ordered list's numbers out: the order of steps is part of a procedure."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return
    start = parent.get("start", "1")
    place = 1 + sum(sibling.tag == "li" for sibling in item.itersiblings(preceding=True))
    number = place + (int(start) - 1 if start.lstrip("-").isdigit() else 0)
    target = item if (item.text or "").strip() or not len(item) or item[0].tag != "p" else item[0]
    target.text = f"{number}. {(target.text or '').lstrip()}"
