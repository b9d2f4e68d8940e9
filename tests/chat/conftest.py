"""A small library behind the real chat page, and browsers to visit it with."""

from __future__ import annotations

import shutil

import pytest

from assistant.answerer import Answerer, open_answerer
from assistant.chat.serve import start
from ingest.settings import load_settings
from tests.chat import HOSTILE
from tests.chromium import Visit, browser, free_port
from tests.conftest import ingest_all


@pytest.fixture(scope="module")
def settings(notes, tmp_path_factory):
    folder = tmp_path_factory.mktemp("chat") / "notes"
    shutil.copytree(notes, folder)
    (folder / "manuals" / "valve.txt").write_text(HOSTILE, "utf-8")
    read = load_settings(home=tmp_path_factory.mktemp("chat-home"), llm={"provider": "none"})
    assert ingest_all(read, folder) == 4
    return read


@pytest.fixture(scope="module")
def answerer(settings):
    opened = open_answerer(settings)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def chromium():
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def served(settings, answerer):
    serving = start(settings, answerer, open_port=free_port())
    yield serving.url
    serving.close()


@pytest.fixture
def serve_with(answerer, settings):
    """Serves the library with a model of the test's own, and stops when the test ends."""
    running = []

    def serve(model, **changes):
        changed = load_settings(home=settings.home, answer={"mode": "composed"}, **changes)
        given = Answerer(changed, answerer.library, answerer.retriever)
        given.use_model(model)
        running.append(start(changed, given, open_port=free_port()))
        return running[-1].url

    yield serve
    for serving in running:
        serving.close()


@pytest.fixture
def visit(chromium, served):
    """Opens the page as a new user; no user's browser may ask elsewhere or complain."""
    visits = []

    def go(url: str = "", **options) -> Visit:
        visits.append(Visit(chromium, url or served, **options))
        return visits[-1]

    yield go
    foreign = [r for v in visits for r in v.foreign]
    complaints = [c for v in visits for c in v.complaints]
    for v in visits:
        v.close()
    assert foreign == [] and complaints == []
