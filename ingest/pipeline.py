"""One ingest run: find, parse, scrub, cut, store, index. Unscrubbed text stays in this process."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ingest import files, roster_file
from ingest.errors import InterruptedErasureError, ModelError, ParseError, SettingsError
from ingest.home import Home
from ingest.prepare import prepare, without_withdrawn
from ingest.report import Outcome, Progress, Report
from ingest.settings import Settings
from ingest.store import audit, reviews, roster, tombstones
from ingest.store import contributors as contributor_store
from ingest.store import documents as store
from ingest.store.documents import Passage
from ingest.store.library import Library
from ingest.store.tombstones import Tombstones

if TYPE_CHECKING:
    from ingest.contributors import Contributors
    from ingest.index.embedder import Embedder
    from ingest.index.vectors import VectorIndex
    from ingest.index.words import WordIndex
    from ingest.scrub import Scrubber
    from ingest.scrub.second_reader import Ask
    from ingest.store.people import People

# Raise when the same file would now give other passages: unchanged files are then read again.
PIPELINE_VERSION = 8
_BATCH = 16


@dataclass
class Ingester:
    """The parts that a run needs, opened once."""

    settings: Settings
    library: Library
    words: WordIndex
    vectors: VectorIndex
    embedder: Embedder
    contributors: Contributors
    scrubber: Scrubber
    numbered: People
    progress: Callable[[Progress], None] = lambda _: None
    again: bool = False

    def run(self, paths: Sequence[Path]) -> Report:
        """Ingest files and folders; a file that fails costs that file alone.

        What was destroyed before does not come back: a withdrawn contributor's words are left out, and a file
        that was forgotten is skipped, unless ``again`` asks for it.

        Raises:
            SettingsError: a path, a manifest or the contributors' file is wrong; nothing is changed.
        """
        started = time.perf_counter()
        found = files.find(paths)
        self._tombstones = Tombstones(self.library)
        self._decisions = reviews.Decisions(self.library)
        self._register_contributors()
        outcomes: list[Outcome] = []
        passages = 0
        for done, file in enumerate(found):
            name = self.scrubber.scrub(file.name).text

            def tell(indexed: int, before: int = passages, done: int = done, name: str = name) -> None:
                self.progress(Progress(done, len(found), name, before + indexed))

            tell(0)
            outcomes.append(self._one(file, name, tell))
            passages += outcomes[-1].passages
        store.set_superseded(self.library, _superseded(store.all_documents(self.library)))
        self.progress(Progress(len(found), len(found), "", passages))
        report = Report(tuple(outcomes), time.perf_counter() - started)
        if report.count("indexed"):
            self.library.changed()
        audit.record(self.library, "ingest", **report.counts(), masked=dict(report.masked))
        return report

    def _one(self, file: files.File, name: str, tell: Callable[[int], None]) -> Outcome:
        from ingest import parsers

        if not parsers.supported(file.path):
            reason = f"{name} was skipped: files of type “{file.path.suffix or 'none'}” are not read."
            return Outcome(name, "skipped", reason=reason)
        key = self.library.path_key(file.path)
        if self.again:
            tombstones.lift(self.library, "file", key)
        elif self._tombstones.file(key):
            reason = f"{name} was skipped: it was forgotten for good; `jangin ingest --again` takes it in all the same."
            return Outcome(name, "skipped", reason=reason)
        try:
            digest = file.digest(self._circumstances())
            if (seen := store.fingerprint(self.library, key)) and seen[:2] == (digest, "indexed"):
                return Outcome(name, "unchanged")
            parsed = parsers.parse(file.path)
        except ParseError as error:
            # What an earlier run took from this file stays; the failure is kept for `doctor`.
            reason = self.scrubber.scrub(str(error)).text
            store.put_failure(self.library, key, name, reason)
            return Outcome(name, "failed", reason=reason)
        decided = partial(self._decisions.of, path_key=key)
        try:
            prepared = prepare(file, key, digest, parsed, self.scrubber, self.contributors, decided)
        except ModelError as error:
            # Read once is not what the settings ask for: the file stays out until it is read twice.
            reason = f"{name} was not read a second time: {error}"
            store.put_failure(self.library, key, name, reason)
            return Outcome(name, "failed", reason=reason)
        ready = without_withdrawn(prepared, self._tombstones)
        if not ready.passages and ready.withdrawn:
            self._drop(key)
            reviews.put(self.library, key, name, {}, held=False)
            reason = f"{name} was skipped: all that it says was withdrawn; take the file away."
            return Outcome(name, "skipped", reason=reason)
        held = bool(ready.doubts) and self.settings.scrub.policy == "review"
        reviews.put(self.library, key, name, ready.doubts, held)
        if held:
            # What an earlier run took from this file stays until someone has decided.
            reason = f"{name} was held back: words in it may be names ({len(ready.doubts)}); decide with `jangin review`."
            return Outcome(name, "held", reason=reason, doubts=len(ready.doubts))
        gone = store.store(self.library, ready.row, ready.passages)
        self._index(ready.passages, gone, tell)
        store.mark_indexed(self.library, ready.row["id"])
        store.clear_failure(self.library, key)
        return Outcome(
            name,
            "indexed",
            len(ready.passages),
            ready.masked,
            warnings=tuple(ready.row["warnings"]),
            doubts=len(ready.doubts),
        )

    def _drop(self, key: str) -> None:
        """Take out what an earlier run took from a file."""
        gone = store.remove(self.library, key)
        self.vectors.delete(gone)
        self.words.delete(gone)

    def _index(self, passages: list[Passage], gone: list[str], tell: Callable[[int], None]) -> None:
        self.vectors.delete(gone)
        self.words.delete(gone)
        for i in range(0, len(passages), _BATCH):
            batch = passages[i : i + _BATCH]
            self.vectors.upsert([p.id for p in batch], self.embedder.passages([p.searched for p in batch]))
            tell(i + len(batch))
        self.words.upsert([p.id for p in passages], [p.searched for p in passages])

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


def _superseded(documents: Sequence[dict[str, object]]) -> list[str]:
    """Names of the documents that another one in the same folder supersedes."""
    return [
        (Path(str(d["name"])).parent / str(d["supersedes"])).as_posix() for d in documents if d["supersedes"]
    ]


def open_ingester(
    settings: Settings,
    paths: Sequence[Path],
    progress: Callable[[Progress], None] = lambda _: None,
    ask: Ask | None = None,
) -> Ingester:
    """Open every part of an ingest run; ``ask`` is the model that reads a second time.

    The nearest contributors' file and roster in or above the given folders count, so that ingesting a part of
    a factory's documents masks the same people as ingesting all. Who was ever listed stays masked.

    Raises:
        JanginError: a part cannot be opened; the sentence says which and what to do.
    """
    from ingest import erasure
    from ingest.contributors import Contributors
    from ingest.index.embedder import open_embedder
    from ingest.index.vectors import VectorIndex
    from ingest.index.words import WordIndex
    from ingest.scrub import Scrubber
    from ingest.store.people import People
    from ingest.vault import open_vault

    home = Home(settings.home).create()
    if erasure.interrupted(settings):
        raise InterruptedErasureError(home.root)
    listed, library = _nearest(files.CONTRIBUTORS, paths), Library(home.database)
    given = all(path.exists() for path in paths)  # a path that is not there is named by the run itself
    if listed is None and given and contributor_store.all_contributors(library):
        library.close()
        raise SettingsError(
            f"No {files.CONTRIBUTORS} stands in or above {paths[0]}, but this library was made with one: put it "
            "there, or names that it lists would not be masked."
        )
    people, numbered = Contributors.load(listed), People(library, open_vault(settings))
    numbered.show(name for p in people.people for name in (p.name, *p.aliases_in_text))
    everyone = roster.add(library, (*people.called, *roster_file.read(_nearest(files.ROSTER, paths))))
    embedder = open_embedder(settings.embedding)
    return Ingester(
        settings=settings,
        library=library,
        words=WordIndex(home.words),
        vectors=VectorIndex(home.vectors, embedder.name),
        embedder=embedder,
        contributors=people,
        scrubber=Scrubber(
            settings.scrub,
            everyone,
            numbered.number if settings.scrub.people == "numbered" else lambda _: None,
            ask,
        ),
        numbered=numbered,
        progress=progress,
    )


def _nearest(name: str, paths: Sequence[Path]) -> Path | None:
    """The file of that name in the first folder, or above, that has one."""
    for path in paths:
        folder = (path if path.is_dir() else path.parent).resolve()
        for above in (folder, *folder.parents):
            if (above / name).is_file():
                return above / name
    return None
