"""The library of the settings, open while a command needs it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.settings import Settings
    from ingest.store.library import Library


@contextmanager
def opened() -> Iterator[tuple[Library, Settings]]:
    """The library and the settings.

    Raises:
        EmptyLibraryError: nothing was ever ingested.
    """
    from ingest.home import Home
    from ingest.settings import load_settings

    settings = load_settings()
    library = Home(settings.home).open()
    try:
        yield library, settings
    finally:
        library.close()
