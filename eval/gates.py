"""Gates: bounds that a run must keep, for a build that shall fail when answers get worse."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from eval.measures import NAMES
from eval.record import Run
from ingest.errors import SettingsError

# What a bound reached exactly may miss by binary fractions.
_SLACK = 1e-9


@dataclass(frozen=True)
class Gate:
    """A measure and its least or greatest permitted rate, 0 to 1."""

    measure: str
    side: Literal["min", "max"]
    bound: float


def parse(least: Sequence[str], most: Sequence[str]) -> list[Gate]:
    """The gates of ``--min`` and ``--max``, each ``measure=value``.

    Raises:
        SettingsError: one is of another form, or its measure is unknown; names the known ones.
    """
    return [_gate(given, "min") for given in least] + [_gate(given, "max") for given in most]


def _gate(given: str, side: Literal["min", "max"]) -> Gate:
    measure, _, value = given.partition("=")
    measure = measure.strip()
    try:
        bound = float(value)
    except ValueError:
        bound = math.nan
    if measure not in NAMES:
        raise SettingsError(
            f"--{side} {given}: there is no measure “{measure}”; the measures are {', '.join(NAMES)}."
        )
    if not 0 <= bound <= 1:
        raise SettingsError(
            f"--{side} {given}: “{value}” is not a rate; write --{side} {measure}=VALUE with a VALUE "
            "between 0 and 1, such as 0.95."
        )
    return Gate(measure, side, bound)


def missed(run: Run, gates: Sequence[Gate]) -> list[str]:
    """A sentence for each gate that the run does not pass; a measure without cases passes none."""
    return [said for gate in gates if (said := _miss(run, gate))]


def _miss(run: Run, gate: Gate) -> str:
    rate = run.metrics.get(gate.measure)
    if rate is None or not rate.cases:
        return f"{gate.measure} has no cases in this run, and --{gate.side} asks for {gate.bound:g}."
    value = rate.hits / rate.cases
    short = gate.bound - value if gate.side == "min" else value - gate.bound
    if short <= _SLACK:
        return ""
    word = "under" if gate.side == "min" else "over"
    return f"{gate.measure} is {value:.4f}, {word} the {gate.bound:g} that --{gate.side} asks for."
