"""The numbers by which people are called who are not named: the same in every document, from keyed hashes.

Who is credited as a contributor gets none: their own interviews would tell whose number it is, and so what every
other document says of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import sqlalchemy as sa

from ingest import numbered
from ingest.scrub.called import whole
from ingest.scrub.cast import Person
from ingest.scrub.roster import person_key
from ingest.store import schema as t
from ingest.store.library import Library

if TYPE_CHECKING:
    from ingest.vault import Vault

_FEWEST = 1_000  # numbers to choose from; ten times as many whenever half are given


class People:
    """The numbers of a library; a person's is made at the first call."""

    def __init__(self, library: Library, vault: Vault | None = None) -> None:
        self._library, self._vault = library, vault
        with library.engine.connect() as c:
            rows = c.execute(sa.select(t.people.c.hash, t.people.c.number, t.people.c.sealed.is_not(None)))
            held = rows.all()
        self._numbers: dict[str, int | None] = {row[0]: row[1] for row in held}
        self._sealed = {row[0] for row in held if row[2]}

    def number(self, person: Person) -> int | None:
        """The number of a person; None: none may be told. The vault learns the name where it stands in the open."""
        key = person.key
        if key not in self._numbers:
            self._add(key, self._free(key))
        number = self._numbers[key]
        if self._vault is not None and number is not None and person.name and key not in self._sealed:
            self._put(key, sealed=self._vault.seal(number, person.name))
            self._sealed.add(key)
        return number

    def show(self, names: Iterable[str]) -> None:
        """Take the numbers of people from now on whom this library may name, and what the vault holds of them."""
        for name in {person for n in names if (person := whole(n))}:
            key = person_key(self._library.key, name)
            if self._numbers.get(key, 0) is not None:
                self._add(key, None)

    def reserve(self, origin: str, number: int) -> int:
        """The number here of the person who has ``number`` in another library; the same one if it is free."""
        key = self._library.keyed(f"person of {origin}:{number}")[:24]
        if key not in self._numbers:
            taken = number in self._numbers.values()
            self._add(key, self._free(key) if taken else number)
        found = self._numbers[key]
        assert found is not None, "only people with a name are shown"
        return found

    @property
    def shown(self) -> list[str]:
        """Hashes of the people without a number, in order; a file is read anew when they change."""
        return sorted(key for key, number in self._numbers.items() if number is None)

    def _free(self, key: str) -> int:
        given = {n for n in self._numbers.values() if n is not None}
        size = _FEWEST
        while len(given) * 2 >= size:
            size *= 10
        number = int(key, 16) % (size - 1) + 1
        while number in given:
            number = number % (size - 1) + 1
        return number

    def _add(self, key: str, number: int | None) -> None:
        with self._library.engine.begin() as c:
            c.execute(sa.delete(t.people).where(t.people.c.hash == key))
            c.execute(sa.insert(t.people).values(hash=key, number=number, sealed=None))
        self._numbers[key] = number
        self._sealed.discard(key)

    def _put(self, key: str, sealed: bytes) -> None:
        with self._library.engine.begin() as c:
            c.execute(sa.update(t.people).where(t.people.c.hash == key).values(sealed=sealed))


def sealed(library: Library, number: int) -> bytes | None:
    """The sealed name of a number, as :meth:`ingest.vault.Vault.seal` made it."""
    with library.engine.connect() as c:
        return c.scalar(sa.select(t.people.c.sealed).where(t.people.c.number == number))


def in_vault(library: Library) -> int:
    """How many names are sealed."""
    with library.engine.connect() as c:
        return c.scalar(sa.select(sa.func.count()).where(t.people.c.sealed.is_not(None))) or 0


def empty_vault(library: Library) -> int:
    """Destroy every sealed name; how many there were."""
    names = in_vault(library)
    with library.engine.begin() as c:
        c.execute(sa.update(t.people).values(sealed=None))
    return names


def prune(c: sa.Connection) -> None:
    """Forget the people, and what the vault holds of them, whose numbers no text that is left tells."""
    told: set[int] = set()
    for row in c.execute(sa.select(t.passages.c.context, t.passages.c.text, t.passages.c.locator)):
        told.update(numbered.numbers(f"{row.context} {row.text} {row.locator}"))
    for row in c.execute(sa.select(t.documents.c.name, t.documents.c.title, t.documents.c.warnings)):
        told.update(numbered.numbers(f"{row.name} {row.title} {row.warnings}"))
    for row in c.execute(sa.select(t.open_questions.c.text)):
        told.update(numbered.numbers(row.text))
    rows = c.execute(sa.select(t.people.c.hash, t.people.c.number)).all()
    for key, number in rows:
        if number is not None and number not in told:
            c.execute(sa.delete(t.people).where(t.people.c.hash == key))
