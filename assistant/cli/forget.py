"""``jangin forget``: destroys what a contributor said, or a document, and writes a certificate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ingest.errors import SettingsError

if TYPE_CHECKING:
    from ingest.erasure import Certificate

_STEPS = {
    "store": "Taking it out of the store…",
    "indexes": "Building the indexes anew…",
    "evaluations": "Looking through evaluations…",
    "scan": "Looking through every byte of the library…",
}


def forget(
    contributor: Annotated[str, typer.Argument(help="Id of the contributor who withdraws.")] = "",
    document: Annotated[str, typer.Option(help="Name of a document to destroy instead.")] = "",
    resume: Annotated[bool, typer.Option(help="End an erasure that was interrupted.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether it is meant.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The certificate as one JSON object.")] = False,
) -> None:
    """Destroy what a contributor said, or a document, in every part of the library; it cannot be undone."""
    from rich.console import Console

    from ingest import erasure
    from ingest.erasure import plan
    from ingest.settings import load_settings

    if sum(map(bool, (contributor, document, resume))) != 1:
        raise SettingsError("Name one contributor, or one document with --document, or say --resume.")
    settings = load_settings()
    if not resume and not yes:
        typer.confirm(f"Destroy all of “{contributor or document}” for good?", abort=True, err=True)
    console = Console(stderr=True)
    with console.status("Looking what is to go…") as status:

        def tell(step: str) -> None:
            status.update(_STEPS[step])

        if resume:
            certificate = erasure.resume(settings, tell)
        elif contributor:
            certificate = erasure.erase(
                settings, lambda library: plan.of_contributor(library, contributor), tell
            )
        else:
            certificate = erasure.erase(settings, lambda library: plan.of_document(library, document), tell)
    if certificate is None:
        typer.echo("No erasure was interrupted.")
    elif as_json:
        typer.echo(certificate.model_dump_json())
    else:
        _show(certificate)


def _show(c: Certificate) -> None:
    typer.echo(
        f"Destroyed: {c.passages} passages, {c.vectors} vectors, {c.documents} documents, {c.evaluations} evaluations.\n"
        f"Looked through {c.files_scanned} files ({c.bytes_scanned:,} bytes) for {c.looked_for} pieces of it: "
        f"{c.found} found."
    )
    if c.shared:
        typer.echo(f"{c.shared} pieces stand in sources of others as well, and stay there.")
    for name in c.exports:
        typer.echo(f"An export holds it still: destroy {name} too.")
    typer.echo(
        "The certificate is in the folder “certificates” of the library. The files themselves are yours to destroy."
    )
