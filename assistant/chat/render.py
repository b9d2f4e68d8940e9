"""The conversation as HTML: each question, the state its answer is in, and the answer."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.answer import Answer, Language, Sentence, Source
from assistant.chat.cards import card_id, where, who
from assistant.chat.session import Exchange
from assistant.chat.texts import text
from assistant.phrases import phrase

_AT_ONCE = 3


def header(language: Language) -> str:
    """Name, purpose and the notice that a user reads before the first question."""
    return (
        f'<div class="title" data-page-language="{language}"><strong>장인 <span lang="en">Jangin</span></strong>'
        f"<span>{escape(text('tagline', language))}</span></div>"
        f'<p class="notice">{escape(text("notice", language))}</p>'
    )


def conversation(exchanges: Sequence[Exchange], language: Language) -> str:
    """All exchanges, oldest first, in a region that a screen reader reads out as it grows."""
    label = escape(text("conversation", language))
    pending = bool(exchanges) and exchanges[-1].pending
    last = len(exchanges) - 1
    body = "".join(_exchange(i, e, language, i == last) for i, e in enumerate(exchanges)) or _welcome(
        language
    )
    return (
        f'<div class="log" role="log" aria-live="polite" aria-label="{label}" '
        f'aria-busy="{str(pending).lower()}" data-turns="{len(exchanges)}">{body}</div>'
    )


def _welcome(language: Language) -> str:
    title, how = escape(text("welcome", language)), escape(text("welcome_how", language))
    return f'<div class="welcome"><h1>{title}</h1><p>{how}</p></div>'


def _exchange(turn: int, exchange: Exchange, language: Language, last: bool) -> str:
    spoken = exchange.answer.language if exchange.answer else language
    return (
        f'<section class="exchange" id="t{turn}"><h2 class="asked">{escape(exchange.question)}</h2>'
        f'<div class="reply {_look(exchange)}" lang="{spoken}">{_reply(turn, exchange, language, last)}</div></section>'
    )


def _look(exchange: Exchange) -> str:
    if exchange.stage == "failed":
        return "failed"
    return _standing(exchange.answer) if exchange.answer else "empty"


def _standing(answer: Answer) -> str:
    return answer.status if answer.certain else "uncertain"


def _reply(turn: int, exchange: Exchange, language: Language, last: bool) -> str:
    parts = [_state(turn, exchange, language)]
    if exchange.answer is not None:
        if exchange.said:
            worded = "".join(f'<p class="said">{escape(s.text)}</p>' for s in exchange.said)
            parts.append(f'<div class="worded">{worded}</div>')
        parts.append(_answer(turn, exchange.answer, language, finished=not exchange.pending))
    if last and exchange.for_veteran:
        parts.append(
            f'<button type="button" class="to-veteran">{escape(text("to_veteran", language))}</button>'
        )
    if exchange.kept:
        parts.append(f'<p class="state still">{escape(text("kept", language))}</p>')
    return "".join(parts)


def _state(turn: int, exchange: Exchange, language: Language) -> str:
    """One line on what is happening now; empty once the answer stands."""
    if exchange.stage == "failed":
        return f'<p class="failure">{escape(exchange.failure)}</p>'
    if exchange.stage == "stopped":
        key = "stopped" if exchange.answer else "dropped"
        return f'<p class="state still">{escape(text(key, language))}</p>'
    if exchange.stage == "done" or (exchange.answer is not None and exchange.stage != "composing"):
        return ""
    said = text(exchange.stage, language, n=exchange.ahead)
    more = (
        f" <small>{escape(text('composing_more', language))}</small>" if exchange.stage == "composing" else ""
    )
    elapsed = f'<span class="elapsed" aria-hidden="true" data-turn="{turn}" data-unit="{text("seconds", language)}">'
    return f'<p class="state"><span class="pulse" aria-hidden="true"></span>{escape(said)} {elapsed}</span>{more}</p>'


def _answer(turn: int, answer: Answer, language: Language, finished: bool) -> str:
    look = "forbidden" if answer.refusal == "forbidden" else _standing(answer)
    label = f'<p class="kind">{escape(text(f"as_{look}", language))}</p>'
    sources = {s.n: s for s in answer.sources}
    if answer.status == "refused":
        said, _, _ = answer.answer.partition("\n")
        rules = "".join(_quotation(turn, s, sources, language) for s in answer.sentences)
        return f'{label}<p class="refusal">{escape(said)}</p>{rules}'
    hazards = "".join(_quotation(turn, s, sources, language) for s in answer.sentences if s.part == "hazard")
    worded = "".join(
        f'<p class="said">{escape(s.text)} {_cites(turn, s, language)}</p>'
        for s in answer.sentences
        if s.part == "worded"
    )
    if worded:
        below = escape(text("as_quoted", language))
        worded = f'<div class="worded">{worded}</div><p class="kind below">{below}</p>'
    quotes = _quotations(turn, answer.sentences, sources, language)
    doubt, generated = phrase("uncertain", answer.language), phrase("generated", answer.language)
    first = f'<p class="warning">{escape(doubt)}</p>' if not answer.certain else ""
    rest = [w for w in answer.warnings if w not in (doubt, generated)]
    warnings = "".join(f'<p class="warning">{escape(w)}</p>' for w in rest)
    notice = f'<p class="made">{escape(phrase("generated", language))}</p>' if finished else ""
    return f"{label}{first}{hazards}{worded}{quotes}{warnings}{notice}"


def _quotations(
    turn: int, sentences: Sequence[Sentence], sources: dict[int, Source], language: Language
) -> str:
    """The quotations, all but the first few folded away: a screen in the control room holds no more."""
    said = [s for s in sentences if s.part in ("said", "differs", "unvouched")]
    # A tip that departs from the standard is not hidden below the fold: who heard of it asks for it.
    at_once = [s for i, s in enumerate(said) if i < _AT_ONCE or s.part == "differs"]
    folded = [s for s in said if s not in at_once]
    first = "".join(_quotation(turn, s, sources, language) for s in at_once)
    rest = "".join(_quotation(turn, s, sources, language) for s in folded)
    if not rest:
        return first
    label = escape(text("more_quotes", language, n=len(folded)))
    return f'{first}<details class="more"><summary>{label}</summary>{rest}</details>'


def _quotation(turn: int, sentence: Sentence, sources: dict[int, Source], language: Language) -> str:
    source = sources[sentence.citations[0]]
    by = " · ".join(p for p in (who(source, language), source.title, where(source.locator, language)) if p)
    mark = (
        f'<strong class="mark">{escape(text(sentence.part, language))}</strong>'
        if sentence.part != "said"
        else ""
    )
    if sentence.asked:
        mark += f'<p class="interviewer">{escape(text("asked", language, question=sentence.asked))}</p>'
    return (
        f'<blockquote class="words {sentence.part}">{mark}<p>{escape(sentence.text)} {_cites(turn, sentence, language)}</p>'
        f"<footer>{escape(by)}</footer></blockquote>"
    )


def _cites(turn: int, sentence: Sentence, language: Language) -> str:
    return " ".join(
        f'<a class="cite" href="#{card_id(turn, n)}" aria-label="{escape(text("cite", language, n=n))}">[{n}]</a>'
        for n in sentence.citations
    )
