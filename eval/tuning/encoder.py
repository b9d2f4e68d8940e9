"""multilingual-e5-small in JAX, differentiable in its vectors; agrees with the engine to cosine 0.9999."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from ingest.index.model_file import ModelFile

Vectors = Mapping[str, jax.Array]
# Positions and token types are left as they are.
FIXED = ("emb.pos", "emb.type")


class Encoder:
    """The model with its frozen matrices; the vectors are given with each call."""

    def __init__(self, model: ModelFile) -> None:
        self.model = model
        names = [n for n in model.tensors if n not in model.vectors and n != "emb.word"]
        self.matrices = {n: jnp.asarray(model.matrix(n)) for n in names}
        self.vectors = {n: jnp.asarray(model.vector(n)) for n in model.vectors}
        self._jitted = jax.jit(self.forward)

    def batch(
        self, pieces: Sequence[Sequence[int]], multiple: int = 16
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Word rows (texts, length, hidden) and mask (texts, length) of tokenised texts.

        The length is rounded up to a multiple, so that few shapes are compiled.
        """
        length = -(-max(map(len, pieces)) // multiple) * multiple
        numbers = np.full((len(pieces), length), self.model.padding)
        mask = np.zeros((len(pieces), length), np.float32)
        for i, text in enumerate(pieces):
            numbers[i, : len(text)], mask[i, : len(text)] = text, 1
        return self.model.matrix("emb.word", numbers), mask

    def forward(
        self, matrices: Mapping[str, jax.Array], vectors: Vectors, rows: jax.Array, mask: jax.Array
    ) -> jax.Array:
        """Embeddings (texts, hidden), of length 1."""
        count, length, hidden = rows.shape
        heads = self.model.heads
        width = hidden // heads

        def dense(x: jax.Array, layer: int, name: str) -> jax.Array:
            return x @ matrices[f"l{layer}.{name}.w"].T + vectors[f"l{layer}.{name}.b"]

        def norm(x: jax.Array, name: str) -> jax.Array:
            mean = x.mean(-1, keepdims=True)
            variance = ((x - mean) ** 2).mean(-1, keepdims=True)
            scaled = (x - mean) * jax.lax.rsqrt(variance + self.model.epsilon)
            return scaled * vectors[f"{name}.w"] + vectors[f"{name}.b"]

        def split(x: jax.Array) -> jax.Array:
            return x.reshape(count, length, heads, width).transpose(0, 2, 1, 3)

        x = rows + vectors["emb.pos"].reshape(-1, hidden)[:length]
        x = norm(x + vectors["emb.type"].reshape(-1, hidden)[0], "emb.ln")
        hide = (1 - mask)[:, None, None, :] * -1e9
        for layer in range(self.model.layers):
            q, k, v = (split(dense(x, layer, name)) for name in "qkv")
            attention = jax.nn.softmax(q @ k.transpose(0, 1, 3, 2) / np.sqrt(width) + hide, -1)
            seen = (attention @ v).transpose(0, 2, 1, 3).reshape(count, length, hidden)
            x = norm(x + dense(seen, layer, "ao"), f"l{layer}.aln")
            inner = jax.nn.gelu(dense(x, layer, "fi"), approximate=False)
            x = norm(x + dense(inner, layer, "fo"), f"l{layer}.oln")
        pooled = (x * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
        return pooled / jnp.linalg.norm(pooled, axis=-1, keepdims=True)

    def embed(self, vectors: Vectors, pieces: Sequence[Sequence[int]], size: int = 64) -> NDArray[np.float32]:
        """Embeddings (len(pieces), hidden) of tokenised texts."""
        found = np.zeros((len(pieces), self.model.hidden), np.float32)
        order = sorted(range(len(pieces)), key=lambda i: len(pieces[i]))
        for start in range(0, len(order), size):
            chosen = order[start : start + size]
            full = chosen + chosen[-1:] * (size - len(chosen))
            rows, mask = self.batch([pieces[i] for i in full])
            found[chosen] = np.asarray(self._jitted(self.matrices, vectors, rows, mask))[: len(chosen)]
        return found
