"""Which Ollama models suit this machine: what they want of memory, and how fast they would write here.

Sizes are those of Ollama's four-bit builds; a model needs its size, its share of context and some
room. Writing speed on a processor is bound by memory, so it falls in proportion to size.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

# Context of a few thousand tokens and working buffers, in GB; and what the system and Jangin take.
_CONTEXT_GB = 0.7
_BESIDE_GB = 3.0
# Slower than this a two-sentence answer takes over half a minute.
_USABLE = 3.0
# GB of weights that two cores of an ordinary PC read in a second, until a check has measured this machine.
_READ_GB_PER_S = 11.0


@dataclass(frozen=True)
class Suggestion:
    """One model to pull; ``size_gb`` on disk, ``needs_gb`` of memory in all, ``tokens_per_s`` estimated."""

    name: str
    size_gb: float
    needs_gb: float
    korean: str
    licence: str
    fits: bool | None
    tokens_per_s: float

    @property
    def verdict(self) -> str:
        if self.fits is None:
            return "memory unknown"
        if not self.fits:
            return "too large"
        if self.tokens_per_s < _USABLE:
            return "slow here"
        return "fits"


_KOREAN, _MANY = "made for it", "one of many"
_RESEARCH = "research only"
# (name, size in GB of the default four-bit build, Korean by its makers' account, licence)
MODELS = (
    ("qwen3:1.7b", 1.4, _MANY, "Apache-2.0"),
    ("exaone3.5:2.4b", 1.6, _KOREAN, _RESEARCH),
    ("qwen3:4b", 2.5, _MANY, "Apache-2.0"),
    ("gemma3:4b", 3.3, _MANY, "Gemma terms"),
    ("exaone3.5:7.8b", 4.8, _KOREAN, _RESEARCH),
    ("qwen3:8b", 5.2, _MANY, "Apache-2.0"),
    ("gemma3:12b", 8.1, _MANY, "Gemma terms"),
    ("qwen3:14b", 9.3, _MANY, "Apache-2.0"),
    ("exaone3.5:32b", 19.3, _KOREAN, _RESEARCH),
)


def memory_gb() -> float | None:
    """This machine's memory, or what a container leaves of it; None where it cannot be told."""
    try:
        whole = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return None
    try:
        limit = Path("/sys/fs/cgroup/memory.max").read_text("ascii").strip()
        whole = min(whole, int(limit)) if limit.isdigit() else whole
    except OSError:
        pass
    return whole / 1e9


def suggestions(
    memory: float | None, measured_tokens_per_s: float | None = None, measured_size_gb: float = 1.1
) -> list[Suggestion]:
    """All suggestions, smallest first; speeds scaled from one model's measured here, else assumed."""
    read = measured_tokens_per_s * measured_size_gb if measured_tokens_per_s else _READ_GB_PER_S
    found = []
    for name, size, korean, licence in sorted(MODELS, key=lambda m: m[1]):
        needs = round(size + _CONTEXT_GB + _BESIDE_GB, 1)
        fits = None if memory is None else needs <= memory
        found.append(Suggestion(name, size, needs, korean, licence, fits, round(read / size, 1)))
    return found


def best(found: list[Suggestion]) -> Suggestion | None:
    """The largest that fits, writes fast enough, and whose licence lets a plant use it."""
    fit = [s for s in found if s.verdict == "fits" and s.licence != _RESEARCH]
    return max(fit, key=lambda s: s.size_gb, default=None)
