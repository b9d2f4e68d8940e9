"""Serves the chat page on this machine until it is stopped."""

from __future__ import annotations

import errno
import os
import socket
import sys
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.chat.closed import OwnOriginOnly
from assistant.chat.examples import Examples
from assistant.chat.line import Line
from ingest.errors import JanginError, ServeError
from ingest.settings import Settings

if TYPE_CHECKING:
    from assistant.answerer import Answerer


@dataclass(frozen=True)
class Serving:
    """A page being served at ``url``."""

    url: str
    page: Any
    line: Line

    def close(self) -> None:
        self.page.close(verbose=False)
        self.line.close()


def serve(settings: Settings, answerer: Answerer, *, open_port: int | None = None) -> None:
    """Serve the page and block until Ctrl-C; ``open_port`` takes the place of the settings' port.

    Raises:
        ServeError: the address cannot be listened on.
    """
    serving = start(settings, answerer, open_port=open_port)
    print(f"Jangin 장인: {serving.url}  (Ctrl-C stops it)", flush=True)
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        print("Stopping.", flush=True)
    finally:
        serving.close()


def start(settings: Settings, answerer: Answerer, *, open_port: int | None = None) -> Serving:
    """Serve the page in the background; models load after it is there.

    Raises:
        ServeError: the address cannot be listened on.
    """
    host, port = settings.chat.host, open_port or settings.chat.port
    _require_free(host, port)
    _reach_ourselves_directly(host)
    from assistant.chat import page as layout

    line, examples = Line(answerer), Examples()
    page = layout.build(settings, line, examples)
    try:
        page.launch(
            server_name=host,
            server_port=port,
            theme=layout.theme(),
            css=layout.style(),
            head=layout.behaviour(),
            prevent_thread_lock=True,
            quiet=True,
            share=False,
            inbrowser=False,
            footer_links=[],
            # Gradio would keep every question and answer in the browser's storage.
            run_history=False,
            enable_monitoring=False,
            ssr_mode=False,
            pwa=False,
            mcp_server=False,
            max_file_size=1,
            app_kwargs={"middleware": [OwnOriginOnly.middleware()]},
        )
    except OSError as error:
        line.close()
        raise ServeError(_taken(port)) from error
    _prepare(answerer, line, examples)
    return Serving(str(page.local_url).rstrip("/"), page, line)


def _prepare(answerer: Answerer, line: Line, examples: Examples) -> None:
    """Load search in the line's own thread, then the model beside it, so that evidence never waits."""

    def find_model(opened: Answerer) -> bool:
        examples.find(opened)
        try:
            return opened.model() is not None
        except JanginError as error:
            print(str(error), file=sys.stderr)
            return False

    found = line.run(find_model)

    def warm() -> None:
        try:
            if found.result():
                answerer.warm()
        except JanginError as error:
            print(str(error), file=sys.stderr)

    threading.Thread(target=warm, name="jangin-warm", daemon=True).start()


def _require_free(host: str, port: int) -> None:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except socket.gaierror:
        raise ServeError(
            f"The host “{host}” is unknown: set JANGIN_CHAT__HOST to an address of this machine, "
            "such as 127.0.0.1 or 0.0.0.0."
        ) from None
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except PermissionError:
            raise ServeError(
                f"Port {port} may not be used by this user: set JANGIN_CHAT__PORT to a port above 1023."
            ) from None
        except OSError as error:
            if error.errno == errno.EADDRNOTAVAIL:
                raise ServeError(
                    f"{host} is not an address of this machine: set JANGIN_CHAT__HOST to one that is, "
                    "such as 127.0.0.1 or 0.0.0.0."
                ) from None
            raise ServeError(_taken(port)) from None


def _taken(port: int) -> str:
    return f"Port {port} is taken: stop the other program or set JANGIN_CHAT__PORT to a free port."


def _reach_ourselves_directly(host: str) -> None:
    # Gradio asks its own page whether it is there; a company proxy must not be asked instead.
    for name in ("no_proxy", "NO_PROXY"):
        known = [part for part in os.environ.get(name, "").split(",") if part]
        os.environ[name] = ",".join(dict.fromkeys([*known, "127.0.0.1", "localhost", host]))
