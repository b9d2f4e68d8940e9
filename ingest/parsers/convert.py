"""Old and foreign office formats, turned by LibreOffice into those that are read here."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from ingest.documents import ParsedDocument
from ingest.errors import EncryptedError, MissingToolError, ParseError
from ingest.isolated.limits import die_with_parent
from ingest.parsers import office, sheet
from ingest.parsers.source import Source

_TARGET = {
    ".doc": "docx",
    ".rtf": "docx",
    ".odt": "docx",
    ".xls": "xlsx",
    ".ods": "xlsx",
    ".ppt": "pptx",
    ".odp": "pptx",
}
_READ = {"docx": office.read_docx, "xlsx": sheet.read_xlsx, "pptx": office.read_pptx}
_TIMEOUT_S = 100
# Compound file, zip, RTF.
_BEGINNINGS = (b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"{\\rtf")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f]")


def read(source: Source) -> ParsedDocument:
    """A DOC, PPT, XLS, RTF, ODT, ODS or ODP file.

    Raises:
        MissingToolError: LibreOffice is not installed.
        EncryptedError: the file has a password.
        ParseError: LibreOffice cannot open it.
    """
    program = _program()
    if program is None:
        raise MissingToolError(
            f"{source.name} is of an old or foreign office format, for which LibreOffice is needed: install it "
            "(Debian: libreoffice-writer-nogui, libreoffice-calc-nogui, libreoffice-impress-nogui), or save the "
            "file as DOCX, XLSX or PPTX, and ingest it again."
        )
    if _is_locked(source):
        raise EncryptedError(
            f"{source.name} is locked with a password: remove the password in its program and ingest it again."
        )
    if not _may_be(source):
        raise ParseError(
            f"{source.name} is damaged or not really a {source.suffix} file: open it in its own program, save it again "
            "and ingest it again."
        )
    target = _TARGET[source.suffix]
    return _READ[target](Source(f"{source.stem}.{target}", _converted(program, source, target)))


@cache
def _program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _converted(program: str, source: Source, target: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="jangin-") as made:
        folder = Path(made)
        # Not under its own name: that may be one that no file system takes.
        given, gotten = folder / f"file{source.suffix}", folder / "out" / f"file.{target}"
        given.write_bytes(source.data)
        command = [
            program,
            "--headless",
            "--norestore",
            # A profile of its own: LibreOffice refuses to start twice on one, and the user's may run macros.
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to",
            target,
            "--outdir",
            str(gotten.parent),
            str(given),
        ]
        try:
            subprocess.run(
                command, capture_output=True, timeout=_TIMEOUT_S, preexec_fn=die_with_parent, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise ParseError(
                f"{source.name} took LibreOffice longer than {_TIMEOUT_S} s: save it as {target.upper()} and ingest that."
            ) from error
        if not gotten.is_file():
            raise ParseError(
                f"{source.name} cannot be opened by LibreOffice: open it in its own program, save it as "
                f"{target.upper()} and ingest that."
            )
        return gotten.read_bytes()


def _may_be(source: Source) -> bool:
    """Whether it begins like any office file, or is text throughout, which programs save under these names too.

    LibreOffice itself opens whatever it is given, as text if need be.
    """
    if source.data.startswith(_BEGINNINGS):
        return True
    return not _CONTROLS.search(source.data[:65536])


def _is_locked(source: Source) -> bool:
    """Word, Excel, PowerPoint before 2007, and the formats after under an old name."""
    import io

    import msoffcrypto

    if source.is_locked_office_file:
        return True
    try:
        return bool(msoffcrypto.OfficeFile(io.BytesIO(source.data)).is_encrypted())
    except Exception:
        # Not a Microsoft file, or a damaged one, of which LibreOffice says so.
        return False
