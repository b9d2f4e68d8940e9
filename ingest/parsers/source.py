"""The bytes of one file in memory, and what its first bytes give away."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

# Microsoft's compound file: old Office formats, HWP 5, and Office 2007+ files under a password.
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The name of the stream that holds a password-protected Office file, as the directory spells it.
_LOCKED_STREAM = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True)
class Source:
    """One file as the parsers get it; ``name`` is its name without folders."""

    name: str
    data: bytes

    @property
    def stem(self) -> str:
        return PurePath(self.name).stem

    @property
    def suffix(self) -> str:
        return PurePath(self.name).suffix.lower()

    @property
    def is_locked_office_file(self) -> bool:
        """A DOCX, PPTX or XLSX under a password is a compound file around the encrypted zip."""
        return self.data.startswith(_COMPOUND) and _LOCKED_STREAM in self.data

    @property
    def is_old_office_file(self) -> bool:
        return self.data.startswith(_COMPOUND) and _LOCKED_STREAM not in self.data


def shown(suffix: str) -> str:
    """The ending of a name, where it looks like one: what follows the last point may be anything, a telephone number too."""
    return suffix if re.fullmatch(r"\.[A-Za-z][A-Za-z0-9]{0,5}", suffix) else "none"
