"""Turns the bytes of a text file into text, whatever Korean or Western encoding it came in."""

from __future__ import annotations

import codecs
import re

from ingest.errors import ParseError
from ingest.parsers.source import Source

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE
)
_LONE_HANGUL = re.compile(r"(?<![가-힣])[가-힣](?![가-힣])")
_HANGUL = re.compile(r"[가-힣]")
_MOSTLY = 20  # readable characters for a damaged one


def decode(source: Source) -> str:
    """The text with ``\\n`` line ends; one that is Korean but for a few damaged characters has U+FFFD for them, and
    all else is read as Western European.

    Raises:
        ParseError: the file is not text.
    """
    text = _decode(source.data)
    if "\0" in text:
        raise ParseError(
            f"{source.name} is not a text file although its name says so: "
            "give it the ending of its real type and ingest it again."
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(data: bytes) -> str:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data.decode(name, "replace")
    for name in _candidates(data):
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        if name != "cp949" or _reads_as_korean(text):
            return text
    # A log that was cut inside a character is Korean still.
    for name in ("utf-8", "cp949"):
        text = data.decode(name, "replace")
        if len(_HANGUL.findall(text)) > _MOSTLY * text.count("\ufffd") and _reads_as_korean(text):
            return text
    return data.decode("cp1252", "replace")


def _candidates(data: bytes) -> list[str]:
    declared = _DECLARED.search(data[:4096])
    names = [declared[1].decode("ascii", "replace").lower()] if declared else []
    head = data[:4096]
    if head.count(0) > len(head) // 5:
        # UTF-16 without a mark: the zero bytes of Latin text tell which half comes first.
        names.append("utf-16-be" if head[::2].count(0) > head[1::2].count(0) else "utf-16-le")
    return [*names, "utf-8", "euc_kr", "cp949"]


def _reads_as_korean(text: str) -> bool:
    """CP949 also accepts much Western text, but then each accent gives one Hangul among Latin letters."""
    return 2 * len(_LONE_HANGUL.findall(text)) < len(_HANGUL.findall(text))
