"""The report of an ingest run as one HTML file that loads nothing, for whoever answers for the documents."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from assistant.ingest_words import LABELS, MASKED, PAGE, STATES, VALUES, Language
from ingest.documents import UNSURE_BELOW
from ingest.report import Outcome, Report, State

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
# What a person should look at comes first.
_ORDER: tuple[State, ...] = ("failed", "held", "skipped", "indexed", "unchanged")


def page(report: Report, language: Language) -> str:
    """The page as HTML; all that comes from files is scrubbed already, and escaped here."""
    said = {key: words[language] for key, words in PAGE.items()}
    groups = {state: [o for o in report.outcomes if o.state == state] for state in _ORDER}
    sections = [
        f'<section><h2 id="{state}">{STATES[state][language]} ({len(found)})</h2>{_table(found, language)}</section>'
        for state, found in groups.items()
        if found
    ]
    style = Path(__file__).with_name("ingest_page.css").read_text("utf-8")
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">'
        f"<title>Jangin · {said['title']}</title><style>{style}</style></head><body>"
        f'<header><p class="brand">장인 <span lang="en">Jangin</span></p><h1>{said["title"]}</h1>'
        f"<p>{said['about']}</p></header><main>{_summary(report, language)}{_gone(report, said)}"
        f"{''.join(sections)}</main></body></html>"
    )


def _summary(report: Report, language: Language) -> str:
    counts = report.counts()
    rows = [(STATES[state][language], counts[state], state) for state in _ORDER if counts[state]]
    cards = "".join(
        f'<a class="card {state}" href="#{state}"><b>{n:,}</b><span>{label}</span></a>'
        for label, n, state in rows
    )
    masked = _masked(report.masked, language)
    said = {key: words[language] for key, words in PAGE.items()}
    facts = [
        (said["passages"], f"{report.passages:,}"),
        (said["masked"], masked or said["none"]),
        (said["doubts"], f"{report.doubts:,}" if report.doubts else said["none"]),
        (said["seconds"], _clock(report.seconds)),
    ]
    listed = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in facts)
    notes = "".join(f'<p class="warning">{escape(note)}</p>' for note in report.notes)
    return f'<section><div class="cards">{cards}</div><dl>{listed}</dl>{notes}</section>'


def _gone(report: Report, said: dict[str, str]) -> str:
    if not report.gone:
        return ""
    names = "".join(f"<li>{escape(name)}</li>" for name in report.gone)
    told = said["pruned"] if report.pruned else said["gone"]
    return (
        f"<section><h2>{said['gone_title']} ({len(report.gone)})</h2><p>{told}</p><ul>{names}</ul></section>"
    )


def _table(outcomes: Iterable[Outcome], language: Language) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(o.name)}</th><td>{"<br>".join(_told(o, language))}</td></tr>'
        for o in outcomes
    )
    head = f"<tr><th>{PAGE['file'][language]}</th><th>{PAGE['told'][language]}</th></tr>"
    return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"


def _told(o: Outcome, language: Language) -> list[str]:
    said = {key: words[language] for key, words in PAGE.items()}
    lines = []
    if o.reason:
        lines.append(f'<span class="reason">{escape(o.reason)}</span>')
    if o.state == "indexed":
        lines.append(f"{said['passages']}: {o.passages}")
    if o.was:
        lines.append(f"{said['was']}: {escape(o.was)}")
    if known := [_fact(key, value, key in o.guessed, language) for key, value in o.known.items()]:
        lines.append(" · ".join(known))
    if o.masked:
        lines.append(f"{said['masked']}: {_masked(o.masked, language)}")
    if o.doubts:
        lines.append(f"{said['doubts']}: {o.doubts}")
    if o.recognised is not None:
        unsure = ' class="reason"' if o.recognised < UNSURE_BELOW else ""
        lines.append(f"<span{unsure}>{said['recognised']}: {o.recognised}/100</span>")
    lines += [f'<span class="warning">{escape(w)}</span>' for w in o.warnings]
    return lines


def _fact(key: str, value: str, guessed: bool, language: Language) -> str:
    mark = (
        f' <mark title="{PAGE["guess_title"][language]}">{PAGE["guess"][language]}</mark>' if guessed else ""
    )
    said = VALUES.get((key, value), {}).get(language, value)
    return f"{LABELS[key][language]}: {escape(said)}{mark}"


def _masked(masked: dict[str, int], language: Language) -> str:
    ordered = sorted(masked.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{MASKED.get(kind, {}).get(language, kind)} {n}" for kind, n in ordered)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"
