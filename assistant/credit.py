"""Who is shown as the source of a passage: exactly what the contributor agreed to, on this day and for this use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from assistant.answer import Language
from ingest.settings import ConsentSettings

State = Literal["in force", "not begun", "ended", "another purpose", "another site"]


def state(contributor: Mapping[str, Any], use: ConsentSettings, today: date | None = None) -> State:
    """Whether the consent of a row of :func:`ingest.store.contributors.all_contributors` covers this day and use."""
    now = (today or date.today()).isoformat()
    if contributor["since"] and contributor["since"] > now:
        return "not begun"
    if contributor["until"] and contributor["until"] < now:
        return "ended"
    if contributor["purposes"] and use.purpose not in contributor["purposes"]:
        return "another purpose"
    if contributor["sites"] and use.site not in contributor["sites"]:
        return "another site"
    return "in force"


def credit(
    contributor: Mapping[str, Any] | None, language: Language, use: ConsentSettings, today: date | None = None
) -> tuple[str | None, str | None]:
    """(name or alias or None, role or the label in its place).

    A consent that has run out or not begun, or does not cover this purpose or site, hides the person at once; the
    role stays.
    """
    if contributor is None:
        return None, None
    if language == "en":
        role = contributor["label_en"] or contributor["label"] or contributor["role_en"]
    else:
        role = contributor["label"] or contributor["role"]
    if state(contributor, use, today) != "in force":
        return None, role
    shown = {"name": contributor["name"], "alias": contributor["alias"]}.get(contributor["display"])
    return shown, role


@dataclass(frozen=True)
class Credits:
    """The contributors of a library, by id, and what for and where it is used."""

    people: Mapping[str, Mapping[str, Any]]
    use: ConsentSettings

    def of(self, contributor: str | None, language: Language) -> tuple[str | None, str | None]:
        """As :func:`credit`, today."""
        return credit(self.people.get(contributor or ""), language, self.use)


def singled_out(
    people: Mapping[str, Mapping[str, Any]], use: ConsentSettings, today: date | None = None
) -> dict[str, str]:
    """For each contributor who is to stay unknown, but whose role only they bear, a coarser label.

    Who reads “the crane driver” in a plant with one of them reads a name.
    """
    shown = {i: credit(p, "ko", use, today) for i, p in people.items()}
    roles = [role for _, role in shown.values()]
    found = {}
    for i, (name, role) in shown.items():
        unknown = name is None or people[i]["display"] == "alias"
        if unknown and roles.count(role) == 1:
            shared = [p for p in people.values() if p["line"] and p["line"] == people[i]["line"]]
            found[i] = f"{people[i]['line']} 베테랑" if len(shared) > 1 else "현장 베테랑"
    return found
