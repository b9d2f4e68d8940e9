"""Guesses what no manifest says of a document, from its file name and from the lines at its head.

A guess is shown in the report of the run, so that a person can correct it in ``manifest.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath

from ingest.documents import ParsedDocument

_HEAD_BLOCKS = 12
_DATE = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d{2})\s*(?:[-./_]|년)\s*(?P<m>\d{1,2})\s*(?:[-./_]|월)\s*(?P<d>\d{1,2})(?!\d)"
    r"|(?<!\d)(?P<y8>(?:19|20)\d{2})(?P<m8>[01]\d)(?P<d8>[0-3]\d)(?!\d)"
)
# What stands before the date of a document, and not before that of a thing it tells of.
_DATED = re.compile(
    r"(?:개정|시행|작성|제정|발행|승인|보고|기안)\s*(?:일자|일|년월일)|일\s*자|발생\s*일시|"
    r"\b(?:date|issued|effective|revised|released|prepared)\b",
    re.IGNORECASE,
)
_REVISION = re.compile(
    r"(?<![A-Za-z가-힣])(?:rev(?:ision)?\.?\s*(?:no\.?)?|개정\s*(?:번호|차수)?|버전|ver(?:sion)?\.?|v(?=\d))\s*[:：#-]?\s*"
    r"(?P<n>\d{1,3}(?:\.\d{1,3}){0,2}|[A-Z](?![A-Za-z]))",
    re.IGNORECASE,
)
_TURN = re.compile(r"제?\s*(?P<n>\d{1,3})\s*(?:차\s*개정|판)(?![가-힣])")
# P-204A, HPU-3, DS-1; a standard's number (RM-STD-101) is none.
_EQUIPMENT = re.compile(r"(?<![A-Za-z0-9-])[A-Z]{1,4}-\d{1,4}[A-Z]?(?![A-Za-z0-9-])")
_NOT_EQUIPMENT = re.compile(r"(?:REV|VER|NO|ISO|KS|EN|IEC|ASTM|DIN|JIS)-", re.IGNORECASE)


def day(name: str, document: ParsedDocument) -> str | None:
    """The document's date, ISO 8601: as its file tells, in the file's name, or at its head."""
    if told := document.metadata.get("date"):
        return iso(told)
    if found := next(_dates(PurePosixPath(name).stem), None):
        return found
    return next((d for line in _head(document) if _DATED.search(line) for d in _dates(line)), None)


def iso(text: str) -> str | None:
    """The first date in a text, ISO 8601."""
    return next(_dates(text), None)


def revision(name: str, document: ParsedDocument) -> str | None:
    """The revision as written, without the word."""
    # In a file's name an underscore is a space.
    for line in (PurePosixPath(name).stem.replace("_", " "), document.title, *_head(document)):
        if found := _REVISION.search(line) or _TURN.search(line):
            return found["n"].upper()
    return None


def equipment(name: str, document: ParsedDocument) -> tuple[str, ...]:
    """The codes of the equipment that the name and the title name."""
    said = f"{PurePosixPath(name).stem.replace('_', ' ')} {document.title}"
    return tuple(dict.fromkeys(m for m in _EQUIPMENT.findall(said) if not _NOT_EQUIPMENT.match(m)))


def _head(document: ParsedDocument) -> Iterator[str]:
    return (b.text for b in document.blocks[:_HEAD_BLOCKS] if len(b.text) <= 200)


def _dates(text: str) -> Iterator[str]:
    for found in _DATE.finditer(text):
        year, month, number = (found[k] or found[f"{k}8"] for k in "ymd")
        try:
            yield date(int(year), int(month), int(number)).isoformat()
        except ValueError:
            continue
