"""The store of record replaces, remembers failures, and leaves nothing of what was deleted."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.documents import Locator
from ingest.errors import LibraryError
from ingest.store import contributors as contributor_store
from ingest.store import documents as store
from ingest.store import failures, writing
from ingest.store.documents import Passage
from ingest.store.library import Library


@pytest.fixture
def library(tmp_path):
    opened = Library(tmp_path / "library.sqlite")
    yield opened
    opened.close()


def row(key: str = "k1", content_hash: str = "h1", **changes: object) -> dict[str, object]:
    fields: dict[str, object] = {
        "id": f"d-{key}-{content_hash}", "path_key": key, "content_hash": content_hash, "name": f"{key}.md",
        "title": "t", "kind": "manual", "language": "ko", "contributor_id": None, "equipment": [], "process": None,
        "revision": None, "date": None, "supersedes": None, "approved_by": None, "superseded": False, "audience": "all",
        "state": "stored", "masked": {}, "warnings": [], "ingested_at": datetime.now(UTC),
    }  # fmt: skip
    return {**fields, **changes}


def passage(document: dict[str, object], n: int, text: str) -> Passage:
    return Passage(
        f"{document['id']}-{n}", str(document["id"]), n, "h", text, "text", Locator(page=2, heading=("a",))
    )


def test_a_passage_comes_back_with_its_exact_place(library):
    document = row()
    writing.store(library, document, [passage(document, 0, "가열로")])
    (found,) = store.passages(library)
    assert found == passage(document, 0, "가열로")


def test_a_new_version_replaces_the_old_one_and_names_what_is_gone(library):
    old, new = row(), row(content_hash="h2")
    writing.store(library, old, [passage(old, 0, "옛"), passage(old, 1, "글")])
    writing.store(library, new, [passage(new, 0, "새 글")])
    assert writing.stale(library) == ["d-k1-h1-0", "d-k1-h1-1"]
    assert store.counts(library) == (1, 1)


def test_passages_come_in_the_order_asked_for(library):
    document = row()
    writing.store(library, document, [passage(document, i, str(i)) for i in range(3)])
    ids = [f"{document['id']}-{i}" for i in (2, 0)]
    assert [p.text for p in store.passages(library, [*ids, "unknown"])] == ["2", "0"]


def test_a_failure_is_kept_until_the_file_is_read(library):
    failures.put(library, "k1", "a.pdf", "a.pdf is locked.")
    failures.put(library, "k1", "a.pdf", "a.pdf is damaged.")
    assert failures.every(library) == [("a.pdf", "a.pdf is damaged.")]
    failures.clear(library, "k1")
    assert failures.every(library) == []


def test_superseding_is_set_and_taken_back(library):
    for key in ("old", "new"):
        writing.store(library, row(key), [])
    store.set_superseded(library, [d["id"] for d in store.all_documents(library) if d["name"] == "old.md"])
    assert [d["superseded"] for d in store.all_documents(library)] == [False, True]
    store.set_superseded(library, [])
    assert not any(d["superseded"] for d in store.all_documents(library))


def test_deleted_text_is_overwritten_in_the_file(library, tmp_path):
    document = row()
    writing.store(library, document, [passage(document, 0, "지워질비밀문장" * 20)])
    writing.store(library, row(content_hash="h2"), [])
    with library.engine.connect() as c:
        c.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    held = b"".join(f.read_bytes() for f in tmp_path.iterdir())
    assert "지워질비밀문장".encode() not in held


def test_path_keys_differ_between_libraries(tmp_path):
    one, two = Library(tmp_path / "a.sqlite"), Library(tmp_path / "b.sqlite")
    assert one.path_key(Path("x")) == one.path_key(Path("x")) != two.path_key(Path("x"))
    one.close()
    two.close()


def test_a_contributor_carries_the_consent_in_force(library):
    person = {
        "id": "v1",
        "name": None,
        "role": "반장",
        "role_en": "foreman",
        "line": "압연",
        "line_en": "Rolling",
        "years": 3,
    }
    consent = {
        "display": "alias",
        "alias": "은빛",
        "since": None,
        "until": None,
        "purposes": [],
        "evidence": "f",
    }
    contributor_store.put(library, person, consent)
    contributor_store.put(library, person, {**consent, "alias": "고참"})
    assert contributor_store.all_contributors(library)["v1"]["alias"] == "고참"


@pytest.mark.parametrize("content", [b"not a database at all", b"SQLite format 3\x00" + b"\xff" * 200])
def test_a_damaged_library_gives_one_sentence(tmp_path, content):
    path = tmp_path / "library.sqlite"
    path.write_bytes(content)
    with pytest.raises(LibraryError, match="cannot be opened"):
        Library(path)
