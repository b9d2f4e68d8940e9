"""Takes a question about several machines, alarms or dates apart, since no one passage tells of them all."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from assistant.dates import named as dates_named
from ingest.index import tokens

# “HPU-3와 AC-1”, “2023년 1월과 2024년 3월”, “on the HPU-3 return line and on the AC-1 towers”.
_JOINED = re.compile(
    r"^[^.?!]{0,30}?(?:(?:와|과|랑|이랑|하고|및|또는|이나)(?![가-힣])|[,·/&]|\b(?:and|or|versus|vs)\b)[^.?!]{0,16}$"
)
# The particle or comma left hanging where a name is taken out.
_HANGING = re.compile(r"\s?(?:에서|이랑|하고|와|과|랑|에)(?![가-힣])|\s?[,·/&]")
_MOST = 3


@dataclass(frozen=True)
class _Thing:
    start: int
    end: int
    kind: str
    name: str


def parts(question: str) -> tuple[str, ...]:
    """The questions about one thing each that a question joins; empty where it joins none.

    Things are joined if they are of one kind and “and”, “와” or a comma stands between them; each
    part is the question without the others' names. An alarm *of* a machine is one thing.
    """
    things = sorted((*_dates(question), *_codes(question)), key=lambda t: t.start)
    for kind in ("date", "alarm", "equipment"):
        alike = [t for t in things if t.kind == kind]
        if not 2 <= len({t.name for t in alike}) <= _MOST:
            continue
        if all(_JOINED.search(question[a.end : b.start]) for a, b in itertools.pairwise(alike)):
            return tuple(
                _without(question, [t for t in alike if t.name != name])
                for name in dict.fromkeys(t.name for t in alike)
            )
    return ()


def _dates(question: str) -> list[_Thing]:
    return [_Thing(start, end, "date", name) for start, end, name in dates_named(question)]


def _codes(question: str) -> list[_Thing]:
    found = []
    for match in tokens.CODE.finditer(question):
        name = tokens.normal_code(match.group())
        if name in tokens.codes(match.group()):
            digits = sum(c.isdigit() for c in name)
            found.append(_Thing(match.start(), match.end(), "alarm" if digits >= 4 else "equipment", name))
    return found


def _without(question: str, others: list[_Thing]) -> str:
    for other in reversed(others):
        hanging = _HANGING.match(question, other.end)
        question = f"{question[: other.start]} {question[hanging.end() if hanging else other.end :]}"
    return re.sub(r"\s+", " ", question).strip()
