"""The sources panel as HTML: a numbered card for each source, its used words marked.

Everything that comes from a document, a contributor or a user is escaped: documents may hold markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from assistant.answer import Language, Source
from assistant.chat.session import Exchange
from assistant.chat.texts import text
from assistant.place import place


def panel(exchanges: Sequence[Exchange], language: Language) -> str:
    """The sources of every exchange, of which the page shows the last one's or a chosen one's."""
    sections = [_section(i, e, language) for i, e in enumerate(exchanges)]
    shown = [i for i, s in enumerate(sections) if s]
    if not exchanges or (len(exchanges) - 1) not in shown:
        hint = text("sources_none", language)
        sections.append(
            f'<section class="sources"><h2>{escape(text("sources_title", language))}</h2>'
            f'<p class="hint">{escape(hint)}</p></section>'
        )
        last = -1
    else:
        last = shown[-1]
    parts = [
        s if i in (last, len(exchanges)) else s.replace("<section", "<section hidden", 1)
        for i, s in enumerate(sections)
        if s
    ]
    return f'<div class="panel">{"".join(parts)}</div>'


def _section(turn: int, exchange: Exchange, language: Language) -> str:
    answer = exchange.answer
    if answer is None or not (answer.sources or answer.related):
        return ""
    if answer.sources:
        heading, found = text("sources", language, n=len(answer.sources)), answer.sources
    else:
        heading, found = text("related", language), answer.related
    cards = "".join(card(s, turn, language, cited=bool(answer.sources)) for s in found)
    question = escape(text("of_question", language, question=exchange.question))
    return (
        f'<section class="sources {answer.status}" data-turn="{turn}">'
        f'<h2>{escape(heading)}</h2><p class="of">{question}</p>{cards}</section>'
    )


def card(source: Source, turn: int, language: Language, cited: bool = True) -> str:
    """One source: number, title, kind, who, where and the quote."""
    number = f'<span class="n">{source.n}</span>' if cited else ""
    look = "badge said" if source.kind == "interview" else "badge"
    badges = f'<span class="{look}">{escape(kind(source.kind, language))}</span>'
    if source.standing != "incident":
        badges += f'<span class="badge {source.standing}">{escape(text(f"standing_{source.standing}", language))}</span>'
    rows = [("who", who(source, language)), ("where", where(source.locator, language))]
    rows += [("dated", source.date or ""), ("approver", source.approved_by or ""), ("file", source.document)]
    facts = "".join(
        f"<dt>{escape(text(key, language))}</dt><dd>{escape(value)}</dd>" for key, value in rows if value
    )
    asked = (
        f'<p class="interviewer">{escape(text("asked", language, question=source.asked))}</p>'
        if source.asked
        else ""
    )
    back = f'<a class="back" href="#t{turn}">{escape(text("back", language))}</a>' if cited else ""
    return (
        f'<article class="card" id="{card_id(turn, source.n, cited)}" tabindex="-1">'
        f'<header>{number}<h3>{escape(source.title)}</h3></header><p class="badges">{badges}</p>'
        f"{asked}<blockquote>{marked(source.quote, source.marked if cited else ())}</blockquote>"
        f"<dl>{facts}</dl>{back}</article>"
    )


def card_id(turn: int, n: int, cited: bool = True) -> str:
    return f"t{turn}-{'s' if cited else 'r'}{n}"


def kind(name: str, language: Language) -> str:
    return text(name if name in ("manual", "standard", "interview", "incident") else "other", language)


def who(source: Source, language: Language) -> str:
    """“박영식 · 가열로 반장”, the role alone, or for talk of nobody known that nobody is named."""
    named = " · ".join(part for part in (source.contributor, source.role) if part)
    return named or (text("undisclosed", language) if source.kind == "interview" else "")


def where(locator: dict[str, Any], language: Language) -> str:
    """The place in words; a span of seconds is said to be one of the recording."""
    spoken = {k: v for k, v in locator.items() if k in ("start", "end")}
    written = place({k: v for k, v in locator.items() if k not in spoken}, language)
    span = place(spoken, language)
    return ", ".join(
        part for part in (written, text("recording", language, span=span) if span else "") if part
    )


def marked(quote: str, spans: Sequence[tuple[int, int]]) -> str:
    """The quote, escaped, with ``<mark>`` around the given character spans (joined where they meet)."""
    parts: list[str] = []
    at = 0
    for start, end in _joined(spans, len(quote)):
        parts += [escape(quote[at:start]), "<mark>", escape(quote[start:end]), "</mark>"]
        at = end
    return "".join([*parts, escape(quote[at:])])


def _joined(spans: Sequence[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted((max(0, a), min(b, length)) for a, b in spans):
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
