"""Every question that failed: what the documents say, what was shown, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.answer import Language
from assistant.chat.cards import marked, where
from eval.detail import Fact, Located, Shown
from eval.measures import FAILURES
from eval.page.texts import say
from eval.record import Case, Run
from eval.texts import known, text
from ingest.korean import language_of


def failures(run: Run, language: Language) -> str:
    """The failed questions under their gravest fault, each closed until it is opened."""
    failed = [c for c in run.questions if c.failures]
    if not failed:
        return f"<p>{say('none_failed', language)}</p>"
    groups = {name: [c for c in failed if c.failures[0] == name] for name in FAILURES}
    parts = "".join(_group(name, cases, language) for name, cases in groups.items() if cases)
    note = say("failed_of", language, n=len(run.questions), failed=len(failed))
    return f'<p class="note">{note}</p>{parts}'


def _group(name: str, cases: Sequence[Case], language: Language) -> str:
    title = text(f"failed:{name}", language)
    title = title[0].upper() + title[1:]
    return (
        f'<h3>{title} <span class="count">{len(cases)}</span></h3><p class="note">{text(f"why:{name}", language)}</p>'
        + "".join(_case(c, language) for c in cases)
    )


def _case(case: Case, language: Language) -> str:
    d = case.detail
    asked = _quote(d.question, case.language) if d.question else f"<i>{say('withheld', language)}</i>"
    about = " · ".join(
        (
            f"<code>{escape(case.id)}</code>",
            escape(known(f"kind:{case.kind}", language)),
            escape(known(f"status:{case.status}", language)),
        )
    )
    head = f'<summary><span class="asked">{asked}</span><span class="about">{about}</span></summary>'
    if d.withheld:
        return f'<details class="case">{head}<p>{say("withheld", language)}</p></details>'
    also = "".join(f"<li>{text(f'why:{f}', language)}</li>" for f in case.failures[1:])
    notes = [f"<p>{say('also', language)}:</p><ul>{also}</ul>"] if also else []
    if d.asked_as:
        notes.append(f"<p>{say('asked_as', language)}: {_quote(d.asked_as, case.language)}</p>")
    notes += [f"<p>{say('earlier', language)}: {_quote(q, case.language)}</p>" for q in d.history]
    if not case.answerable:
        notes.append(f"<p>{say('should_none', language)}</p>")
    given = f"<div>{_given(case, language)}</div>"
    sides = (
        f'<div class="sides"><div><h4>{say("should", language)}</h4>{_should(case, language)}</div>{given}</div>'
        if case.answerable
        else f'<div class="sides one">{given}</div>'
    )
    return f'<details class="case">{head}<div class="notes">{"".join(notes)}</div>{sides}</details>'


def _should(case: Case, language: Language) -> str:
    facts = "".join(_fact(f, case, language) for f in case.detail.facts)
    evidence = "".join(_evidence(e, language) for e in case.detail.evidence)
    return f'<h5>{say("facts", language)}</h5><ul class="facts">{facts}</ul><h5>{say("evidence", language)}</h5>{evidence}'


def _fact(fact: Fact, case: Case, language: Language) -> str:
    if case.status == "searched":
        look, key = ("yes", "fact_found") if fact.in_quotes else ("no", "fact_not_found")
    elif fact.in_answer:
        look, key = "yes", "fact_answer"
    else:
        look, key = ("partly", "fact_quotes") if fact.in_quotes else ("no", "fact_nowhere")
    return f'<li class="{look}">{_quote(fact.fact)} <small>{say(key, language)}</small></li>'


def _evidence(located: Located, language: Language) -> str:
    if located.passage is None:
        return f'<p class="caution">{say("not_held", language, document=escape(located.document))}</p>'
    shown = located.passage
    return f"<blockquote{_spoken(shown.quote)}>{marked(shown.quote, shown.marked)}</blockquote>{_by(shown, language)}"


def _given(case: Case, language: Language) -> str:
    d = case.detail
    if case.status == "searched":
        sources = "".join(_source(s, language) for s in d.sources)
        title = say("found_first", language, n=len(d.sources))
        return f"<h4>{title}</h4>" + (
            f'<ol class="sources">{sources}</ol>' if sources else f"<p>{say('nothing_found', language)}</p>"
        )
    lines = "".join(f"<p{_spoken(line)}>{escape(line)}</p>" for line in d.answer.splitlines() if line.strip())
    warnings = "".join(f'<p class="remark"{_spoken(w)}>{escape(w)}</p>' for w in d.warnings)
    parts = [f'<h4>{say("given", language)}</h4><div class="shown">{lines}{warnings}</div>']
    for key, listed in (("sources", d.sources), ("related", d.related)):
        if listed:
            items = "".join(_source(s, language) for s in listed)
            parts.append(f'<h5>{say(key, language)}</h5><ol class="sources">{items}</ol>')
    return "".join(parts)


def _source(shown: Shown, language: Language) -> str:
    return (
        f'<li value="{shown.n}">{_by(shown, language)}<details><summary>{say("read", language)}</summary>'
        f"<blockquote{_spoken(shown.quote)}>{marked(shown.quote, shown.marked)}</blockquote></details></li>"
    )


def _by(shown: Shown, language: Language) -> str:
    """Title, place and file of a passage."""
    place = where(shown.place, language)
    said = " · ".join(escape(part) for part in (shown.title, place) if part)
    old = f' <span class="badge">{say("superseded", language)}</span>' if shown.superseded else ""
    return f'<p class="by">{said}{old} <code>{escape(shown.document)}</code></p>'


def _quote(words: str, language: Language | None = None) -> str:
    return f"<q{_spoken(words, language)}>{escape(words)}</q>"


def _spoken(words: str, language: Language | None = None) -> str:
    # For a screen reader, which else would read Korean as English.
    return f' lang="{language or language_of(words)}"'
