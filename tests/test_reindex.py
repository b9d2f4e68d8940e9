"""`jangin doctor` names where store and indexes disagree, and `jangin reindex` makes them agree again."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from assistant.doctor import examine
from ingest.home import Home
from ingest.index.embedder import open_embedder
from ingest.index.vectors import VectorIndex
from ingest.index.words import WordIndex
from ingest.reindex import reindex
from ingest.settings import Settings, load_settings
from ingest.store import documents as store
from tests.conftest import ingest_all


@pytest.fixture
def settings(notes, tmp_path) -> Settings:
    made = load_settings(home=tmp_path / "home", llm={"provider": "none"})
    assert ingest_all(made, notes) == 3
    return made


def said(settings: Settings) -> str:
    return next(f.detail for f in examine(settings) if f.component == "library")


def vectors(settings: Settings) -> dict[str, np.ndarray]:
    index = VectorIndex(Home(settings.home).vectors, open_embedder(settings.embedding).name)
    found = index.get(index.ids())
    index.close()
    return found


def lose_words(settings: Settings) -> None:
    index = WordIndex(Home(settings.home).words)
    index.delete(index.ids()[:1])


def invent_a_vector(settings: Settings) -> None:
    index = VectorIndex(Home(settings.home).vectors, open_embedder(settings.embedding).name)
    index.upsert(["nobody-00001"], np.ones((1, 384), np.float32))
    index.close()


def destroy_the_vectors(settings: Settings) -> None:
    shutil.rmtree(Home(settings.home).vectors)


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (lose_words, "the word index misses 1 passages, of "),
        (invent_a_vector, "the vector index holds 1 passages of no document"),
        (destroy_the_vectors, "the vector index misses "),
    ],
    ids=lambda x: getattr(x, "__name__", ""),
)
@pytest.mark.parametrize("afresh", [False, True])
def test_a_disagreement_is_named_and_mended(settings: Settings, harm, told: str, afresh: bool) -> None:
    before, whole = vectors(settings), said(settings)
    harm(settings)
    assert told in said(settings)
    assert reindex(settings, afresh) == len(before)
    assert said(settings) == whole
    after = vectors(settings)
    assert after.keys() == before.keys()
    assert all(np.allclose(after[i], before[i], atol=1e-6) for i in before)


def test_a_rebuild_that_was_killed_between_two_names_goes_on(settings: Settings) -> None:
    home = Home(settings.home)
    home.words.rename(home.words.with_suffix(".old"))
    assert reindex(settings) == len(store.passages(home.open()))
    assert not list(home.root.glob("*.old"))
    assert "0 in words" not in said(settings)
