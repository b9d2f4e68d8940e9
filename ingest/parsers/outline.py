"""Collects the blocks of a document in reading order and keeps its heading path and table count."""

from __future__ import annotations

import re
from typing import Any

from ingest.documents import Block, BlockKind, Locator
from ingest.parsers import tables

_BULLET = re.compile(r"^\s*(?:[•·∙▪◦■□●○◆▶➢✓*]\s*|[–-]\s+|-(?=[^\W\d]))")


class Outline:
    """Blocks as they come; what is added stands under the headings added before it."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.tables = 0
        self._path: list[tuple[int, str]] = []

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(text for _, text in self._path)

    @property
    def first_heading(self) -> str:
        return next((b.text for b in self.blocks if b.kind == "heading"), "")

    def heading(self, level: int, text: str, **place: Any) -> None:
        """A heading closes those of its own and of deeper levels (0 is the document's title)."""
        text = " ".join(text.split())
        self._path = [(depth, t) for depth, t in self._path if depth < level]
        self._add("heading", text, place)
        if text:
            self._path.append((level, text))

    def text(self, text: str, kind: BlockKind = "text", **place: Any) -> None:
        self._add(kind, _BULLET.sub("", text) if kind == "list" else text, place)

    def table(
        self, grid: tables.Grid, header: tables.Header | None = None, header_rows: int = 1, **place: Any
    ) -> None:
        """One block a body row, numbered from 1 within the table."""
        grid = [row for row in grid if any(row)]
        if not grid:
            return
        self.tables += 1
        rows = tables.body_rows(grid, header or tables.guess_header(grid), header_rows)
        # A table of nothing but a header still says something.
        for i, row in enumerate(rows or [" | ".join(filter(None, grid[0]))], 1):
            self._add("table_row", row, {"table": self.tables, "row": i, **place})

    def _add(self, kind: BlockKind, text: str, place: dict[str, Any]) -> None:
        if text := text.strip():
            self.blocks.append(Block(text, Locator(heading=self.path, **place), kind))
