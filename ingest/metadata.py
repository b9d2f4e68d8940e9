"""What is known of a document besides its text: manifest first, then the file itself, then a guess."""

from __future__ import annotations

import re
from collections import Counter
from email.utils import parseaddr
from typing import TYPE_CHECKING

from ingest.documents import Block, DocumentKind, ParsedDocument
from ingest.files import Entry
from ingest.parsers.turns import ASKERS
from ingest.passages import INTERVIEWER

if TYPE_CHECKING:
    from ingest.contributors import Contributors

_KIND_WORDS: dict[DocumentKind, str] = {
    "incident": r"incident|accident|near.?miss|trouble|maintenance.?log|사고|이상|고장|재해|정비.?이력|아차",
    "interview": r"interview|transcript|인터뷰|면담|구술",
    "standard": r"standard|\bSTD\b|표준|기준|규정|절차",
    "manual": r"manual|handbook|guide|매뉴얼|설명서|지침|교본",
}


def kind_of(name: str, entry: Entry, document: ParsedDocument) -> DocumentKind:
    """The manifest's word, else transcript structure, else the words of the path and title."""
    if entry.kind:
        return entry.kind
    turns = sum(b.kind == "turn" for b in document.blocks)
    if turns and turns >= len(document.blocks) / 2:
        return "interview"
    for text in (name, document.title):
        for kind, pattern in _KIND_WORDS.items():
            if re.search(pattern, text, re.IGNORECASE):
                return kind
    return "other"


def attribute(
    blocks: tuple[Block, ...], contributors: Contributors, told_by: str | None
) -> tuple[list[Block], list[str | None]]:
    """Replaces speakers' labels by roles and tells which contributor each block comes from.

    A label that matches a contributor gives that contributor. Where the manifest names the
    contributor of a recording and no label matches, the speaker of the most words is taken for
    them. Every other speaker is the interviewer where a contributor speaks in the recording, and
    stays without a name elsewhere, unless the label itself says interviewer.
    """
    said: Counter[str] = Counter()
    for b in blocks:
        if b.locator.speaker:
            said[b.locator.speaker] += len(b.text)
    who: dict[str, str | None] = {}
    for heard in said:
        found = contributors.by_label(heard)
        who[heard] = found.id if found else None
    if told_by and said and not any(who.values()):
        who[said.most_common(1)[0][0]] = told_by
    interview = any(who.values())
    out: list[Block] = []
    sources: list[str | None] = []
    for b in blocks:
        label = b.locator.speaker
        source = who[label] if label else (None if said else told_by)
        role = None
        if label and source is None and (interview or label in ASKERS):
            role = INTERVIEWER
        out.append(Block(b.text, b.locator.with_(speaker=role), b.kind))
        sources.append(source)
    return out, sources


def sender(document: ParsedDocument, contributors: Contributors) -> str | None:
    """The contributor who sent a mail, by the name in its header."""
    name, _ = parseaddr(document.metadata.get("sender", ""))
    found = contributors.by_label(name) if name else None
    return found.id if found else None
