"""Two runs side by side."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.answer import Language
from eval.compare import Comparison, Difference
from eval.page import plots
from eval.page.tables import row, table
from eval.page.texts import say
from eval.page.words import percent, points
from eval.texts import text


def comparing(found: Comparison | None, language: Language) -> str:
    """What changed, measure by measure, and which questions turned; nothing without a comparison."""
    if found is None:
        return ""
    notes = [f'<p class="note">{say("compared", language, n=found.shared)}</p>']
    for key, (a, b) in found.unlike.items():
        notes.append(f'<p class="caution">{say(f"unlike:{key}", language, a=escape(a), b=escape(b))}</p>')
    counts = {"before": found.only_before, "after": found.only_after, "reworded": found.reworded}
    if any(counts.values()):
        notes.append(f'<p class="note">{say("left_out", language, **counts)}</p>')
    head = [
        say("measure", language),
        say("plot", language),
        f"{say('before', language)} → {say('after', language)}",
        say("change", language),
        say("interval", language),
        f"{say('better', language)} / {say('worse', language)}",
    ]
    changed = [d for d in found.differences if d.turned]
    widest = max((max(abs(d.low), abs(d.high)) for d in changed), default=0.0)
    drawn = table("comparing", head, [[_row(d, widest, language) for d in changed]]) if changed else ""
    return "".join(notes) + drawn + _unchanged(found, language) + _turned(changed, language)


def _row(d: Difference, widest: float, language: Language) -> str:
    change = points(d.change)
    return row(
        text(f"name:{d.measure}", language),
        plots.change(d, widest),
        f"{percent(d.before)} → {percent(d.after)}",
        f"<strong>{change}</strong>" if d.proven else change,
        say("to", language, low=points(d.low), high=points(d.high)),
        f"{len(d.better)} / {len(d.worse)}",
    )


def _unchanged(found: Comparison, language: Language) -> str:
    names = ", ".join(text(f"name:{d.measure}", language) for d in found.differences if not d.turned)
    return f'<p class="note">{say("unchanged", language, names=names)}</p>' if names else ""


def _turned(changed: Sequence[Difference], language: Language) -> str:
    items = []
    for d in changed:
        for key, ids in (("better", d.better), ("worse", d.worse)):
            if ids:
                title = f"{text(f'name:{d.measure}', language)}, {say(key, language)} ({len(ids)})"
                listed = ", ".join(f"<code>{escape(i)}</code>" for i in ids)
                items.append(f"<dt>{title}</dt><dd>{listed}</dd>")
    if not items:
        return ""
    return f'<details class="turned"><summary>{say("turned", language)}</summary><dl>{"".join(items)}</dl></details>'
