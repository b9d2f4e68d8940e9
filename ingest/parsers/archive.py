"""ZIP archives: their members in memory, never unpacked to disk."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from ingest.errors import EncryptedError, ParseError
from ingest.parsers.source import Source

_MOST_MEMBERS = 2000
_MOST_BYTES = 1 << 30  # all members unpacked
_MOST_RATIO = 200  # text packs to a tenth, a bomb to a thousandth
_SMALL = 10 << 20
_UTF8, _LOCKED = 0x800, 0x1
# Left by programs, of no use to anybody.
_LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def members(source: Source) -> Iterator[tuple[str, bytes | ParseError]]:
    """Name and bytes of each member in order of name, or why it is not read.

    Raises:
        ParseError: the archive is damaged, or made to fill the memory.
    """
    with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
        found = [m for m in archive.infolist() if not m.is_dir() and not _is_litter(m.filename)]
        check_sizes(source, found)
        for member in sorted(found, key=_name):
            yield _shown(_name(member)), _content(source, archive, member)


def check_sizes(source: Source, found: list[zipfile.ZipInfo]) -> None:
    """Refuse what was packed to fill a memory.

    Raises:
        ParseError: it was, or holds more than is read of one file.
    """
    unpacked = sum(m.file_size for m in found)
    if len(found) > _MOST_MEMBERS or unpacked > _MOST_BYTES:
        raise ParseError(
            f"{source.name} holds {len(found)} files of {unpacked >> 20} MB, more than is read of one archive: "
            "unpack it and ingest the folder."
        )
    if any(m.file_size > max(_SMALL, _MOST_RATIO * m.compress_size) for m in found):
        raise ParseError(
            f"{source.name} was packed in a way that fills the memory of who opens it: it is not read; ask where it "
            "comes from."
        )


def _content(source: Source, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes | ParseError:
    if _leads_out(_name(member)):
        return ParseError(f"{source.name} holds a file whose name leads out of the archive: it was not read.")
    if member.flag_bits & _LOCKED:
        return EncryptedError(f"{source.name} is locked with a password: unpack it and ingest the folder.")
    try:
        with archive.open(member) as stream:
            # A directory may lie about sizes.
            data = stream.read(member.file_size + 1)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError):
        return ParseError(f"{source.name} is damaged in one of its files: pack it again and ingest it again.")
    except Exception as error:
        if type(error).__module__ in ("zlib", "lzma", "_lzma"):
            return ParseError(
                f"{source.name} is damaged in one of its files: pack it again and ingest it again."
            )
        raise
    if len(data) > member.file_size:
        return ParseError(f"{source.name} holds a file that is larger than it says: it was not read.")
    return data


def _name(member: zipfile.ZipInfo) -> str:
    """The name as it was meant: programs on Korean Windows write CP949 and do not say so."""
    name = member.filename
    if member.flag_bits & _UTF8:
        return name
    try:
        return name.encode("cp437").decode("cp949")
    except UnicodeError:
        return name


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in path.parts[0]


def _shown(name: str) -> str:
    """A name for a person to read; nothing is ever written under it."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return "/".join(p for p in parts if p not in ("/", "..", ".")) or "file"


def _is_litter(name: str) -> bool:
    return name.startswith(_LITTER) or PurePosixPath(name).name.startswith((".", "~$", *_LITTER))
