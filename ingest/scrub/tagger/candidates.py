"""Every stretch of Korean text that could be a person's name, with what stands around it.

A name begins a run of Hangul and ends where a title, a particle or nothing follows; that leaves a few
stretches a run to judge. What no candidate covers is not a name: a syllable in the middle of a word is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import regex

from ingest.scrub import names

Shape = Literal["full", "given", "surname", "foreign", "spaced", "words"]
LONGEST = 6  # syllables of a name written in one run
_RUN = regex.compile(r"[가-힣]+")
_TITLE = "|".join(sorted(names.TITLES, key=len, reverse=True))
_PARTICLE = (
    "이라고|라고|이라는|라는|이란|이라|이래|이고|이며|입니다|이에요|예요|이요|(?:이었|이셨|였)[가-힣]{1,3}|이다|다|인데|인가|인지|이면|일까|이랑|랑|이나|나|이도|이네|에게서|에게|한테서|"
    "한테|께서|께|보고|더러|하고|이하고|으로|로|이가|이는|이를|이의|은|는|이|가|을|를|과|와|도|의|만|까지|으로부터|로부터|부터|처럼|보다|밖에|마저|조차|에|야|아|님|네|들|여|씩|이든|뿐"
)
_REST = regex.compile(rf"(이)?(모|{_TITLE})?(님)?(들|네|측|쪽|팀|조|표|식)?({_PARTICLE})?(만|도|은|는|요)?")
# A title by itself is no name, and neither is one with its particle: 조장이, 반장님은.
_ROLE = regex.compile(
    rf"(?:{'|'.join(t for t in sorted(names.TITLES, key=len, reverse=True) if len(t) > 1)})(?:님|들)?(?:{_PARTICLE})?"
)
_TITLE_NEXT = regex.compile(rf"\s?({_TITLE})(?:님|들)?(?:{_PARTICLE})?(?![가-힣])")
_BEFORE = regex.compile(r"([가-힣A-Za-z0-9]*)([^가-힣A-Za-z0-9]*)$")
_AFTER = regex.compile(r"([^가-힣A-Za-z0-9]*)([가-힣]*|[A-Za-z]*|[0-9]*)")
# A syllable that Korean words seldom have: tense or aspirated at its beginning, 르 or 스 and the like, 리 at the
# beginning of a word, 샤 or 쥬.
_FOREIGN = regex.compile(
    r"[까-낗따-띻빠-삫짜-찧카-힣--[하-힣]]|[그느드르므브스즈]|(?<![가-힣])[라-맇]|[샤-섛쇼-숗슈-슣쟈-젛죠-줗쥬-즣]",
    regex.V1,
)
_REACH = 24  # characters of context on each side


@dataclass(frozen=True)
class Candidate:
    """``text[start:end]`` with the word it stands in and its neighbours, as the features read them."""

    start: int
    end: int
    text: str
    shape: Shape
    rest: str  # what follows in the same run
    title: str  # in the run or after it
    particle: str
    before: str  # the word before
    gap_before: str  # and what parts it from the name
    gap_after: str
    after: str  # the word after, the title's own if there is one


@lru_cache(maxsize=65_536)
def _shapes(run: str) -> tuple[tuple[int, Shape, str, str], ...]:
    """Lengths of names that ``run`` may begin with: (length, shape, title, particle)."""
    found: list[tuple[int, Shape, str, str]] = []
    if _ROLE.fullmatch(run):
        return ()
    surname = _surname_length(run)
    for length in range(1, min(len(run), LONGEST) + 1):
        rest = _REST.fullmatch(run[length:])
        if rest is None:
            continue
        title, particle = rest.group(2) or "", (rest.group(1) or "") + (rest.group(5) or "")
        if length == 1 or (surname == 2 and length == 2):
            if run[:length] in names.COMPOUND_SURNAMES or (length == 1 and run[0] in names.SURNAMES):
                found.append((length, "surname", title, particle))
            if length == 1:
                continue
        if surname and surname < length <= surname + 2 and length - surname <= 2:
            found.append((length, "full", title, particle))
        elif length in (2, 3) and not surname:
            found.append((length, "given", title, particle))
        elif length >= 3:
            found.append((length, "foreign", title, particle))
        if surname and length == 2:  # also a given name: 정수, 성호
            found.append((length, "given", title, particle))
    return tuple(found)


def _surname_length(run: str) -> int:
    if run.startswith(names.COMPOUND_SURNAMES):
        return 2
    return 1 if run[0] in names.SURNAMES else 0


def candidates(text: str) -> Iterator[Candidate]:
    """All candidates of ``text`` in order; several of them may overlap."""
    runs = list(_RUN.finditer(text))
    for at, match in enumerate(runs):
        run, start = match.group(), match.start()
        shapes = _shapes(run)
        several = _several(text, runs, at)
        if not shapes and not several:
            continue
        before = _BEFORE.search(text[max(0, start - _REACH) : start])
        assert before is not None  # it matches the empty string too
        for length, shape, title, particle in shapes:
            if shape == "surname" and not title and not _TITLE_NEXT.match(text, match.end()):
                continue
            yield _candidate(text, start, start + length, match.end(), shape, title, particle, before)
        for end, run_end, shape, title, particle in several:
            yield _candidate(text, start, end, run_end, shape, title, particle, before)


def _several(text: str, runs: list[regex.Match[str]], at: int) -> list[tuple[int, int, Shape, str, str]]:
    """Names of several words that begin with this run: 박 영식, 응우옌 반 투언, 라파엘 실바."""
    found: list[tuple[int, int, Shape, str, str]] = []
    first = runs[at].group()
    family = (len(first) == 1 and first in names.SURNAMES) or first in names.COMPOUND_SURNAMES
    abroad = first in names.FOREIGN_SURNAMES
    if len(runs[at].group()) > LONGEST:
        return found
    end = runs[at].end()
    for following in runs[at + 1 : at + 3]:
        if text[end : following.start()] != " ":
            break
        run, end = following.group(), following.end()
        second = following is runs[at + 1]
        for length in range(1 if not second else 2, min(len(run), 5) + 1):
            rest = _REST.fullmatch(run[length:])
            if rest is None or _ROLE.fullmatch(run):
                continue
            shape: Shape = "spaced" if family and second and length == 2 else "words"
            particle = (rest.group(1) or "") + (rest.group(5) or "")
            if (
                shape == "spaced"
                or abroad
                or _FOREIGN.search(text, runs[at].start(), following.start() + length)
            ):
                found.append(
                    (following.start() + length, following.end(), shape, rest.group(2) or "", particle)
                )
    return found


def _candidate(
    text: str,
    start: int,
    end: int,
    run_end: int,
    shape: Shape,
    title: str,
    particle: str,
    before: regex.Match[str],
) -> Candidate:
    after = _AFTER.match(text[run_end : run_end + _REACH])
    assert after is not None
    if not title and (following := _TITLE_NEXT.match(text, run_end)):
        title = " " + following.group(1)
    return Candidate(
        start, end, text[start:end], shape, text[end:run_end], title, particle,
        before.group(1), before.group(2), after.group(1), after.group(2),
    )  # fmt: skip
