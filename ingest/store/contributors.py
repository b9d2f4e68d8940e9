"""Reads and writes contributors, and every consent that they gave; the last one is in force."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal

import sqlalchemy as sa

from ingest.store import schema as t
from ingest.store.library import Library

Origin = Literal["file", "command"]
# What a consent says, beside whose it is and where it comes from.
SAYS = ("display", "alias", "label", "label_en", "since", "until", "purposes", "sites", "evidence")
_NOTHING: dict[str, Any] = {"alias": None, "label": None, "label_en": None, "purposes": [], "sites": []}


def put(
    library: Library, contributor: Mapping[str, Any], consent: Mapping[str, Any], origin: Origin = "file"
) -> bool:
    """Add or replace a contributor and record the consent; whether it is another than the last of that origin.

    A consent that stands unchanged in a file does not undo what was agreed since by command. The name is kept only
    while the consent in force is to be named.
    """
    given = {**_NOTHING, **{k: consent[k] for k in SAYS if k in consent}}
    with library.engine.begin() as c:
        last = _last(c, contributor["id"], origin)
        news = last is None or any(last[k] != given.get(k) for k in SAYS)
        known = c.scalar(sa.select(t.contributors.c.id).where(t.contributors.c.id == contributor["id"]))
        row = t.contributors.c.id == contributor["id"]
        if known is None:
            c.execute(sa.insert(t.contributors).values(**contributor))
        else:
            c.execute(sa.update(t.contributors).where(row).values(**contributor))
        if news:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            told = {**given, "contributor_id": contributor["id"], "origin": origin, "recorded_at": now}
            c.execute(sa.insert(t.consents).values(**told))
        in_force = _last(c, contributor["id"])
        if in_force is not None and in_force["display"] != "name":
            c.execute(sa.update(t.contributors).where(row).values(name=None))
    return news


def history(library: Library, contributor: str) -> list[dict[str, Any]]:
    """Every consent of a contributor, the oldest first."""
    own = sa.select(t.consents).where(t.consents.c.contributor_id == contributor).order_by(t.consents.c.id)
    with library.engine.connect() as c:
        return [dict(row) for row in c.execute(own).mappings()]


def all_contributors(library: Library) -> dict[str, dict[str, Any]]:
    """Contributors joined with the consent in force, by id."""
    last = sa.select(sa.func.max(t.consents.c.id)).group_by(t.consents.c.contributor_id).scalar_subquery()
    query = (
        sa.select(t.contributors, *(t.consents.c[name] for name in SAYS))
        .join(t.consents)
        .where(t.consents.c.id.in_(last))
        .order_by(t.contributors.c.id)
    )
    with library.engine.connect() as c:
        return {row["id"]: dict(row) for row in c.execute(query).mappings()}


def _last(c: sa.Connection, contributor: str, origin: Origin | None = None) -> sa.RowMapping | None:
    own = sa.select(t.consents).where(t.consents.c.contributor_id == contributor)
    if origin is not None:
        own = own.where(t.consents.c.origin == origin)
    return c.execute(own.order_by(t.consents.c.id.desc()).limit(1)).mappings().first()
