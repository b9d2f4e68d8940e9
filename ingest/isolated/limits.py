"""What a process that reads a file may take, and that it ends with the one that started it."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys

_PR_SET_PDEATHSIG = 1


def confine(memory_mb: int) -> None:
    """Bound this process's memory, and that of the programs it starts; no core file is written of it.

    ``RLIMIT_DATA`` counts what is written to, unlike ``RLIMIT_AS``, in which every thread of a library reserves
    room that it never touches. Where the system knows no such limit (macOS) only time is bounded.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        size = memory_mb << 20
        resource.setrlimit(resource.RLIMIT_DATA, (size, size))
    # Should the system itself run short, the reader goes rather than the process that holds the library.
    try:
        with open("/proc/self/oom_score_adj", "w") as file:
            file.write("800")
    except OSError:
        pass


def die_with_parent(parent: int | None = None) -> None:
    """Ask the system to end this process when the thread that started it is gone, however it went.

    ``parent`` is the process that started it, which may be gone already.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if parent is not None and os.getppid() != parent:
            os._exit(1)
