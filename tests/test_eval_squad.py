"""Question sets in SQuAD's JSON, and the library made of their paragraphs."""

from __future__ import annotations

import json

import pytest

from assistant.retrieve import read_question
from eval.bench_retrieval import bm25_between_spaces, llama_index_vectors, measure, ours
from eval.pool import open_pool, ranked
from eval.squad import read
from ingest.errors import SettingsError
from ingest.index import tokens
from ingest.settings import load_settings

ARTICLES = {
    "version": "2.0",
    "data": [
        {
            "title": "Hot_rolling",
            "paragraphs": [
                {
                    "context": "Hot rolling shapes steel above the temperature at which it recrystallises. "
                    "The slab is reheated to about 1,200 degrees and passes through several stands.",
                    "qas": [
                        {
                            "id": "a",
                            "question": "How hot is the slab before hot rolling?",
                            "answers": [{"text": "about 1,200 degrees", "answer_start": 1}],
                        },
                        {
                            "id": "b",
                            "question": "Who invented hot rolling?",
                            "answers": [],
                            "is_impossible": True,
                        },
                    ],
                },
                {
                    "context": "A descaler removes the oxide skin from hot steel with jets of water.",
                    "qas": [
                        {
                            "id": "c",
                            "question": "What removes the oxide skin?",
                            "answers": [{"text": "A descaler", "answer_start": 0}],
                        }
                    ],
                },
            ],
        },
        {
            "title": "연속 주조",
            "paragraphs": [
                {
                    "context": "연속 주조는 용강을 주형에 부어 굳히면서 잡아당기는 공정이다. 턴디시가 용강을 나누어 준다.",
                    "qas": [
                        {
                            "id": "d",
                            "question": "용강을 나누어 주는 것은 무엇인가?",
                            "answers": [
                                {"text": "턴디시", "answer_start": 1},
                                {"text": "턴디시", "answer_start": 1},
                            ],
                        }
                    ],
                }
            ],
        },
    ],
}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "set.json"
    path.write_text(json.dumps(ARTICLES, ensure_ascii=False), "utf-8")
    return path


def test_a_set_is_read_with_its_paragraphs_answers_and_what_has_none(file):
    found = read(file)
    assert [p.title for p in found.paragraphs] == ["Hot rolling", "Hot rolling", "연속 주조"]
    assert [(q.id, q.answers) for q in found.questions] == [
        ("a", ("about 1,200 degrees",)),
        ("b", ()),
        ("c", ("A descaler",)),
        ("d", ("턴디시",)),
    ]
    assert [q.id for q in found.sample(2)] == ["a", "c"]
    assert [q.id for q in found.sample(None, answerable=False)] == ["b"]


def test_every_way_to_search_ranks_the_paragraph_of_a_question_first(file, tmp_path):
    found = read(file)
    retriever = open_pool(load_settings(), found, tmp_path / "cache")
    ways = {
        "spaces": bm25_between_spaces(found.paragraphs),
        "llama-index": llama_index_vectors(found.paragraphs, retriever.embedder, tmp_path / "li"),
        **dict(ours(retriever)),
    }
    for name, search in ways.items():
        if name == "spaces":  # 용강을 is 용강을 and nothing else
            continue
        assert measure(search, found.sample(None))["ndcg@10"] == 1.0, name


def test_a_pool_is_built_once(file, tmp_path):
    found, told = read(file), []
    for _ in range(2):
        retriever = open_pool(load_settings(), found, tmp_path / "cache", lambda *done: told.append(done))
    assert told == [(0, 3)]
    assert ranked(retriever.search(read_question("턴디시"), 5))[0] == found.paragraphs[2].id


def test_the_words_of_a_pool_are_made_anew_for_another_analyser(file, tmp_path, monkeypatch):
    found, told = read(file), []
    before = open_pool(load_settings(), found, tmp_path / "cache")
    query = read_question("What removes the oxide skin?")
    assert before.search(query)[0].word > 0
    changed = tmp_path / "tokens.py"
    changed.write_text("# another analyser", "utf-8")
    monkeypatch.setattr(tokens, "__file__", str(changed))
    monkeypatch.setattr(tokens, "words_of", lambda texts: [text.upper().split() for text in texts])
    after = open_pool(load_settings(), found, tmp_path / "cache", lambda *done: told.append(done))
    assert told == []  # nothing was embedded again
    assert after.words.frequency("SKIN")[0] == 1 and before.words.frequency("SKIN")[0] == 0


@pytest.mark.parametrize("content", ["no JSON", "[]", '{"data": [{"title": "x"}]}'])
def test_another_shape_is_one_sentence(tmp_path, content):
    path = tmp_path / "set.json"
    path.write_text(content, "utf-8")
    with pytest.raises(SettingsError, match="is not in SQuAD's JSON"):
        read(path)


def test_a_missing_file_is_one_sentence(tmp_path):
    with pytest.raises(SettingsError, match="cannot be read"):
        read(tmp_path / "none.json")
