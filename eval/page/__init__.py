"""The HTML report of a run: one file that loads nothing, for whoever answers for the plant.

Everything from a run is escaped, and the page's own policy forbids scripts and requests besides.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from assistant.answer import Language
from eval.compare import Comparison
from eval.page.comparing import comparing
from eval.page.failures import failures
from eval.page.figures import kinds, measures, times
from eval.page.judging import judged
from eval.page.summary import leaks, summary
from eval.page.texts import say
from eval.record import Run
from eval.texts import text

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def render(run: Run, language: Language, made: str, comparison: Comparison | None = None) -> str:
    """The page as HTML; ``made`` is the date that it shows."""
    sections = {
        "summary": summary(run, language),
        "comparison": comparing(comparison, language),
        "measures": measures(run, language),
        "kinds": kinds(run, language),
        "times": times(run, language),
        "judged": judged(run, language),
        "leaks": leaks(run, language),
        "failures": failures(run, language),
    }
    there = {name: body for name, body in sections.items() if body}
    links = "".join(f'<li><a href="#{name}">{say(name, language)}</a></li>' for name in there)
    body = "".join(
        f'<section id="{name}" aria-labelledby="h-{name}"><h2 id="h-{name}">{say(name, language)}</h2>'
        f"{content}</section>"
        for name, content in there.items()
    )
    title = say("title", language)
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">'
        f"<title>Jangin · {title}</title><style>{_style()}</style></head>"
        f'<body id="top"><a class="skip" href="#failures">{say("skip", language)}</a>'
        f'<header><p class="brand">장인 <span lang="en">Jangin</span></p><h1>{title}</h1>'
        f"<p>{_about(run, language, made)}</p></header>"
        f'<nav aria-label="{say("contents", language)}"><ul>{links}</ul></nav><main>{body}</main>'
        f'<footer><p>{say("made_by", language)}</p><p><a href="#top">{say("back", language)}</a></p></footer>'
        "</body></html>\n"
    )


def _about(run: Run, language: Language, made: str) -> str:
    about = say(
        "about",
        language,
        file=escape(run.gold.file),
        n=run.gold.questions,
        mode=text(f"mode:{run.mode}", language),
        documents=run.library.documents,
        passages=run.library.passages,
        made=escape(made),
    )
    if run.perturbation:
        about += f" · {text(f'perturb:{run.perturbation}', language)}"
    if run.model:
        about += f" · {say('model', language, model=escape(run.model))}"
    if run.left_out:
        about += f". {text(f'left:{run.perturbation}', language, n=run.left_out)}"
    return about


def _style() -> str:
    return (Path(__file__).parent / "page.css").read_text("utf-8")
