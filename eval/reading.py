"""Which reader a file of questions needs: gold questions of a library, or a question set with its own paragraphs."""

from __future__ import annotations

import json
from pathlib import Path

from eval import csv_gold, gold, squad
from eval.gold import GoldEvidence, Question
from eval.squad import Asked, Paragraph, QuestionSet
from ingest import sentences
from ingest.errors import SettingsError
from ingest.korean import language_of


def read(path: Path) -> list[Question] | QuestionSet:
    """The questions of a file: a table by its ending (csv, tsv), SQuAD's JSON by its shape, else JSON Lines.

    Raises:
        SettingsError: the file cannot be read, or something in it is wrong; names file and line.
    """
    if path.suffix.lower() in (".csv", ".tsv"):
        return csv_gold.load(path)
    if path.suffix.lower() == ".json" and _is_one_document(path):
        return squad.read(path)
    return gold.load(path)


def _is_one_document(path: Path) -> bool:
    """Whether a file is one JSON document other than a gold question; JSON Lines of several lines are none."""
    try:
        found = json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError):
        return False
    if isinstance(found, list):
        raise SettingsError(
            f"{path} is a JSON list: write gold questions one JSON object a line, or a question set in SQuAD's JSON."
        )
    return not (isinstance(found, dict) and "question" in found)


def questions(found: QuestionSet) -> list[Question]:
    """A question set's questions as gold questions on its own paragraphs (:mod:`eval.pool`).

    The evidence is the sentence around the answer, in the paragraph that the set names. Any wording that the
    set accepts will do.
    """
    paragraphs = {p.id: p for p in found.paragraphs}
    return [_question(q, paragraphs[q.paragraph]) for q in found.questions]


def _question(asked: Asked, paragraph: Paragraph) -> Question:
    evidence = [GoldEvidence(document=paragraph.name, quote=_around(asked, paragraph.text))]
    return Question(
        id=asked.id,
        language=language_of(asked.text),
        question=asked.text,
        kind="direct" if asked.answerable else "unanswerable",
        answerable=asked.answerable,
        key_facts=[list(asked.answers)] if asked.answerable else [],
        evidence=evidence if asked.answerable else [],
    )


def _around(asked: Asked, text: str) -> str:
    """The sentence that holds the answer; the whole paragraph where none holds it whole."""
    if not asked.answers:
        return text
    answer = asked.answers[0]
    at = asked.at if text.startswith(answer, asked.at) else text.find(answer)
    spans = sentences.spans(text)
    return next((text[a:b] for a, b in spans if a <= at and at + len(answer) <= b), text)
