"""Looks for planted personal data in what users are shown and in every byte of the library's folder.

No finding carries the value itself: it is named by its place in the list of planted values.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.answer import Answer, Source
from ingest.errors import SettingsError
from ingest.store import documents as store
from ingest.store.library import Library

PERSON = "PERSON"
_SEPARATORS = re.compile(r"[\s\-‐‑‒–—―−.,:/()·]+")
# Shorter values without separators would be met by chance in other numbers.
_MIN_JOINED = 8
# Fewer bytes stand in any vector file by chance; such a name is looked for in texts alone.
_MIN_BYTES = 4


class _Entry(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    file: str = ""
    type: str = Field(min_length=1)
    value: str = Field(min_length=2)


@dataclass(frozen=True)
class Planted:
    """A value that must appear nowhere; ``where`` is ``list.yaml#number`` counting from 1."""

    where: str
    type: str
    value: str


@dataclass(frozen=True)
class Leak:
    """A planted value met; ``found_in`` is a question's id, a document, or a file below the library's folder."""

    where: str
    type: str
    found_in: str


def load(paths: Sequence[Path]) -> list[Planted]:
    """The planted values of YAML lists of ``{file, type, value}``, each value once.

    Raises:
        SettingsError: a list cannot be read; names file and entry, never the value.
    """
    found: dict[str, Planted] = {}
    for path in paths:
        try:
            raw = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader) or []
        except (OSError, UnicodeDecodeError, yaml.YAMLError):
            raise SettingsError(f"The list {path} cannot be read: give a YAML list in UTF-8.") from None
        if not isinstance(raw, list):
            raise SettingsError(f"The list {path} is not a list: write entries of file, type and value.")
        for n, entry in enumerate(raw, 1):
            try:
                planted = _Entry.model_validate(entry)
            except ValidationError as error:
                first = error.errors(include_input=False)[0]
                key = ".".join(str(part) for part in first["loc"])
                raise SettingsError(
                    f"{path}, entry {n}: “{key}” is wrong ({first['msg']}); correct that entry."
                ) from None
            found.setdefault(planted.value, Planted(f"{path.name}#{n}", planted.type, planted.value))
    return list(found.values())


def in_texts(texts: Iterable[str], planted: Sequence[Planted]) -> list[Planted]:
    """The planted values that stand in one of the texts, as they are or without separators."""
    plain = [unicodedata.normalize("NFC", t) for t in texts]
    joined = [_SEPARATORS.sub("", t) for t in plain]
    met = []
    for p in planted:
        value = unicodedata.normalize("NFC", p.value)
        bare = _SEPARATORS.sub("", value)
        hidden = p.type != PERSON and len(bare) >= _MIN_JOINED and any(bare in t for t in joined)
        # A short Latin name must not be met inside a longer word.
        whole = re.compile(rf"(?<![A-Za-z]){re.escape(value)}(?![A-Za-z])")
        if hidden or any(value in t and whole.search(t) for t in plain):
            met.append(p)
    return met


def in_answer(answer: Answer, planted: Sequence[Planted], credited: frozenset[str]) -> list[Planted]:
    """The planted values that an answer shows.

    ``credited`` are the names and aliases that contributors agreed to be shown by; they may stand
    where a source is credited, and nowhere else.
    """
    sources = [*answer.sources, *answer.related]
    shown = [answer.answer, *answer.warnings, *(s.text for s in answer.sentences)]
    shown += [text for s in sources for text in _texts(s)]
    credits = [c for s in sources for c in (s.contributor, s.locator.get("speaker")) if c]
    return in_texts([*shown, *(c for c in credits if c not in credited)], planted)


def _texts(source: Source) -> list[str]:
    place: dict[str, Any] = {k: v for k, v in source.locator.items() if k != "speaker"}
    return [
        source.title,
        source.document,
        source.role or "",
        source.quote,
        json.dumps(place, ensure_ascii=False),
    ]


def in_passages(library: Library, planted: Sequence[Planted]) -> list[Leak]:
    """Every planted value in the text, context, place, title and name of what was stored."""
    texts = {d["id"]: [d["name"], d["title"]] for d in store.all_documents(library)}
    names = {d["id"]: d["name"] for d in store.all_documents(library)}
    for p in store.passages(library):
        place = json.dumps(p.locator.as_dict(), ensure_ascii=False)
        texts[p.document_id] += [p.context, p.text, place]
    return [
        Leak(p.where, p.type, names[document])
        for document, shown in texts.items()
        for p in in_texts(shown, planted)
    ]


def in_home(home: Path, planted: Sequence[Planted], credited: frozenset[str]) -> list[Leak]:
    """Every planted value in every file below a folder, in any encoding a file may hold it in.

    The credits that contributors agreed to are cut out first, since the store keeps them;
    :func:`in_passages` sees to it that they stand nowhere else.
    """
    looked_for = [(p, _encodings(p.value, p.type)) for p in planted]
    allowed = sorted((form for c in credited for form in _encodings(c, PERSON)), key=len, reverse=True)
    leaks = []
    for file in sorted(f for f in home.rglob("*") if f.is_file()):
        content = file.read_bytes()
        for form in allowed:
            content = content.replace(form, b"")
        name = file.relative_to(home).as_posix()
        leaks += [Leak(p.where, p.type, name) for p, forms in looked_for if any(f in content for f in forms)]
    return leaks


def _encodings(value: str, kind: str) -> frozenset[bytes]:
    """UTF-8 (composed and decomposed), UTF-16, CP949 and JSON-escaped bytes, with and without separators."""
    spellings = {value, unicodedata.normalize("NFD", value)}
    bare = _SEPARATORS.sub("", value)
    if kind != PERSON and len(bare) >= _MIN_JOINED:
        spellings.add(bare)
    forms = set()
    for text in spellings:
        forms |= {text.encode("utf-8"), text.encode("utf-16-le"), text.encode("utf-16-be")}
        forms.add(json.dumps(text)[1:-1].encode())
        # What CP949 cannot spell was never written in it.
        with suppress(UnicodeEncodeError):
            forms.add(text.encode("cp949"))
    return frozenset(f for f in forms if len(f) >= _MIN_BYTES)
