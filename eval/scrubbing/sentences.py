"""Generates the test sentences: the same for the same seed, each with what must be masked and what must not.

The sentences and people stand in the YAML files beside this one and share nothing with what the name
tagger is taught by (:mod:`eval.names`); a test holds that.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from eval.scrubbing.identifiers import MAKERS

_HERE = Path(__file__).parent
_SLOT = re.compile(r"\{(\w+)\}|<([^<>/@ ]*)/([^<>/@ ]*)>")
_ROSTER = 60  # people of the roster, each language half of them


@dataclass(frozen=True)
class Mark:
    """``text[start:end]`` is personal data: its kind, and whether the person stands on the roster."""

    start: int
    end: int
    kind: str
    listed: bool = False


@dataclass(frozen=True)
class Sentence:
    """One test sentence; without marks nothing in it may be masked."""

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Person:
    """One made-up person: the full name, and the parts by which colleagues call them."""

    name: str
    given: str
    surname: str


class _People:
    def __init__(self, seed: int) -> None:
        read = yaml.safe_load((_HERE / "people.yaml").read_text(encoding="utf-8"))
        self._korean, self._english = read["korean"], read["english"]
        self._rng = random.Random(seed)

    def korean(self) -> Person:
        surname = self._rng.choice(self._korean["surnames"].split())
        single = self._rng.random() < 0.05 or (len(surname) > 1 and self._rng.random() < 0.5)
        given = self._rng.choice(self._korean["single"] if single else self._korean["given"].split())
        return Person(surname + given, given, surname)

    def foreign(self) -> Person:
        name = self._rng.choice([n.strip() for n in self._korean["foreign"].split("|")])
        return Person(name, name.split()[-1], name.split()[0])

    def english(self) -> Person:
        first, last = (self._rng.choice(self._english[k].split()) for k in ("first", "last"))
        return Person(f"{first} {last}", first, last)

    def roman(self) -> Person:
        surname, given = (
            self._rng.choice("Kim Lee Park Choi Jeong Kang Cho Yoon Jang Lim".split()),
            self._rng.choice(self._english["roman"].split()),
        )
        return Person(f"{surname} {given}", given, surname)


@cache
def roster() -> tuple[Person, ...]:
    """Those who are on the roster that the scrubber is given."""
    people, half = _People(seed=1), _ROSTER // 2
    korean = [people.korean() for _ in range(half * 3)]
    # A name of three syllables at least: those of two are matched as roster.py says.
    chosen = list({p.name: p for p in korean if len(p.given) == 2}.values())[:half]
    return (*chosen, *(people.english() for _ in range(half)))


def sentences(seed: int = 0, rounds: int = 9) -> list[Sentence]:
    """All sentences, every template ``rounds`` times for each use."""
    return list(_sentences(seed, rounds))


def _sentences(seed: int, rounds: int) -> Iterator[Sentence]:
    for language in ("korean", "english"):
        read = yaml.safe_load((_HERE / f"{language}.yaml").read_text(encoding="utf-8"))
        fill = _Fill(language, read["machines"], seed)
        for use in ("people", "listed", "identifiers", "plain"):
            for template in read[use]:
                for _ in range(rounds):
                    if use in ("people", "listed"):
                        yield fill(template, listed=True)
                    if use != "listed":
                        yield fill(template, listed=False)


class _Fill:
    def __init__(self, language: str, machines: str, seed: int) -> None:
        self._rng = random.Random(f"{language}-{seed}")
        self._people, self._korean = _People(seed + 2), language == "korean"
        self._machines = [m.strip() for m in (machines.split("|") if "|" in machines else machines.split())]
        self._listed = [p for p in roster() if p.name.isascii() != self._korean]

    def _person(self, listed: bool) -> Person:
        if listed:
            return self._rng.choice(self._listed)
        known = {p.name for p in roster()} | {p.given for p in roster()}
        while True:
            person = self._people.korean() if self._korean else self._people.english()
            if person.name not in known and person.given not in known:
                return person

    def __call__(self, template: str, listed: bool) -> Sentence:
        person, other = self._person(listed), self._person(listed)
        text, marks = "", []
        at = 0
        for match in _SLOT.finditer(template):
            text += template[at : match.start()]
            at = match.end()
            if match.group(1) is None:
                text += self._particle(text[-1], match.group(2), match.group(3))
                continue
            value, kind, of_roster = self._value(match.group(1), person, other, listed)
            if kind:
                marks.append(Mark(len(text), len(text) + len(value), kind, of_roster))
            text += value
        return Sentence(text + template[at:], tuple(marks))

    def _value(self, slot: str, person: Person, other: Person, listed: bool) -> tuple[str, str | None, bool]:
        people: dict[str, Any] = {
            "P": person.name, "P2": other.name, "G": person.given, "F1": person.given, "S": person.surname, "L": person.surname,
        }  # fmt: skip
        if slot in people:
            return people[slot], "PERSON", listed
        if slot == "F":
            return self._people.foreign().name, "PERSON", False
        if slot == "K":
            return self._people.roman().name, "PERSON", False
        if slot in MAKERS:
            return MAKERS[slot][0](self._rng), slot, False
        return self._plain(slot), None, False

    def _plain(self, slot: str) -> str:
        rng = self._rng
        number = rng.choice((str(rng.randint(2, 99)), str(rng.randint(100, 1800))))
        makers = {
            "n": number,
            "machine": rng.choice(self._machines),
            "lot": f"{rng.randint(20, 26)}{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}-{rng.randint(1000000, 4999999)}",
            "part": f"{rng.randint(100, 999)}-{rng.randint(10, 99)}-{rng.randint(10000, 99999)}",
            "drawing": f"DWG-{rng.randint(100000, 999999)}-{rng.randint(10, 99)}",
            "heat": f"{rng.choice('ABCH')}{rng.randint(10000, 99999)}",
            "equipment": f"{rng.choice(('P', 'RF', 'CV', 'HX'))}-{rng.randint(100, 999)}{rng.choice('ABC')}",
            "doc": f"QA-{rng.randint(2019, 2026)}-{rng.randint(1000, 9999)}",
        }
        return makers[slot]

    def _particle(self, before: str, closed: str, open_: str) -> str:
        code = ord(before) - ord("가")
        return closed if 0 <= code < 11172 and code % 28 else open_
