"""The one door to ``unstructured``: it cuts files into elements, without network and without guessing.

Its classification of English words (title, narrative, address) is not used: it needs a language
model, takes Korean phrases for titles and drops one-letter paragraphs. Headings come from the
structure of the file itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from spacy.language import Language
    from unstructured.documents.elements import Element

    from ingest.parsers.outline import Outline

_PAGE_FURNITURE = frozenset({"Header", "Footer", "PageBreak", "PageNumber"})


@cache
def _prepare() -> None:
    import spacy
    from unstructured.documents.elements import ListItem, Text
    from unstructured.nlp import tokenize
    from unstructured.partition.html import parser
    from unstructured.partition.text_type import is_bulleted_text

    @cache
    def blank() -> Language:
        # The stock model is downloaded at first use; an empty pipeline answers the same calls.
        pipeline = spacy.blank("xx")
        pipeline.add_pipe("sentencizer")
        return pipeline

    tokenize._get_nlp = blank
    parser.derive_element_type_from_text = lambda text: ListItem if is_bulleted_text(text) else Text


def elements(partition: Callable[..., list[Element]], **arguments: Any) -> Iterator[Element]:
    """The elements of a file in reading order, without running headers and footers."""
    _prepare()
    # An empty language switches off its language detection, which needs another model.
    for element in partition(languages=[""], **arguments):
        if element.category not in _PAGE_FURNITURE and element.text.strip():
            yield element


def table_of(element: Element) -> HtmlElement | None:
    """The HTML that ``unstructured`` keeps of a table."""
    from lxml import html

    markup = element.metadata.text_as_html
    return html.fromstring(markup) if markup else None


def add_table(
    outline: Outline,
    element: Element,
    header_marks: bool = True,
    emphasis_tells: bool = False,
    **place: Any,
) -> None:
    """Adds a table's rows; one whose cells are not known is added as text.

    ``header_marks``: rows marked as header are the header. ``emphasis_tells``: without marks, the
    first row or column is the header when all its cells are bold.
    """
    from ingest.parsers import tables

    markup = table_of(element)
    if markup is None:
        outline.text(element.text, **place)
        return
    grid, header_rows = tables.from_html(markup)
    header: tables.Header | None = "row" if header_rows and header_marks else None
    if emphasis_tells and not header_rows and grid:
        bold = set(element.metadata.emphasized_text_contents or ())
        if all(c in bold for c in grid[0] if c):
            header = "row"
        elif all(row[0] in bold for row in grid if row[0]):
            header = "column"
    outline.table(grid, header, max(header_rows, 1), **place)
