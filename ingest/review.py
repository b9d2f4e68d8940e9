"""Shows a reviewer the words that may be names, in their context, read anew from the files themselves."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ingest import files, metadata, parsers
from ingest.documents import ParsedDocument
from ingest.errors import ParseError
from ingest.isolated import Readers
from ingest.prepare import texts_of
from ingest.store import reviews

if TYPE_CHECKING:
    from ingest.pipeline import Ingester
    from ingest.scrub.resolve import Span

_AROUND = 45  # characters on each side
_PLACES = 3  # shown of one word


@dataclass(frozen=True)
class Place:
    """One place of a word; other personal data around it is masked as ever."""

    before: str
    word: str
    after: str


@dataclass(frozen=True)
class Item:
    """One word of one file to decide on."""

    path_key: str
    file: str
    held: bool
    word: str
    times: int
    places: tuple[Place, ...]


def items(ingester: Ingester, paths: Sequence[Path]) -> Iterator[Item]:
    """Every word that waits in the files below ``paths``, file by file; a file that is gone or broken has none."""
    waiting = {w.path_key: w for w in reviews.waiting(ingester.library)}
    with ingester.home.scratch() as scratch, Readers(ingester.settings.ingest, scratch) as readers:
        for file in files.find(paths):
            key = ingester.library.path_key(file.path)
            if not waiting or not (key in waiting or parsers.may_hold_files(file.path)):
                continue
            try:
                parts, _ = readers.submit(file.path).result()
            except ParseError:
                continue  # `jangin ingest` says why
            for part in parts:
                own = waiting.get(ingester.library.part_key(key, part.name))
                if own is not None and part.document is not None:
                    yield from _items(ingester, file.part(part.name), part.document, own)


def _items(
    ingester: Ingester, file: files.File, parsed: ParsedDocument, own: reviews.Waiting
) -> Iterator[Item]:
    blocks, _ = metadata.attribute(parsed.blocks, ingester.contributors, file.entry.contributor)
    labels, bodies = texts_of(file, parsed, blocks)
    texts = [unicodedata.normalize("NFC", text) for text in (*labels, *bodies)]
    # Anew for each file: what was decided for all a moment ago is not asked again.
    decided = partial(reviews.Decisions(ingester.library).of, path_key=own.path_key)
    found: dict[str, list[Place]] = {}
    for text, spans in zip(texts, ingester.scrubber.find(texts, decided), strict=True):
        for span in spans:
            if ingester.scrubber.in_doubt(span):
                found.setdefault(text[span.start : span.end], []).append(_place(ingester, text, span, spans))
    for word, places in found.items():
        yield Item(own.path_key, own.name, own.held, word, len(places), tuple(places[:_PLACES]))


def _place(ingester: Ingester, text: str, span: Span, spans: Sequence[Span]) -> Place:
    start, end = max(0, span.start - _AROUND), min(len(text), span.end + _AROUND)
    # A stretch that the edge of the view would cut is shown whole: half a number must not stand there unmasked.
    start = min([start, *(s.start for s in spans if s.overlaps(start, start + 1))])
    end = max([end, *(s.end for s in spans if s.overlaps(end - 1, end))])
    before = ingester.scrubber.masked(text, start, span.start, spans)
    after = ingester.scrubber.masked(text, span.end, end, spans)
    return Place(before, text[span.start : span.end], after)
