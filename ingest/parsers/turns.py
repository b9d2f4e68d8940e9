"""Spoken turns: who said what from when to when, built from cues or labelled lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.documents import Block, Locator

# A turn beyond this is cut at the next cue, so that a citation leads close to the spoken words.
_TURN_SECONDS = 60.0
_TURN_CHARS = 600

_TIME = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_NAME = r"[^\W\d_][\w .·'’&-]{0,30}?(?:\s?\([^()\d]{1,20}\))?"
_LABELLED = re.compile(
    rf"^\s*(?:[\[(](?P<before>{_TIME})(?:\s*[-–~]\s*{_TIME})?[\])]\s*)?(?P<name>{_NAME})"
    rf"\s*(?:[\[(](?P<after>{_TIME})[\])])?\s*[:：](?!\S*//)(?:\s+|$|(?=[^\s\d]))(?P<text>.*)$"
)
# Words with a colon that open a sentence of a document; they are never people.
_NOT_NAMES = frozenset(
    "주의 경고 위험 참고 비고 예 질문 답변 개요 원인 조치 결과 일시 장소 내용 제목 목적 대상 설비 현상 피해 "
    "note warning caution danger important example date subject from to cc sent title summary equipment "
    "location cause action result see also tip hint step http https".split()
)
# Who asks in a talk: with one other such a label makes a transcript of a single question and answer.
ASKERS = frozenset({"면접자", "질문자", "인터뷰어", "Interviewer"})


@dataclass(frozen=True)
class Cue:
    """One piece of a recording; times are seconds from its start, where they are known."""

    text: str
    speaker: str | None = None
    start: float | None = None
    end: float | None = None


def seconds(stamp: str) -> float:
    """``01:02:03,500`` or ``02:03`` as seconds."""
    total = 0.0
    for part in stamp.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def split_label(line: str) -> Cue:
    """A line with its label and time taken off, where it has them."""
    found = _LABELLED.match(line)
    if not found or found["name"].strip().lower() in _NOT_NAMES:
        return Cue(line.strip())
    stamp = found["before"] or found["after"]
    return Cue(found["text"].strip(), found["name"].strip(), seconds(stamp) if stamp else None)


def speakers_of(lines: Sequence[str]) -> frozenset[str]:
    """The speakers' labels of a transcript, empty for any other text.

    A transcript has labels on at least a third of its lines, and two to six of them come again and
    again (or one of just two is the interviewer's); prose with colons (``주의: …``, ``Note: …``) and
    forms (``일시: …``) do not.
    """
    filled = [line for line in lines if line.strip()]
    found = [cue for line in filled if (cue := split_label(line)).speaker]
    timed = [cue for cue in found if cue.start is not None]
    # Where turns carry times, a line without one is no turn: a title such as “Interview 2: furnace”.
    labels = [cue.speaker for cue in (timed if 2 * len(timed) > len(found) else found) if cue.speaker]
    counts = Counter(labels)
    if len(counts) == 2 and counts.keys() & ASKERS and 3 * len(labels) >= len(filled):
        return frozenset(counts)
    recurring = {name for name, n in counts.items() if n >= 2}
    if not 2 <= len(recurring) <= 6 or sum(counts[n] for n in recurring) * 3 < len(filled):
        return frozenset()
    # One who speaks once is a speaker too, but many such labels, or one before the talk, are keys of a form.
    talk = labels[next(i for i, name in enumerate(labels) if name in recurring) :]
    once = {name for name in talk if counts[name] == 1}
    return frozenset(recurring | (once if len(once) <= 2 else set()))


def from_lines(lines: Iterable[str], speakers: frozenset[str]) -> tuple[list[str], list[Cue]]:
    """The lines before the first label, and a cue a turn; lines without a label go on with the turn."""
    preamble: list[str] = []
    cues: list[Cue] = []
    for line in lines:
        if not line.strip():
            continue
        cue = split_label(line)
        if cue.speaker in speakers:
            cues.append(cue)
        elif cues:
            last = cues[-1]
            cues[-1] = Cue(f"{last.text} {line.strip()}".strip(), last.speaker, last.start)
        else:
            preamble.append(line.strip())
    return preamble, _with_ends(_answered(cues))


def _answered(cues: list[Cue]) -> list[Cue]:
    """The cues without questions whose line for the answer stayed empty, as on a sheet filled in by half."""
    kept: list[Cue] = []
    for cue in cues:
        if not cue.text and kept and kept[-1].speaker in ASKERS:
            kept.pop()
        elif cue.text:
            kept.append(cue)
    return kept


def _with_ends(cues: list[Cue]) -> list[Cue]:
    """A line knows only when it starts: it ends where the next begins."""
    ends = [cue.start for cue in cues[1:]] + [None]
    return [
        Cue(c.text, c.speaker, c.start, end if c.start is not None and end and end >= c.start else None)
        for c, end in zip(cues, ends, strict=True)
    ]


def label(cues: Sequence[Cue]) -> list[Cue]:
    """Takes ``NAME: `` labels off the text of subtitle cues that carry them."""
    speakers = speakers_of([c.text for c in cues if c.speaker is None])
    out: list[Cue] = []
    for cue in cues:
        found = split_label(cue.text)
        if cue.speaker is None and found.speaker in speakers:
            out.append(Cue(found.text, found.speaker, cue.start, cue.end))
        elif cue.speaker is None and speakers and out:
            # A long turn is spread over cues and labelled on the first alone.
            out.append(Cue(cue.text, out[-1].speaker, cue.start, cue.end))
        else:
            out.append(cue)
    return out


def blocks_of(cues: Iterable[Cue]) -> list[Block]:
    """One block a turn: neighbouring cues of one speaker are joined up to about a minute."""
    turns: list[Cue] = []
    for cue in cues:
        if not cue.text:
            continue
        last = turns[-1] if turns else None
        if last and last.speaker == cue.speaker and _fits(last, cue):
            end = cue.end if cue.end is not None else last.end
            turns[-1] = Cue(f"{last.text} {cue.text}", last.speaker, last.start, end)
        else:
            turns.append(cue)
    return [Block(t.text, Locator(speaker=t.speaker, start=t.start, end=t.end), "turn") for t in turns]


def _fits(last: Cue, cue: Cue) -> bool:
    if len(last.text) + len(cue.text) > _TURN_CHARS:
        return False
    if last.start is None or cue.start is None:
        return True
    return (cue.end if cue.end is not None else cue.start) - last.start <= _TURN_SECONDS
