"""What one browser session holds: its turns and its language. It lives in memory and goes with the tab."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from assistant.answer import Answer, Event, EvidenceFound, Finished, Language, Sentence, SentenceReady, Turn

if TYPE_CHECKING:
    from assistant.chat.line import Job

Stage = Literal["waiting", "searching", "composing", "done", "stopped", "failed"]
_SHOWN = 20
_REMEMBERED = 6


@dataclass(frozen=True)
class Exchange:
    """One question and what is shown of its answer so far.

    ``ahead`` counts the questions that are answered before this one; ``said`` are the checked
    sentences of an answer still being worded; ``failure`` is a sentence for the user; ``kept`` says that
    the question waits for a veteran.
    """

    question: str
    stage: Stage = "searching"
    answer: Answer | None = None
    said: tuple[Sentence, ...] = ()
    ahead: int = 0
    failure: str = ""
    kept: bool = False

    def after(self, event: Event) -> Exchange:
        """The exchange with what an event brings."""
        if isinstance(event, EvidenceFound):
            return replace(self, stage="composing" if event.composing else "searching", answer=event.answer)
        if isinstance(event, SentenceReady):
            return replace(self, said=(*self.said, event.sentence))
        if isinstance(event, Finished):
            return replace(self, stage="done", answer=event.answer, said=())
        raise TypeError(f"{event!r} is not an event of an answer")

    @property
    def for_veteran(self) -> bool:
        """Whether the question can be put to a veteran: the sources do not answer it for certain, and no rule forbids it."""
        if self.answer is None or self.kept or self.pending:
            return False
        return self.answer.refusal in ("unknown", "weak") or not self.answer.certain

    @property
    def pending(self) -> bool:
        return self.stage in ("waiting", "searching", "composing")


@dataclass
class Session:
    """The conversation of one browser tab; ``job`` is the question being answered, if any."""

    language: Language = "ko"
    exchanges: list[Exchange] = field(default_factory=list)
    job: Job | None = None

    def begin(self, question: str) -> None:
        self.exchanges = [*self.exchanges[-(_SHOWN - 1) :], Exchange(question)]

    def update(self, exchange: Exchange) -> None:
        self.exchanges[-1] = exchange

    def stop(self) -> None:
        """Withdraw the question that is being answered; evidence already shown stays."""
        if self.job is not None:
            self.job.cancel()
            self.job = None
        if self.exchanges and self.exchanges[-1].pending:
            self.update(replace(self.exchanges[-1], stage="stopped"))

    def clear(self) -> None:
        self.stop()
        self.exchanges = []

    def history(self) -> list[Turn]:
        """The earlier turns as :meth:`Answerer.stream` takes them, oldest first."""
        return _turns(self.exchanges)

    def before_last(self) -> list[Turn]:
        """The turns before the last question."""
        return _turns(self.exchanges[:-1])


def _turns(exchanges: list[Exchange]) -> list[Turn]:
    answered = [e for e in exchanges if not e.pending and e.answer is not None]
    return [Turn(e.question, e.answer.answer) for e in answered[-_REMEMBERED:] if e.answer]
