"""Tesseract through pipes: pixels in, words out, and nothing on disk."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.errors import MissingToolError, ParseError

DPI = 300
_TIMEOUT_S = 180
_INSTALL = "install the packages tesseract-ocr and tesseract-ocr-kor and ingest it again."
_TABLE_ROW = re.compile(r"(?:level|\d+)\t(?:\w+\t){5}")
_HANGUL = re.compile(r"[가-힣]")
# A Korean word that the English model took for its own: capitals and signs, no digit.
_LATIN_GUESS = re.compile(r"[^\W\d_가-힣]+[\]\[)(}{|!.,]{0,2}$")
_KOREAN_WORD = re.compile(r"[가-힣]+[.,]?$")
_SURE = 85.0


@dataclass(frozen=True)
class Recognised:
    """The text of one picture, a line a line and an empty line between paragraphs.

    ``confidence`` is Tesseract's own mean over words, 0 to 100; None where nothing had to be recognised.
    """

    text: str
    confidence: float | None


@dataclass(frozen=True)
class _Word:
    text: str
    line: tuple[str, ...]
    left: int
    right: int
    top: int
    bottom: int
    confidence: float
    # What stands before it in its line: nothing, a space, or the gap of a table column.
    gap: str = ""


def require(name: str) -> None:
    """Checks that recognition can run for the file ``name``.

    Raises:
        MissingToolError: Tesseract or its Korean data is not installed.
    """
    languages = _languages()
    if languages is None:
        raise MissingToolError(f"{name} is a scan and Tesseract is not installed: {_INSTALL}")
    if not {"kor", "eng"} <= languages:
        raise MissingToolError(f"{name} is a scan and Tesseract lacks its Korean or English data: {_INSTALL}")


@cache
def _languages() -> frozenset[str] | None:
    if shutil.which("tesseract") is None:
        return None
    done = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, timeout=30)
    return frozenset((done.stdout + done.stderr).split())


def read_picture(png: bytes, name: str) -> Recognised:
    """Text of a PNG picture of the file ``name``.

    With Korean and English together Tesseract gets units and codes right but now and then reads a
    Korean word as Latin letters; Korean alone has those words right and the units wrong. So such
    words, and only they, are taken from a second reading.

    Raises:
        ParseError: Tesseract failed or took too long.
    """
    words = _read(png, "kor+eng", name)
    korean = sum(bool(_HANGUL.search(w.text)) for w in words) > 0.2 * len(words)
    if korean and any(_LATIN_GUESS.match(w.text) and len(w.text) > 1 for w in words):
        words = _corrected(words, _read(png, "kor", name))
    trust = [w.confidence for w in words]
    return Recognised(_text(words), sum(trust) / len(trust) if trust else 0.0)


def _read(png: bytes, languages: str, name: str) -> list[_Word]:
    # Page segmentation 4 (one column of text of variable sizes): 3 mixes up Korean forms.
    options = ["-l", languages, "--psm", "4", "--dpi", str(DPI), "-c", "preserve_interword_spaces=1"]
    try:
        done = subprocess.run(
            ["tesseract", "stdin", "stdout", *options, "txt", "tsv"],
            input=png,
            capture_output=True,
            timeout=_TIMEOUT_S,
        )
    except subprocess.TimeoutExpired as error:
        raise ParseError(
            f"{name} has a page that took longer than {_TIMEOUT_S} s to recognise: "
            "scan it again at 300 dpi and ingest it again."
        ) from error
    if done.returncode:
        raise ParseError(f"{name} could not be recognised by Tesseract: scan it again and ingest it again.")
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    rows = [line.split("\t") for line in lines if _TABLE_ROW.match(line)]
    text = "\n".join(line for line in lines if not _TABLE_ROW.match(line))
    return list(_spaced(_words(rows), text))


def _words(rows: Iterable[list[str]]) -> Iterator[_Word]:
    """Rows of Tesseract's table: level, page, block, paragraph, line, word, box, confidence, text."""
    for cells in rows:
        if len(cells) == 12 and cells[0] == "5" and cells[11].strip():
            left, top, width, height = map(int, cells[6:10])
            place = tuple(cells[1:5])
            yield _Word(cells[11].strip(), place, left, left + width, top, top + height, float(cells[10]))


def _spaced(words: Iterator[_Word], text: str) -> Iterator[_Word]:
    """The table parts Korean words into syllables; only the plain text knows where spaces are."""
    at = 0
    for word in words:
        found = text.find(word.text, at)
        if found < 0:
            yield replace(word, gap=" ")
            continue
        between = text[at:found]
        at = found + len(word.text)
        yield replace(word, gap=" | " if between.count(" ") > 4 else " " if between else "")


def _corrected(words: Sequence[_Word], korean: Sequence[_Word]) -> list[_Word]:
    out: list[_Word] = []
    for word in words:
        if not (_LATIN_GUESS.match(word.text) and len(word.text) > 1):
            out.append(word)
            continue
        instead = [k for k in korean if _overlap(k, word)]
        said = "".join(k.text for k in instead)
        sure = [k.confidence for k in instead]
        if (
            instead
            and _KOREAN_WORD.match(said)
            and min(sure) >= _SURE
            and sum(sure) / len(sure) > word.confidence
        ):
            out.append(replace(word, text=said, confidence=min(sure)))
        else:
            out.append(word)
    return out


def _overlap(inner: _Word, outer: _Word) -> bool:
    middle_x, middle_y = (inner.left + inner.right) / 2, (inner.top + inner.bottom) / 2
    return outer.left <= middle_x <= outer.right and outer.top - 5 <= middle_y <= outer.bottom + 5


def _text(words: Sequence[_Word]) -> str:
    text = ""
    before: tuple[str, ...] | None = None
    for word in words:
        if before is None:
            gap = ""
        elif word.line == before:
            gap = word.gap
        else:
            gap = "\n" if word.line[:3] == before[:3] else "\n\n"
        text += gap + word.text
        before = word.line
    return text
