"""Puts to a veteran what the library cannot answer: keeps it, prints it for the next talk, and asks again.

The sheet is a speaker-labelled text. Filled in and put among the documents it is ingested as an
interview, and ``answered`` then finds which questions the library can answer by now.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.answer import Answer, Language, Turn
from assistant.retrieve import read_question
from ingest.index import tokens
from ingest.korean import language_of
from ingest.store import questions as store
from ingest.store.questions import OpenQuestion

if TYPE_CHECKING:
    from assistant.answerer import Answerer

_LABELS: dict[Language, tuple[str, str]] = {"ko": ("면접자", "선배"), "en": ("Interviewer", "Veteran")}
_OTHER = "￿"


def keep(answerer: Answerer, question: str, history: Sequence[Turn] = ()) -> OpenQuestion:
    """Keep a question for a veteran, scrubbed and understandable without the conversation around it."""
    text = answerer.scrubber().scrub(read_question(question, history).text).text
    return store.add(answerer.library, re.sub(r"\s+", " ", text).strip(), language_of(text))


def answered(answerer: Answerer) -> Iterator[tuple[OpenQuestion, Answer]]:
    """The open questions that the library can answer by now, with the answer in its sources' words."""
    for question in store.waiting(answerer.library):
        answer = answerer.answer(question.text, mode="quoted")
        if answer.status != "refused":
            yield question, answer


def sheet(questions: Sequence[OpenQuestion], language: Language) -> str:
    """A text to take to a talk with a veteran: each question, and a line for the answer.

    Questions on the same equipment stand together. The lines for answers are empty; an unanswered
    question is nothing that is ever ingested, since a question alone tells nothing.
    """
    asks, tells = _LABELS[language]
    ordered = sorted(questions, key=lambda q: (min(tokens.codes(q.text), default=_OTHER), -q.times, q.id))
    return "\n".join(f"{asks}: {q.text}\n{tells}: \n" for q in ordered)
