"""The measures, overall and by kind and language, and how long each stage took."""

from __future__ import annotations

from html import escape

from assistant.answer import Language
from eval.measures import COUNTED, GROUPS, LESS_IS_BETTER
from eval.page import plots
from eval.page.tables import heading, row, table
from eval.page.texts import say
from eval.page.words import percent, span
from eval.record import Group, Rate, Run
from eval.texts import known, text

# What a reader would ask of every kind of question.
_GROUPED = {
    "retrieval": ("recall@5", "ndcg@10"),
    "quoted": ("facts_in_quotes", "recall@5", "false_refusal", "false_answer"),
    "composed": ("facts_in_answer", "facts_in_quotes", "false_refusal", "false_answer"),
}
# As they come; what else was timed stands before the whole.
_STAGES = ("first_evidence", "search", "evidence", "model", "first_sentence", "compose")
_COLUMNS = ("plot", "value", "interval", "cases")


def measures(run: Run, language: Language) -> str:
    """Every measure with what it means, its plot, its value and its interval."""
    bodies = []
    for group, names in GROUPS.items():
        rows = [_measure(name, run.metrics[name], language) for name in names if _has(run.metrics, name)]
        if rows:
            bodies.append([heading(say(f"group:{group}", language), 1 + len(_COLUMNS)), *rows])
    n = min((r.questions for r in run.metrics.values() if r.questions), default=0)
    note = say("interval_note", language, n=n, three=min(n, 3))
    head = [say(key, language) for key in ("measure", *_COLUMNS)]
    return f'<p class="note">{note}</p>{table("measures", head, bodies)}'


def kinds(run: Run, language: Language) -> str:
    """A table for each of the chief measures, by kind of question and by language."""
    head = [say(key, language) for key in ("group", *_COLUMNS)]
    tables = []
    for name in _GROUPED[run.mode]:
        bodies = [_groups(run.by_kind, "kind", name, language)]
        bodies.append(_groups(run.by_language, "language", name, language))
        if any(bodies):
            tables.append(table("kinds", head, bodies, _titled(name, language)))
    return f'<div class="pairs">{"".join(tables)}</div>'


def times(run: Run, language: Language) -> str:
    """Median and 95th percentile of each stage; nothing where nothing was timed."""
    if not run.timings:
        return ""
    longest = max(stage.p95 for stage in run.timings.values())
    named = [n for n in run.timings if n not in (*_STAGES, "total")]
    order = [name for name in (*_STAGES, *named, "total") if name in run.timings]
    rows = [
        row(
            escape(known(f"stage:{name}", language)),
            plots.stage(run.timings[name], longest),
            _time(run.timings[name].p50),
            _time(run.timings[name].p95),
        )
        for name in order
    ]
    head = [say(key, language) for key in ("stage", "plot", "median", "slow")]
    return f'<p class="note">{say("times_note", language)}</p>{table("times", head, [rows])}'


def _has(metrics: dict[str, Rate], name: str) -> bool:
    return name in metrics and metrics[name].cases > 0


def _measure(name: str, rate: Rate, language: Language) -> str:
    if name == COUNTED:
        return row(_titled(name, language), "", f"{rate.hits:.0f}", "", str(rate.cases))
    return row(_titled(name, language), *_figures(name, rate, language))


def _groups(groups: dict[str, Group], prefix: str, name: str, language: Language) -> list[str]:
    return [
        row(escape(known(f"{prefix}:{group}", language)), *_figures(name, figures.metrics[name], language))
        for group, figures in groups.items()
        if _has(figures.metrics, name)
    ]


def _figures(name: str, rate: Rate, language: Language) -> tuple[str, ...]:
    plot = plots.rate(rate, name in LESS_IS_BETTER)
    return plot, percent(rate.value), span(rate, language), str(rate.cases)


def _titled(name: str, language: Language) -> str:
    return f"<b>{text(f'name:{name}', language)}</b><small>{text(f'means:{name}', language)}</small>"


def _time(ms: float) -> str:
    return f"{ms / 1000:.1f} s" if ms >= 1000 else f"{ms:.0f} ms"
