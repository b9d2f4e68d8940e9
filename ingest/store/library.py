"""Opens the store of record, and the facts that it keeps of itself."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ingest.errors import LibraryError
from ingest.store import schema as t


class Library:
    """The SQLite database of one library (any SQLAlchemy URL works)."""

    def __init__(self, path: Path | str) -> None:
        url = path if isinstance(path, str) else f"sqlite:///{path}"
        self.engine = sa.create_engine(url)
        if self.engine.dialect.name == "sqlite":
            sa.event.listen(self.engine, "connect", _configure_sqlite)
        try:
            t.metadata.create_all(self.engine)
            version = self.get("schema_version")
            if version is None:
                self.set("schema_version", str(t.SCHEMA_VERSION))
                self.set("salt", secrets.token_hex(32))
            elif int(version) != t.SCHEMA_VERSION:
                raise LibraryError(
                    f"The library {path} has format {version}, this version reads {t.SCHEMA_VERSION}: "
                    "set JANGIN_HOME to a new folder and ingest again."
                )
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
        salt = self.get("salt") or ""
        return hmac.new(salt.encode(), str(path.resolve()).encode(), hashlib.sha256).hexdigest()[:32]

    def record(self, action: str, **detail: Any) -> None:
        """Append to the audit table; detail holds counts and ids, never content."""
        with self.engine.begin() as c:
            c.execute(sa.insert(t.audit).values(at=datetime.now(UTC), action=action, detail=detail))


def _configure_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    # Deleted rows are overwritten with zeros, so that what is deleted is gone from the file.
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA busy_timeout=10000")
    cursor.close()
