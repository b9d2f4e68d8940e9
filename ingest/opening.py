"""Opens every part of an ingest run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ingest import files, roster_file
from ingest.errors import InterruptedErasureError, SettingsError
from ingest.home import Home
from ingest.pipeline import Ingester
from ingest.progress import Progress
from ingest.settings import Settings
from ingest.store import contributors as contributor_store
from ingest.store import roster
from ingest.store.library import Library

if TYPE_CHECKING:
    from ingest.scrub.second_reader import Ask


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
    return Ingester(
        settings=settings,
        home=home,
        library=library,
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
