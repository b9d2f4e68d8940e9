"""Finds the hazard notes that belong before an answer on how to do something.

A trainee who asks how to open the filter is told first that the accumulator may still hold
pressure, if the approved documents of that equipment say so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.evidence import Evidence, coverage
from assistant.retrieve import Hit, Query, Retriever
from assistant.standing import approved
from ingest import sentences
from ingest.index import tokens
from ingest.store.documents import Passage

MOST = 2
# A note is shown from this bearing on (0 to 2, see :func:`_bearing`); the sample factory's notes that belong to a
# question lie above it, those on another job of the same machine below.
_BEARS = 0.45
_SAME_SECTION, _SHUT_OFF = 0.3, 0.45
_MARK = r"(?:주의|경고|위험|안전|caution|warning|danger|attention)\s*[:：!]"
_MARKED = re.compile(rf"^\W*{_MARK}", re.IGNORECASE)
_MARKED_WITHIN = re.compile(_MARK, re.IGNORECASE)
_SECTION = re.compile(r"안전|위험|주의\s?사항|\bsafety\b|\bhazards?\b|\bprecautions?\b", re.IGNORECASE)
_FORBIDS = re.compile(
    r"금지|지\s?(?:않는다|말 것|마십시오|않습니다|못한다)|(?:반드시|절대)|먼저 .{0,30}(?:잠그|차단|배출|격리)|"
    r"\b(?:never|do not|must not|may not|lock out|isolate|before any work|only after)\b",
    re.IGNORECASE,
)
_DOING = re.compile(
    r"어떻게|어떡|우짜|방법|순서|절차|요령|해야|하려면|할 때|하려는데|하는데|먼저|전에|주의|조심|위험|"
    r"(?:해도|돼도|열어도|풀어도|만져도|들어가도|가도|써도)|(?:되나|됩니까|될까|돼요|되나요)|조치|"
    r"\bhow (?:do|should|to|can|must)\b|\bwhat (?:do|should|must) (?:i|we)\b|\bprocedure|\bsteps?\b|\bbefore\b|"
    r"\b(?:can|may|should|must|shall) (?:i|we)\b|\b(?:is|are) (?:it|they) (?:ok|safe|right|all right|allowed)\b",
    re.IGNORECASE,
)
# Work with the hands on or in a machine, and the notes on what must be shut off before any such work.
_HANDS_ON = re.compile(
    r"교체|교환|갈아|갈려면|바꾸|열어|열려|풀어|풀려|뜯|분해|조립|청소|들어가|용접|수리|정비|손대|빼내|빼려|끼우|"
    r"\b(?:replac|chang|open|loosen|remov|clean|dismantl|weld|repair|enter|fit|swap|work on|take (?:off|out|apart))",
    re.IGNORECASE,
)
_ISOLATES = re.compile(
    r"잠그|잠금|시건|차단|격리|배출|감압|압력을 빼|산소|환기|남아 있|"
    r"\b(?:lock(?:ed)? out|lockout|isolat|bleed|before any work|displace air|oxygen|ventilat|depressuri)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Note:
    """One hazard note, a sentence or two: ``passage.text[start:end]``."""

    passage: Passage
    start: int
    end: int
    marked: bool  # whether the document itself calls it a caution or a warning

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]


def asks_to_act(question: str) -> bool:
    """Whether someone is about to do something, rather than to look up a figure."""
    return _DOING.search(question) is not None


def forbids(sentence: str) -> bool:
    """Whether a sentence forbids something, or demands it without exception."""
    return _FORBIDS.search(sentence) is not None


def notes(passages: Sequence[Passage]) -> list[Note]:
    """The hazard sentences of a document: those marked as such, and prohibitions in a safety section."""
    found = []
    for p in passages:
        section = _SECTION.search(p.context) is not None
        # To part a passage into sentences takes a hundred times as long as to look whether one of them may count.
        if not _MARKED_WITHIN.search(p.text) and not (section and forbids(p.text)):
            continue
        spans = sentences.spans(p.text)
        for i, (start, end) in enumerate(spans):
            sentence = p.text[start:end]
            marked = _MARKED.search(sentence) is not None
            if not marked and not (section and forbids(sentence)):
                continue
            # “Caution: argon displaces air.” is half of it; what to do about it comes next, if no other note does.
            after = p.text[slice(*spans[i + 1])] if i + 1 < len(spans) else ""
            if marked and after and not _MARKED.search(after) and not (section and forbids(after)):
                end = spans[i + 1][1]
            found.append(Note(p, start, end, marked))
    return found


def before(
    query: Query, evidence: Sequence[Evidence], weighed: Mapping[str, float], retriever: Retriever
) -> list[Evidence]:
    """At most two hazard notes of the approved documents that bear on what is about to be done.

    None where the first evidence holds them, or where no approved document is among the evidence.
    """
    if not evidence or not asks_to_act(query.text):
        return []
    # What the glossary brings along would count against a note that says it in the asker's own word.
    own = {w: weighed[w] for w in query.words if w in weighed}
    read = {e.hit.passage.id: tokens.word_set(e.hit.passage.searched) for e in evidence}
    sections = {e.hit.passage.locator.heading for e in evidence if approved(e.hit.document)}
    hands_on = _HANDS_ON.search(query.text) is not None
    found: list[tuple[float, Note, Mapping[str, Any]]] = []
    for document in {
        e.hit.document["id"]: e.hit.document for e in evidence if approved(e.hit.document)
    }.values():
        for note in retriever.of_document(document["id"], notes):
            if note.passage.id == evidence[0].hit.passage.id:  # it comes first as it is
                continue
            held = frozenset[str]().union(*(words for i, words in read.items() if i != note.passage.id))
            bearing = _bearing(note, own, held, sections)
            if hands_on and _ISOLATES.search(note.text):
                bearing += _SHUT_OFF
            if bearing >= _BEARS:
                found.append((bearing, note, document))
    found.sort(key=lambda f: (-f[0], f[1].passage.ordinal, f[1].start))
    return [
        Evidence(Hit(n.passage, d, min(1.0, b), 0.0, 0.0, 0.0), n.start, n.end, b) for b, n, d in found[:MOST]
    ]


def _bearing(
    note: Note, weighed: Mapping[str, float], held: frozenset[str], sections: set[tuple[str, ...]]
) -> float:
    own = tokens.word_set(note.text)
    shared = len(own & held) / len(own) if own else 0.0
    asked = coverage(weighed, note.text, note.passage.context)
    beside = note.marked and note.passage.locator.heading in sections
    return asked + 0.5 * shared + (_SAME_SECTION if beside else 0.0)
