"""The folder under which all state of one library lives."""

from __future__ import annotations

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import EmptyLibraryError, LibraryError

if TYPE_CHECKING:
    from ingest.store.library import Library


_HELD = ".held"  # locked as long as its process lives


@dataclass(frozen=True)
class Home:
    """Paths below ``JANGIN_HOME``; nothing is written anywhere else but model files."""

    root: Path

    @property
    def database(self) -> Path:
        return self.root / "library.sqlite"

    @property
    def vectors(self) -> Path:
        return self.root / "vectors"

    @property
    def words(self) -> Path:
        return self.root / "words"

    @property
    def glossary(self) -> Path:
        """The plant's own words, where it has written some down."""
        return self.root / "glossary.yaml"

    @property
    def evaluations(self) -> Path:
        return self.root / "evaluations"

    def create(self) -> Home:
        """Make the folder, readable by its owner only.

        Raises:
            LibraryError: the folder cannot be made or written.
        """
        try:
            self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
            probe = self.root / ".writable"
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise LibraryError(
                f"The library folder {self.root} cannot be written ({error.strerror}): "
                "set JANGIN_HOME to a folder that you may write to."
            ) from error
        return self

    @property
    def certificates(self) -> Path:
        """What was destroyed, and how it was proved."""
        return self.root / "certificates"

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """A folder for what programs must find on disk while a file is read; gone afterwards, and with it whatever a
        process that was killed has left in one."""
        top = self.root / "scratch"
        top.mkdir(mode=0o700, exist_ok=True)
        for left in top.iterdir():
            with suppress(OSError), (left / _HELD).open("w") as held:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(left, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(dir=top))
        with (folder / _HELD).open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)
                with suppress(OSError):  # another process has one there too
                    top.rmdir()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """While it lasts no other process ingests into the library or destroys anything of it.

        Raises:
            LibraryError: another one is at it.
        """
        with (self.root / ".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise LibraryError(
                    f"Another program is writing to the library {self.root}: wait until it is done, and try again."
                ) from None
            yield

    def open(self) -> Library:
        """The store of record.

        Raises:
            EmptyLibraryError: nothing was ever ingested here.
            LibraryError: an erasure was interrupted just while an index was exchanged.
        """
        from ingest.store.library import Library

        if not self.exists():
            raise self.empty()
        self.require_whole()
        return Library(self.database)

    def require_whole(self) -> None:
        """Let nobody make an empty index in the place of one that an interrupted erasure has put aside.

        Raises:
            LibraryError: an index is put aside.
        """
        for index in (self.vectors, self.words):
            if index.with_suffix(".old").exists() and not index.exists():
                raise LibraryError(
                    f"An index of the library {self.root} was being exchanged when its program ended: run "
                    "`jangin forget --resume`, or where nothing was being forgotten `jangin reindex`."
                )

    def empty(self) -> EmptyLibraryError:
        """What is said where nothing was ingested yet."""
        return EmptyLibraryError(
            f"The library {self.root} holds no documents: load some with `jangin ingest FOLDER` first."
        )

    def exists(self) -> bool:
        return self.database.is_file()
