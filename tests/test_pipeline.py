"""A run masks the same people whatever part of the folder it is given."""

from __future__ import annotations

import pytest

from ingest.errors import SettingsError
from ingest.opening import open_ingester
from ingest.settings import load_settings
from ingest.store import documents as store


def test_the_nearest_contributors_file_above_a_deep_folder_counts(notes, tmp_path):
    deep = notes / "interviews"
    ingester = open_ingester(load_settings(home=tmp_path / "home"), [deep / "furnace.txt"])
    assert [p.id for p in ingester.contributors.people] == ["v01"]
    ingester.library.close()


def test_a_library_with_contributors_refuses_files_without_their_list(notes, tmp_path):
    settings = load_settings(home=tmp_path / "home")
    ingester = open_ingester(settings, [notes])
    ingester.run([notes])
    before = store.counts(ingester.library)
    ingester.library.close()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.txt").write_text("박 반장이 오일을 갈았다.")
    with pytest.raises(SettingsError, match=r"contributors\.yaml"):
        open_ingester(settings, [elsewhere])
    again = open_ingester(settings, [notes])
    assert store.counts(again.library) == before
    again.library.close()
