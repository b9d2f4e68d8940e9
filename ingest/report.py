"""What an ingest run tells: progress while it works, and an outcome for every file at the end."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

State = Literal["indexed", "unchanged", "held", "skipped", "failed"]


@dataclass(frozen=True)
class Outcome:
    """What became of one file; ``reason`` is one sentence where it is not in the library."""

    name: str
    state: State
    passages: int = 0
    masked: dict[str, int] = field(default_factory=dict)
    reason: str = ""
    warnings: tuple[str, ...] = ()
    doubts: int = 0  # different words that may be names


@dataclass(frozen=True)
class Progress:
    """Sent before each file and after each batch of vectors."""

    done: int
    total: int
    name: str
    passages: int


@dataclass(frozen=True)
class Report:
    """The result of a run."""

    outcomes: tuple[Outcome, ...]
    seconds: float

    def count(self, state: State) -> int:
        return sum(o.state == state for o in self.outcomes)

    def counts(self) -> dict[str, int]:
        """Files by state, and passages."""
        states: tuple[State, ...] = ("indexed", "unchanged", "held", "skipped", "failed")
        return {**{state: self.count(state) for state in states}, "passages": self.passages}

    @property
    def masked(self) -> Counter[str]:
        total: Counter[str] = Counter()
        for outcome in self.outcomes:
            total.update(outcome.masked)
        return total

    @property
    def doubts(self) -> int:
        """Words that may be names, counted once a file."""
        return sum(o.doubts for o in self.outcomes)

    @property
    def passages(self) -> int:
        return sum(o.passages for o in self.outcomes)
