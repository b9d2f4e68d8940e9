"""One ingest run: find, read, scrub, cut, store, index, side by side. Unscrubbed text stays in memory."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from ingest import files, superseded
from ingest.ahead import Ahead, Pending
from ingest.errors import JanginError, ModelError, ParseError, SettingsError
from ingest.indexer import Indexer, Work
from ingest.isolated import Readers
from ingest.prepare import Prepared, prepare, without_withdrawn
from ingest.progress import Meter, Progress
from ingest.report import Outcome, Report
from ingest.settings import Settings
from ingest.store import audit, failures, reviews
from ingest.store import contributors as contributor_store
from ingest.store import documents as store
from ingest.store.known import KnownFiles
from ingest.store.library import Library
from ingest.store.tombstones import Tombstones
from ingest.store.writing import FileContent

if TYPE_CHECKING:
    from ingest.contributors import Contributors
    from ingest.documents import Part
    from ingest.home import Home
    from ingest.index.embedder import Embedder
    from ingest.index.vectors import VectorIndex
    from ingest.index.words import WordIndex
    from ingest.scrub import Scrubber
    from ingest.store.people import People

# Raise when the same file would now give other passages: unchanged files are then read again.
PIPELINE_VERSION = 11
_UNEXPECTED = (
    "{name} could not be taken in ({error}), which is a fault of Jangin's own: the other files are not touched by it; "
    "report it, and leave the file out until then."
)
_STRAY = "{manifest} tells of {name}, which is not in its folder, so that it counts for no file: correct the name there."


@dataclass
class Ingester:
    """The parts that a run needs, each opened once; both indexes and their model not before they are wanted.

    ``again`` takes in what was forgotten; ``prune`` takes out what is no longer below the folders given. Once ``stop`` is
    set the run ends with KeyboardInterrupt before the next file.
    """

    settings: Settings
    home: Home
    library: Library
    contributors: Contributors
    scrubber: Scrubber
    numbered: People
    progress: Callable[[Progress], None] = lambda _: None
    again: bool = False
    prune: bool = False
    stop: threading.Event = field(default_factory=threading.Event)

    @cached_property
    def words(self) -> WordIndex:
        from ingest.index.words import WordIndex

        return WordIndex(self.home.words)

    @cached_property
    def vectors(self) -> VectorIndex:
        from ingest.index.vectors import VectorIndex

        return VectorIndex(self.home.vectors, self.embedder.name)

    @cached_property
    def embedder(self) -> Embedder:
        from ingest.index.embedder import open_embedder

        return open_embedder(self.settings.embedding)

    def run(self, paths: Sequence[Path]) -> Report:
        """Ingest files and folders; a file that fails costs that file alone.

        What was destroyed before does not come back: a withdrawn contributor's words are left out, and a file
        that was forgotten is skipped, unless ``again`` asks for it.

        Raises:
            SettingsError: a path, a manifest or the contributors' file is wrong; nothing is changed.
            JanginError: a part cannot be opened; the sentence says which and what to do.
        """
        started = time.perf_counter()
        found = files.find(paths)
        keys = {file.path: self.library.path_key(file.path) for file in found}
        self._tombstones = Tombstones(self.library)
        self._decisions = reviews.Decisions(self.library)
        self._known = KnownFiles(self.library)
        folders = [self.library.path_key(path) for path in paths if path.is_dir()]
        # What lies in a folder that may not be opened is there still, for all that is known.
        closed = [keys[file.path] for file in found if file.is_closed_folder]
        gone = self._known.gone(folders, keys.values(), closed)
        if gone and not found and self.prune:
            raise SettingsError(
                f"There are no files in {', '.join(map(str, paths))}, so nothing was taken out: look whether the "
                "folder is the right one and its drive is there."
            )
        self._register_contributors()
        outcomes: list[Outcome] = []
        self._meter = Meter(len(found), self.progress)
        self._ahead = Ahead(
            self.library,
            self.scrubber,
            self._meter,
            self._known,
            self._tombstones,
            gone,
            self._digest,
            self.again,
        )
        with self.home.scratch() as scratch, Readers(self.settings.ingest, scratch) as readers:
            waiting = self._ahead.each(found, keys, readers)
            first = list(islice(waiting, 1))  # the readers are at work while the rest is opened
            indexing = Indexer(self.library, self.words, self.vectors, self.embedder, self._meter.indexed)
            with indexing as indexer:
                for pending in chain(first, waiting):
                    if self.stop.is_set():
                        raise KeyboardInterrupt
                    outcomes += self._finish(pending, indexer)
                    self._meter.add(scrubbed=1, name=pending.name)
        left = [f for f in gone if f not in self._ahead.moved]
        if self.prune:
            indexing.remove([f.key for f in left])
        report = Report(
            superseded.told(outcomes, superseded.mark(self.library)),
            time.perf_counter() - started,
            tuple(f.name for f in left),
            pruned=self.prune,
            notes=tuple(
                self.scrubber.scrub(_STRAY.format(manifest=manifest, name=name)).text
                for manifest, name in files.strays(found)
            ),
        )
        if report.count("indexed") or (left and self.prune):
            self.library.changed()
        audit.record(self.library, "ingest", **report.counts(), masked=dict(report.masked))
        return report

    def _finish(self, pending: Pending, indexer: Indexer) -> list[Outcome]:
        if pending.reading is None:
            assert pending.outcome is not None
            self._meter.add(read=1, indexed=1)
            return [pending.outcome]
        try:
            parts, read = pending.reading.result()
        except ParseError as error:
            self._meter.add(indexed=1)
            return [self._ahead.failed(pending, error)]
        # What counts are the bytes that were read, should the file have changed since it was looked at.
        pending.content = self.library.keyed(f"content:{read}")
        if pending.moved is not None:
            self._decisions = reviews.Decisions(self.library)  # those on it have moved with it
        try:
            outcomes, ready = self._scrubbed(pending, parts)
        except JanginError:
            raise
        except Exception as error:
            # Whatever it is, it must not cost the other files of a night.
            self._meter.add(indexed=1)
            wrong = _UNEXPECTED.format(name=pending.name, error=type(error).__name__)
            return [self._ahead.failed(pending, ParseError(wrong))]
        if ready is None:
            self._meter.add(indexed=1)
        else:
            known = self._known.get(pending.key) or pending.moved
            before = known.documents if known is not None and known.states == {"indexed"} else ()
            indexer.add(
                Work(FileContent(pending.key, ready, pending.moved.key if pending.moved else None), before)
            )
        return outcomes

    def _scrubbed(
        self, pending: Pending, parts: Sequence[Part]
    ) -> tuple[list[Outcome], list[tuple[dict[str, object], list[store.Passage]]] | None]:
        """What becomes of each part of a file, and its documents; None where the file is not to be stored."""
        outcomes: list[Outcome] = []
        kept: list[Prepared] = []
        unread: list[str] = []
        held = False
        for part in parts:
            if part.document is None:
                reason = self.scrubber.scrub(part.reason).text
                shown = self.scrubber.scrub(f"{pending.file.name}/{part.name}").text
                outcomes.append(Outcome(shown, "failed" if part.failed else "skipped", reason=reason))
                unread += [reason] if part.failed else []
                continue
            try:
                outcome, ready = self._part(pending, part)
            except ModelError as error:
                # Read once is not what the settings ask for: the file stays out until it is read twice.
                reason = f"{pending.name} was not read a second time: {error}"
                failures.put(self.library, pending.key, pending.name, reason)
                return [*outcomes, Outcome(pending.name, "failed", reason=reason)], None
            outcomes.append(outcome)
            held |= outcome.state == "held"
            kept += [ready] if ready is not None else []
        if held:
            # What an earlier run took from this file stays until someone has decided; it comes in whole or not at all.
            return [o for o in outcomes if o.state != "indexed"], None
        if unread:
            failures.put(self.library, pending.key, pending.name, unread[0])
            if not kept:
                return outcomes, None
        else:
            failures.clear(self.library, pending.key)
        return outcomes, [(ready.row, ready.passages) for ready in kept]

    def _part(self, pending: Pending, part: Part) -> tuple[Outcome, Prepared | None]:
        assert part.document is not None
        key, file = self.library.part_key(pending.key, part.name), pending.file.part(part.name)
        where = {
            "content_key": pending.content,
            "folders": [self.library.path_key(folder) for folder in pending.file.path.resolve().parents],
        }
        prepared = prepare(
            file,
            key,
            self._digest(pending.file, pending.content),
            part.document,
            self.scrubber,
            self.contributors,
            partial(self._decisions.of, path_key=key),
        )
        prepared.row.update(where)
        name = str(prepared.row["name"])
        ready = without_withdrawn(prepared, self._tombstones)
        if not ready.passages and ready.withdrawn:
            reviews.put(self.library, key, name, {}, held=False)
            reason = f"{name} was skipped: all that it says was withdrawn; take the file away."
            return Outcome(name, "skipped", reason=reason), None
        held = bool(ready.doubts) and self.settings.scrub.policy == "review"
        reviews.put(self.library, key, name, ready.doubts, held)
        if held:
            reason = f"{name} was held back: words in it may be names ({len(ready.doubts)}); decide with `jangin review`."
            return Outcome(name, "held", reason=reason, doubts=len(ready.doubts)), None
        return Outcome.of(name, ready, pending.moved.name if pending.moved else ""), ready

    def _digest(self, file: files.File, content: str) -> str:
        return file.digest(content, self._circumstances())

    def _circumstances(self) -> str:
        """All but the file itself that shapes its passages, so that a new roster masks old files too."""
        parts = (
            PIPELINE_VERSION,
            self.settings.scrub.model_dump_json(),
            self.contributors.digest,
            self.scrubber.roster.digest,
            self.numbered.shown,
            self.settings.vault.on,
        )
        return "\n".join(map(str, parts))

    def _register_contributors(self) -> None:
        for person in self.contributors.people:
            if self._tombstones.contributor(person.id):
                continue
            row = {
                k: getattr(person, k) for k in ("id", "name", "role", "role_en", "line", "line_en", "years")
            }
            if contributor_store.put(self.library, row, person.consent.as_row()):
                audit.record(
                    self.library, "consent", contributor=self.library.keyed(person.id), origin="file"
                )
