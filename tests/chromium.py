"""A real headless Chromium that can reach this machine and nothing else."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.conftest import require

_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-proxy-server",
]


@contextmanager
def browser() -> Iterator[Any]:
    """The browser of the system, driven by Playwright."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    require(path is not None, "Chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield opened
        opened.close()


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


class Visit:
    """One user's browser: its page, and what it asked for and complained of."""

    def __init__(self, opened: Any, url: str, width: int = 1280, height: int = 800, **context: Any) -> None:
        context.setdefault("locale", "ko-KR")
        self.url = url
        self.context = opened.new_context(viewport={"width": width, "height": height}, **context)
        self.page = self.context.new_page()
        self.foreign: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", self._requested)
        self.page.on("console", self._logged)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(url)
        self.page.wait_for_selector("#question textarea")

    def ask(self, question: str) -> None:
        self.page.fill("#question textarea", question)
        self.page.press("#question textarea", "Enter")

    def answered(self, turn: int = 0, timeout_s: float = 20) -> Any:
        """The reply of an exchange once it is complete."""
        return self.page.wait_for_selector(
            f"#t{turn}:not(:has(.pulse)) .reply:not(.empty)", timeout=timeout_s * 1000
        )

    def close(self) -> None:
        self.context.close()

    def _requested(self, request: Any) -> None:
        if not request.url.startswith((self.url, "data:", "blob:")):
            self.foreign.append(request.url)

    def _logged(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)
