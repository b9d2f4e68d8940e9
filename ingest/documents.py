"""What a parser gives: the text of one file in blocks, each knowing exactly where it stands."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

BlockKind = Literal["text", "heading", "list", "table_row", "turn", "notes"]
DocumentKind = Literal["manual", "standard", "interview", "incident", "other"]
# A page that was recognised with less confidence is to be compared with the paper.
UNSURE_BELOW = 70


@dataclass(frozen=True)
class Locator:
    """The exact place of a block or passage in its file; only what the format has is set.

    ``page`` and ``slide`` count from 1. ``row`` is the sheet's own row number (1 is the first
    line of the sheet) and ``cells`` its range, such as ``A7:G7``. ``table`` counts the tables of
    a document from 1; outside a spreadsheet ``row`` then counts that table's body rows from 1.
    ``start`` and ``end`` are seconds from the start of the recording. ``recognised`` is how sure
    the recognition of a page's picture was, from 0 to 100.
    """

    page: int | None = None
    page_end: int | None = None
    heading: tuple[str, ...] = ()
    slide: int | None = None
    sheet: str | None = None
    table: int | None = None
    row: int | None = None
    row_end: int | None = None
    cells: str | None = None
    speaker: str | None = None
    start: float | None = None
    end: float | None = None
    recognised: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """Only what is set, ready for JSON."""
        return {k: list(v) if k == "heading" else v for k, v in asdict(self).items() if v not in (None, ())}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Locator:
        """The inverse of :meth:`as_dict`."""
        return cls(**{**data, "heading": tuple(data.get("heading", ()))})

    def with_(self, **changes: Any) -> Locator:
        return replace(self, **changes)


@dataclass(frozen=True)
class Block:
    """One paragraph, table row, list item, slide text or spoken turn.

    A ``table_row`` reads ``header: value | header: value`` so that a row is understood alone.
    For a ``turn`` the speaker's label as written stands in ``locator.speaker``, not in ``text``.
    """

    text: str
    locator: Locator
    kind: BlockKind = "text"


@dataclass(frozen=True)
class ParsedDocument:
    """The unscrubbed content of one file; it lives in memory only.

    ``metadata`` holds what the file says of itself (``date``, ``subject``, ``sender`` …) as
    unscrubbed strings; ``warnings`` are sentences for the ingest report, free of content.
    """

    title: str
    blocks: tuple[Block, ...]
    metadata: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """One document in a file: the file itself (``name`` is empty), or a member of an archive or a mail.

    Without a document it says in one sentence why there is none; ``failed`` where it should have been one.
    """

    name: str
    document: ParsedDocument | None
    reason: str = ""
    failed: bool = False
