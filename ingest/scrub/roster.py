"""People whom a plant has listed, kept only as keyed hashes of the forms in which they are called.

Who holds the hashes and the key can ask whether a name is listed; nobody can read the list.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Iterator
from functools import lru_cache

import regex

from ingest.scrub.names import COMPOUND_SURNAMES, ENGLISH_TITLES, TITLES, WORDLIKE_NAMES

_KOREAN = regex.compile(r"[가-힣]")
_TITLE_AT_END = regex.compile(rf"\s?(?:{'|'.join(sorted(TITLES, key=len, reverse=True))})님?$")
_DIMINUTIVE = regex.compile(r"^[가-힣]{2}이$")
_LENGTH = 24  # hexadecimal digits kept of a hash


class Roster:
    """The listed people; ``holds`` answers for one form of one name.

    Forms: ``full`` (박영식), ``given`` (영식), ``called`` (박|반장: a name and the title that it is called with),
    ``whole`` (park young sik), ``ends`` (first and last of several names), ``initial`` (d holloway) and ``word``.
    """

    def __init__(self, key: bytes, hashes: Iterable[str] = ()) -> None:
        self._key, self.hashes = key, frozenset(hashes)
        self.holds = lru_cache(maxsize=65_536)(self._holds)

    @classmethod
    def of(cls, names: Iterable[str], key: bytes | None = None, known: Iterable[str] = ()) -> Roster:
        """A roster of these names and of those ``known`` by their hashes; without a key it lives in this process only."""
        key = key or secrets.token_bytes(16)
        forms = (form for name in {n.strip() for n in names} if name for form in forms_of(name))
        return cls(key, {*known, *(_hash(key, *form) for form in forms)})

    def __bool__(self) -> bool:
        return bool(self.hashes)

    def _holds(self, form: str, text: str) -> bool:
        return _hash(self._key, form, text) in self.hashes

    @property
    def digest(self) -> str:
        """Changes with the people."""
        return hashlib.sha256("\n".join(sorted(self.hashes)).encode()).hexdigest()


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
