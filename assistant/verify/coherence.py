"""Whether what a claim says together stands together in its evidence.

“필터는 월요일에 청소하고 오일은 4,000시간마다 교체한다” holds every word of “필터는 4,000시간마다 청소한다”,
but no clause that holds both the cleaning and the hours.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.verify.clauses import clauses, subject
from assistant.verify.terms import content, things
from ingest.korean import kiwi, language_of
from ingest.quantities import located
from ingest.sentences import split

# Verbs that say of a thing no more than that it is or comes about; what means or causes what is a claim.
LIGHT = frozenset(
    """울리 이르 도달 나오 나 발생 해당 관리 맞추 유지 설정 지키 따르 쓰 사용 달하 걸리 들 생기 보이
    sound reach occur happen come stay keep given call amount equal use goe exceed rise""".split()
)


@dataclass(frozen=True)
class _Reach:
    """All that one clause of the evidence speaks of, with a topic taken over from the clause before."""

    words: frozenset[str]
    text: str

    def holds(self, thing: str) -> bool:
        # Kiwi takes 점화봉 apart in one sentence and not in another.
        return thing in self.words or (len(thing) > 2 and "가" <= thing[0] <= "힣" and thing in self.text)


def torn(claim: str, evidence: str) -> str:
    """The first thing that the claim ties to a verb of another clause of its evidence, or nothing."""
    held = _reaches(evidence)
    known = frozenset[str]().union(*(r.words for r in held)) if held else frozenset()
    for sentence in split(claim):
        for clause in clauses(sentence):
            verb = _predicate(clause.text)
            if verb not in known:
                continue
            for thing in sorted(things(clause.text) - {verb}):
                if any(r.holds(thing) for r in held) and not any(
                    r.holds(thing) and verb in r.words for r in held
                ):
                    return thing
    return ""


def _reaches(text: str) -> list[_Reach]:
    found = []
    for sentence in split(text):
        topic: frozenset[str] = frozenset()
        verbs: list[str] = []
        parts = clauses(sentence)
        for i, clause in enumerate(parts):
            own = subject(clause)
            verb = _predicate(clause.text)
            # “Grease the upper bearing with 15 g and the lower with 25 g”: one verb for both.
            verb = verb or (verbs[-1] if verbs and parts[i - 1].coordinate and located(clause.text) else "")
            verbs.append(verb)
            whole = things(clause.text) | ({verb} if verb else set())
            # “5분 퍼지한 뒤” and the clause it belongs to, a purpose and its means, are told in one breath.
            if clause.role and i + 1 < len(parts):
                whole |= things(parts[i + 1].text)
            if i and parts[i - 1].role:
                whole |= things(parts[i - 1].text)
            # “wash and reuse the element” washes the element as well.
            if i + 1 < len(parts) and not whole - {verb} and language_of(sentence) == "en":
                whole |= things(parts[i + 1].text)
            if clause.role and i and language_of(sentence) == "en":
                whole |= things(parts[i - 1].text)
            reach = frozenset(whole | (topic if not own else frozenset()))
            found.append(_Reach(reach, clause.text.replace(" ", "")))
            topic = own or topic
    return found


def strange(claim: str, known: Callable[[str], bool]) -> str:
    """The first verb of the claim that its evidence does not use, in whatever words; none that say little."""
    for sentence in split(claim):
        for clause in clauses(sentence):
            verb = _predicate(clause.text)
            if verb and verb not in LIGHT and not known(verb):
                return verb
    return ""


def _predicate(text: str) -> str:
    """The verb that a clause ends in (Korean) or is built on (English), or what a thing is said to be."""
    if language_of(text) == "ko":
        found = ""
        read = kiwi().tokenize(text)
        for i, token in enumerate(read):
            if token.tag.startswith(("VV", "VA")) or (
                token.tag in ("NNG", "XR") and i + 1 < len(read) and read[i + 1].tag in ("XSV", "XSA")
            ):
                found = token.form
            elif token.tag == "VCP" and i and read[i - 1].tag in ("NNG", "NNP", "XR") and read[i - 1].len > 1:
                found = read[i - 1].form  # “색은 파랑입니다”
        return found if found in content(text) else ""
    from assistant.verify.roles import parse

    for token in parse(text):
        verb = token.pos_ == "VERB" and token.dep_ in ("ROOT", "advcl", "conj", "xcomp")
        if verb or token.dep_ in ("attr", "acomp"):
            return next(iter(content(token.text)), "")
    return ""
