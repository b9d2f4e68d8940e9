"""From one parsed file to the rows of the store: attributed, scrubbed, cut. Nothing is written here."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest import guess, metadata, passages
from ingest.documents import Block, Locator, ParsedDocument
from ingest.files import Entry, File
from ingest.injection import addresses_machine
from ingest.korean import language_of
from ingest.numbered import unnumbered
from ingest.store.documents import Passage

if TYPE_CHECKING:
    from ingest.contributors import Contributors
    from ingest.scrub import Scrubber
    from ingest.scrub.scrubber import Decided
    from ingest.store.tombstones import Tombstones


@dataclass(frozen=True)
class Prepared:
    """A document as the store takes it, and what was masked in it, counted by type."""

    row: dict[str, Any]
    passages: list[Passage]
    masked: dict[str, int]
    doubts: Counter[str]  # words that may be names, for the queue, which keeps their hashes only
    guessed: tuple[str, ...] = ()  # what of the row is a guess, by column
    withdrawn: int = 0  # passages left out, since who said them has withdrawn


_ORDERS = (
    "Parts of it give orders to a language model instead of a worker ({n}): they are kept but never shown as an "
    "answer; look at the file and where it came from."
)

_UNLISTED = (
    "Its manifest names a contributor whom contributors.yaml does not list, so that it is quoted as nobody's: correct the id "
    "in one of the two and ingest again."
)
_NOBODY = "What its manifest says of its audience holds personal data, so that nobody is shown it: name a group there."
_DAMAGED = "{n} of its characters are damaged and stand in it as “\ufffd”: look for a whole copy."
_WITHDRAWN = "Parts of it ({n}) are the words of a contributor who has withdrawn: they were left out; take them out of the file."


def texts_of(file: File, parsed: ParsedDocument, blocks: Iterable[Block]) -> tuple[list[str], list[str]]:
    """All that is scrubbed of a file: what names it and its places, and warnings; and the texts of its blocks."""
    blocks = list(blocks)
    labels = [*_naming(file, parsed), *_places(blocks), *parsed.warnings]
    return labels, [b.text for b in blocks]


def _naming(file: File, parsed: ParsedDocument) -> list[str]:
    """A file's path, title and what its manifest says in words; of the equipment one text each, at the end."""
    entry = file.entry
    # Below its folder, as the other file is called there: what is masked in one must be masked in both.
    replaced = (Path(file.name).parent / entry.supersedes).as_posix() if entry.supersedes else ""
    revision = entry.revision or parsed.metadata.get("revision")
    words = (entry.title or parsed.title, entry.process, entry.approved_by_role, revision, entry.audience)
    return [file.name, *(w or "" for w in words), replaced, *entry.equipment]


def _places(blocks: Iterable[Block]) -> dict[str, None]:
    """What the file's author called a place in it: headings and sheets."""
    called = ((*b.locator.heading, b.locator.sheet) for b in blocks)
    return dict.fromkeys(name for names in called for name in names if name)


