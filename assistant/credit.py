"""Who is shown as the source of a passage: exactly what the contributor agreed to, on this day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from assistant.answer import Language


def credit(
    contributor: Mapping[str, Any] | None, language: Language, today: date | None = None
) -> tuple[str | None, str | None]:
    """(name or alias or None, role) of a row of :func:`ingest.store.contributors.all_contributors`.

    A consent that has run out or not begun hides the person at once; the role stays.
    """
    if contributor is None:
        return None, None
    role = contributor["role_en"] if language == "en" else contributor["role"]
    now = (today or date.today()).isoformat()
    begun = not contributor["since"] or contributor["since"] <= now
    ended = bool(contributor["until"]) and contributor["until"] < now
    if not begun or ended:
        return None, role
    shown = {"name": contributor["name"], "alias": contributor["alias"]}.get(contributor["display"])
    return shown, role
