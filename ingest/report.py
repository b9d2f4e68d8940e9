"""What an ingest run tells at its end: an outcome for every file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from ingest.prepare import Prepared

State = Literal["indexed", "unchanged", "held", "skipped", "failed"]
# What is known of a document that a person may want to correct.
_SHOWN = (
    "title", "kind", "language", "equipment", "process", "revision", "date", "supersedes", "approved_by", "audience",
)  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What became of one file, or of one document in it.

    ``reason`` is one sentence where it is not in the library. ``known`` is what is known of the document besides its
    text, scrubbed, and ``guessed`` names what of that is a guess. ``recognised`` is how sure the recognition of
    its scanned pages was on average, from 0 to 100, and ``was`` the name that it had before it moved.
    """

    name: str
    state: State
    passages: int = 0
    masked: dict[str, int] = field(default_factory=dict)
    reason: str = ""
    warnings: tuple[str, ...] = ()
    doubts: int = 0  # different words that may be names
    known: dict[str, str] = field(default_factory=dict)
    guessed: tuple[str, ...] = ()
    recognised: int | None = None
    was: str = ""

    @classmethod
    def of(cls, name: str, ready: Prepared, was: str = "") -> Outcome:
        """Of a document that is indexed."""
        sure = [p.locator.recognised for p in ready.passages if p.locator.recognised is not None]
        row = ready.row
        shown = {k: row[k] for k in _SHOWN if row[k]}
        return cls(
            name,
            "indexed",
            len(ready.passages),
            ready.masked,
            warnings=tuple(row["warnings"]),
            doubts=len(ready.doubts),
            known={k: ", ".join(v) if isinstance(v, list) else str(v) for k, v in shown.items()},
            guessed=ready.guessed,
            recognised=round(sum(sure) / len(sure)) if sure else None,
            was=was,
        )


@dataclass(frozen=True)
class Report:
    """The result of a run; ``gone`` are files that were there before, and out of the library if ``pruned``.

    ``notes`` are sentences on no file in particular.
    """

    outcomes: tuple[Outcome, ...]
    seconds: float
    gone: tuple[str, ...] = ()
    pruned: bool = False
    notes: tuple[str, ...] = ()

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
