"""``jangin chat``: the chat page of the control room."""

from __future__ import annotations

from typing import Annotated

import typer


def chat(
    port: Annotated[int | None, typer.Option(help="Port to listen on, instead of the settings' one.")] = None,
) -> None:
    """Serve the chat page until Ctrl-C."""
    from assistant.answerer import open_answerer
    from assistant.chat.serve import serve
    from ingest.settings import load_settings

    settings = load_settings()
    answerer = open_answerer(settings)
    try:
        serve(settings, answerer, open_port=port)
    finally:
        answerer.close()
