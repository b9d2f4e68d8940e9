"""Proposes entries for a plant's glossary from what its documents themselves explain.

Only what an author wrote down is proposed: a word with another in brackets behind it, “X라고 부르는”, “also called”,
an abbreviation with its long form (Schwartz & Hearst 2003), and tables of terms. A person decides: a word in
brackets may as well be a remark. Reads scrubbed passages only; masked labels never become terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from unicodedata import normalize

from assistant.glossary import Glossary
from assistant.misspelt import in_dictionary
from ingest.index import tokens
from ingest.quantities import quantities
from ingest.store.documents import Passage

_KO = r"[가-힣]+(?:[ ·][가-힣]+){0,3}"
_EN = r"[A-Za-z][A-Za-z./&-]*(?: [A-Za-z./&-]+){0,4}"
_IN_BRACKETS = re.compile(
    rf"(?P<first>{_KO}|{_EN})\s?[(（](?:일명|속칭|이하|a\.k\.a\.?|aka|i\.e\.)?\s?[“\"'‘]?(?P<second>{_KO}|{_EN})[”\"'’]?[)）](?!\s?:)"
)
_CALLED = (
    re.compile(
        r"(?P<first>[가-힣]{2,}?)(?:,|은|는|을|를)?\s(?:일명|속칭|흔히|현장에서는|현장 말로는?)\s[“\"'‘]?(?P<second>[가-힣]{2,}?)[”\"'’]?(?:이?라고|이?라는|,|은|는|을|를)"
    ),
    re.compile(
        r"[“\"'‘](?P<second>[가-힣 ]{2,12})[”\"'’]\s?(?:이?라고)\s(?:부르|불리|하)는\s(?P<first>[가-힣]{2,})"
    ),
    re.compile(
        rf"(?P<first>{_EN}),? (?:also|commonly|locally) (?:called|known as) (?:the |an? )?[“\"']?(?P<second>{_EN})[”\"']?",
        re.IGNORECASE,
    ),
)
_FIELD = re.compile(r"(?P<name>[^:|\n]{1,20}):\s(?P<value>[^|\n]{1,60})")
_NAMES = re.compile(
    r"용어|명칭|영문(?:명)?|영어|한글(?:명)?|국문|약어|현장\s?(?:용어|말)|term|abbreviation|korean|english|name",
    re.IGNORECASE,
)
_TABLES = re.compile(r"용어|약어|현장\s?(?:용어|말)|\bterms?\b|abbreviation|glossary", re.IGNORECASE)
# Words before a bracket that are no part of the term: “the descaling pump (DS)”.
_ARTICLES = frozenset("the a an this that each of for by with on in at to and or its is are see as".split())
_LONGEST = 4
_OFTEN = 2
# Letters (conjoining jamo) that loan words and the law of initials make out of each other.
_HEARD_ALIKE = tuple(map(frozenset, ("ᅢᅦ", "ᅡᅣ", "ᅥᅧ", "ᅩᅭ", "ᅮᅲ", "ᅡᅥ", "ᄂᄅ", "ᄀᄁ", "ᄃᄄ", "ᄇᄈ", "ᄉᄊ", "ᄌᄍ")))
# What is left of a verb in dialect: 보이믄, 하믄.
_DIALECT = ("믄", "카이", "예")
_MASK = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True)
class Candidate:
    """Terms that seem to mean the same, in how many passages, and one of them."""

    ko: tuple[str, ...]
    en: tuple[str, ...]
    passages: int
    example: Passage


def mine(passages: Iterable[Passage], glossary: Glossary) -> list[Candidate]:
    """The candidates that the glossary does not know yet, those that most passages explain first."""
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Passage]] = {}
    for passage in passages:
        for first, second in {*_explained(passage.text), *_tabled(passage)}:
            key = _terms(first, second)
            if key is not None and not _known(glossary, *key):
                found.setdefault(key, []).append(passage)
    candidates = [Candidate(ko, en, len(held), held[0]) for (ko, en), held in found.items()]
    return sorted(candidates, key=lambda c: (-c.passages, c.ko, c.en))


def unexplained(passages: Iterable[Passage], glossary: Glossary) -> list[Candidate]:
    """Words that no dictionary has and the glossary lacks, in two passages or more: the plant's own vocabulary.

    Where the glossary or another passage has the word in another spelling (챠지, 차지), the two are proposed as
    one entry; else a person has to say what the word means.
    """
    found: dict[str, dict[str, Passage]] = {}
    for passage in passages:
        for word in _strange(_MASK.sub(" ", passage.text)):
            if word not in glossary.written:
                found.setdefault(word, {})[passage.id] = passage
    held = {word for word, holders in found.items() if len(holders) >= _OFTEN}
    candidates: dict[frozenset[str], Candidate] = {}
    for word in sorted(held):
        others = sorted(v for v in _spellings(word) if v in glossary.written or v in held)[:1]
        of = found[word]
        candidates.setdefault(
            frozenset((word, *others)), Candidate((word, *others), (), len(of), next(iter(of.values())))
        )
    return sorted(candidates.values(), key=lambda c: (-len(c.ko), -c.passages, c.ko))


def _spellings(word: str) -> set[str]:
    """The word with one letter as another ear has heard it: 챠지 and 차지, 실란트 and 실런트, 서랭 and 서냉."""
    letters = normalize("NFD", word)
    found = {letters.replace("ᆫᄂ", "ᄂ"), letters.replace("ᄂ", "ᆫᄂ", 1)}
    for i, letter in enumerate(letters):
        for group in _HEARD_ALIKE:
            if letter in group:
                found |= {letters[:i] + other + letters[i + 1 :] for other in group}
    return {normalize("NFC", other) for other in found} - {word}


def _strange(text: str) -> set[str]:
    from ingest.korean import kiwi

    return {
        t.form
        for t in kiwi().tokenize(text)
        if t.tag in ("NNG", "NNP")
        and len(t.form) > 1
        and not in_dictionary(t)
        and not t.form.endswith(_DIALECT)
    }


def _explained(text: str) -> Iterator[tuple[str, str]]:
    for m in _IN_BRACKETS.finditer(text):
        first, second = m["first"], m["second"]
        if _english(first) and _english(second):
            if long := _long_form(first, second):
                yield long, second
            elif long := _long_form(second, first.split()[-1], whole=True):
                yield first.split()[-1], long
        elif _english(first) != _english(second):
            yield _before_bracket(first, second), second
    for pattern in _CALLED:
        for m in pattern.finditer(text):
            yield m["first"], m["second"]


def _before_bracket(first: str, second: str) -> str:
    """The words before a bracket that the term is made of: as many as it has inside, at most."""
    words = first.split(" ")
    if _english(first):
        return " ".join(words[-max(1, min(len(words), len(second.split()))) :])
    # Korean compounds are written apart or together, so of several words the English has as many or more.
    return " ".join(words[-max(1, min(len(words), len(second.split()))) :])


def _tabled(passage: Passage) -> Iterator[tuple[str, str]]:
    """The terms of a row of a table of terms."""
    if passage.kind != "table_row" or not _TABLES.search(f"{passage.context}\n{passage.text}"):
        return
    for line in passage.text.split("\n"):
        fields = [m["value"].strip() for m in _FIELD.finditer(line) if _NAMES.search(m["name"])]
        yield from ((fields[0], other) for other in fields[1:])


def _long_form(text: str, short: str, whole: bool = False) -> str:
    """The words that an abbreviation stands for, at the end of a text (or the whole of it); else nothing.

    Each letter of the abbreviation, from the last, must be met in the text, its first at the start of a word.
    """
    if not (2 <= len(short) <= 8 and short.isupper() and short.isalpha()):
        return ""
    at = len(text)
    for i, letter in enumerate(reversed(short.lower())):
        at -= 1
        first = i == len(short) - 1
        while at >= 0 and (text[at].lower() != letter or (first and at > 0 and text[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return ""
    long = text[at:]
    return long if " " in long and len(long.split()) <= len(short) + 2 and (at == 0 or not whole) else ""


def _terms(first: str, second: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The two terms as an entry has them, Korean and English; None where one of them is no term."""
    ko: list[str] = []
    en: list[str] = []
    for term in (first.strip(" ·,.-/&"), second.strip(" ·,.-/&")):
        if _english(term):
            words = term.split()
            while words and words[0].lower() in _ARTICLES:
                words = words[1:]
            term = " ".join(words)
            if not _is_english_term(term):
                return None
            # “Tundish” stands at the start of a sentence; NPSHa, PAO and Si are written so.
            en.append(term.lower() if (term[1:].islower() and len(term) > 3) or " " in term else term)
        elif _is_korean_term(term):
            ko.append(term)
        else:
            return None
    if len({t.lower() for t in (*ko, *en)}) < 2:
        return None
    return tuple(ko), tuple(en)


