"""The one form of a whole name by which its bearer is known in every document."""

from __future__ import annotations

import regex

from ingest.scrub.names import COMPOUND_SURNAMES, ENGLISH_TITLES, FOREIGN_SURNAMES, SURNAMES, TITLES

KOREAN = regex.compile(r"[가-힣]")
FULL = regex.compile(
    rf"(?P<family>{'|'.join(COMPOUND_SURNAMES)}|[{SURNAMES}])(?P<given>[가-힣]{{2}})|"
    rf"(?P<family>{'|'.join(COMPOUND_SURNAMES)})(?P<given>[가-힣])|"
    rf"(?P<family>{'|'.join(FOREIGN_SURNAMES)})(?P<given>[가-힣]{{2,6}})"
)
WORD = regex.compile(r"[A-Za-z][A-Za-z'-]*")


def whole(name: str) -> str | None:
    """A whole name in the one form by which its bearer is known in every document; None for a part of a name.

    박영식, 박 영식 and 박영식 반장 are one; so are “Derek Holloway”, “Mr. Derek J. Holloway” and “Holloway, Derek”.
    """
    if KOREAN.search(name):
        joined = "".join(name.split())
        match = FULL.fullmatch(untitled(joined))
        # 도윤이 is Do-yun as a friend calls her more often than Do Yun-i.
        return None if match is None or match["given"].endswith("이") else match.group()
    words = [w for w in WORD.findall(name) if w not in ENGLISH_TITLES]
    if "," in name and len(words) > 1:
        words = [*words[1:], words[0]]
    if len(words) < 2 or len(words[0]) < 2 or len(words[-1]) < 2:
        return None
    return f"{words[0]} {words[-1]}".lower()


def untitled(name: str) -> str:
    """A Korean name without the title that stands glued to it."""
    name = name.removesuffix("님")
    for title in sorted(TITLES, key=len, reverse=True):
        if name.endswith(title):
            return name.removesuffix(title)
    return name
