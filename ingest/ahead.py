"""Looks at each file of a run and has it read, some files before they are wanted."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ingest import files
from ingest.errors import ParseError
from ingest.isolated import Readers
from ingest.parsers.source import shown
from ingest.progress import Meter
from ingest.report import Outcome
from ingest.store import failures, reviews, tombstones
from ingest.store.known import KnownFile, KnownFiles, by_content
from ingest.store.library import Library
from ingest.store.tombstones import Tombstones

if TYPE_CHECKING:
    from ingest.documents import Part
    from ingest.scrub import Scrubber

_CLOSED = (
    "{name} is a folder that may not be opened, so that nothing in it was read: give the account that runs Jangin the "
    "right to open it, and ingest again."
)
# For each reader: enough to keep it at work while the rest is opened or one file is long to scrub, and little enough
# for the memory.
_FILES, _BYTES = 16, 4_000_000


@dataclass
class Pending:
    """One file on its way: an outcome already, or what its reader will give.

    ``content`` is the keyed hash of its bytes, and ``moved`` what it was before it came to stand here. The scrubber is not
    opened before a name is asked for.
    """

    file: files.File
    key: str
    scrubber: Scrubber
    outcome: Outcome | None = None
    content: str = ""
    reading: Future[tuple[list[Part], str]] | None = None
    moved: KnownFile | None = None

    @cached_property
    def name(self) -> str:
        return self.scrubber.scrub(self.file.name).text


@dataclass
class Ahead:
    """``digest`` gives what a file and a content would be known by; of ``gone``, some will turn out to have ``moved``."""

    library: Library
    scrubber: Scrubber
    meter: Meter
    known: KnownFiles
    tombstones: Tombstones
    gone: Sequence[KnownFile]
    digest: Callable[[files.File, str], str]
    again: bool

    def __post_init__(self) -> None:
        self.moved: list[KnownFile] = []
        self._movable = by_content(self.gone)

    def each(self, found: Sequence[files.File], keys: dict[Path, str], readers: Readers) -> Iterator[Pending]:
        """Every file in order."""
        waiting: deque[tuple[int, Pending]] = deque()
        for file in found:
            waiting.append((file.size(), self._begin(file, keys[file.path], readers)))
            while len(waiting) > readers.count and (
                len(waiting) > _FILES * readers.count
                or sum(size for size, _ in waiting) > _BYTES * readers.count
            ):
                yield waiting.popleft()[1]
        while waiting:
            yield waiting.popleft()[1]

    def failed(self, pending: Pending, error: ParseError) -> Outcome:
        """What an earlier run took from the file stays; the failure is kept for `doctor`."""
        reason = self.scrubber.scrub(files.printable(str(error))).text
        failures.put(self.library, pending.key, pending.name, reason)
        return Outcome(pending.name, "failed", reason=reason)

    def _begin(self, file: files.File, key: str, readers: Readers) -> Pending:
        from ingest import parsers

        pending = Pending(file, key, self.scrubber)
        if file.is_closed_folder:
            pending.outcome = Outcome(pending.name, "failed", reason=_CLOSED.format(name=pending.name))
            return pending
        if not parsers.supported(file.path):
            pending.outcome = _skipped(pending, f"files of type “{shown(file.path.suffix)}” are not read.")
            return pending
        try:
            pending.content = self.library.keyed(f"content:{file.content()}")
        except ParseError as error:
            pending.outcome = self.failed(pending, error)
            return pending
        if self.again:
            tombstones.lift(self.library, "file", key)
            tombstones.lift(self.library, "content", pending.content)
        elif self.tombstones.file(key, pending.content):
            pending.outcome = _skipped(
                pending, "it was forgotten for good; `jangin ingest --again` takes it in all the same."
            )
            return pending
        known = self.known.get(key)
        if known is not None and known.is_current(self.digest(file, pending.content)):
            pending.outcome = Outcome(pending.name, "unchanged")
            return pending
        if known is None and (same := self._movable.get(pending.content)):
            pending.moved = same.pop()
            self.moved.append(pending.moved)
            reviews.move(self.library, pending.moved.key, key)
        pending.reading = readers.submit(file.path)
        pending.reading.add_done_callback(lambda _: self.meter.add(read=1))
        return pending


def _skipped(pending: Pending, why: str) -> Outcome:
    return Outcome(pending.name, "skipped", reason=f"{pending.name} was skipped: {why}")
