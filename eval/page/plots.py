"""Bars as inline SVG, for table cells whose neighbours say the same in figures.

They stretch to the width they are given; screen readers pass over them, or read the label.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from eval.compare import Difference
from eval.record import Rate, Stage

_HEIGHT = 24


def rate(value: Rate, less_is_better: bool = False) -> str:
    """A bar from 0 to 1 with the whisker of its interval."""
    if value.value is None or value.low is None or value.high is None:
        return ""
    look = "bar less" if less_is_better else "bar"
    grid = "".join(_line(x, x, 3, 21, "grid") for x in (0.0, 50.0, 100.0))
    bar = f'<rect class="{look}" x="0" y="7" width="{_x(value.value)}" height="10"/>'
    return _svg(grid + bar + _whisker(value.low, value.high))


def stage(row: Stage, longest: float) -> str:
    """The median of a stage within its 95th percentile, on a scale that ends at ``longest`` ms."""
    scale = 100 / longest if longest else 0.0
    return _svg(
        f'<rect class="tail" x="0" y="6" width="{row.p95 * scale:.2f}" height="12"/>'
        f'<rect class="bar" x="0" y="6" width="{row.p50 * scale:.2f}" height="12"/>'
    )


def change(found: Difference, widest: float) -> str:
    """A difference with its interval about zero, on a scale from -``widest`` to +``widest``."""

    def at(value: float) -> float:
        return 0.5 + value / widest / 2 if widest else 0.5

    value = _x(at(found.change))
    return _svg(
        _line(50, 50, 2, 22, "zero")
        + _whisker(at(found.low), at(found.high))
        + _line(float(value), float(value), 5, 19, "point")
    )


def parts(shares: Sequence[tuple[str, int]], label: str) -> str:
    """One bar cut into named parts by their counts; ``label`` says it in words."""
    total = sum(n for _, n in shares)
    drawn, at = [], 0.0
    for look, n in shares:
        width = 100 * n / total if total else 0.0
        drawn.append(f'<rect class="part {look}" x="{at:.2f}" y="0" width="{width:.2f}" height="{_HEIGHT}"/>')
        at += width
    return _svg("".join(drawn), label)


def _whisker(low: float, high: float) -> str:
    a, b = float(_x(low)), float(_x(high))
    return "".join(_line(*ends, "whisker") for ends in ((a, b, 12, 12), (a, a, 8, 16), (b, b, 8, 16)))


def _line(x1: float, x2: float, y1: float, y2: float, look: str) -> str:
    return f'<line class="{look}" x1="{x1:g}" x2="{x2:g}" y1="{y1:g}" y2="{y2:g}"/>'


def _x(share: float) -> str:
    return f"{100 * min(max(share, 0.0), 1.0):.2f}"


def _svg(drawn: str, label: str = "") -> str:
    said = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return (
        f'<svg {said} viewBox="0 0 100 {_HEIGHT}" preserveAspectRatio="none" focusable="false">{drawn}</svg>'
    )
