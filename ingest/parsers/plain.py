"""Plain text: paragraphs, lists and headings as people mark them without a word processor."""

from __future__ import annotations

import re

from ingest.documents import ParsedDocument
from ingest.parsers import partition
from ingest.parsers.encoding import decode
from ingest.parsers.outline import Outline
from ingest.parsers.source import Source

_ITEM = re.compile(
    r"\s*(?:[-*+]\s+|-(?=[^\W\d])|[•·∙▪◦■□●○◆▶※]\s*|\(?\d{1,3}[.)]\s+|\(?[가-하a-zA-Z][.)]\s+|[①-⑳]\s*)(?=\S)"
)
_NUMBERED = re.compile(r"(?:제\s*\d+\s*[장절조]|\d{1,2}(?:\.\d{1,2})*\.?)\s+\S")
_BRACKETED = re.compile(r"[\[【<〈]\s*[^\]】>〉:]{2,50}\s*[\]】>〉]$")
_CAPITALS = re.compile(r"[A-Z][A-Z0-9 /&()–-]{3,}:?$")
_SENTENCE_END = re.compile(r"[.!?,;。…]$|(?:니다|[한된이있없했였었았하]다|[어아세네지]요|죠|시오)$")
_QUOTE = re.compile(r"^(?:\s{0,2}>)+ ?")
_WORD = re.compile(r"\w")
_HEADING_CHARS = 60
_SHORT_CHARS = 30
_WRAPPED_CHARS = 40


def read(source: Source) -> ParsedDocument:
    """A text file."""
    outline = Outline()
    add_text(outline, decode(source))
    return ParsedDocument(outline.first_heading or source.stem, tuple(outline.blocks))


def add_text(outline: Outline, text: str, **place: object) -> None:
    """Adds the paragraphs, list items and headings of a plain text."""
    from unstructured.partition.text import partition_text

    text = text.replace("\f", "\n\n")
    if not text.strip():
        return
    headings = _headings(text)
    for element in partition.elements(partition_text, text=text, paragraph_grouper=unwrap):
        if not _WORD.search(element.text):
            # A rule; after the one before a signature the last heading no longer holds.
            if element.text.strip() in ("--", "—"):
                outline.heading(1, "")
        elif element.text in headings:
            outline.heading(heading_level(element.text), element.text, **place)
        else:
            is_item = element.category == "ListItem" or bool(_ITEM.match(element.text))
            outline.text(element.text, "list" if is_item else "text", **place)


def unwrap(text: str) -> str:
    """One line a paragraph: lines broken only for width are joined, those that mean it stay apart."""
    out: list[str] = []
    lines = [_QUOTE.sub("", line).rstrip() for line in text.split("\n")]
    longest = max(map(len, lines), default=0)
    for i, line in enumerate(lines):
        before = lines[i - 1] if i else ""
        was_full = len(before) >= max(_WRAPPED_CHARS, 0.65 * min(longest, 100))
        if out and before and line and was_full and not _ITEM.match(line) and not is_heading(before):
            out[-1] += " " + line.strip()
        else:
            out.append(line)
    return "\n".join(out)


def is_heading(line: str) -> bool:
    """A line that can only be a heading: bracketed, or in capitals."""
    line = line.strip()
    return bool(_BRACKETED.match(line) or _CAPITALS.match(line)) and len(line) <= _HEADING_CHARS


def _headings(text: str) -> set[str]:
    """The lines that are headings by their form or by where they stand."""
    lines = [line.strip() for line in unwrap(text).split("\n")]
    found = {line for line in lines if is_heading(line)}
    numbered: list[str] = []
    introduced: list[str] = []
    alone: list[str] = []
    for i, line in enumerate(lines):
        after = next((later for later in lines[i + 1 :] if later), "")
        if not after or not may_be_heading(line):
            continue
        before, gap = lines[i - 1] if i else "", not lines[i + 1]
        if _NUMBERED.match(line):
            if not _NUMBERED.match(after) and (len(line) <= _SHORT_CHARS or (gap and not before)):
                numbered.append(line)
        elif not before and not _ITEM.match(line) and ":" not in line:
            if _ITEM.match(after):
                introduced.append(line)
            elif gap and len(after) >= 3 * len(line):
                alone.append(line)
    found.update(introduced)
    # One numbered line may be a step; several with other text between them are the parts of a text.
    if len(numbered) > 1:
        found.update(numbered)
    # Where a text marks its parts by short lines over lists, short lines over paragraphs are parts too.
    if len(introduced) > 1:
        found.update(alone)
    return found


def may_be_heading(line: str) -> bool:
    """Short, and not the end of a sentence."""
    return 1 < len(line) <= _HEADING_CHARS and not _SENTENCE_END.search(line) and "@" not in line


def heading_level(heading: str) -> int:
    """``4.2 …`` stands under ``4. …``; a heading without a number is of the first level."""
    number = re.match(r"\d{1,2}((?:\.\d{1,2})*)", heading)
    return 1 + (number[1].count(".") if number else 0)
