"""Prints the events of an answer on a terminal as they arrive."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from assistant.answer import Answer, Event, EvidenceFound, Finished, Language, SentenceReady, Source
from assistant.place import place

if TYPE_CHECKING:
    from rich.console import Console

_LABELS: dict[str, dict[Language, str]] = {
    "evidence": {"ko": "자료의 원문", "en": "In the sources' own words"},
    "uncertain": {"ko": "가까운 자료 (답인지 확인 필요)", "en": "Near the question, perhaps not the answer"},
    "composing": {"ko": "확인된 문장으로 정리하는 중…", "en": "Wording it, sentence by checked sentence…"},
    "answer": {"ko": "답변", "en": "Answer"},
    "sources": {"ko": "출처", "en": "Sources"},
    "related": {"ko": "관련 자료 (답은 아님)", "en": "Related, not an answer"},
    "asked": {"ko": "물음", "en": "Asked"},
    "someone": {"ko": "익명 기여자", "en": "a contributor who stays anonymous"},
}


def show(events: Iterable[Event], console: Console) -> Answer:
    """Print evidence at once, each checked sentence when it is ready, then the numbered sources."""
    final: Answer | None = None
    shown = ""
    for event in events:
        if isinstance(event, EvidenceFound):
            answer = event.answer
            if answer.status != "refused":
                _title("evidence" if answer.certain else "uncertain", answer.language, console)
            console.print(answer.answer, markup=False, highlight=False)
            shown = answer.answer
            if event.composing:
                console.print(_LABELS["composing"][answer.language], style="dim")
        elif isinstance(event, SentenceReady):
            console.print(f"… {event.sentence.text}", markup=False, highlight=False, style="dim")
        elif isinstance(event, Finished):
            final = event.answer
    if final is None:
        raise AssertionError("a stream of events ends with Finished")
    if final.answer != shown:
        _title("answer", final.language, console)
        console.print(final.answer, markup=False, highlight=False)
    _list("sources", final.sources, final.language, console)
    _list("related", final.related, final.language, console)
    for warning in final.warnings:
        console.print(warning, markup=False, highlight=False, style="dim")
    return final


def _title(key: str, language: Language, console: Console) -> None:
    console.print(f"\n{_LABELS[key][language]}", style="bold")


def _list(key: str, sources: tuple[Source, ...], language: Language, console: Console) -> None:
    if not sources:
        return
    _title(key, language, console)
    for s in sources:
        mark = f"[{s.n}] " if key == "sources" else "– "
        where = place(s.locator, language)
        head = f"{mark}{who(s, language)}{s.title}" + (f", {where}" if where else "")
        console.print(head, markup=False, highlight=False)
        if s.asked:
            console.print(
                f"    {_LABELS['asked'][language]}: {s.asked}", markup=False, highlight=False, style="dim"
            )
        console.print(f"    {' '.join(s.quote.split())}", markup=False, highlight=False, style="dim")


def who(source: Source, language: Language) -> str:
    """“박영식 (가열로 반장), ” or the role alone where the contributor stays unnamed."""
    if source.contributor and source.role:
        return f"{source.contributor} ({source.role}), "
    return f"{source.role}, " if source.role else ""
