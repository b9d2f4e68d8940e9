"""The record of what was done: chained, append-only, and no change of it stays unseen."""

from __future__ import annotations

import sqlite3
import threading

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner

from assistant.cli import app
from ingest.errors import LibraryError
from ingest.home import Home
from ingest.store import audit, writing
from ingest.store import documents as store
from ingest.store import schema as t
from ingest.store.library import Library
from tests.test_store import passage, row


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home").create()


@pytest.fixture
def library(home):
    opened = Library(home.database)
    yield opened
    opened.close()


def filled(library: Library) -> list[audit.Entry]:
    for n in range(5):
        audit.record(library, "ingest", indexed=n, masked={"이름": n})
    return audit.entries(library)


def by_hand(home: Home, *statements: str) -> None:
    """What somebody does to the file who knows how."""
    with sqlite3.connect(home.database) as c:
        for name in ("audit_no_update", "audit_no_delete"):
            c.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            c.execute(statement)
    c.close()


def test_entries_follow_from_each_other(library):
    entries = filled(library)
    assert [e.id for e in entries] == [1, 2, 3, 4, 5]
    assert entries[0].previous == audit.GENESIS
    assert [e.previous for e in entries[1:]] == [e.hash for e in entries[:-1]]
    assert entries[3].detail == {"indexed": 3, "masked": {"이름": 3}}
    assert audit.faults(library) == [] == audit.faults(library, entries[2].hash)


@pytest.mark.parametrize(
    ("done", "told"),
    [
        ("UPDATE audit SET detail = '{}' WHERE id = 2", "Entry 2 (ingest"),
        ("UPDATE audit SET action = 'export' WHERE id = 5", "Entry 5 (export"),
        ("UPDATE audit SET at = '2020-01-01' WHERE id = 1", "Entry 1 (ingest, 2020-01-01) was changed"),
        ("UPDATE audit SET hash = previous WHERE id = 3", "Entry 3 (ingest"),
        ("DELETE FROM audit WHERE id = 3", "Between the entries 2 and 4 some are missing"),
        ("DELETE FROM audit WHERE id = 1", "Between the entries 0 and 2 some are missing"),
        ("DELETE FROM audit WHERE id >= 4", "The entries after 3 are missing: there were 5"),
        ("DELETE FROM audit", "The entries after 0 are missing: there were 5"),
        (
            "INSERT INTO audit (id, at, action, detail, previous, hash) VALUES (6, 'x', 'y', '{}', 'a', 'b')",
            "Entry 6 does not follow from entry 5",
        ),
    ],
)
def test_a_change_by_hand_is_found(library, home, done, told):
    filled(library)
    by_hand(home, done)
    assert any(told in fault for fault in audit.faults(library))
    shown = CliRunner().invoke(app, ["audit", "verify"], env={"JANGIN_HOME": str(home.root)})
    assert shown.exit_code == 1 and told in shown.output


def test_a_record_written_anew_is_found_by_a_hash_noted_before(library, home):
    head = filled(library)[-1].hash
    by_hand(home, "DELETE FROM audit", "DELETE FROM sqlite_sequence")
    for n in range(5):
        audit.record(library, "ingest", indexed=n)
    assert audit.faults(library) == []
    (fault,) = audit.faults(library, head)
    assert "rewritten" in fault


@pytest.mark.parametrize("statement", ["UPDATE audit SET action = 'x'", "DELETE FROM audit"])
def test_the_database_itself_refuses_to_change_an_entry(library, statement):
    filled(library)
    with pytest.raises(sa.exc.IntegrityError, match="append-only"), library.engine.begin() as c:
        c.execute(sa.text(statement))
    assert audit.faults(library) == []


def test_two_at_once_append_one_after_the_other(home, library):
    def append() -> None:
        own = Library(home.database)
        for n in range(10):
            audit.record(own, "ingest", n=n)
        own.close()

    threads = [threading.Thread(target=append) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(audit.entries(library)) == 40
    assert audit.faults(library) == []


def test_a_library_of_the_first_format_keeps_all_and_gets_a_chain(home, library):
    document = row()
    writing.store(library, document, [passage(document, 0, "가열로")])
    library.close()
    with sqlite3.connect(home.database) as c:
        c.execute("DROP TABLE audit")
        c.execute("CREATE TABLE audit (id INTEGER PRIMARY KEY, at DATETIME, action VARCHAR, detail JSON)")
        c.execute("""INSERT INTO audit VALUES (3, '2026-01-02 03:04:05', 'ingest', '{"indexed": 7}')""")
        c.execute("UPDATE library SET value = '1' WHERE key = 'schema_version'")
    c.close()
    again = Library(home.database)
    (entry,) = audit.entries(again)
    assert (entry.at, entry.action, entry.detail) == ("2026-01-02T03:04:05", "ingest", {"indexed": 7})
    audit.record(again, "ingest", indexed=1)
    assert audit.faults(again) == [] and store.counts(again) == (1, 1)
    assert again.get("schema_version") == str(t.SCHEMA_VERSION)
    again.close()


def test_a_library_of_a_later_format_is_left_alone(home, library):
    library.set("schema_version", "99")
    library.close()
    with pytest.raises(LibraryError, match="install the newer version"):
        Library(home.database)


def test_the_command_shows_the_record_and_the_last_hash(library, home):
    head = filled(library)[-1].hash
    env = {"JANGIN_HOME": str(home.root), "COLUMNS": "200"}
    shown = CliRunner().invoke(app, ["audit", "list"], env=env).output
    assert shown.count("ingest") == 5 and "indexed 3, masked (이름 3)" in shown
    assert CliRunner().invoke(app, ["audit", "list", "--json"], env=env).output.count('"hash"') == 5
    told = CliRunner().invoke(app, ["audit", "verify", "--head", head], env=env)
    assert told.exit_code == 0 and head in told.output and "5 entries, unbroken" in told.output
