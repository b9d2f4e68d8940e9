"""``jangin consent``: who may be shown how, what for, where and until when."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.forget import forget
from assistant.cli.opened import opened
from ingest.errors import SettingsError

if TYPE_CHECKING:
    from ingest.store.library import Library

app = typer.Typer(help="Who may be shown how, what for, where and until when.", no_args_is_help=True)
_Id = Annotated[str, typer.Argument(help="Id of the contributor, as in contributors.yaml.")]
_Display = Annotated[str | None, typer.Option(help="name, alias or anonymous.")]
_Name = Annotated[str | None, typer.Option(help="The real name; kept only while it may be shown.")]
_Alias = Annotated[str | None, typer.Option(help="What is shown in the place of the name.")]
_Label = Annotated[str | None, typer.Option(help="Shown in the place of the role, in Korean.")]
_LabelEn = Annotated[str | None, typer.Option(help="The same in English.")]
_Since = Annotated[str | None, typer.Option(help="First day, as 2026-11-23.")]
_Until = Annotated[str | None, typer.Option(help="Last day; “none” for no end.")]
_Purpose = Annotated[list[str] | None, typer.Option(help="What for; may be given again.")]
_Site = Annotated[list[str] | None, typer.Option(help="Where; may be given again.")]
_Evidence = Annotated[str | None, typer.Option(help="Where the consent stands, such as “form 12”.")]


@app.command("list")
def listed(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a contributor.")] = False,
) -> None:
    """Every contributor: how shown, what for, where, until when, and whether the role gives them away."""
    from rich.console import Console
    from rich.table import Table

    from assistant.credit import credit, singled_out, state
    from ingest.store import contributors as store

    with opened() as (library, settings):
        people, use = store.all_contributors(library), settings.consent
    coarser = singled_out(people, use)
    table = Table("id", "shown as", "agreed to", "state", "since – until", "what for", "where", "evidence")
    for i, p in people.items():
        name, role = credit(p, "ko", use)
        now = state(p, use)
        if as_json:
            told = {k: v for k, v in p.items() if k != "name"}
            typer.echo(
                json.dumps(
                    {**told, "shown": name, "role_shown": role, "state": now, "coarser": coarser.get(i)},
                    ensure_ascii=False,
                )
            )
            continue
        span = f"{p['since'] or ''} – {p['until'] or ''}"
        shown = ", ".join(part for part in (name, role) if part)
        table.add_row(
            i,
            shown,
            p["display"],
            now,
            span,
            ", ".join(p["purposes"]),
            ", ".join(p["sites"]),
            p["evidence"],
        )
    if as_json:
        return
    console = Console()
    console.print(table)
    for i, label in coarser.items():
        console.print(
            f"{i}: nobody else has the role that is shown, so it tells who speaks; a coarser label: "
            f'`jangin consent change {i} --label "{label}"`',
            markup=False,
            style="yellow",
        )


@app.command()
def history(contributor: _Id) -> None:
    """Every consent that a contributor gave, the oldest first."""
    from ingest.store import contributors as store

    with opened() as (library, _):
        found = store.history(library, contributor)
    if not found:
        raise _unknown(contributor)
    for row in found:
        told = {k: v for k, v in row.items() if k not in ("id", "contributor_id") and v not in (None, [], "")}
        typer.echo(json.dumps(told, ensure_ascii=False))


@app.command()
def add(
    contributor: _Id,
    role: Annotated[str, typer.Option(help="Work, in Korean.")],
    role_en: Annotated[str, typer.Option(help="The same in English.")],
    display: Annotated[str, typer.Option(help="name, alias or anonymous.")],
    evidence: Annotated[str, typer.Option(help="Where the consent stands, such as “form 12”.")],
    line: Annotated[str, typer.Option(help="Line or shop, in Korean.")] = "",
    line_en: Annotated[str, typer.Option(help="The same in English.")] = "",
    name: _Name = None,
    alias: _Alias = None,
    label: _Label = None,
    label_en: _LabelEn = None,
    since: _Since = None,
    until: _Until = None,
    purpose: _Purpose = None,
    site: _Site = None,
) -> None:
    """Add a contributor; one who withdrew and comes back speaks anew, what was destroyed stays so."""
    from ingest.store import contributors as store
    from ingest.store import tombstones

    given = _said(display, alias, label, label_en, since, until, purpose, site, evidence)
    with opened() as (library, _):
        if contributor in store.all_contributors(library):
            raise SettingsError(
                f"There is a contributor “{contributor}” already: use `jangin consent change`."
            )
        person = {
            "id": contributor,
            "role": role,
            "role_en": role_en,
            "line": line,
            "line_en": line_en,
            "years": None,
        }
        tombstones.lift(library, "contributor", contributor)
        _put(library, person, name, given)


@app.command()
def change(
    contributor: _Id,
    display: _Display = None,
    name: _Name = None,
    alias: _Alias = None,
    label: _Label = None,
    label_en: _LabelEn = None,
    since: _Since = None,
    until: _Until = None,
    purpose: _Purpose = None,
    site: _Site = None,
    evidence: _Evidence = None,
) -> None:
    """Record what a contributor agrees to from now on; what is not named stays as it was."""
    from ingest.store import contributors as store

    given = _said(display, alias, label, label_en, since, until, purpose, site, evidence)
    with opened() as (library, _):
        known = store.all_contributors(library).get(contributor)
        if known is None:
            raise _unknown(contributor)
        if not given and name is None:
            raise SettingsError(
                "Nothing to change was named: `jangin consent change --help` lists what can be."
            )
        person = {k: known[k] for k in ("id", "role", "role_en", "line", "line_en", "years")}
        _put(library, person, name or known["name"], {**{k: known[k] for k in store.SAYS}, **given})


@app.command()
def withdraw(
    contributor: _Id,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether it is meant.")] = False,
) -> None:
    """Take a contributor's consent back: all that they said is destroyed, as by `jangin forget`."""
    forget(contributor, yes=yes)


def _said(*options: str | list[str] | None) -> dict[str, Any]:
    """What the options say of a consent, in the order of the store's columns; “none” takes something back."""
    from ingest.store.contributors import SAYS

    given = zip(SAYS, options, strict=True)
    return {k: (None if v == "none" else v) for k, v in given if v is not None}


def _put(library: Library, person: dict[str, Any], name: str | None, fields: dict[str, Any]) -> None:
    from pydantic import ValidationError

    from ingest.contributors import Consent
    from ingest.store import audit
    from ingest.store import contributors as store

    try:
        consent = Consent.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "the consent"
        raise SettingsError(f"“{key}” is not usable: {first['msg'].removeprefix('Value error, ')}.") from None
    if consent.display == "name" and not name:
        raise SettingsError(f"The name of “{person['id']}” is not kept: give it with --name.")
    store.put(library, {**person, "name": name}, consent.as_row(), "command")
    audit.record(library, "consent", contributor=library.keyed(str(person["id"])), origin="command")
    library.changed()
    # A name that may no longer be shown is to be in no part of the file.
    library.vacuum()
    typer.echo(f"Recorded for {person['id']}; it counts from now on.")


def _unknown(contributor: str) -> SettingsError:
    return SettingsError(
        f"The library knows no contributor “{contributor}”: `jangin consent list` shows all."
    )
