"""Every document in a file: the file itself, what is attached to a mail, what is packed in an archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from ingest.documents import Part
from ingest.errors import EmptyError, ParseError
from ingest.parsers import archive, mail, outlook, speech
from ingest.parsers.source import Source, shown

Member = tuple[str, "bytes | ParseError"]
_OPENERS: dict[str, Callable[[Source], Iterable[Member]]] = {
    ".zip": archive.members,
    ".eml": mail.attachments,
    ".msg": outlook.attachments,
}
_NO_DOCUMENT = frozenset({".zip"})
_DEEPEST = 3
_MOST_BYTES = 1 << 30  # of all that is opened in one file, whatever lies in what


@dataclass
class _Budget:
    left: int = _MOST_BYTES

    def spend(self, source: Source, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise ParseError(
                f"{source.name} holds more than {_MOST_BYTES >> 20} MB in files within files: unpack it and ingest the folder."
            )


def read(source: Source) -> list[Part]:
    """The documents of a file; one that cannot be read gives its reason in the place of a document.

    Raises:
        ParseError: the file itself cannot be read, or holds nothing that can.
    """
    parts = _told_apart(_parts(source, "", 0, _Budget()))
    if len(parts) == 1 and not parts[0].name and parts[0].document is None:
        raise ParseError(parts[0].reason)
    if not parts:
        raise EmptyError(f"{source.name} holds no file that is read here: remove it, or unpack it and look.")
    return parts


def _told_apart(parts: Iterable[Part]) -> list[Part]:
    """Of several files of one name, which a mail may well carry, each gets a number."""
    given = list(parts)
    names = {part.name for part in given}
    seen: set[str] = set()
    told = []
    for part in given:
        name, n, path = part.name, 1, PurePosixPath(part.name)
        while name in seen or (n > 1 and name in names):
            n += 1
            name = path.with_name(f"{path.stem} ({n}){path.suffix}").as_posix()
        seen.add(name)
        told.append(replace(part, name=name))
    return told


def _parts(source: Source, name: str, depth: int, budget: _Budget) -> Iterator[Part]:
    from ingest.parsers import guarded, parse_source

    opener = _OPENERS.get(source.suffix)
    if opener is None:
        yield Part(name, parse_source(source))
        return
    with guarded(source):
        members = list(_members(source, opener, budget))
    if source.suffix not in _NO_DOCUMENT:
        try:
            yield Part(name, parse_source(source))
        except EmptyError:
            # A mail that only carries a file.
            if not members:
                raise
    for member, content in members:
        yield from _member(f"{name}/{member}" if name else member, content, depth + 1, budget)


def _members(
    source: Source, opener: Callable[[Source], Iterable[Member]], budget: _Budget
) -> Iterator[Member]:
    for name, content in opener(source):
        if isinstance(content, bytes):
            budget.spend(source, len(content))
        yield name, content


def _member(name: str, content: bytes | ParseError, depth: int, budget: _Budget) -> Iterator[Part]:
    from ingest.parsers import readable

    if isinstance(content, ParseError):
        yield Part(name, None, str(content), failed=True)
        return
    source = Source(name.rsplit("/", 1)[-1], content)
    if source.suffix in speech.SUFFIXES:
        yield Part(name, None, f"{name} is a recording within a file: save it by itself and ingest it.")
    elif not readable(source.suffix):
        yield Part(name, None, f"{name} was skipped: files of type “{shown(source.suffix)}” are not read.")
    elif depth > _DEEPEST and source.suffix in _OPENERS:
        yield Part(
            name, None, f"{name} lies too deep in files within files: unpack it and ingest the folder."
        )
    else:
        try:
            yield from _parts(source, name, depth, budget)
        except ParseError as error:
            if isinstance(error.__cause__, MemoryError) or budget.left < 0:
                raise
            yield Part(name, None, str(error), failed=not isinstance(error, EmptyError))
