"""Opens the store of record, and the facts that it keeps of itself."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from functools import cached_property
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ingest.errors import LibraryError
from ingest.store import schema as t
from ingest.store.migrate import migrate


class Library:
    """The SQLite database of one library (any SQLAlchemy URL works)."""

    def __init__(self, path: Path | str) -> None:
        url = path if isinstance(path, str) else f"sqlite:///{path}"
        self.engine = sa.create_engine(url)
        if self.engine.dialect.name == "sqlite":
            sa.event.listen(self.engine, "connect", _configure_sqlite)
        try:
            version = self._version()
            if version is not None and version > t.SCHEMA_VERSION:
                raise LibraryError(
                    f"The library {path} has format {version}, this version of Jangin reads {t.SCHEMA_VERSION}: "
                    "install the newer version that made it."
                )
            if version is not None:
                migrate(self, version)
            t.metadata.create_all(self.engine)
            if version is None:
                self.set("schema_version", str(t.SCHEMA_VERSION))
                self.set("salt", secrets.token_hex(32))
        except sa.exc.DatabaseError as error:
            raise LibraryError(
                f"The library {path} cannot be opened ({error.orig}): restore it from a copy, or set "
                "JANGIN_HOME to a new folder and ingest again."
            ) from error

    def close(self) -> None:
        self.engine.dispose()

    # Facts about the library

    def get(self, key: str) -> str | None:
        with self.engine.connect() as c:
            return c.scalar(sa.select(t.library.c.value).where(t.library.c.key == key))

    def set(self, key: str, value: str) -> None:
        with self.engine.begin() as c:
            c.execute(sa.delete(t.library).where(t.library.c.key == key))
            c.execute(sa.insert(t.library).values(key=key, value=value))

    def path_key(self, path: Path) -> str:
        """Keyed hash of a path, 32 hexadecimal digits."""
        return self.keyed(str(path.resolve()))[:32]

    def part_key(self, path_key: str, part: str) -> str:
        """As :meth:`path_key`, of a document in a file: what is attached to a mail, or packed in an archive."""
        return self.keyed(f"{path_key}/{part}")[:32] if part else path_key

    def changed(self) -> None:
        """Tell other processes that what they hold of the library in memory is out of date."""
        self.set("generation", secrets.token_hex(8))

    @property
    def generation(self) -> str:
        """Another one each time that the library :meth:`changed`."""
        return self.get("generation") or ""

    def vacuum(self) -> None:
        """Write the database anew, so that what was deleted is in no part of its files.

        Raises:
            LibraryError: another program reads the database at this moment.
        """
        if self.engine.dialect.name != "sqlite":
            return
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as c:
            c.execute(sa.text("VACUUM"))
            busy = c.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)")).scalar()
        if busy:
            raise LibraryError(
                "Another program reads the library, so that deleted text stays in its log: close it and try again, "
                "after an erasure with `jangin forget --resume`."
            )

    def keyed(self, text: str) -> str:
        """A hash of a text with this library's salt, 64 hexadecimal digits: tells it again, and tells nothing of it."""
        return hmac.new(self.key, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()

    @cached_property
    def key(self) -> bytes:
        """What all keyed hashes of this library are made with."""
        return (self.get("salt") or "").encode()

    def _version(self) -> int | None:
        """The format of the tables; None where there are none yet."""
        if not sa.inspect(self.engine).has_table(t.library.name):
            return None
        found = self.get("schema_version")
        return int(found) if found else None


def _configure_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    # Deleted rows are overwritten with zeros, so that what is deleted is gone from the file.
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA busy_timeout=10000")
    cursor.close()
