"""Two runs side by side: differences over the questions that both asked, paired question by question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from eval.bootstrap import paired
from eval.measures import NAMES, better
from eval.metrics import Tally
from eval.record import Case, Run

# Per-question rates nearer than this are the same; saved tallies are rounded to six digits.
_SAME = 1e-5


@dataclass(frozen=True)
class Difference:
    """A measure before and after over the same ``questions``, and those that got better or worse.

    ``change`` is after less before; ``low`` and ``high`` bound its 95 % paired bootstrap interval.
    """

    measure: str
    questions: int
    before: float
    after: float
    change: float
    low: float
    high: float
    better: tuple[str, ...]
    worse: tuple[str, ...]

    @property
    def turned(self) -> bool:
        """Whether any question got better or worse."""
        return bool(self.better or self.worse)

    @property
    def proven(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Comparison:
    """``unlike`` names what else differs between the runs: gold, library, mode, model or perturbation.

    ``only_before``, ``only_after`` and ``reworded`` count questions that were left out: asked in one
    run only, or under the same id in other words.
    """

    shared: int
    only_before: int
    only_after: int
    reworded: int
    unlike: dict[str, tuple[str, str]]
    differences: tuple[Difference, ...]

    def as_dict(self) -> dict[str, Any]:
        """The comparison ready for JSON."""
        return asdict(self)


def compare(before: Run, after: Run) -> Comparison:
    """The second run against the first."""
    first = {c.id: c for c in before.questions}
    second = {c.id: c for c in after.questions}
    both = [i for i in first if i in second]
    pairs = [(first[i], second[i]) for i in both if _same_question(first[i], second[i])]
    return Comparison(
        shared=len(pairs),
        only_before=len(first) - len(both),
        only_after=len(second) - len(both),
        reworded=len(both) - len(pairs),
        unlike=_unlike(before, after),
        differences=tuple(d for name in NAMES if (d := _difference(name, pairs)) is not None),
    )


def _same_question(a: Case, b: Case) -> bool:
    # What was withheld cannot be compared, and has kept its id.
    if a.detail.withheld or b.detail.withheld:
        return True
    return (a.detail.question, a.detail.history) == (b.detail.question, b.detail.history)


def _unlike(before: Run, after: Run) -> dict[str, tuple[str, str]]:
    def known(run: Run) -> dict[str, tuple[str, str]]:
        """What is compared, and how it is told."""
        return {
            "gold": (run.gold.sha256, f"{run.gold.file} ({run.gold.sha256[:8]})"),
            "library": (
                run.library.sha256,
                f"{run.library.documents} documents, {run.library.passages} passages "
                f"({run.library.sha256[:8]})",
            ),
            "mode": (run.mode, run.mode),
            "perturbation": (run.perturbation, run.perturbation or "–"),
            "model": (run.model or "", run.model or "–"),
        }

    a, b = known(before), known(after)
    return {key: (a[key][1], b[key][1]) for key in a if a[key][0] != b[key][0]}


def _difference(name: str, pairs: Sequence[tuple[Case, Case]]) -> Difference | None:
    """None where no question has a case of the measure in both runs."""
    rows = [
        (a.id, a.measures[name].tally, b.measures[name].tally)
        for a, b in pairs
        if name in a.measures and name in b.measures and a.measures[name].of and b.measures[name].of
    ]
    bounds = paired([(a, b) for _, a, b in rows])
    if bounds is None:
        return None
    before = _rate([a for _, a, _ in rows])
    after = _rate([b for _, _, b in rows])
    turned = [(i, better(name, _step(a, b))) for i, a, b in rows]
    return Difference(
        measure=name,
        questions=len(rows),
        before=round(before, 4),
        after=round(after, 4),
        # Adding nothing makes a zero of the minus zero that rounding leaves.
        change=round(after - before, 4) + 0.0,
        low=round(bounds[0], 4) + 0.0,
        high=round(bounds[1], 4) + 0.0,
        better=tuple(i for i, turn in turned if turn > 0),
        worse=tuple(i for i, turn in turned if turn < 0),
    )


def _rate(tallies: Sequence[Tally]) -> float:
    return sum(t.hit for t in tallies) / sum(t.of for t in tallies)


def _step(before: Tally, after: Tally) -> float:
    change = (after.rate or 0.0) - (before.rate or 0.0)
    return 0.0 if abs(change) < _SAME else change
