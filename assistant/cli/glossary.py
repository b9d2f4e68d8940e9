"""``jangin glossary``: the plant's own words for things, proposed from its documents and checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ingest.errors import SettingsError

if TYPE_CHECKING:
    from assistant.mine import Candidate

app = typer.Typer(
    help="The plant's own words: proposals from the library, and a check of glossary.yaml.",
    no_args_is_help=True,
)

_HEAD = """# Proposals from the library. Delete what is wrong, complete what has one word only and take its “# ” away,
# save the file as glossary.yaml in the library's folder, and see with `jangin glossary check` that it is usable.
"""


@app.command()
def mine(
    out: Annotated[Path | None, typer.Option(help="Write to this file instead of the screen.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many of each kind.")] = 200,
) -> None:
    """Propose entries for glossary.yaml: words that the documents explain, and words that they only use."""
    from assistant.answerer import plant_glossary
    from assistant.glossary import load
    from assistant.mine import mine as explained
    from assistant.mine import unexplained
    from ingest.home import Home
    from ingest.settings import load_settings
    from ingest.store import documents as store

    if out is not None and out.exists():
        raise SettingsError(f"{out} exists already: name another file, or take it away first.")
    settings = load_settings()
    glossary = plant_glossary(settings) or load()
    library = Home(settings.home).open()
    try:
        passages = store.passages(library)
        names = {row["id"]: row["name"] for row in store.all_documents(library)}
    finally:
        library.close()
    found = [*explained(passages, glossary)[:limit], *unexplained(passages, glossary)[:limit]]
    text = _HEAD + "".join(_lines(found, names))
    if out is None:
        typer.echo(text, nl=False)
    else:
        out.write_text(text, "utf-8")
    typer.echo(f"{len(found)} proposals{f' in {out}' if out else ''}.", err=True)


@app.command()
def check(
    file: Annotated[
        Path | None, typer.Argument(help="The file; without it, the one that the library uses.")
    ] = None,
) -> None:
    """Say whether a glossary file is usable."""
    from assistant.glossary_file import read
    from ingest.home import Home
    from ingest.settings import load_settings

    settings = load_settings()
    path = file or settings.retrieval.glossary or Home(settings.home).glossary
    entries = read(path)
    typer.echo(f"{path}: {len(entries)} entries, {sum(map(len, entries))} words, all usable.")


def _lines(found: Sequence[Candidate], names: dict[str, str]) -> Iterator[str]:
    for c in found:
        terms = [f"{key}: [{', '.join(words)}]" for key, words in (("ko", c.ko), ("en", c.en)) if words]
        where = f"{c.passages} passages, such as in {names.get(c.example.document_id, '?')}"
        whole = len(c.ko) + len(c.en) > 1
        yield f"{'' if whole else '# '}- {{{', '.join(terms)}}}  # {where}\n"
