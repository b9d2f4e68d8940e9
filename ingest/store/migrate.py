"""Brings the tables of an earlier version to today's."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from ingest.store import audit
from ingest.store import schema as t

if TYPE_CHECKING:
    from ingest.store.library import Library


def migrate(library: Library, version: int) -> None:
    """Bring a library of format ``version`` to today's; nothing that it holds is lost."""
    for step in range(version, t.SCHEMA_VERSION):
        _STEPS[step](library)
        library.set("schema_version", str(step + 1))


def _chain_the_audit(library: Library) -> None:
    """Version 1 kept the audit without a chain."""
    with library.engine.begin() as c:
        names = [col["name"] for col in sa.inspect(c).get_columns("audit")]
        if "hash" in names:  # it broke off behind this step
            return
        old = c.execute(sa.text("SELECT at, action, detail FROM audit ORDER BY id")).all()
        c.execute(sa.text("DROP TABLE audit"))
        t.audit.create(c)
        before = audit.GENESIS
        for at, action, detail in old:
            before = audit.chain(c, str(at).replace(" ", "T"), action, json.loads(detail), before)


def _keep_every_consent(library: Library) -> None:
    """Version 2 kept only the consent in force."""
    with library.engine.begin() as c:
        if "origin" in [col["name"] for col in sa.inspect(c).get_columns("consents")]:
            return
        old = [dict(row) for row in c.execute(sa.text("SELECT * FROM consents")).mappings()]
        c.execute(sa.text("DROP TABLE consents"))
        t.consents.create(c)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        for row in old:
            told = {
                **row,
                "purposes": json.loads(row["purposes"]),
                "sites": [],
                "origin": "file",
                "recorded_at": now,
            }
            c.execute(sa.insert(t.consents).values(**told))


def _only_new_tables(library: Library) -> None:
    """Version 3 knew no doubts and no decisions, version 4 no numbered people; the tables are made with the others."""


def _tell_whom_a_form_means(library: Library) -> None:
    """Version 5 knew of the listed people's forms only that they are somebody's."""
    with library.engine.begin() as c:
        if "person" not in [col["name"] for col in sa.inspect(c).get_columns("roster")]:
            c.execute(sa.text("ALTER TABLE roster ADD COLUMN person VARCHAR"))


def _tell_the_file_of_a_document(library: Library) -> None:
    """Version 6 knew one document a file, and nothing of where the file lay; the next ingest fills that in."""
    with library.engine.begin() as c:
        names = [col["name"] for col in sa.inspect(c).get_columns("documents")]
        for name, kind in (("file_key", "VARCHAR"), ("folders", "JSON"), ("content_key", "VARCHAR")):
            if name not in names:
                empty = "'[]'" if kind == "JSON" else "''"
                c.execute(sa.text(f"ALTER TABLE documents ADD COLUMN {name} {kind} NOT NULL DEFAULT {empty}"))
        c.execute(sa.text("UPDATE documents SET file_key = path_key WHERE file_key = ''"))
        c.execute(sa.text("CREATE INDEX IF NOT EXISTS ix_documents_file_key ON documents (file_key)"))


def _tell_who_approved_a_document(library: Library) -> None:
    """Version 7 did not keep what the manifest said of that; the next ingest fills it in."""
    with library.engine.begin() as c:
        if "approved_by" not in [col["name"] for col in sa.inspect(c).get_columns("documents")]:
            c.execute(sa.text("ALTER TABLE documents ADD COLUMN approved_by TEXT"))


_STEPS: dict[int, Callable[[Library], None]] = {
    1: _chain_the_audit,
    2: _keep_every_consent,
    3: _only_new_tables,
    4: _only_new_tables,
    5: _tell_whom_a_form_means,
    6: _tell_the_file_of_a_document,
    7: _tell_who_approved_a_document,
}
