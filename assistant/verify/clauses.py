"""Takes a sentence apart into clauses: what is conditioned, what comes before or after what.

Korean endings are read from Kiwi's morphemes, English clauses from the words that open them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from assistant.verify.terms import content
from ingest.caches import remembered
from ingest.korean import kiwi, language_of

Role = Literal["", "if", "before", "after", "goal"]

_IF = frozenset("면 으면 다면 라면 려면 으려면 는다면 ᆫ다면 이면 거든 어야 아야 여야".split())
_LINKS = frozenset(
    """고 며 으며 면서 지만 는데 은데 ᆫ데 거나 다가 니 으니 니까 으니까 므로 으므로 어서 아서 여서 도록 려고 으려고 어
    아 여 자마자 느라 더라도 어도 아도""".split()
)
_PREPOSITIONAL = frozenset("위하 의하 대하 통하 따르 관하 인하 비하 걸치".split())
_GOAL = frozenset("도록 려고 으려고".split())
_COORDINATES = frozenset("고 며 으며 면서 지만 는데 은데 ᆫ데 거나 다가".split())
_ENGLISH = re.compile(
    r"(?P<if>\b(?:only\s)?(?:if|when|whenever|while|unless|until|in case(?: of)?|provided(?: that)?|during|upon|without)\b)"
    r"|(?P<after>\b(?:only\s)?(?:after|once)\b)|(?P<before>\bbefore\b|\bprior to\b)"
    r"|(?P<goal>\b(?:to (?:avoid|prevent|stop|keep)|so that|because|since|otherwise)\b)"
    r"|(?P<link>\band then\b|\bthen\b|\band\b|\bbut\b|\bor else\b)|(?P<stop>[;|]|,(?!\d{3}))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Clause:
    """One clause: its text, its role in the sentence and its content words.

    ``coordinate``: the clause ends where an equal one begins (a comma, “and”, -고), so that a
    number in the one says nothing of the words in the other.
    """

    text: str
    role: Role
    words: frozenset[str]
    coordinate: bool = False


@remembered(4096)
def clauses(sentence: str) -> tuple[Clause, ...]:
    """The clauses of one sentence, in order."""
    korean = language_of(sentence) == "ko"
    cut = _korean(sentence) if korean else _english(sentence)
    whole: list[tuple[str, Role, bool]] = []
    waiting = ""
    for text, role, coordinate in cut:
        if not text.strip(" ,.;|"):
            continue
        # “75 °C가 되면”, “after 10 minutes” have no words of their own and belong to the clause they time.
        if not content(text) and (korean or not whole):
            waiting += text
        elif not content(text):
            whole[-1] = (f"{whole[-1][0]} {text}", whole[-1][1], coordinate)
        else:
            whole.append((waiting + text, role, coordinate))
            waiting = ""
    if waiting:
        before, role, _ = whole.pop() if whole else ("", "", False)
        whole.append((before + waiting, role, False))
    return tuple(Clause(t.strip(), role, content(t), c) for t, role, c in whole)


_SUBJECT = re.compile(r"^[^,]*?[가-힣A-Za-z0-9\])](?:은|는|이|가)(?=\s)")
_VERB_EN = re.compile(r"\b(?:is|are|was|must|should|may|can|has|have|will|do|does|not)\b", re.IGNORECASE)


def subject(clause: Clause) -> frozenset[str]:
    """The words of what a clause speaks of: before its 은, 는, 이, 가, or before its English verb."""
    if language_of(clause.text) == "ko":
        match = _SUBJECT.match(clause.text)
        return content(match.group()) if match else frozenset()
    verb = _VERB_EN.search(clause.text)
    return content(clause.text[: verb.start()]) if verb else frozenset()


def _korean(sentence: str) -> list[tuple[str, Role, bool]]:
    found: list[tuple[str, Role, bool]] = []
    start = 0
    read = kiwi().tokenize(sentence)
    i = 0
    while i < len(read):
        token = read[i]
        role, coordinate, ends = _ends_clause(read, i)
        if ends:
            # Particles and a comma belong to the clause that they close.
            while i + 1 < len(read) and (read[i + 1].tag.startswith("J") or read[i + 1].tag == "SP"):
                i += 1
                coordinate = coordinate or (read[i].tag == "SP" and not role)
            end = read[i].start + read[i].len
            found.append((sentence[start:end], role, coordinate))
            start = end
        elif token.tag == "SP" or token.form in "|;":
            found.append((sentence[start : token.start], "", True))
            start = token.start + token.len
        i += 1
    found.append((sentence[start:], "", False))
    return found


def _ends_clause(read: list[Any], i: int) -> tuple[Role, bool, bool]:
    token = read[i]
    before = read[i - 1] if i else None
    after = read[i + 1] if i + 1 < len(read) else None
    if token.tag == "EC":
        beyond = read[i + 2] if i + 2 < len(read) else None
        if token.form.endswith("면") and after is not None and "되" in (after.form, beyond and beyond.form):
            return "", False, False  # “열면 안 된다”, “닫으면 된다” forbid and allow, they do not condition
        if token.form in _IF and not (token.form.endswith("야") and after is not None and after.tag == "VX"):
            return "if", False, True
        if after is not None and after.tag.startswith("VX"):
            return "", False, False
        if token.form == "고" and after is not None and after.form in ("나서", "나"):
            return "", False, False
        if before is not None and before.form in _PREPOSITIONAL:
            return "goal" if before.form == "위하" else "", False, before.form == "위하"
        if token.form in ("어서", "아서") and before is not None and before.form == "나":
            return "after", False, True
        if before is not None and before.form == "나서":
            return "after", False, True
        if token.form in ("어", "아", "여"):
            # “교체하지 않아 펌프가 …” goes on with a noun; “열어 둔다” is one verb.
            joined = after is not None and after.tag.startswith(("V", "J", "E"))
            return "", False, not joined and not (before is not None and before.form in _PREPOSITIONAL)
        if token.form in _LINKS:
            return "goal" if token.form in _GOAL else "", token.form in _COORDINATES, True
    if token.form == "없이":
        return "if", False, True  # “호흡기 없이는 들어가지 않는다” is a condition, not a second denial
    if token.form == "나서" and token.tag.startswith("V"):
        return "after", False, True
    if before is None or not (before.tag.startswith("N") or before.tag in ("ETM", "ETN", "SL", "SH")):
        return "", False, False
    if token.tag.startswith("N"):
        closes = after is None or after.tag.startswith("J") or after.tag == "SP" or token.form != "전"
        if token.form in ("때", "경우") and before.tag == "ETM":
            return "if", False, True
        if token.form in ("시", "경우") and before.tag.startswith("N") and before.tag not in ("NR",):
            return "if", False, True
        if token.form in ("후", "뒤", "다음", "이후") and (before.tag == "ETM" or before.tag == "NNG"):
            return "after", False, closes
        if token.form in ("전", "이전") and before.tag in ("ETN", "NNG"):
            return "before", False, closes
    return "", False, False


def _english(sentence: str) -> list[tuple[str, Role, bool]]:
    found: list[tuple[str, Role, bool]] = []
    start = 0
    role: Role = ""
    for match in _ENGLISH.finditer(sentence):
        kind = match.lastgroup or ""
        coordinate = kind in ("link", "stop")
        piece = sentence[start : match.start()]
        if piece.strip(" ,.;|"):
            found.append((piece, role, coordinate and not role))
            role = ""
        elif coordinate:
            continue
        start = match.end() if coordinate else match.start()
        role = "" if coordinate else _role(kind)
    found.append((sentence[start:], role, False))
    return found


def _role(kind: str) -> Role:
    match kind:
        case "if" | "before" | "after" | "goal":
            return kind
    return ""
