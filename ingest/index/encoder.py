"""Runs the embedded model: text in, vector out, on as many cores as there are."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ingest.index.graph import build
from ingest.index.model_file import ModelFile
from ingest.index.pieces import Pieces

Vectors = NDArray[np.float32]
_CORES = 8  # at most: a PC in a control room has other work


class Encoder:
    """multilingual-e5-small with its own biases and layer norms; safe to share between threads.

    ``tuned`` take the place of vectors of the model file by name.

    Raises:
        ValueError: a vector is not in the model or has another length.
    """

    def __init__(self, tuned: Mapping[str, NDArray[np.floating]]) -> None:
        from onnxruntime import InferenceSession, SessionOptions

        self._model = model = ModelFile()
        vectors = {name: model.vector(name) for name in model.vectors}
        for name, values in tuned.items():
            if name not in vectors or vectors[name].size != values.size:
                raise ValueError(f"the model has no vector {name} of {values.size} values")
            vectors[name] = values.astype(np.float32).ravel()
        self.dim = model.hidden
        places = vectors["emb.pos"].reshape(-1, self.dim)
        self._places = places + vectors["emb.type"].reshape(-1, self.dim)[0]
        self._pieces = Pieces(model)
        options = SessionOptions()
        # One text a core: threads that share a text wait for each other.
        options.intra_op_num_threads = 1
        options.log_severity_level = 4
        self._session = InferenceSession(
            build(model, vectors),
            options,
            ["CPUExecutionProvider"],
            # Fused, sum and norm are done number by number: a fifth of all time.
            disabled_optimizers=["SkipLayerNormFusion"],
        )

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embeddings of texts with their prefix, shape (len(texts), dim), each of length 1."""
        pieces = self._pieces.of(texts)
        if len(pieces) == 1:
            return self._one(pieces[0])
        return np.concatenate([np.zeros((0, self.dim), np.float32), *self._workers.map(self._one, pieces)])

    def _one(self, pieces: Sequence[int]) -> Vectors:
        rows = self._model.matrix("emb.word", np.array(pieces)) + self._places[: len(pieces)]
        found: Vectors = self._session.run(None, {"rows": rows[None]})[0]
        return found

    @cached_property
    def _workers(self) -> ThreadPoolExecutor:
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        return ThreadPoolExecutor(min(cores, _CORES), thread_name_prefix="embedding")
