"""The gold questions that come with the project agree with the documents they are asked of."""

from __future__ import annotations

import os
from collections import Counter
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
import yaml

from eval import gold
from eval.corpora import read_back
from eval.matching import fold, states
from ingest.errors import MissingToolError
from ingest.parsers import parse

DOCUMENTS = read_back.CORPUS / "documents"
QUESTIONS = gold.load(read_back.GOLD)
ROWS = gold.load(read_back.GOLD.with_name("rows.jsonl"))
QUOTES = [(q.id, quote) for q in (*QUESTIONS, *ROWS) for entry in q.evidence for quote in entry.quotes]


def test_there_are_enough_questions_of_every_kind_in_both_languages() -> None:
    kinds = Counter(q.kind for q in QUESTIONS)
    languages = Counter(q.language for q in QUESTIONS)
    assert len(QUESTIONS) >= 120
    assert set(kinds) == set(get_args(gold.Kind))
    assert sum(not q.answerable for q in QUESTIONS) >= 30
    assert min(languages["ko"], languages["en"]) >= 0.35 * len(QUESTIONS)


def test_no_question_is_asked_twice() -> None:
    asked = Counter((fold(q.question), tuple(q.history)) for q in (*QUESTIONS, *ROWS))
    assert [question for question, times in asked.items() if times > 1] == []


def test_unanswerable_questions_have_neither_facts_nor_evidence() -> None:
    assert [q.id for q in QUESTIONS if not q.answerable and (q.evidence or q.key_facts)] == []


@cache
def _parsed(document: str) -> str:
    try:
        return "\n".join(block.text for block in parse(DOCUMENTS / document).blocks)
    except MissingToolError:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip("needs the packages tesseract-ocr and tesseract-ocr-kor")


@pytest.mark.parametrize("document", sorted({quote.document for _, quote in QUOTES}))
def test_every_quote_and_alternative_stands_in_its_document_as_it_is_parsed(document: str) -> None:
    text = fold(_parsed(document))
    wanted = [(where, quote.quote) for where, quote in QUOTES if quote.document == document]
    assert [(where, quote) for where, quote in wanted if fold(quote) not in text] == []


@pytest.mark.parametrize("question", [q for q in (*QUESTIONS, *ROWS) if q.answerable], ids=lambda q: q.id)
def test_every_key_fact_is_stated_by_a_document_of_its_evidence(question: gold.Question) -> None:
    documents = [quote.document for entry in question.evidence for quote in entry.quotes]
    for wordings in question.key_facts:
        assert any(states(_parsed(document), wordings) for document in documents), wordings


def test_superseded_documents_are_no_evidence() -> None:
    old = set()
    for manifest in DOCUMENTS.glob("*/manifest.yaml"):
        for entry in yaml.safe_load(manifest.read_text("utf-8")).values():
            if entry.get("supersedes"):
                old.add((Path(manifest.parent.name) / entry["supersedes"]).as_posix())
    assert old
    assert [where for where, quote in QUOTES if quote.document in old] == []


def test_plain_readers_find_every_quote_and_planted_value_too() -> None:
    assert list(read_back.missing()) == []
