"""A library goes out in open formats and comes back equal; nothing goes out that may not be shown."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest
from typer.testing import CliRunner

from assistant.answerer import open_answerer
from assistant.cli import app
from assistant.exchange import load, save
from assistant.exchange.tables import TABLES
from ingest.errors import LibraryError
from ingest.home import Home
from ingest.index.vectors import VectorIndex
from ingest.settings import ConsentSettings
from ingest.store import audit
from ingest.store import contributors as contributor_store
from ingest.store import documents as store
from ingest.store import questions as questions_store
from ingest.store.library import Library

PURGE = "버너가 꺼지면 퍼지를 얼마나 해야 하나요?"
NAME = "박영식"


@pytest.fixture
def settings(small_settings, tmp_path):
    """A copy of the small library with an open question."""
    home = tmp_path / "home"
    shutil.copytree(small_settings.home, home)
    library = Library(Home(home).database)
    questions_store.add(library, "크레인은 언제 점검하나요?", "ko")
    library.close()
    return small_settings.model_copy(update={"home": home})


@pytest.fixture
def exported(settings, tmp_path):
    return out(settings, tmp_path / "out"), tmp_path / "out"


def out(settings, folder, use=None):
    library = Library(Home(settings.home).database)
    try:
        return save(library, folder, use or settings.consent)
    finally:
        library.close()


def held(settings) -> dict[str, object]:
    """All that makes a library, but the times and keys that are its own."""
    library = Library(Home(settings.home).database)
    documents = [
        {
            k: v
            for k, v in d.items()
            if k not in ("path_key", "file_key", "content_key", "folders", "ingested_at")
        }
        for d in store.all_documents(library)
    ]
    found = {
        "documents": documents,
        "passages": store.passages(library),
        "contributors": contributor_store.all_contributors(library),
        "questions": [q.text for q in questions_store.waiting(library)],
    }
    library.close()
    return found


def test_what_comes_back_is_equal_and_answers_alike(settings, exported, tmp_path):
    counts, folder = exported
    other = settings.model_copy(update={"home": tmp_path / "other"})
    assert load(other, folder) == counts
    assert held(other) == held(settings)
    here, there = open_answerer(settings), open_answerer(other)
    first, second = (a.answer(PURGE, mode="quoted") for a in (here, there))
    assert (
        first.status == "quoted" and first.sources == second.sources and first.sentences == second.sentences
    )
    ids = [p.id for p in store.passages(here.library)]
    ours, theirs = (
        VectorIndex(Home(s.home).vectors, here.retriever.embedder.name).get(ids) for s in (settings, other)
    )
    assert ours and all(np.allclose(ours[i], theirs[i], atol=1e-5) for i in ids)
    here.close(), there.close()


def test_a_second_import_changes_nothing(settings, exported):
    before = held(settings)
    assert set(load(settings, exported[1]).values()) == {0}
    assert held(settings) == before


def test_markdown_says_who_told_it_and_where(exported):
    _, folder = exported
    pages = "\n".join(p.read_text("utf-8") for p in (folder / "markdown").glob("*.md"))
    assert f"> {NAME}, 가열로 반장" in pages and "[전화번호]" in pages


def test_a_name_that_may_not_be_shown_today_does_not_go_out(settings, tmp_path):
    out(settings, tmp_path / "o", ConsentSettings(purpose="advertising"))
    library = Library(Home(settings.home).database)
    contributor = next(iter(contributor_store.all_contributors(library).values()))
    assert contributor["name"] == NAME and contributor["purposes"]
    library.close()
    assert not any(NAME.encode() in p.read_bytes() for p in (tmp_path / "o").rglob("*") if p.is_file())


def test_what_was_edited_or_is_no_export_is_refused(settings, exported, tmp_path):
    _, folder = exported
    for folder_, wrong in ((tmp_path, "is no export"), (folder, "was changed")):
        if wrong == "was changed":
            (folder / "passages.jsonl").write_text("{}\n")
        with pytest.raises(LibraryError, match=wrong):
            load(settings, folder_)
    with pytest.raises(LibraryError, match="not empty"):
        out(settings, folder)


def test_an_edited_text_is_scrubbed_on_its_way_in(settings, exported, tmp_path):
    _, folder = exported
    path = folder / "passages.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    rows[0]["text"] += " 연락처 010-0123-4567."
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows) + "\n", "utf-8")
    from assistant.exchange import tables

    tables.seal(folder, dict.fromkeys(TABLES, 0), "")
    other = settings.model_copy(update={"home": tmp_path / "other"})
    load(other, folder)
    assert not any(b"010-0123-4567" in p.read_bytes() for p in other.home.rglob("*") if p.is_file())


def test_the_certificate_of_a_withdrawal_names_the_export(settings, tmp_path):
    env = {"JANGIN_HOME": str(settings.home), "JANGIN_LLM__PROVIDER": "none"}

    def run(*words: str) -> str:
        found = CliRunner().invoke(app, words, env=env)
        assert found.exit_code == 0, (found.output, found.exception)
        return found.stdout

    told = json.loads(run("export", str(tmp_path / "copy-7"), "--json"))
    certificate = json.loads(run("forget", "v01", "--yes", "--json"))
    assert certificate["exports"] == ["copy-7"] and told["documents"] == 3
    library = Library(Home(settings.home).database)
    assert [e.action for e in audit.entries(library)][-2:] == ["export", "forget"]
    library.close()
    # Neither does an older copy bring back what was destroyed.
    run("import", str(tmp_path / "copy-7"))
    library = Library(Home(settings.home).database)
    assert not contributor_store.all_contributors(library)
    assert not any(p.contributor_id for p in store.passages(library))
    library.close()
    assert not any(NAME.encode() in p.read_bytes() for p in settings.home.rglob("*") if p.is_file())
    run("export", str(tmp_path / "after"))
    other = {**env, "JANGIN_HOME": str(tmp_path / "new")}
    assert CliRunner().invoke(app, ["import", str(tmp_path / "after")], env=other).exit_code == 0
