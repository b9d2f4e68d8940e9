"""The plainest reader of each format: all its characters, with no sense of headings, columns or tables.

On purpose apart from the project's own parsers: a check must not share its mistakes with what it checks.
"""

from __future__ import annotations

import csv
import email
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from email import policy
from pathlib import Path
from xml.etree import ElementTree

_STAMP = re.compile(r"[\[(]?\b\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?\b[\])]?")
_TIMING = re.compile(r"^(WEBVTT.*|\d+|NOTE\b.*|.*-->.*)$", re.MULTILINE)
_ENCODINGS = ("utf-8-sig", "cp949", "cp1252")


def text_of(path: Path) -> str | None:
    """Every character of a file that was born digital; None for a format that only its program reads."""
    reader = _READERS.get(path.suffix.lower())
    return reader(path.read_bytes()) if reader else None


def without_stamps(talk: str) -> str:
    """A transcript without its times, which a passage keeps as its place."""
    return _STAMP.sub(" ", talk)


def plain(data: bytes) -> str:
    """Text in the encodings of the samples."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def html_text(page: str) -> str:
    """What a browser shows."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(page, "html.parser")
    for unseen in soup(["script", "style", "noscript", "template"]):
        unseen.decompose()
    return soup.get_text("\n")


def _pdf(data: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
        # A word that a line's end parts is one word; the mark is the library's own.
        return "\n".join(re.sub("\ufffe\\s*", "", page) for page in _without_running(pages))
    finally:
        document.close()


def _without_running(pages: list[str]) -> list[str]:
    """Without the lines that most pages begin or end with, their numbers aside: they are not text."""
    split = [page.strip().splitlines() for page in pages]
    edges = Counter(re.sub(r"\d+", "0", line) for lines in split for line in {*lines[:2], *lines[-2:]})
    running = {line for line, times in edges.items() if len(pages) > 2 and times > len(pages) / 2}
    return ["\n".join(n for n in lines if re.sub(r"\d+", "0", n) not in running) for lines in split]


def _package(members: str, paragraph: str, letters: str) -> Callable[[bytes], str]:
    """Of the XML in a ZIP package: a line a ``paragraph``, of what its ``letters`` hold."""

    def read(data: bytes) -> str:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = sorted(n for n in package.namelist() if re.fullmatch(members, n))
            return "\n".join(
                _lines(ElementTree.fromstring(package.read(n)), paragraph, letters) for n in names
            )

    return read


def _lines(root: ElementTree.Element, paragraph: str, letters: str) -> str:
    out: list[str] = []
    for element in _seen(root):
        name = element.tag.rpartition("}")[2]
        if name == paragraph:
            out.append("\n")
        elif name in ("tab", "br", "lineBreak", "s", "tc", "table-cell"):
            out.append(" ")
        if re.fullmatch(letters, name):
            out.append(element.text or "")
        if "span" in letters and element.tail:
            out.append(element.tail)
    return "".join(out)


def _seen(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """An element and all under it, but for second versions of drawings and the numbers of slides."""
    name = element.tag.rpartition("}")[2]
    if name in ("Fallback", "fld", "annotation", "tracked-changes"):
        return
    yield element
    for child in element:
        yield from _seen(child)


def _xlsx(data: bytes) -> str:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), data_only=True)
    rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
    return "\n".join(" ".join(_cell(c) for c in row if c is not None) for row in rows)


def _cell(value: object) -> str:
    return str(value).removesuffix(" 00:00:00") if isinstance(value, datetime) else str(value)


def _csv(data: bytes) -> str:
    text = plain(data)
    comma = max(",;\t", key=text.count)
    return "\n".join(" ".join(row) for row in csv.reader(io.StringIO(text), delimiter=comma))


def _mail(data: bytes) -> str:
    message = email.message_from_bytes(data, policy=policy.default)
    body = message.get_body(("plain", "html"))
    said = body.get_content() if body else ""
    if body is not None and body.get_content_subtype() == "html":
        said = html_text(said)
    return f"{message['subject'] or ''}\n{said}"


def _whisper(data: bytes) -> str:
    read = json.loads(plain(data))
    parts = read["segments"] if isinstance(read, dict) else read
    return "\n".join(s["text"] for s in parts)


def _subtitles(data: bytes) -> str:
    return re.sub(r"<v [^>]*>", " ", _TIMING.sub("", plain(data).replace("\r\n", "\n")))


_READERS: dict[str, Callable[[bytes], str]] = {
    ".pdf": _pdf,
    ".docx": _package(r"word/(document|footnotes|endnotes)\.xml", "p", "t"),
    ".pptx": _package(r"ppt/(slides|notesSlides)/[^/]+\.xml", "p", "t"),
    ".hwpx": _package(r"Contents/section\d+\.xml", "p", "t"),
    ".odt": _package(r"content\.xml", "p|h", "p|h|a|span"),
    ".xlsx": _xlsx,
    ".csv": _csv,
    ".html": lambda data: html_text(plain(data)),
    ".htm": lambda data: html_text(plain(data)),
    ".md": plain,
    ".txt": plain,
    ".eml": _mail,
    ".json": _whisper,
    ".vtt": _subtitles,
    ".srt": _subtitles,
}
