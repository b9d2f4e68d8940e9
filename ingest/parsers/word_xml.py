"""Puts a Word document into the plain form that readers know: changes accepted, controls and boxes unwrapped."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = tuple(f"{_W}{name}" for name in ("del", "moveFrom"))
_WRAPPERS = tuple(f"{_W}{name}" for name in ("ins", "moveTo", "smartTag", "customXml", "sdt"))


def settle(document: Document) -> bool:
    """Accept tracked changes, unwrap content controls, and put the text of boxes after their paragraph; whether anything changed.

    Readers of paragraphs pass over all three without a word. What a table of contents repeats and the prompt of an empty
    control are left out.
    """
    body = document.element.body
    changed = False
    for row in [e for e in body.iter(f"{_W}tr") if e.find(f"{_W}trPr/{_W}del") is not None]:
        row.getparent().remove(row)
        changed = True
    for element in list(body.iter(*_GONE)):
        _replace(element, [])
        changed = True
    for wrapper in reversed(list(body.iter(*_WRAPPERS))):  # from the innermost
        _replace(wrapper, _content(wrapper))
        changed = True
    for paragraph in list(body.iter(f"{_W}p")):
        changed |= _unbox(paragraph)
    return changed


def _content(wrapper: Any) -> list[Any]:
    if wrapper.tag != f"{_W}sdt":
        return list(wrapper)
    told = wrapper.find(f"{_W}sdtPr")
    content = wrapper.find(f"{_W}sdtContent")
    if content is None or (told is not None and _is_no_text(told)):
        return []
    return list(content)


def _is_no_text(told: Any) -> bool:
    gallery = told.find(f"{_W}docPartObj/{_W}docPartGallery")
    contents = gallery is not None and gallery.get(f"{_W}val") == "Table of Contents"
    return contents or told.find(f"{_W}showingPlcHdr") is not None


def _replace(element: Any, by: list[Any]) -> None:
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    parent.remove(element)
    for n, child in enumerate(by):
        parent.insert(at + n, child)


def _unbox(paragraph: Any) -> bool:
    """Copies of the paragraphs in a paragraph's boxes, after it; of two ways of drawing one box, the first."""
    said = [
        inner
        for box in paragraph.iter(f"{_W}txbxContent")
        if not _below(box, f"{_MC}Fallback", paragraph) and not _below(box, f"{_W}txbxContent", paragraph)
        for inner in box
    ]
    if not said or _below(paragraph, f"{_W}txbxContent", None):
        return False
    copies = [deepcopy(inner) for inner in said]
    for box in list(paragraph.iter(f"{_W}txbxContent")):
        box.getparent().remove(box)
    for copy in reversed(copies):
        paragraph.addnext(copy)
    return True


def _below(element: Any, tag: str, top: Any) -> bool:
    """Whether a ``tag`` stands above the element, looking up to ``top``."""
    for above in element.iterancestors():
        if above is top:
            return False
        if above.tag == tag:
            return True
    return False
