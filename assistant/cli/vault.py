"""``jangin vault``: from a person's number back to the name, for who holds the key; every look is recorded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.opened import opened

if TYPE_CHECKING:
    from ingest.settings import Settings
    from ingest.store.library import Library

app = typer.Typer(
    help="The sealed names behind the numbers; off unless [vault] on = true.", no_args_is_help=True
)
_Person = Annotated[str, typer.Argument(help="A number as texts show it: 작업자-17, Worker-17 or 17.")]


@app.command()
def key(
    path: Annotated[Path | None, typer.Argument(help="Where to; the settings' place if left out.")] = None,
) -> None:
    """Make the key that names are sealed with; keep a copy of it where the library is not."""
    from ingest import vault
    from ingest.settings import load_settings

    where = path or load_settings().vault.key_file
    vault.make_key(where)
    typer.echo(
        f"The key is {where}; only you may read it. Switch the vault on ([vault] on = true) and ingest again."
    )


@app.command()
def show(
    person: _Person,
    reason: Annotated[str, typer.Option(help="Why; it is kept in the audit, without names.")],
) -> None:
    """The name behind a number. The look is recorded before the name is shown."""
    from ingest.errors import VaultError
    from ingest.store import audit, people
    from ingest.vault import open_vault

    number = _number(person)
    with opened() as (library, settings):
        vault = open_vault(settings)
        if vault is None:
            raise VaultError("The vault is off: switch it on with [vault] on = true and ingest again.")
        sealed = people.sealed(library, number)
        audit.record(library, "vault", number=number, reason=_scrubbed(reason, library, settings))
        if sealed is None:
            raise VaultError(f"The vault holds no name for {person}.")
        typer.echo(vault.open(number, sealed))


@app.command()
def empty(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> None:
    """Destroy every sealed name; the numbers stay, and lead nowhere from then on."""
    from ingest.store import audit, people

    if not yes:
        typer.confirm("Destroy every name in the vault?", abort=True)
    with opened() as (library, _):
        names = people.empty_vault(library)
        library.vacuum()
        audit.record(library, "vault", destroyed=names)
    typer.echo(f"{names} names destroyed.")


def _number(person: str) -> int:
    digits = person.strip("[] ").rpartition("-")[2]
    if not digits.isdecimal():
        raise typer.BadParameter(f"“{person}” is no number: give it as texts show it, such as 작업자-17.")
    return int(digits)


def _scrubbed(reason: str, library: Library, settings: Settings) -> str:
    from ingest.scrub import Scrubber
    from ingest.store import roster

    return Scrubber(settings.scrub, roster.load(library)).scrub(reason).text
