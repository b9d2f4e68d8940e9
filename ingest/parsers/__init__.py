"""One reader a format; each turns a file into blocks that know their exact place."""

from __future__ import annotations

import importlib
import logging
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ingest.documents import ParsedDocument
from ingest.errors import EmptyError, EncryptedError, ParseError
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
}
# Formats in which both documents and interviews come: the transcript reader looks first.
_TALK = {".txt": "transcripts.from_text", ".docx": "transcripts.from_docx"}
_ZIPPED = frozenset({".docx", ".pptx", ".xlsx", ".xlsm"})

SUFFIXES = frozenset(_READERS)


def supported(path: Path) -> bool:
    """Whether files of this name are read at all."""
    return path.suffix.lower() in SUFFIXES


def parse(path: Path) -> ParsedDocument:
    """Read one file into memory; nothing is written and nothing is logged.

    Raises:
        ParseError: the file cannot be read; the sentence names it and says what to do.
        EncryptedError: it is locked with a password.
        EmptyError: it holds no text.
        MissingToolError: it needs a program that is not installed.
    """
    name, suffix = path.name, path.suffix.lower()
    try:
        source = Source(name, path.read_bytes())
    except OSError as error:
        raise ParseError(
            f"{name} cannot be read ({error.strerror}): give the account that runs Jangin the right to read "
            "it, and ingest it again."
        ) from error
    if not source.data.strip(b"\0 \t\r\n"):
        raise EmptyError(f"{name} is empty: remove it, or save its content again and ingest it.")
    if suffix in _ZIPPED:
        _check_zipped(source)
    try:
        with _silence():
            document = _read(source, suffix)
    except ParseError:
        raise
    except (MemoryError, RecursionError) as error:
        raise ParseError(
            f"{name} is too large or too deeply nested to read: split it and ingest the parts."
        ) from error
    except Exception as error:
        # The libraries raise whatever broke first in a damaged file; none of it helps a user.
        raise ParseError(
            f"{name} is damaged or not really a {suffix} file: open it in its own program, save it again "
            "and ingest it again."
        ) from error
    if not document.blocks:
        raise EmptyError(f"{name} holds no text that can be read: remove it, or ingest a version with text.")
    return document


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
    if source.is_locked_office_file:
        raise EncryptedError(
            f"{source.name} is locked with a password: remove the password in its program and ingest it again."
        )
    if source.is_old_office_file:
        raise ParseError(
            f"{source.name} is an old Office file under a new name: save it in the current format "
            "(.docx, .pptx, .xlsx) and ingest it again."
        )


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


__all__ = ["SUFFIXES", "parse", "supported"]
