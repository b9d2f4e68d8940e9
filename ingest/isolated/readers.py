"""Several processes that read files side by side, each with a limit of time and of memory."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType

from ingest.documents import Part
from ingest.errors import ParseError
from ingest.isolated import wire
from ingest.parsers import is_recording
from ingest.settings import IngestSettings

_RENEW_AFTER = 500  # files: what the libraries leak stays small
_PATIENCE_S = 5.0  # to start in, beside the time that a file has


@dataclass(eq=False)
class _Process:
    """One reader at work; ``left`` counts the files that it may still read."""

    running: subprocess.Popen[bytes]
    asked: Connection
    left: int = _RENEW_AFTER

    def kill(self) -> None:
        """End it and whatever it started (OCR, an office converter); whoever waits for its answer gets an end."""
        with suppress(ProcessLookupError):
            os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait()


class Readers:
    """Reads files in order of submission; use it as a context manager.

    What its processes write goes below ``scratch``, which the caller removes.
    """

    def __init__(self, settings: IngestSettings, scratch: Path) -> None:
        self._settings, self._scratch = settings, scratch
        self.count = settings.workers or len(os.sched_getaffinity(0))
        # The threads live as long as this object: a process ends with the thread that started it.
        self._threads = ThreadPoolExecutor(self.count, thread_name_prefix="reader")
        self._own = threading.local()
        self._all: set[_Process] = set()
        self._lock, self._closed = threading.Lock(), False

    def __enter__(self) -> Readers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End every process at once; what was submitted and not read fails."""
        with self._lock:
            self._closed = True
            left = list(self._all)
        for process in left:
            process.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)
        # Not before: a thread may still be waiting at it.
        for process in left:
            process.asked.close()

    def submit(self, path: Path) -> Future[tuple[list[Part], str]]:
        """What a file holds, and the SHA-256 of the bytes that were read.

        The future raises a ParseError where it cannot be read, for whatever reason.
        """
        return self._threads.submit(self._read, path)

    def _read(self, path: Path) -> tuple[list[Part], str]:
        process = self._process()
        setting = "speech_timeout_s" if is_recording(path) else "timeout_s"
        limit: float = getattr(self._settings, setting)
        try:
            process.asked.send_bytes(os.fsencode(path.absolute()))
            if not process.asked.poll(limit + (_PATIENCE_S if process.left == _RENEW_AFTER else 0)):
                self._end(process)
                raise ParseError(
                    f"{path.name} took longer than {limit:g} s to read: split it and ingest the parts, or raise "
                    f"{setting} under [ingest] in jangin.toml."
                )
            message = process.asked.recv_bytes()
        except (EOFError, OSError) as error:
            self._end(process)
            raise ParseError(
                f"{path.name} ended the program that read it (it is damaged, or wants more than "
                f"{self._settings.memory_mb} MB of memory): save it again in its own program, or split it, and "
                "ingest it again."
            ) from error
        process.left -= 1
        if not process.left:
            self._end(process)
        return wire.unpack(message)

    def _process(self) -> _Process:
        known: _Process | None = getattr(self._own, "process", None)
        if known is not None and known in self._all and known.running.poll() is None:
            return known
        if known is not None:
            self._end(known)
        ours, theirs = Pipe()
        # One computing thread each: there are as many readers as cores.
        single = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OMP_THREAD_LIMIT")}
        with theirs:
            model = self._settings.speech_model
            told = (
                theirs.fileno(),
                self._settings.memory_mb,
                os.getpid(),
                *([model.absolute()] if model else []),
            )
            running = subprocess.Popen(
                [sys.executable, "-m", f"{__package__}.worker", *map(str, told)],
                pass_fds=[theirs.fileno()],
                env={**os.environ, **single, "TMPDIR": str(self._scratch)},
                start_new_session=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,  # libraries complain with pieces of the text
            )
        self._own.process = process = _Process(running, ours)
        with self._lock:
            self._all.add(process)
            closed = self._closed
        if closed:
            self._end(process)
        return process

    def _end(self, process: _Process) -> None:
        with self._lock:
            self._all.discard(process)
        process.kill()
        process.asked.close()
