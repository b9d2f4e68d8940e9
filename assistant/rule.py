"""A logistic rule over a dataclass of features, as a fit in ``eval/`` has stored it."""

from __future__ import annotations

import json
import math
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(frozen=True)
class Rule:
    """Weights in the order of the features' fields, a bias, and the probability from which on it holds."""

    weights: tuple[float, ...]
    bias: float
    threshold: float

    def confidence(self, features: DataclassInstance) -> float:
        """Probability, 0 to 1, that the rule holds."""
        total = self.bias + sum(w * f for w, f in zip(self.weights, astuple(features), strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))

    def holds(self, features: DataclassInstance) -> bool:
        return self.confidence(features) >= self.threshold


def load(path: Path, features: type[Any]) -> Rule:
    """The rule in a file, whose weights are named after the fields of ``features``."""
    stored = json.loads(path.read_text("utf-8"))
    return Rule(
        tuple(stored["weights"][f.name] for f in fields(features)), stored["bias"], stored["threshold"]
    )
