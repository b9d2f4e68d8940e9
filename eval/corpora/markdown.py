"""The readable form every binary document is built from.

The corpus is kept as text so that a change to a limit shows up as one line in a
review; the office formats are only its output. The dialect is deliberately small:
what a plant document needs and nothing that one writer could render and another not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import yaml


class BuildError(Exception):
    """A source or a machine that cannot produce its document; one sentence for the user."""


@dataclass(frozen=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Item:
    """One list line. `marker` is the literal number of an ordered item, or a bullet:
    numbers stay literal because a reader of the built file must see the same "3."."""

    text: str
    marker: str
    depth: int = 0


@dataclass(frozen=True)
class Table:
    rows: tuple[tuple[str, ...], ...]

    @property
    def width(self) -> int:
        return len(self.rows[0])


Block = Heading | Paragraph | Item | Table


@dataclass(frozen=True)
class Source:
    meta: dict[str, Any]
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        first = self.blocks[0] if self.blocks else None
        own = first.text if isinstance(first, Heading) and first.level == 1 else ""
        return str(self.meta.get("title") or own)

    @property
    def korean(self) -> bool:
        return bool(re.search("[가-힣]", self.title)) or self.meta.get("language") == "ko"

    @property
    def dated(self) -> datetime:
        """The moment stamped into file metadata: the document's own date, never today's."""
        value = self.meta.get("date")
        if isinstance(value, datetime):
            return value.replace(tzinfo=None)
        if isinstance(value, date):
            return datetime(value.year, value.month, value.day, 9)
        return datetime(2024, 1, 1, 9)


_ITEM = re.compile(r"^(\s*)(-|\d+[.)])\s+(.*)$")
_RULE = re.compile(r"^\|?[\s:|-]+\|?$")


def parse(text: str) -> Source:
    """Front matter and blocks of one source; consecutive plain lines are one paragraph."""
    meta: dict[str, Any] = {}
    if text.startswith("---\n"):
        head, _, text = text[4:].partition("\n---\n")
        meta = yaml.safe_load(head) or {}
    blocks: list[Block] = []
    plain: list[str] = []
    rows: list[tuple[str, ...]] = []

    def close() -> None:
        if plain:
            blocks.append(Paragraph(" ".join(plain)))
            plain.clear()
        if rows:
            width = len(rows[0])
            blocks.append(Table(tuple((*r, *[""] * width)[:width] for r in rows)))
            rows.clear()

    for line in text.splitlines():
        if line.lstrip().startswith("|"):
            if plain:
                close()
            if not _RULE.match(line):
                rows.append(tuple(c.strip() for c in line.strip().strip("|").split("|")))
            continue
        if rows:
            close()
        heading = re.match(r"^(#{1,6})\s+(.*)$", line)
        item = _ITEM.match(line)
        if heading:
            close()
            blocks.append(Heading(len(heading[1]), heading[2].strip()))
        elif item:
            close()
            marker = "•" if item[2] == "-" else item[2]
            blocks.append(Item(item[3].strip(), marker, len(item[1]) // 2))
        elif line.strip():
            plain.append(line.strip())
        else:
            close()
    close()
    return Source(meta, tuple(blocks))


def spans(text: str) -> list[tuple[str, bool]]:
    """Text cut at `**`: (piece, is_bold), the one inline mark the dialect has."""
    return [(piece, i % 2 == 1) for i, piece in enumerate(text.split("**")) if piece]


def plain(text: str) -> str:
    return text.replace("**", "")
