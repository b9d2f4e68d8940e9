"""What a language model made of the answers, in a section of its own."""

from __future__ import annotations

from html import escape

from assistant.answer import Language
from eval.page.tables import row, table
from eval.page.texts import say
from eval.page.words import percent, span
from eval.record import Run
from eval.texts import text


def judged(run: Run, language: Language) -> str:
    """The verdicts with their intervals and the judge's name; nothing where nobody judged."""
    found = run.judged
    if found is None:
        return ""
    rows = [
        row(text(key, language), percent(rate.value), span(rate, language), str(rate.cases))
        for key, rate in (("judged:sentences", found.sentences), ("judged:answers", found.answers))
        if rate.cases
    ]
    head = [say(key, language) for key in ("measure", "value", "interval", "cases")]
    caption = text("judged:title", language, model=escape(found.model))
    notes = [text("judged:rest", language, verbatim=found.verbatim, unclear=found.unclear)]
    notes += [f"<strong>{text('judged:weak', language)}</strong>"] if found.weak else []
    for key, ids in (("judged:unsupported", found.unsupported), ("judged:wrong", found.wrong)):
        if ids:
            named = ", ".join(f"<code>{escape(i)}</code>" for i in ids)
            notes.append(f"{text(key, language)}: {named}")
    said = "".join(f"<p>{note}</p>" for note in notes)
    return f"{table('judged', head, [rows], caption) if rows else ''}{said}"
