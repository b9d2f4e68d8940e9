"""Tells which of the names found in one document are the same person's.

A person is known by a whole name. A part of one (영식이, 박 반장, Mr Holloway) is theirs where only one person in the
document may be meant; otherwise it is nobody's in particular.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import regex

from ingest.scrub.names import COMPOUND_SURNAMES, ENGLISH_TITLES, FOREIGN_SURNAMES, SURNAMES, TITLES
from ingest.scrub.resolve import Span

_KOREAN = regex.compile(r"[가-힣]")
_FULL = regex.compile(
    rf"(?P<family>{'|'.join(COMPOUND_SURNAMES)}|[{SURNAMES}])(?P<given>[가-힣]{{2}})|"
    rf"(?P<family>{'|'.join(COMPOUND_SURNAMES)})(?P<given>[가-힣])|"
    rf"(?P<family>{'|'.join(FOREIGN_SURNAMES)})(?P<given>[가-힣]{{2,6}})"
)
_TITLE = regex.compile(rf"\s?({'|'.join(sorted(TITLES, key=len, reverse=True))})")
_WORD = regex.compile(r"[A-Za-z][A-Za-z'-]*")


def whole(name: str) -> str | None:
    """A whole name in the one form by which its bearer is known in every document; None for a part of a name.

    박영식, 박 영식 and 박영식 반장 are one; so are “Derek Holloway”, “Mr. Derek J. Holloway” and “Holloway, Derek”.
    """
    if _KOREAN.search(name):
        joined = "".join(name.split())
        match = _FULL.fullmatch(_untitled(joined))
        # 도윤이 is Do-yun as a friend calls her more often than Do Yun-i.
        return None if match is None or match["given"].endswith("이") else match.group()
    words = [w for w in _WORD.findall(name) if w not in ENGLISH_TITLES]
    if "," in name and len(words) > 1:
        words = [*words[1:], words[0]]
    if len(words) < 2 or len(words[0]) < 2 or len(words[-1]) < 2:
        return None
    return f"{words[0]} {words[-1]}".lower()


def _untitled(name: str) -> str:
    name = name.removesuffix("님")
    for title in sorted(TITLES, key=len, reverse=True):
        if name.endswith(title):
            return name.removesuffix(title)
    return name


class Cast:
    """The people of one document, from all names that were surely found in it."""

    def __init__(self, texts: Sequence[str], found: Iterable[Sequence[Span]]) -> None:
        self._by_part: dict[str, set[str]] = defaultdict(set)
        for text, spans in zip(texts, found, strict=True):
            for span in spans:
                if person := whole(text[span.start : span.end]):
                    for part in _parts(person, _title_after(text, span.end)):
                        self._by_part[part].add(person)

    def person(self, text: str, span: Span) -> str | None:
        """Whose name stands there, as :func:`whole` gives it; None where it may be several people's."""
        name = text[span.start : span.end]
        if person := whole(name):
            return person
        meant = {p for part in _said(name, _title_after(text, span.end)) for p in self._by_part.get(part, ())}
        return meant.pop() if len(meant) == 1 else None


def _parts(person: str, title: str) -> Iterable[str]:
    """What else a person may be called by."""
    if match := _FULL.fullmatch(person):
        yield match["given"]
        if title:
            yield f"{match['family']} {title}"
    else:
        yield from person.split(" ")


def _said(name: str, title: str) -> Iterable[str]:
    """The parts of names that a word may stand for."""
    if _KOREAN.search(name):
        bare = "".join(name.split())
        yield bare
        if len(bare) == 3 and bare.endswith("이"):  # 영식이
            yield bare[:2]
        if title:
            yield f"{bare} {title}"
        elif (cut := _untitled(bare)) != bare:
            yield from (cut, f"{cut} {bare[len(cut) :]}")
    else:
        yield from (w.lower() for w in _WORD.findall(name) if w not in ENGLISH_TITLES and len(w) > 1)


def _title_after(text: str, end: int) -> str:
    match = _TITLE.match(text, end)
    return match[1] if match else ""
