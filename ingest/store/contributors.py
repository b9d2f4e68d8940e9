"""Reads and writes contributors with the consent in force."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from ingest.store import schema as t
from ingest.store.library import Library


def put(library: Library, contributor: Mapping[str, Any], consent: Mapping[str, Any]) -> None:
    """Add or replace a contributor with the consent in force."""
    with library.engine.begin() as c:
        c.execute(sa.delete(t.consents).where(t.consents.c.contributor_id == contributor["id"]))
        c.execute(sa.delete(t.contributors).where(t.contributors.c.id == contributor["id"]))
        c.execute(sa.insert(t.contributors).values(**contributor))
        c.execute(sa.insert(t.consents).values(contributor_id=contributor["id"], **consent))


def all_contributors(library: Library) -> dict[str, dict[str, Any]]:
    """Contributors joined with their consent, by id."""
    query = sa.select(t.contributors, *[col for col in t.consents.c if col.name != "contributor_id"]).join(
        t.consents
    )
    with library.engine.connect() as c:
        return {row["id"]: dict(row) for row in c.execute(query).mappings()}
