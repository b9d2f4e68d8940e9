"""Asks on the chat page, in a real browser, questions that hold personal data."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

_PATIENCE_MS = 60_000
# Without these a browser writes to the temporary folder what it did, which is not ours to answer for.
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-proxy-server", "--disable-background-networking"]


def browser() -> str | None:
    """The browser of the system, or None."""
    return next(
        (p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None
    )


def ask(environment: Mapping[str, str], told: Path, questions: Sequence[str]) -> int:
    """Put the questions to a page served by `jangin chat`, one to a veteran where it offers to; how many it answered.

    What the server says goes to ``told``, and so do the answers, without the questions that the page repeats to
    who asked them.
    """
    from playwright.sync_api import sync_playwright

    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = int(s.getsockname()[1])
    command = [sys.executable, "-c", "from assistant.cli import main; main()", "chat", "--port", str(port)]
    shown: list[str] = []
    with (told.with_suffix(".log")).open("wb") as log, sync_playwright() as playwright:
        server = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=dict(environment))
        opened = playwright.chromium.launch(executable_path=browser(), args=_ARGUMENTS)
        try:
            _wait(port, server)
            page = opened.new_page()
            page.goto(f"http://127.0.0.1:{port}")
            page.wait_for_selector("#question textarea", timeout=_PATIENCE_MS)
            for n, question in enumerate(questions):
                page.fill("#question textarea", question)
                page.press("#question textarea", "Enter")
                reply = page.wait_for_selector(
                    f"#t{n}:not(:has(.pulse)) .reply:not(.empty)", timeout=_PATIENCE_MS
                )
                shown.append(reply.inner_text() if reply else "")
                if page.is_visible(".to-veteran"):
                    page.click(".to-veteran")
                    page.wait_for_selector(f"#t{n} .reply .still", timeout=_PATIENCE_MS)
        finally:
            opened.close()
            server.terminate()
            server.wait()
    told.write_text("\n".join(shown), "utf-8")
    return len(shown)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(1_200):
        with socket.socket() as s:
            if s.connect_ex(("127.0.0.1", port)) == 0:
                return
        try:
            server.wait(0.1)
        except subprocess.TimeoutExpired:
            continue
        break
    raise RuntimeError("the chat page did not start: its words are in chat.log")
