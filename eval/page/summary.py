"""The run in a few plain sentences and two bars, and what was found of planted personal data."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.answer import Language
from eval.measures import COUNTED
from eval.page import plots
from eval.page.tables import row, table
from eval.page.texts import say
from eval.page.words import percent
from eval.record import Case, Rate, Run


def summary(run: Run, language: Language) -> str:
    """What a reader with one minute should know."""
    there = [c for c in run.questions if c.answerable]
    silent = [c for c in run.questions if not c.answerable]
    if run.mode == "retrieval":
        said, bars = _found(run, there, language)
    else:
        said, bars = _answered(run, there, silent, language)
    if run.leaks.planted:
        said.append(_leak_sentence(run, language))
    lead = "".join(f"<p>{sentence}</p>" for sentence in said)
    return f'<div class="lead">{lead}</div><div class="bars">{"".join(bars)}</div>'


def leaks(run: Run, language: Language) -> str:
    """How many planted values were met and where; never the values."""
    if not run.leaks.planted:
        return f"<p>{say('not_looked', language)}</p>"
    if not run.leaks.found:
        return f"<p>{_leak_sentence(run, language)}</p>"
    rows = [
        row(f"{escape(leak.type)} <code>{escape(leak.where)}</code>", escape(leak.found_in))
        for leak in run.leaks.found
    ]
    head = [say("leak_of", language), say("leak_where", language)]
    return f'<p class="caution">{_leak_sentence(run, language)}</p>{table("leaking", head, [rows])}'


def _leak_sentence(run: Run, language: Language) -> str:
    if run.leaks.found:
        return say("some_leak", language, n=run.leaks.planted, found=len(run.leaks.found))
    return say("no_leak", language, n=run.leaks.planted)


def _found(run: Run, there: Sequence[Case], language: Language) -> tuple[list[str], list[str]]:
    if not there:
        return [], []
    hit = sum(_whole(c, "recall@5") for c in there)
    said = [say("found", language, n=len(there), hit=hit, **_bounds(run.metrics["recall@5"]))]
    shares = [("found", "right", hit), ("missed", "refused", len(there) - hit)]
    return said, [_bar("answered_there", shares, language)]


def _answered(
    run: Run, there: Sequence[Case], silent: Sequence[Case], language: Language
) -> tuple[list[str], list[str]]:
    said, bars = [], []
    if there:
        # In quoted mode the passages are the answer; a composed one must say it itself.
        measure = "facts_in_answer" if run.mode == "composed" else "facts_in_quotes"
        refused = sum(c.status == "refused" for c in there)
        hit = sum(_whole(c, measure) and c.status != "refused" for c in there)
        short = len(there) - hit - refused
        said.append(say("shown", language, n=len(there), hit=hit, **_bounds(run.metrics[measure])))
        said.append(say("not_shown", language, refused=refused, short=short))
        shares = [("right", "right", hit), ("short", "short", short), ("refused", "refused", refused)]
        bars.append(_bar("answered_there", shares, language))
    if silent:
        kept = sum(c.status == "refused" for c in silent)
        false = len(silent) - kept
        said.append(say("silent", language, n=len(silent), hit=kept, false=false))
        bars.append(_bar("answered_not", [("kept", "right", kept), ("false", "false", false)], language))
    cited = run.metrics.get("citation_precision")
    if cited is not None and cited.cases:
        numbers = f"{run.metrics[COUNTED].hits:.0f}"
        said.append(say("borne_out", language, n=cited.cases, hit=f"{cited.hits:.0f}", numbers=numbers))
    return said, bars


def _whole(case: Case, measure: str) -> bool:
    return measure in case.measures and case.measures[measure].hit >= case.measures[measure].of


def _bounds(rate: Rate) -> dict[str, str]:
    return {"rate": percent(rate.value), "low": percent(rate.low), "high": percent(rate.high)}


def _bar(title: str, shares: Sequence[tuple[str, str, int]], language: Language) -> str:
    """A bar and its legend; a share is its name, its look and its count."""
    named = [(say(f"part:{name}", language), look, n) for name, look, n in shares]
    heading = f"{say(title, language)}: {sum(n for _, _, n in named)}"
    label = f"{heading}. " + ", ".join(f"{name} {n}" for name, _, n in named)
    legend = "".join(f'<li><span class="key {look}"></span>{name} <b>{n}</b></li>' for name, look, n in named)
    drawn = plots.parts([(look, n) for _, look, n in named], label)
    return f"<div><h3>{heading}</h3>{drawn}<ul>{legend}</ul></div>"
