"""Figures as a reader writes them."""

from __future__ import annotations

from assistant.answer import Language
from eval.page.texts import say
from eval.record import Rate


def percent(value: float | None) -> str:
    """Whole per cent, joined by a no-break space; a tenth more where rounding would claim all or nothing."""
    if value is None:
        return "–"
    whole = f"{100 * value:.0f}"
    if whole in ("0", "100") and value not in (0.0, 1.0):
        # Even 99.96 % is not all.
        return f"{min(max(100 * value, 0.1), 99.9):.1f}\u00a0%"
    return f"{whole}\u00a0%"


def span(rate: Rate, language: Language) -> str:
    """The interval, “80 to 92 %”."""
    if rate.low is None or rate.high is None:
        return ""
    if rate.low == rate.high:
        # A width of nothing would read as certainty.
        return say("alike", language)
    return say("to", language, low=percent(rate.low).removesuffix("\u00a0%"), high=percent(rate.high))


def points(change: float) -> str:
    """A difference of rates in percentage points, with its sign."""
    return f"{100 * change:+.1f}".replace("-", "−")
