"""Proposes gold questions from a library for a person to accept: what is asked, the facts, and where they stand.

Made without a language model, from what is already a question and an answer: a turn of an interview with the
interviewer's question, a cell of a table with its row and column, an alarm code with its first check, a sentence
that gives a figure of something. Near misses ask the same of a machine that the library does not have. Only
scrubbed passages are read, and those with a masked label are passed over.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from assistant import asks
from eval.gold import GoldEvidence, Kind, Question
from ingest import sentences
from ingest.index import tokens
from ingest.korean import kiwi, language_of
from ingest.quantities import quantities
from ingest.store.documents import Passage

_MASK = re.compile(r"\[[^\]]{1,20}\]")
_FIELD = re.compile(r"(?P<name>[^:|\n]+?):\s(?P<value>[^|\n]+)")
_CODE_FIELD = re.compile(r"^(?:경보\s?)?코드$|^(?:alarm\s)?code$|^alarm$", re.IGNORECASE)
_ACTION_FIELD = re.compile(r"조치|확인|first (?:action|check)|\baction\b|remedy", re.IGNORECASE)
_ROW_FIELD = re.compile(r"항목|강종|구분|부위|단계|코드|item|part|grade|stand|code|task", re.IGNORECASE)
_NO_VALUE = re.compile(
    r"비고|내용|책임|일자|시각|개정|remark|note|date|time|event|detail|revision", re.IGNORECASE
)
_GIVES_KO = re.compile(r"^(?P<subject>[가-힣A-Za-z0-9 ·-]{2,24}?)(?:은|는)\s(?P<rest>.*\d.*)$")
_GIVES_EN = re.compile(r"^(?:The |Each )?(?P<subject>[A-Za-z0-9 -]{4,40}?) (?:is|are) (?P<rest>.*\d.*)$")
# The figure follows at once; behind a clause it may be a figure of something else.
_FIGURE = re.compile(
    r"(?:at least |at most |about |최대 |최소 |약 )?(?P<value>[+±-]?\d[\d.,~–-]*\s?[^\s.,()]{0,8})"
)
_PARTICLE = re.compile(r"(?:으로|로|이다|이며|이고|에서|까지|이상|이하|마다|을|를|은|는|이|가|의)$")
_CLAUSE = re.compile(r"\b(?:before|after|when|if|every|which|that|this|it|there|what)\b", re.IGNORECASE)
_PLAIN_VALUE = re.compile(r"값|기준|규격|value|standard|limit|setting", re.IGNORECASE)
_Proposal = tuple[str, str, str, Kind]
_ASKS = re.compile(r"[?？]\s*$|(?:나요|까|가요|습니까|죠|지요)\??\s*$")
_LONGEST_ANSWER = 160
_TELLING = 2


def draft(
    passages: Iterable[Passage], documents: Mapping[str, Mapping[str, Any]], limit: int, seed: int = 0
) -> list[Question]:
    """At most ``limit`` proposals, spread over the documents; of two that ask the same neither is kept.

    ``documents`` are the rows of the store by id; superseded documents are passed over.
    """
    found: list[Question] = []
    for p in passages:
        document = documents.get(p.document_id)
        if document is None or document["superseded"] or _MASK.search(p.searched):
            continue
        found += [
            _question(text, p, document, fact, quote, kind)
            for text, fact, quote, kind in _proposals(p, document)
        ]
    asked = Counter(q.question for q in found)
    alone = [q for q in found if asked[q.question] == 1]
    random.Random(seed).shuffle(alone)
    chosen = _spread(alone, limit - limit // 5)
    misses = _near_misses(chosen, documents.values())[: limit - len(chosen)]
    return [q.model_copy(update={"id": f"draft-{i:03d}"}) for i, q in enumerate([*chosen, *misses], 1)]


def _proposals(p: Passage, document: Mapping[str, Any]) -> Iterator[_Proposal]:
    """(question, fact, quote, kind) of one passage."""
    if p.kind == "turn":
        yield from _of_turn(p)
    elif p.kind == "table_row":
        for line in p.text.split("\n"):
            yield from _of_row(line, p, document)
    else:
        for start, end in sentences.spans(p.text):
            yield from _of_sentence(p.text[start:end], document)


def _of_turn(p: Passage) -> Iterator[_Proposal]:
    asked = p.context.split("\n")[-1].strip()
    if not _ASKS.search(asked) or not _tells(asked):
        return
    # Who is asked for a figure gives it somewhere in the answer; any other question is answered first of all.
    figure = asks.specific(asked)
    for start, end in sentences.spans(p.text):
        said = p.text[start:end]
        if len(said) > 20 and not (figure and not any(q.unit for q in quantities(said))):
            if len(said) <= _LONGEST_ANSWER:
                yield asked, said, said, "direct"
            return


def _of_row(line: str, p: Passage, document: Mapping[str, Any]) -> Iterator[_Proposal]:
    fields = [(m["name"].strip(), m["value"].strip()) for m in _FIELD.finditer(line)]
    if len(fields) < 2 or len(fields[0][1]) > 30:
        return
    (first, row), rest = fields[0], fields[1:]
    korean = language_of(p.searched) == "ko"
    if _CODE_FIELD.match(first):
        action = next((value for name, value in rest if _ACTION_FIELD.search(name) and len(value) > 3), "")
        asked = (
            f"{row} 경보가 뜨면 무엇부터 확인해야 합니까?" if korean else f"What comes first on alarm {row}?"
        )
        if action:
            yield asked, action, line, "direct"
        return
    about = _machine(document, row)
    for name, value in rest if _ROW_FIELD.search(first) else ():
        if not re.search(r"\d", value) or len(value) > 24 or _NO_VALUE.search(name):
            continue
        plain = re.sub(r"\s?\([^)]*\)", "", name)
        bare = _PLAIN_VALUE.fullmatch(plain) is not None
        if korean:
            yield _how_much(f"{about}{row}" if bare else f"{about}{row} {plain}"), value, line, "numeric"
        elif bare and about:
            yield f"What is the {_small(row)} of {about.strip()}?", value, line, "numeric"
        elif not bare:
            yield f"What is the {_small(plain)} of {about}{row}?", value, line, "numeric"


def _of_sentence(said: str, document: Mapping[str, Any]) -> Iterator[_Proposal]:
    korean = language_of(said) == "ko"
    match = (_GIVES_KO if korean else _GIVES_EN).match(said)
    if document.get("kind") == "incident" or (match and not _tells(match["subject"])):
        return  # what was once is no standing value
    if match is None or len(said) > _LONGEST_ANSWER:
        return
    subject, rest = match["subject"].strip(), match["rest"]
    about = _machine(document, subject)
    figure = _FIGURE.match(rest)
    if (
        not about
        or figure is None
        or (korean and not _nouns(subject))
        or (not korean and _CLAUSE.search(subject))
    ):
        return
    if sum(bool(q.unit) for q in quantities(rest)) != 1:
        return
    fact = _PARTICLE.sub("", figure["value"].strip()) if korean else figure["value"].strip()
    asked = _how_much(f"{about}{subject}") if korean else f"What is the {_small(subject)} of {about.strip()}?"
    yield asked, fact, said, "numeric"


def _tells(words: str) -> bool:
    """Whether words say by themselves what they are about: “How do you make it talk?” does not."""
    return sum(len(w) > 1 and not w.isdigit() for w in set(tokens.words(words))) >= _TELLING


def _how_much(what: str) -> str:
    """“…은 얼마입니까?”, with 는 behind a vowel."""
    last = what.rstrip(")")[-1]
    closed = "가" <= last <= "힣" and (ord(last) - ord("가")) % 28 > 0
    return f"{what}{'은' if closed else '는'} 얼마입니까?"


def _small(words: str) -> str:
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _nouns(words: str) -> bool:
    """Whether Korean words are a name of something rather than a clause."""
    read = kiwi().tokenize(words)
    return not any(t.tag[0] in "VEJ" or t.tag in ("NP", "MAG", "MAJ") for t in read)


def _machine(document: Mapping[str, Any], said: str) -> str:
    """The machine to name in a question, where the document is about one and the words do not name it."""
    machines = document["equipment"]
    if len(machines) != 1 or tokens.codes(machines[0]) <= tokens.codes(said):
        return ""
    return f"{machines[0]} "


def _question(
    text: str, p: Passage, document: Mapping[str, Any], fact: str, quote: str, kind: Kind
) -> Question:
    return Question(
        id="draft",
        status="draft",
        language=language_of(text),
        question=text,
        kind=kind,
        answerable=True,
        key_facts=[[fact]],
        evidence=[GoldEvidence(document=document["name"], quote=" ".join(quote.split()))],
    )


def _spread(questions: Sequence[Question], limit: int) -> list[Question]:
    """One of each document in turn, until there are enough."""
    by_document: dict[str, list[Question]] = {}
    for q in questions:
        by_document.setdefault(q.evidence[0].document, []).append(q)
    queues = [by_document[name] for name in sorted(by_document)]
    found: list[Question] = []
    while len(found) < limit and any(queues):
        for waiting in queues:
            if waiting and len(found) < limit:
                found.append(waiting.pop())
    return found


def _near_misses(questions: Sequence[Question], documents: Iterable[Mapping[str, Any]]) -> list[Question]:
    """The same asked of a machine of which the library knows nothing: the right answer is a refusal."""
    known = {code for d in documents for machine in d["equipment"] for code in tokens.codes(machine)}
    found = []
    for q in questions:
        for m in re.finditer(r"\b[A-Z]{1,4}-(\d{1,3})([A-Z]?)\b", q.question):
            other = next(
                f"{m.group()[: m.start(1) - m.start()]}{n}{m[2]}"
                for n in range(int(m[1]) + 1, 10_000)
                if tokens.normal_code(f"{m.group()[: m.start(1) - m.start()]}{n}{m[2]}") not in known
            )
            text = q.question.replace(m.group(), other)
            found.append(
                q.model_copy(
                    update={
                        "question": text,
                        "kind": "unanswerable",
                        "answerable": False,
                        "key_facts": [],
                        "evidence": [],
                    }
                )
            )
            break
    return found
