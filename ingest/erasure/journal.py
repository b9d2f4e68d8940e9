"""An erasure on disk while it lasts, so that one that was interrupted is gone on with."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from ingest.erasure.plan import Plan
from ingest.home import Home


class Journal(BaseModel):
    """The plan, when it began (ISO 8601, UTC), and the steps that are behind it.

    ``vectors`` are beginnings of the vectors that are to go, in hexadecimal.
    """

    model_config = ConfigDict(extra="forbid")

    plan: Plan
    began: str
    done: list[str] = []
    vectors: list[str] = []
    evaluations: int = 0


def path(home: Home) -> Path:
    """Where the journal of a library stands."""
    return home.root / "erasure.json"


def load(home: Home) -> Journal | None:
    """The erasure that was interrupted, if one was."""
    if not path(home).is_file():
        return None
    return Journal.model_validate_json(path(home).read_bytes())


def save(home: Home, journal: Journal) -> None:
    """Write the journal in the place of the one before, readable by its owner only."""
    new = path(home).with_suffix(".new")
    with os.fdopen(
        os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
    ) as stream:
        stream.write(journal.model_dump_json())
        stream.flush()
        os.fsync(stream.fileno())
    new.replace(path(home))


def destroy(home: Home) -> None:
    """Overwrite the journal, since it holds what was to be destroyed, and take it away."""
    for file in (path(home), path(home).with_suffix(".new")):
        if file.is_file():
            overwrite(file)


def overwrite(file: Path) -> None:
    """Fill a file with zeros and remove it."""
    with file.open("r+b") as stream:
        stream.write(bytes(file.stat().st_size))
        stream.flush()
        os.fsync(stream.fileno())
    file.unlink()