def prepare(
    file: File,
    key: str,
    digest: str,
    parsed: ParsedDocument,
    scrubber: Scrubber,
    contributors: Contributors,
    decided: Decided,
) -> Prepared:
    """Scrub every text of a document, then cut it into passages with ids that a rerun gives again."""
    entry = file.entry
    listed = contributors.by_id(entry.contributor) if entry.contributor else None
    told_by = listed.id if listed else metadata.sender(parsed, contributors)
    blocks, sources = metadata.attribute(parsed.blocks, contributors, told_by)
    labels, bodies = texts_of(file, parsed, blocks)
    naming, places = len(_naming(file, parsed)), list(_places(blocks))
    # All texts in one call: a name that one of them proves is masked in every other.
    # A number that stands in a file is another library's, or somebody's invention: here it would be a third person.
    scrubbed = scrubber.scrub_document([unnumbered(t) for t in (*labels, *bodies)], decided=decided)
    named = (s.text for s in scrubbed[:naming])
    name, title, process, approved_by, revision, audience, replaced, *equipment = named
    rest = [s.text for s in scrubbed[naming : len(labels)]]
    renamed = dict(zip(places, rest, strict=False))
    warnings = rest[len(places) :]
    texts = scrubbed[len(labels) :]
    # Headings and titles repeat what stands in the text, so only the text is counted.
    masked: Counter[str] = Counter()
    for text in texts:
        masked.update(text.masked)
    cleaned = [
        Block(text.text, _renamed(b.locator, renamed, title), b.kind)
        for b, text in zip(blocks, texts, strict=True)
    ]
    document_id = hashlib.sha256(f"{key}{digest}".encode()).hexdigest()[:16]
    found = [
        Passage(f"{document_id}-{n:05d}", document_id, n, p.context, p.text, p.kind, p.locator, who)
        for n, (who, p) in enumerate(
            (who, piece)
            for who, group in _by_source(cleaned, sources)
            for piece in passages.cut(title, group)
        )
    ]
    if entry.contributor and not listed:
        warnings.append(_UNLISTED)
    if audience != entry.audience:
        warnings.append(_NOBODY)
    if damaged := sum(body.count("\ufffd") for body in bodies):
        warnings.append(_DAMAGED.format(n=damaged))
    if hostile := sum(addresses_machine(p.searched) for p in found):
        warnings.append(_ORDERS.format(n=hostile))
    most_told = Counter(p.contributor_id for p in found if p.contributor_id).most_common(1)
    kind = metadata.kind_of(file.name, entry, parsed)
    guesses: dict[str, Any] = {}
    if entry == Entry():
        guesses = {
            "equipment": list(guess.equipment(name, replace(parsed, title=title))),
            "revision": revision or guess.revision(name, parsed),
            "date": guess.day(name, parsed),
        }
    guesses = {k: v for k, v in guesses.items() if v}
    row: dict[str, Any] = {
        "id": document_id,
        "path_key": key,
        "content_hash": digest,
        "name": name,
        "title": title,
        "kind": kind,
        "language": language_of(" ".join(b.text for b in cleaned)[:20_000]),
        "contributor_id": most_told[0][0] if most_told else told_by,
        "equipment": equipment,
        "process": process or None,
        "revision": revision or None,
        "date": entry.date or guess.iso(parsed.metadata.get("date", "")),
        "supersedes": "/".join(Path(replaced).parts[-len(Path(entry.supersedes or "").parts) :]) or None,
        "approved_by": approved_by or None,
        "superseded": False,
        "audience": audience,
        "state": "stored",
        "masked": dict(masked),
        "warnings": warnings,
        "ingested_at": datetime.now(UTC),
        **guesses,
    }
    doubts = Counter(doubt.word for text in scrubbed for doubt in text.doubts)
    guessed = [*guesses, *(["kind"] if not entry.kind and kind != "other" else [])]
    return Prepared(row, found, dict(masked), doubts, tuple(guessed))


def without_withdrawn(ready: Prepared, tombstones: Tombstones) -> Prepared:
    """The document without the passages of contributors who have withdrawn, and a warning that says how many."""
    kept = [
        p for p in ready.passages if not (tombstones.contributor(p.contributor_id) or tombstones.text(p.text))
    ]
    if (left_out := len(ready.passages) - len(kept)) == 0:
        return ready
    told = tombstones.contributor(ready.row["contributor_id"])
    row = {
        **ready.row,
        "contributor_id": None if told else ready.row["contributor_id"],
        "warnings": [*ready.row["warnings"], _WITHDRAWN.format(n=left_out)],
    }
    return replace(ready, row=row, passages=kept, withdrawn=left_out)


def _renamed(where: Locator, names: dict[str, str], title: str) -> Locator:
    """The place with scrubbed names; a first heading that only repeats the title is left out."""
    path = tuple(names[h] for h in where.heading)
    return replace(
        where,
        heading=path[1:] if path[:1] == (title,) else path,
        sheet=names[where.sheet] if where.sheet else where.sheet,
    )


def _by_source(
    blocks: Iterable[Block], sources: Iterable[str | None]
) -> list[tuple[str | None, list[Block]]]:
    """Splits a recording with several contributors; a question goes with the answer that follows it."""
    groups: list[tuple[str | None, list[Block]]] = []
    asked: list[Block] = []
    for block, who in zip(blocks, sources, strict=True):
        if block.locator.speaker == passages.INTERVIEWER:
            asked.append(block)
            continue
        if groups and groups[-1][0] == who:
            groups[-1][1].extend([*asked, block])
        else:
            groups.append((who, [*asked, block]))
        asked = []
    if asked:
        groups.append((None, asked))
    return groups
