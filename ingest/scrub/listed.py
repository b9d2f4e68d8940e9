"""Finds the forms of listed people in a text.

A full name is masked wherever it stands; a part of a name only where what follows shows that a person is meant.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import regex

from ingest.scrub.names import ENGLISH_TITLES, TITLES
from ingest.scrub.roster import Roster

_TITLE = "|".join(sorted(TITLES, key=len, reverse=True))
# Particles that only follow people, with the diminutive 이 of a given name.
_PERSONAL = regex.compile(
    rf"\s?(?:{_TITLE})|이?(?:한테|에게|랑|네\s|야(?![가-힣]))|이가(?![가-힣])|이\s?(?:{_TITLE})|아(?![가-힣])|께서|이하고|이도(?![가-힣])"
)
_AFTER_TWO = regex.compile(rf"\s?(?:{_TITLE})|[^가-힣]|[은는이가을를도의과와]|$")
_AFTER_CALL = regex.compile(r"[^가-힣]|[가는도를한의네랑야하]|$")
_TITLE_HERE = regex.compile(rf"\s?((?:{_TITLE})님?)", regex.V1)
_RUN = regex.compile(r"[가-힣]+")
_LONGEST, _SHORTEST_ANYWHERE = 5, 3  # syllables
_WORD = regex.compile(r"(?<![A-Za-z])[A-Za-z][A-Za-z'-]*")
_TITLES_EN = frozenset(ENGLISH_TITLES)
_WORD_PARTS = regex.compile(r"[^a-z]+")


def listed(text: str, roster: Roster) -> list[tuple[int, int]]:
    """Where listed people stand in ``text``, in order; places may overlap."""
    if not roster:
        return []
    finder = _Finder(roster)
    return sorted({*finder.korean(text), *finder.english(text)})


class _Finder:
    def __init__(self, roster: Roster) -> None:
        self._roster = roster

    def korean(self, text: str) -> Iterator[tuple[int, int]]:
        holds = self._roster.holds
        runs = list(_RUN.finditer(text))
        for at, match in enumerate(runs):
            start, end = match.span()
            for i in range(start, end - 1):
                for length in range(_SHORTEST_ANYWHERE, min(_LONGEST, end - i) + 1):
                    if holds("full", text[i : i + length]):
                        yield i, i + length
            for length in range(1, min(_LONGEST, end - start) + 1):
                yield from self._called(text, start, start + length)
                name = text[start : start + length]
                if length == 2 and holds("full", name) and _AFTER_TWO.match(text, start + 2):
                    yield start, start + 2
                if length >= 2 and holds("given", name) and _PERSONAL.match(text, start + length):
                    yield start, start + length
            yield from self._apart(text, runs, at)

    def _apart(self, text: str, runs: list[regex.Match[str]], at: int) -> Iterator[tuple[int, int]]:
        """Names that spaces part: 박 영식, 응우옌 반 투언."""
        start, joined = runs[at].start(), runs[at].group()
        if len(joined) > _LONGEST:
            return
        for before, following in zip(runs[at:], runs[at + 1 : at + 3], strict=False):
            if text[before.end() : following.start()] != " ":
                return
            for length in range(1, min(_LONGEST, len(following.group())) + 1):
                end = following.start() + length
                name = joined + text[following.start() : end]
                if len(joined) <= 2 and self._roster.holds("full", name):
                    yield start, end
                yield from self._called(text, start, end, name)
            joined += following.group()

    def _called(self, text: str, start: int, end: int, name: str = "") -> Iterator[tuple[int, int]]:
        """A name with the title that it is called with; the title stays readable."""
        name = name or text[start:end]
        if title := _TITLE_HERE.match(text, end):
            written = title.group(1)
            if any(
                self._roster.holds("called", f"{name}|{t}") for t in {written, written.removesuffix("님")}
            ):
                yield start, end
        if len(name) > 1 and self._roster.holds("called", f"{name}|") and _AFTER_CALL.match(text, end):
            yield start, end

    def english(self, text: str) -> Iterator[tuple[int, int]]:
        holds = self._roster.holds
        words = list(_WORD.finditer(text))
        for at, match in enumerate(words):
            word = match.group().removesuffix("'s").rstrip("'-")
            start, end = match.start(), match.start() + len(word)
            if holds("word", word) and text[end : end + 1] != "-":
                yield start, end
            if at and words[at - 1].group() in _TITLES_EN and holds("titled", word):
                yield start, end
            for count in range(1, 4):
                if at + count >= len(words):
                    break
                last = words[at + count]
                name = last.group().removesuffix("'s").rstrip("'-")
                between = text[words[at + count - 1].end() : last.start()]
                if between.strip(" .,\n\t") or len(between) > 3:
                    break
                if between == "." and len(match.group()) > 1:  # derek.holloway is an address or a login
                    break
                yield from self._several(text, words[at : at + count + 1], last.start() + len(name), name)

    def _several(
        self, text: str, words: list[regex.Match[str]], end: int, last: str
    ) -> Iterator[tuple[int, int]]:
        start, first = words[0].start(), words[0].group()
        holds, comma = self._roster.holds, "," in text[words[0].end() : words[1].start()]
        whole = " ".join([*(w.group() for w in words[:-1]), last]).lower().replace("-", " ")
        middle = all(w.group()[0].isupper() for w in words[1:-1]) and len(words) <= 3
        if not comma and (holds("whole", whole) or (middle and holds("ends", f"{first} {last}"))):
            yield start, end
        if len(words) == 2:
            if comma and holds("ends", f"{last} {first}"):
                yield start, end
            if len(first) == 1 and holds("initial", f"{first} {last}"):
                yield start, end
            if len(last) == 1 and holds("initial", f"{last} {first}"):
                yield start, end + (text[end : end + 1] == ".")


def name_parts(names: Iterable[str]) -> frozenset[str]:
    """What must stand in a text, spaces and capitals aside, for any form of one of the names to stand in it."""
    return frozenset(
        part
        for name in names
        for part in (
            ["".join(name.split())[-_SHORTEST_ANYWHERE + 1 :]]
            if _RUN.search(name)
            else _WORD_PARTS.split(name.lower())
        )
        if part
    )


def may_name(text: str, parts: Collection[str]) -> bool:
    """Whether a form of a name may stand in a text; without looking closely."""
    joined = "".join(text.lower().split())
    return any(part in joined for part in parts)