def _english(term: str) -> bool:
    return not re.search(r"[가-힣]", term)


def _is_english_term(term: str) -> bool:
    letters = re.sub(r"[^A-Za-z]", "", term)
    return (
        len(letters) >= 2
        and not any(q.unit for q in quantities(f"1 {term}"))
        and not tokens.codes(term)
        and 1 <= len(term.split()) <= _LONGEST
        and not set(term.lower().split()) <= _ARTICLES
    )


def _is_korean_term(term: str) -> bool:
    """Whether Korean words can be a term: nouns at their end, no whole sentence."""
    from ingest.korean import kiwi

    if not re.fullmatch(r"[가-힣]{2,}(?: [가-힣]+){0,3}|[가-힣](?: [가-힣]+){1,3}", term):
        return False
    read = kiwi().tokenize(term)
    return bool(read) and all(
        t.tag.startswith(("N", "XP", "XS", "XR")) and t.tag not in ("NR", "NP") for t in read
    )


def _known(glossary: Glossary, ko: tuple[str, ...], en: tuple[str, ...]) -> bool:
    """Whether the glossary leads from each term to the other already."""
    first, second = (*ko, *en)[:2]
    brought: Mapping[str, float] = glossary.related(tokens.words(first), first)
    wanted = set(tokens.words(second))
    return bool(wanted) and wanted <= {*brought, *tokens.words(first)}
