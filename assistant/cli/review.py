"""``jangin review``: a person decides on the words that may be names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from ingest.review import Item
    from ingest.store.library import Library

_ASK = "[m]ask, [k]eep in this file, [a]lways keep, [s]kip, [q]uit"
_VERDICTS = {"m": "mask", "k": "keep", "a": "keep"}


def review(
    paths: Annotated[list[Path], typer.Argument(help="The files and folders that were ingested.")],
    show: Annotated[bool, typer.Option("--list", help="Show what waits and ask nothing.")] = False,
) -> None:
    """Decide on words that may be names; what is decided is applied by ingesting the same paths again.

    The words are read from the files: the library itself keeps only their hashes.
    """
    from rich.console import Console

    from assistant.second_reader import open_reader
    from ingest.home import Home
    from ingest.opening import open_ingester
    from ingest.review import items
    from ingest.settings import load_settings

    settings, console = load_settings(), Console()
    Home(settings.home).require_whole()
    ingester = open_ingester(settings, paths, ask=open_reader(settings))
    asked = decided = 0
    for item in items(ingester, paths):
        asked += 1
        _show(item, console)
        if show:
            continue
        with Home(settings.home).writing():
            answer = _decide(ingester.library, item)
        if answer == "q":
            break
        decided += answer in _VERDICTS
    if not asked:
        console.print("Nothing waits in these files.")
    if decided:
        from assistant.cli.ingest import take_in

        console.print(f"{decided} decided; taking the files in again.")
        take_in(settings, paths, again=False)
    ingester.library.close()


def _show(item: Item, console: Console) -> None:
    from rich.text import Text

    held = ", held back" if item.held else ""
    console.print(f"\n{item.file}{held}: “{item.word}” ({item.times} ×)", markup=False, style="bold")
    for place in item.places:
        line = Text("  … ")
        line.append(place.before.replace("\n", " "))
        line.append(place.word, style="reverse")
        line.append(place.after.replace("\n", " ") + " …")
        console.print(line)


def _decide(library: Library, item: Item) -> str:
    from ingest.store import reviews

    while True:
        answer = str(typer.prompt(_ASK, default="s")).strip().lower()[:1]
        if answer in ("s", "q"):
            return answer
        if answer in _VERDICTS:
            where = item.path_key if answer == "k" else reviews.EVERYWHERE
            reviews.decide(library, item.word, "mask" if answer == "m" else "keep", where)
            return answer
