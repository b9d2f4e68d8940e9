"""One reader a format; each turns a file into blocks that know their exact place."""

from __future__ import annotations

import importlib
import io
import logging
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from ingest.documents import ParsedDocument, Part
from ingest.errors import EmptyError, EncryptedError, ParseError
from ingest.parsers import speech
from ingest.parsers.source import Source

# Suffix to module and function; a module is imported when the first such file comes.
_READERS = {
    ".docx": "office.read_docx",
    ".pptx": "office.read_pptx",
    ".xlsx": "sheet.read_xlsx",
    ".xlsm": "sheet.read_xlsx",
    ".csv": "sheet.read_csv",
    ".tsv": "sheet.read_csv",
    ".html": "html.read",
    ".htm": "html.read",
    ".md": "markdown.read",
    ".markdown": "markdown.read",
    ".txt": "plain.read",
    ".eml": "mail.read",
    ".msg": "outlook.read",
    ".pdf": "pdf.read",
    ".hwpx": "hwp.read",
    ".hwp": "hwp.read",
    ".vtt": "transcripts.read_subtitles",
    ".srt": "transcripts.read_subtitles",
    ".json": "transcripts.read_whisper",
    ".png": "ocr.read_image",
    ".jpg": "ocr.read_image",
    ".jpeg": "ocr.read_image",
    ".tif": "ocr.read_image",
    ".tiff": "ocr.read_image",
    **dict.fromkeys(speech.SUFFIXES, "speech.read"),
    **dict.fromkeys((".doc", ".rtf", ".odt", ".xls", ".ods", ".ppt", ".odp"), "convert.read"),
}
# Formats in which both documents and interviews come: the transcript reader looks first.
_TALK = {".txt": "transcripts.from_text", ".docx": "transcripts.from_docx"}
_ZIPPED = frozenset({".docx", ".pptx", ".xlsx", ".xlsm", ".hwpx"})

_ARCHIVES = frozenset({".zip"})

SUFFIXES = frozenset(_READERS)


def supported(path: Path) -> bool:
    """Whether files of this name are read at all."""
    return readable(path.suffix.lower())


def readable(suffix: str) -> bool:
    """Whether files of this type are read, by themselves or for what is packed in them."""
    return suffix in SUFFIXES or suffix in _ARCHIVES


def is_recording(path: Path) -> bool:
    """Whether reading a file of this name means listening to it, which takes its time."""
    return path.suffix.lower() in speech.SUFFIXES


def may_hold_files(path: Path) -> bool:
    """Whether a file of this name may hold others that are documents of their own."""
    return path.suffix.lower() in (*_ARCHIVES, ".eml", ".msg")


def read(name: str, data: bytes) -> list[Part]:
    """Every document in the bytes of a file, see :func:`ingest.parsers.containers.read`.

    Raises:
        ParseError: as :func:`parse`.
    """
    from ingest.parsers import containers

    return containers.read(Source(name, data))


def load(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        ParseError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise ParseError(
            f"{path.name} cannot be read ({error.strerror}): give the account that runs Jangin the right to read "
            "it, and ingest it again."
        ) from error


def parse(path: Path) -> ParsedDocument:
    """Read one file that is one document into memory; nothing is written and nothing is logged.

    Raises:
        ParseError: the file cannot be read; the sentence names it and says what to do.
        EncryptedError: it is locked with a password.
        EmptyError: it holds no text.
        MissingToolError: it needs a program that is not installed.
    """
    return parse_source(Source(path.name, load(path)))


def parse_source(source: Source) -> ParsedDocument:
    """As :func:`parse`, of bytes in memory."""
    name, suffix = source.name, source.suffix
    if not source.data.strip(b"\0 \t\r\n"):
        raise EmptyError(f"{name} is empty: remove it, or save its content again and ingest it.")
    if suffix in _ZIPPED:
        with guarded(source):
            _check_zipped(source)
    with guarded(source):
        document = _read(source, suffix)
    if not document.blocks:
        raise EmptyError(f"{name} holds no text that can be read: remove it, or ingest a version with text.")
    return document


@contextmanager
def guarded(source: Source) -> Iterator[None]:
    """What a library raises over a damaged file becomes a sentence."""
    try:
        with _silence():
            yield
    except ParseError:
        raise
    except (MemoryError, RecursionError) as error:
        raise too_large(source.name) from error
    except Exception as error:
        # The libraries raise whatever broke first in a damaged file; none of it helps a user.
        raise ParseError(
            f"{source.name} is damaged or not really a {source.suffix} file: open it in its own program, save it again "
            "and ingest it again."
        ) from error


def too_large(name: str) -> ParseError:
    """A file that wants more memory than one file may have."""
    return ParseError(f"{name} is too large or too deeply nested to read: split it and ingest the parts.")


def _read(source: Source, suffix: str) -> ParsedDocument:
    if (talk := _TALK.get(suffix)) and (found := _function(talk)(source)) is not None:
        return found
    if suffix not in _READERS:
        raise ParseError(f"{source.name} is of a type that is not read: save it as PDF, DOCX or text.")
    document: ParsedDocument = _function(_READERS[suffix])(source)
    return document


def _function(dotted: str) -> Callable[[Source], Any]:
    module, _, function = dotted.partition(".")
    return getattr(importlib.import_module(f"{__name__}.{module}"), function)


def _check_zipped(source: Source) -> None:
    import zipfile

    from ingest.parsers.archive import check_sizes

    if source.is_locked_office_file:
        raise EncryptedError(
            f"{source.name} is locked with a password: remove the password in its program and ingest it again."
        )
    if source.is_old_office_file:
        raise ParseError(
            f"{source.name} is an old Office file under a new name: save it in the current format "
            "(.docx, .pptx, .xlsx) and ingest it again."
        )
    with suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(source.data)) as package:
        check_sizes(source, package.infolist())


@contextmanager
def _silence() -> Iterator[None]:
    """Libraries report oddities of files with pieces of their text, which must not reach any log."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)


__all__ = ["SUFFIXES", "load", "parse", "parse_source", "read", "readable", "supported"]
