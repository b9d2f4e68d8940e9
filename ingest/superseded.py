"""Which documents a newer one replaces, as the manifests say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ingest.report import Outcome
from ingest.store import documents as store
from ingest.store.library import Library

_LACKING = (
    "Its manifest says that it replaces {old}, and no document of that name is in its folder: if the old one is called "
    "otherwise it still answers, so correct the name in the manifest and ingest again."
)


def mark(library: Library) -> dict[str, str]:
    """Mark what is replaced; names of the documents that replace what is not there, with what that is.

    A file that holds documents (an archive, a mail) is replaced with all of them.
    """
    documents = store.all_documents(library)
    replaced: list[str] = []
    lacking: dict[str, str] = {}
    for document in documents:
        if document["supersedes"]:
            old = (Path(str(document["name"])).parent / str(document["supersedes"])).as_posix()
            # Below its own folder: another one that was given may hold a file called the same.
            here = set(document["folders"][:1])
            found = [
                d["id"]
                for d in documents
                if here <= set(d["folders"]) and f"{d['name']}/".startswith(f"{old}/")
            ]
            replaced += found
            if not found:
                lacking[str(document["name"])] = str(document["supersedes"])
    store.set_superseded(library, replaced)
    return lacking


def told(outcomes: Sequence[Outcome], lacking: Mapping[str, str]) -> tuple[Outcome, ...]:
    """The outcomes, with a warning where what is replaced is not there.

    Also where nothing changed: till it is put right, the old document goes on answering.
    """
    return tuple(
        replace(o, warnings=(*o.warnings, _LACKING.format(old=lacking[o.name])))
        if o.name in lacking and o.state in ("indexed", "unchanged")
        else o
        for o in outcomes
    )
