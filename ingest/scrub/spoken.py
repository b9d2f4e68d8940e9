"""Numbers read aloud, digit by digit, written back as digits so that every recogniser sees them.

“공일공에 이삼사오에 육칠팔구” becomes ``010-2345-6789``; “oh one oh, double two …” likewise. Offsets are
kept, so a finding in the view is a stretch of the spoken text.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

_KOREAN = dict(zip("공영일이삼사오육륙칠팔구", "001234566789", strict=True))
_ENGLISH = dict(
    zip("zero oh one two three four five six seven eight nine".split(), "00123456789", strict=True),
    **{"o": "0"},
)
_DIGIT = f"[{''.join(_KOREAN)}0-9]"
_FILLER = r"(?:(?:어|음|그|그다음|다음에|그리고)[,.]?\s+)?"
_JOIN = rf"\s*(?:에|의|다시|대시|하이픈|바|빼기|작대기|짝대기|[-,.~…])\s*{_FILLER}"
# The last 이 of 구이고, 팔이에요 is the copula, not a two.
_COPULA = r"이(?=[고에야거라었였지니다요란며면잖래])(?!에\s*[공영일이삼사오육륙칠팔구0-9])"
_KOREAN_RUN = regex.compile(
    rf"(?<![가-힣0-9A-Za-z]){_DIGIT}(?:(?:{_JOIN}|\s+|)(?!{_COPULA}){_DIGIT}){{5,24}}(?!십|백|천|만)"
)
_ENGLISH_WORD = r"(?:zero|oh|o|one|two|three|four|five|six|seven|eight|nine|[0-9])"
_ENGLISH_RUN = regex.compile(
    rf"(?<![A-Za-z0-9])(?:plus\s+)?(?:(?:double|triple)\s+)?{_ENGLISH_WORD}"
    rf"(?:(?:\s*[-,.…]\s*|\s+)(?:(?:dash|hyphen|then|and|uh|um|er)[,.]?\s+)?(?:(?:double|triple)\s+)?{_ENGLISH_WORD}(?![A-Za-z])){{5,24}}",
    regex.IGNORECASE,
)
_PIECE = regex.compile(rf"(?P<ko>{_DIGIT})|(?P<join>{_JOIN})|(?P<gap>\s+)")
_ENGLISH_PIECE = regex.compile(
    rf"(?P<plus>plus\s+)|(?P<times>double|triple)\s+|(?P<en>{_ENGLISH_WORD})(?![A-Za-z])|(?P<join>\s*[-,.…]\s*|\s*(?:dash|hyphen)\s*)|(?P<gap>\s+)",
    regex.IGNORECASE,
)


@dataclass(frozen=True)
class View:
    """A text with spoken digits written out; ``starts[i]`` and ``ends[i]`` say where a character came from."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the spoken text behind ``self.text[start:end]``."""
        return self.starts[start], self.ends[end - 1]


def _digits(run: str, offset: int, piece: regex.Pattern[str]) -> list[tuple[str, int, int]]:
    out: list[tuple[str, int, int]] = []
    times = 1
    for match in piece.finditer(run):
        start, end = offset + match.start(), offset + match.end()
        kind, value = match.lastgroup, match.group().lower()
        if kind in ("ko", "en"):
            digit = _KOREAN.get(value) or _ENGLISH.get(value) or value
            out += [(digit, start, end)] * times
            times = 1
        elif kind == "times":
            times = 2 if value.startswith("d") else 3
        elif kind == "join":
            out.append(("-", start, end))
        elif kind == "plus":
            out.append(("+", start, end))
        else:
            out.append((" ", start, end))
    groups = "".join(c for c, _, _ in out).replace("-", " ").split()
    if piece is _ENGLISH_PIECE:  # English says every digit apart: only pauses part groups
        out = [item for item in out if item[0] != " "]
    elif all(len(g) == 1 for g in groups):  # so does slow Korean
        out = [item for item in out if item[0] not in " -"]
    return out


def spoken_view(text: str) -> View | None:
    """The view of ``text``, or None when nothing in it is read aloud."""
    runs = [(m, _PIECE) for m in _KOREAN_RUN.finditer(text) if sum(c in _KOREAN for c in m.group()) >= 3]
    runs += [
        (m, _ENGLISH_PIECE) for m in _ENGLISH_RUN.finditer(text) if regex.search(r"[A-Za-z]{2}", m.group())
    ]
    if not runs:
        return None
    pieces: list[tuple[str, int, int]] = []
    at = 0
    for match, piece in sorted(runs, key=lambda r: r[0].start()):
        if match.start() < at:
            continue
        pieces += [(text[i], i, i + 1) for i in range(at, match.start())]
        pieces += _digits(match.group(), match.start(), piece)
        at = match.end()
    pieces += [(text[i], i, i + 1) for i in range(at, len(text))]
    return View("".join(p[0] for p in pieces), tuple(p[1] for p in pieces), tuple(p[2] for p in pieces))
