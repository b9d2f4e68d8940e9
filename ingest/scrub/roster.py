"""People whom a plant has listed, kept only as keyed hashes of the forms in which they are called.

Who holds the hashes and the key can ask whether a name is listed; nobody can read the list.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import regex

from ingest.scrub.called import whole
from ingest.scrub.names import COMPOUND_SURNAMES, ENGLISH_TITLES, TITLES, WORDLIKE_NAMES

_KOREAN = regex.compile(r"[가-힣]")
_TITLE_AT_END = regex.compile(rf"\s?(?:{'|'.join(sorted(TITLES, key=len, reverse=True))})님?$")
_DIMINUTIVE = regex.compile(r"^[가-힣]{2}이$")
_LENGTH = 24  # hexadecimal digits kept of a hash
SEVERAL = ""  # in the place of a person: the form may mean more than one


class Roster:
    """The listed people; ``holds`` answers for one form of one name.

    Forms: ``full`` (박영식), ``given`` (영식), ``called`` (박|반장: a name and the title that it is called with),
    ``whole`` (park young sik), ``ends`` (first and last of several names), ``initial`` (d holloway) and ``word``.
    """

    def __init__(self, key: bytes, known: Mapping[str, str | None] | None = None) -> None:
        """``known``: the hash of each form, with the hash of the person whom it means, :data:`SEVERAL` or None."""
        self._key, self.people = key, dict(known or {})
        self.hashes = frozenset(self.people)
        self.holds = lru_cache(maxsize=65_536)(self._holds)

    @classmethod
    def of(
        cls,
        names: Iterable[str | Sequence[str]],
        key: bytes | None = None,
        known: Mapping[str, str | None] | None = None,
    ) -> Roster:
        """A roster of these names and of those ``known``; without a key it lives in this process only.

        A name may stand with the other ways in which its bearer is called: (박영식, 영식이 형, 박반장).
        """
        key, people = key or secrets.token_bytes(16), dict(known or {})
        for called in names:
            ways = [w for w in (n.strip() for n in ([called] if isinstance(called, str) else called)) if w]
            bearer = whole(ways[0]) if ways else None
            person = person_key(key, bearer) if bearer else None
            for form in {form for way in ways for form in forms_of(way)}:
                found = _hash(key, *form)
                before = people.get(found)
                people[found] = person if before in (None, person) else before if person is None else SEVERAL
        return cls(key, people)

    def __bool__(self) -> bool:
        return bool(self.hashes)

    def _holds(self, form: str, text: str) -> bool:
        return _hash(self._key, form, text) in self.hashes

    def person(self, name: str) -> str:
        """The hash of the person with this whole name."""
        return person_key(self._key, name)

    def called(self, form: str, text: str) -> str | None:
        """The hash of the person whom a form means; :data:`SEVERAL`, or None where nobody listed is known to be."""
        return self.people.get(_hash(self._key, form, text))

    @property
    def digest(self) -> str:
        """Changes with the people."""
        listed = (f"{form} {person or ''}" for form, person in sorted(self.people.items()))
        return hashlib.sha256("\n".join(listed).encode()).hexdigest()


def person_key(key: bytes, name: str) -> str:
    """The hash under which a library knows a person by the whole name (:func:`ingest.scrub.cast.whole`)."""
    return _hash(key, "person", name)


def _hash(key: bytes, form: str, text: str) -> str:
    return hmac.digest(key, f"{form}:{text}".encode(), "sha256").hex()[:_LENGTH]


def forms_of(name: str) -> Iterator[tuple[str, str]]:
    """Every form of one name or way of address, with its sort."""
    return _korean(name) if _KOREAN.search(name) else _english(name)


def _korean(name: str) -> Iterator[tuple[str, str]]:
    bare = _TITLE_AT_END.sub("", name).strip()
    if bare != name or _DIMINUTIVE.match(bare) or " " in name:  # 박 반장, 도윤이, 영식이 형, 응우옌 반 투언
        title = name[len(bare) :].strip()
        yield "called", f"{bare.replace(' ', '')}|{title}"
        return
    cut = 2 if name.startswith(COMPOUND_SURNAMES) and len(name) > 2 else 1
    yield "full", name
    if len(name) - cut >= 2:
        yield "given", name[cut:]
    if len(name) == 2:  # a given name was listed alone
        yield "given", name


def _english(name: str) -> Iterator[tuple[str, str]]:
    words = [w for w in name.replace(".", " ").split() if w not in ENGLISH_TITLES]
    if not words:
        return
    if len(words) > 1:
        yield "whole", " ".join(words).lower().replace("-", " ")
        yield "ends", f"{words[0]} {words[-1]}"
        yield "initial", f"{words[0][0]} {words[-1]}"
    for word in words:
        if len(word) >= 2:
            yield "titled", word
        if len(word) > 2 and word[0].isupper() and word.lower() not in WORDLIKE_NAMES:
            yield "word", word
