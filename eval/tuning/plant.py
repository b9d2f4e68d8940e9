"""Writes the pairs as a folder of documents with gold questions: a second, larger factory to measure on.

``python -m eval.tuning.plant OUT`` gives ``OUT/documents`` (Markdown) and ``OUT/gold.jsonl``. Only
questions and near misses of documents that training left out are asked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from eval.tuning import pairs
from eval.tuning.pairs import Pair
from ingest.korean import language_of

_CELL = re.compile(r"([^:|]{1,40}): ([^|]+)")


def documents(found: Iterable[Pair]) -> dict[str, list[Pair]]:
    """The pairs of one file by document, in order."""
    by_title: dict[str, list[Pair]] = {}
    for pair in found:
        by_title.setdefault(pair.doc, []).append(pair)
    return by_title


def markdown(title: str, group: Sequence[Pair]) -> str:
    """A document: its title, the headings of each passage, and the passage as prose or table row."""
    lines = [f"# {title}"]
    open_path: list[str] = []
    for pair in group:
        path = [part.strip() for part in pair.head.split(">")] if pair.head else []
        for depth, heading in enumerate(path):
            if path[: depth + 1] != open_path[: depth + 1]:
                lines.append(f"{'#' * (depth + 2)} {heading}")
        open_path = path
        lines.append(_body(pair.text))
    return "\n\n".join(lines) + "\n"


def _body(text: str) -> str:
    cells = [_CELL.fullmatch(part.strip()) for part in text.split(" | ")]
    if len(cells) < 2 or not all(cells):
        return text
    columns = [(c.group(1), c.group(2)) for c in cells if c]
    rows = ([h for h, _ in columns], ["---"] * len(columns), [v for _, v in columns])
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def questions(stem: str, name: str, group: Sequence[Pair]) -> list[dict[str, object]]:
    """The gold questions of a held-out document."""
    found: list[dict[str, object]] = []
    kinds = ("paraphrase", "cross-lingual", "direct", "paraphrase")
    for n, pair in enumerate(group):
        quote = max(re.split(r"\n| \| ", pair.text), key=len)
        for k, question in enumerate(pair.q):
            found.append(
                {
                    "id": f"{stem}-{name}-{n}-{k}",
                    "language": language_of(question),
                    "question": question,
                    "kind": kinds[k],
                    "answerable": True,
                    "key_facts": [[quote]],
                    "evidence": [{"document": f"{stem}/{name}.md", "quote": quote}],
                }
            )
        if pair.near:
            found.append(
                {
                    "id": f"{stem}-{name}-{n}-near",
                    "language": language_of(pair.near),
                    "question": pair.near,
                    "kind": "unanswerable",
                    "answerable": False,
                }
            )
    return found


def main(out: Annotated[Path, typer.Argument(help="Folder to write into.")]) -> None:
    """Write documents and gold questions."""
    gold: list[dict[str, object]] = []
    for path in pairs.files():
        folder = out / "documents" / path.stem
        folder.mkdir(parents=True, exist_ok=True)
        for n, (title, group) in enumerate(documents(pairs.load(path)).items()):
            name = f"{n:02d}"
            (folder / f"{name}.md").write_text(markdown(title, group), "utf-8")
            if group[0].held_out:
                gold += questions(path.stem, name, group)
    lines = "".join(json.dumps(q, ensure_ascii=False) + "\n" for q in gold)
    (out / "gold.jsonl").write_text(lines, "utf-8")
    answerable = sum(bool(q["answerable"]) for q in gold)
    print(f"{answerable} answerable questions, {len(gold) - answerable} near misses: {out}")


if __name__ == "__main__":
    typer.run(main)
