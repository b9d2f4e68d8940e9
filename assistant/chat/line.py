"""Questions wait in one line: an :class:`Answerer` answers one at a time, in one thread of its own."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from assistant.answer import Event, Turn

if TYPE_CHECKING:
    from assistant.answerer import Answerer

T = TypeVar("T")
_LOOK_AGAIN_S = 0.5


@dataclass(frozen=True)
class Waiting:
    """The question has not begun; so many are before it."""

    ahead: int


class _End:
    """Nothing more comes."""


class Job:
    """One question in the line; iterate :meth:`events` from any thread."""

    def __init__(self, line: Line, question: str, history: Sequence[Turn]) -> None:
        self.question, self.history = question, tuple(history)
        self._line = line
        self._came: queue.SimpleQueue[Event | Exception | _End] = queue.SimpleQueue()
        self.cancelled = threading.Event()

    def cancel(self) -> None:
        """End :meth:`events` now; the model stops at its next sentence."""
        self.cancelled.set()
        self._came.put(_End())

    def events(self) -> Iterator[Event | Waiting]:
        """The events of the answer, with the place in the line whenever it has changed.

        Raises:
            Exception: whatever the answerer raised.
        """
        told = 0
        while not self.cancelled.is_set():
            ahead = self._line.ahead(self)
            if ahead and ahead != told:
                told = ahead
                yield Waiting(ahead)
            try:
                item = self._came.get(timeout=_LOOK_AGAIN_S)
            except queue.Empty:
                continue
            if self.cancelled.is_set() or isinstance(item, _End):
                return
            if isinstance(item, Exception):
                raise item
            yield item

    def answer(self, answerer: Answerer) -> None:
        """Answer in the calling thread; nothing is raised here."""
        try:
            if not self.cancelled.is_set():
                with closing(answerer.stream(self.question, self.history)) as events:  # type: ignore[type-var]
                    for event in events:
                        self._came.put(event)
                        if self.cancelled.is_set():
                            break
        except Exception as error:
            self._came.put(error)
        finally:
            self._came.put(_End())


class Line:
    """The one thread that speaks to an answerer."""

    def __init__(self, answerer: Answerer) -> None:
        self._answerer = answerer
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="jangin-answers")
        self._lock = threading.Lock()
        self._jobs: list[Job] = []

    def ask(self, question: str, history: Sequence[Turn]) -> Job:
        """Put a question at the end of the line."""
        job = Job(self, question, history)
        with self._lock:
            self._jobs.append(job)
        self._thread.submit(self._serve, job)
        return job

    def run(self, work: Callable[[Answerer], T]) -> Future[T]:
        """Do other work on the answerer when it is its turn."""
        return self._thread.submit(work, self._answerer)

    def ahead(self, job: Job) -> int:
        """How many questions come before this one; 0 while it is being answered and after."""
        with self._lock:
            return self._jobs.index(job) if job in self._jobs else 0

    def close(self) -> None:
        with self._lock:
            for job in self._jobs:
                job.cancel()
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _serve(self, job: Job) -> None:
        try:
            job.answer(self._answerer)
        finally:
            with self._lock:
                self._jobs.remove(job)
