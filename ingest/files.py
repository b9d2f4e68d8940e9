"""Finds the files to ingest and the manifest entry that describes each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ingest.errors import ParseError, SettingsError

MANIFEST = "manifest.yaml"
CONTRIBUTORS = "contributors.yaml"
ROSTER = "roster.csv"
_NOT_DOCUMENTS = frozenset({MANIFEST, CONTRIBUTORS, ROSTER, "Thumbs.db", "desktop.ini"})


class _TextDates(yaml.SafeLoader):
    """YAML whose dates and revisions stay as they were written."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


class Entry(BaseModel):
    """What a folder's ``manifest.yaml`` says of one file; every field is optional."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    title: str = ""
    kind: Literal["", "manual", "standard", "interview", "incident", "other"] = ""
    contributor: str | None = None
    equipment: tuple[str, ...] = ()
    process: str | None = None
    revision: str | None = None
    date: str | None = Field(None, pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    supersedes: str | None = None
    approved_by_role: str | None = None
    audience: str = "all"


@dataclass(frozen=True)
class File:
    """One file to ingest; ``name`` is its path below the folder that was given."""

    path: Path
    name: str
    entry: Entry = field(default_factory=Entry)

    @property
    def is_closed_folder(self) -> bool:
        """Whether it is a folder that may not be opened."""
        return self.path.is_dir()

    def size(self) -> int:
        """In bytes; 0 where it is gone."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    def content(self) -> str:
        """SHA-256 of the file's bytes.

        Raises:
            ParseError: the file cannot be read.
        """
        hashed = hashlib.sha256()
        try:
            with self.path.open("rb") as stream:
                while block := stream.read(1 << 20):
                    hashed.update(block)
        except OSError as error:
            raise ParseError(
                f"{self.path.name} cannot be read ({error.strerror}): "
                "give the account that runs Jangin the right to read it, and ingest again."
            ) from error
        return hashed.hexdigest()

    def digest(self, content: str, circumstances: str) -> str:
        """Hash of a content, the file's manifest entry and the circumstances that shape its passages."""
        told = f"{self.entry.model_dump_json()}\n{circumstances}\n{content}"
        return hashlib.sha256(told.encode()).hexdigest()

    def part(self, name: str) -> File:
        """A document in this file, of which the manifest says the same but for what it is called; itself without a name."""
        if not name:
            return self
        entry = self.entry.model_copy(update={"title": "", "supersedes": None})
        return File(self.path, f"{self.name}/{name}", entry)


def find(paths: Iterable[Path]) -> list[File]:
    """All files under the given files and folders, in order of name, each once.

    Hidden files, manifests and the lock files of office programs are passed over.

    Raises:
        SettingsError: a path does not exist, or a manifest is wrong.
    """
    read_manifest.cache_clear()  # one may have changed since the run before
    found: dict[Path, File] = {}
    for path in paths:
        if not path.exists():
            raise SettingsError(f"{path} does not exist: give a file or a folder that does.")
        root = path if path.is_dir() else path.parent
        for file in sorted(_walk(path)):
            name = printable(file.relative_to(root).as_posix())
            entry = read_manifest(file.parent).get(normalize("NFC", printable(file.name)), Entry())
            found.setdefault(file.resolve(), File(file, name, entry))
    return list(found.values())


def strays(found: Iterable[File]) -> list[tuple[str, str]]:
    """Each manifest beside a file found, as its path below the folder given, with a name in it that is no file there."""
    told: list[tuple[str, str]] = []
    for folder, shown in {file.path.parent: Path(file.name).parent for file in found}.items():
        # A folder may go while it is read, and must not take the report with it.
        with suppress(OSError):
            named = read_manifest(folder)
            if not named:
                continue
            there = {normalize("NFC", printable(file.name)) for file in folder.iterdir()}
            told += [((shown / MANIFEST).as_posix(), name) for name in named if name not in there]
    return told


def printable(name: str) -> str:
    """A file's name as text; bytes that are no UTF-8 are read as the Korean code page, as old archives and disks have it."""
    raw = name.encode("utf-8", "surrogateescape")
    with suppress(UnicodeDecodeError):
        return raw.decode("utf-8")
    return raw.decode("cp949", "replace")


def _walk(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    try:
        children = [
            (child, child.is_dir() and not child.is_symlink(), child.is_file())
            for child in path.iterdir()
            if not child.name.startswith((".", "~$")) and child.name not in _NOT_DOCUMENTS
        ]
    except OSError:
        yield path  # a folder that may not be opened is told of like a file
        return
    for child, is_folder, is_file in children:
        if is_folder:
            yield from _walk(child)
        elif is_file:
            yield child


@cache
def read_manifest(folder: Path) -> dict[str, Entry]:
    """File name, composed (NFC), to entry; empty where the folder has no manifest.

    Raises:
        SettingsError: the manifest is not valid; names file and key.
    """
    path = folder / MANIFEST
    if not path.is_file():
        return {}
    try:
        raw = yaml.load(path.read_text("utf-8"), Loader=_TextDates) or {}
        # Some systems write Hangul in names as single letters (NFD), which looks the same.
        return {
            normalize("NFC", str(name)): Entry.model_validate(fields or {}) for name, fields in raw.items()
        }
    except (yaml.YAMLError, UnicodeDecodeError, AttributeError) as error:
        # The line itself may hold anything.
        mark = getattr(error, "problem_mark", None)
        where = f" near line {mark.line + 1}" if mark else ""
        raise SettingsError(f"{path} is not valid YAML{where}: correct it and ingest again.") from None
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise SettingsError(
            f"{path}: the key “{key}” is wrong ({first['msg']}): correct it and ingest again."
        ) from None
