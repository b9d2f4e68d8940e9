"""Nothing personal is left behind in any byte, however the library is used and killed."""

from __future__ import annotations

import zipfile

import pytest

from eval.canary.__main__ import canary
from eval.canary.chat import browser
from eval.canary.look import search
from tests.conftest import require


@pytest.mark.chromium
def test_nothing_that_was_planted_in_any_format_is_left_behind(tmp_path):
    require(browser() is not None, "Chromium")
    found = canary(tmp_path, items=120, questions=20, kills=1)
    assert found.values >= 120 and found.planted >= 0.97 * found.values
    assert found.where == ()
    assert len((tmp_path / "shown" / "chat.txt").read_text("utf-8")) > 100
    prompts = (tmp_path / "shown" / "prompts.txt").read_text("utf-8")
    # The killed run had begun to store and had not ended.
    assert "Ingested" not in (tmp_path / "shown" / "killed-0.txt").read_text("utf-8")
    assert "indexed" in (tmp_path / "shown" / "ingest.txt").read_text("utf-8") and prompts


def test_the_search_finds_what_is_there_in_every_spelling(tmp_path):
    plant, home = tmp_path / "plant", tmp_path / "home"
    plant.mkdir(), home.mkdir()
    value = "010-0123-4567"
    (plant / "a.txt").write_text(value)
    (home / "joined").write_bytes(b"x01001234567y")
    (home / "wide").write_bytes(value.encode("utf-16-le"))
    with zipfile.ZipFile(home / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.txt", value * 50)
    found = search([home], plant, [value])
    places = {w.split("/")[-1].split(":")[0].split("!")[0] for w in found.where}
    assert found.planted == 1 and places == {"joined", "wide", "a.zip"}
