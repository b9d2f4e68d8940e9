"""Tells which of the names found in one document are the same person's.

A person is known by a whole name. A part of one (영식이, 박 반장, Mr Holloway) or a nickname is theirs where only one
person may be meant, of those in the document and those on the roster; otherwise it is nobody's in particular.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import regex

from ingest.scrub.called import FULL, KOREAN, WORD, untitled, whole
from ingest.scrub.names import ENGLISH_TITLES, TITLES
from ingest.scrub.resolve import Span
from ingest.scrub.roster import SEVERAL, Roster

_TITLE = regex.compile(rf"\s?({'|'.join(sorted(TITLES, key=len, reverse=True))})")


@dataclass(frozen=True)
class Person:
    """A person by the hash of the whole name; the name itself only where it stands there."""

    key: str
    name: str | None = None


class Cast:
    """The people of one document, from all names that were surely found in it."""

    def __init__(self, texts: Sequence[str], found: Iterable[Sequence[Span]], roster: Roster) -> None:
        self._roster = roster
        self._by_part: dict[str, set[str]] = defaultdict(set)
        for text, spans in zip(texts, found, strict=True):
            for span in spans:
                if name := whole(text[span.start : span.end]):
                    for part in _parts(name, _title_after(text, span.end)):
                        self._by_part[part].add(roster.person(name))

    def person(self, text: str, span: Span) -> Person | None:
        """Whose name stands there; None where it may be several people's, or where nobody knows."""
        name, title = text[span.start : span.end], _title_after(text, span.end)
        if bearer := whole(name):
            return Person(self._roster.person(bearer), bearer)
        meant = {p for part in _said(name, title) for p in self._by_part.get(part, ())}
        meant |= {p for form in _listed(name, title) if (p := self._roster.called(*form)) is not None}
        key = meant.pop() if len(meant) == 1 else SEVERAL
        return None if key == SEVERAL else Person(key)


def _parts(person: str, title: str) -> Iterator[str]:
    """What else a person may be called by."""
    if match := FULL.fullmatch(person):
        yield match["given"]
        if title:
            yield f"{match['family']} {title}"
    else:
        yield from person.split(" ")


def _said(name: str, title: str) -> Iterator[str]:
    """The parts of names that a word may stand for."""
    if not KOREAN.search(name):
        yield from (w.lower() for w in _words(name) if len(w) > 1)
        return
    for bare in _bare(name):
        yield bare
        if title:
            yield f"{bare} {title}"
    if (cut := untitled("".join(name.split()))) != (glued := "".join(name.split())):
        yield f"{cut} {glued[len(cut) :].removesuffix('님')}"


def _listed(name: str, title: str) -> Iterator[tuple[str, str]]:
    """The forms of :class:`Roster` that a word may stand for."""
    if KOREAN.search(name):
        for bare in _bare(name):
            yield from (
                ("given", bare),
                ("full", bare),
                ("called", f"{bare}|"),
                ("called", f"{bare}|{title}"),
            )
        return
    words = _words(name)
    yield from (("initial", f"{words[0][0]} {words[-1]}") for _ in words[1:2])
    yield from ((form, word) for word in words[-1:] for form in ("word", "titled"))


def _bare(name: str) -> list[str]:
    """A Korean name as it stands, and without the 이 that friends put behind it."""
    joined = "".join(name.split())
    return [joined, joined[:2]] if len(joined) == 3 and joined.endswith("이") else [joined]


def _words(name: str) -> list[str]:
    return [w for w in WORD.findall(name) if w not in ENGLISH_TITLES]


def _title_after(text: str, end: int) -> str:
    match = _TITLE.match(text, end)
    return match[1] if match else ""
