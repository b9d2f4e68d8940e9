"""Reads gold questions from a table in CSV, as a spreadsheet saves it.

The first row names the columns, in any order:

- ``question``: required;
- ``answer`` (or ``answers``): what a right answer states; facts parted by ``;``, other wordings of a fact by ``|``;
- ``document``, ``quote``: the source of the answer and its words; more sources, each of them needed, in
  ``document2``, ``quote2`` and so on;
- ``id`` (row number), ``language`` (read from the question), ``kind`` (direct): may be left out;
- ``history``: the question of the turn before, for a follow-up; ``note``: for the writer, not read.

A row with neither answer nor document is a question that the library must refuse. What a table cannot tell
(alternative sources, longer histories) needs the JSON Lines of :mod:`eval.gold`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from eval.gold import Question
from ingest.errors import SettingsError
from ingest.korean import language_of

_PLAIN = ("id", "question", "answer", "language", "kind", "history", "note")
_SOURCE = re.compile(r"(document|quote)([2-9]?)")
# Korean spreadsheets save CSV in Windows' code page 949 unless told otherwise.
_ENCODINGS = ("utf-8-sig", "cp949")


def load(path: Path) -> list[Question]:
    """The questions of a CSV file, in order; empty rows are passed over.

    Raises:
        SettingsError: the file cannot be read, or a column or a row is wrong; names file and row.
    """
    rows = list(_rows(path, _text(path)))
    found: dict[str, tuple[int, Question]] = {}
    for n, row in rows:
        try:
            question = Question.model_validate(_question(n, row))
        except ValidationError as error:
            raise SettingsError(f"{path}, row {n}: {_reason(error)}; correct that row.") from None
        if question.id in found:
            raise SettingsError(
                f"{path}, row {n}: the id “{question.id}” stands in row {found[question.id][0]} too; "
                "give each question its own."
            )
        found[question.id] = (n, question)
    if not found:
        raise SettingsError(f"The gold file {path} holds no questions: add one question a row.")
    return [question for _, question in found.values()]


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise SettingsError(f"The gold file {path} cannot be read ({error}): name a CSV file.") from error
    for encoding in _ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SettingsError(
        f"The gold file {path} cannot be read: it is neither in UTF-8 nor in code page 949; save it as CSV UTF-8."
    )


def _rows(path: Path, text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row that is not empty, with its number as a spreadsheet counts it."""
    header = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise SettingsError(f"The gold file {path} is not a CSV table ({error}): save it anew.") from None
    columns = _columns(path, table[0] if table else [])
    for n, cells in enumerate(table[1:], 2):
        if not any(c.strip() for c in cells):
            continue
        if len(cells) > len(columns):
            raise SettingsError(
                f"{path}, row {n}: it has {len(cells)} cells under {len(columns)} columns; "
                "put text that holds a comma in quotation marks."
            )
        yield n, {c: v.strip() for c, v in zip(columns, cells, strict=False) if v.strip()}


def _columns(path: Path, header: Iterable[str]) -> list[str]:
    columns = ["answer" if c.strip().lower() == "answers" else c.strip().lower() for c in header]
    for c in columns:
        if c not in _PLAIN and not _SOURCE.fullmatch(c):
            raise SettingsError(
                f"The gold file {path} has a column “{c}” that is not known: use {', '.join(_PLAIN)}, document "
                "and quote (document2, quote2, …)."
            )
        if columns.count(c) > 1:
            raise SettingsError(f"The gold file {path} has the column “{c}” twice: keep one.")
    if "question" not in columns:
        raise SettingsError(
            f"The gold file {path} has no column “question”: name the columns in the first row."
        )
    return columns


def _question(n: int, row: Mapping[str, str]) -> dict[str, Any]:
    question = row.get("question", "")
    facts = [_parts(fact, "|") for fact in _parts(row.get("answer", ""), ";")]
    sources = [
        {"document": row.get(f"document{i}", ""), "quote": row.get(f"quote{i}", "")}
        for i in ("", *range(2, 10))
        if f"document{i}" in row or f"quote{i}" in row
    ]
    answerable = bool(facts or sources)
    return {
        "id": row.get("id", str(n)),
        "question": question,
        "language": row.get("language") or language_of(question),
        "kind": row.get("kind") or ("direct" if answerable else "unanswerable"),
        "answerable": answerable,
        "key_facts": facts,
        "evidence": sources,
        "history": [{"question": row["history"]}] if "history" in row else [],
    }


def _parts(cell: str, mark: str) -> list[str]:
    return [part.strip() for part in cell.split(mark) if part.strip()]


def _reason(error: ValidationError) -> str:
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    message = first["msg"].removeprefix("Value error, ")
    return f"“{key}”: {message}" if key else message
