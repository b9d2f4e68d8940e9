"""Markdown files, with what stands in their front matter."""

from __future__ import annotations

import re

from ingest.documents import ParsedDocument
from ingest.parsers.encoding import decode
from ingest.parsers.html import add_markup
from ingest.parsers.outline import Outline
from ingest.parsers.source import Source

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
# Python-Markdown wants a blank line before a list or table; other readers and most writers do not.
_LIST_OR_TABLE = re.compile(r"\s{0,3}(?:[-*+]\s|\d{1,3}[.)]\s|\|)")


def read(source: Source) -> ParsedDocument:
    """A Markdown file; its front matter is metadata and one block of facts."""
    facts, body = _front_matter(decode(source))
    outline = Outline()
    if facts:
        outline.text(" | ".join(f"{k}: {v}" for k, v in facts.items() if v))
    add_markdown(outline, body)
    title = facts.get("title") or outline.first_heading or source.stem
    metadata = {k: v for k, v in facts.items() if k in ("date", "revision") and v}
    return ParsedDocument(title, tuple(outline.blocks), metadata)


def add_markdown(outline: Outline, text: str) -> None:
    """Adds the blocks of a Markdown text."""
    import markdown

    page = markdown.markdown(_spaced(text), extensions=["tables", "fenced_code", "sane_lists"])
    add_markup(outline, page, header_marks=False)


def _spaced(text: str) -> str:
    lines: list[str] = []
    fenced = False
    for line in text.split("\n"):
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        before = lines[-1] if lines else ""
        if not fenced and _LIST_OR_TABLE.match(line) and before.strip() and not _continues(before):
            lines.append("")
        lines.append(line)
    return "\n".join(lines)


def _continues(before: str) -> bool:
    return bool(_LIST_OR_TABLE.match(before)) or before.startswith((" ", "\t"))


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    import yaml

    found = _FRONT_MATTER.match(text)
    if not found:
        return {}, text
    try:
        facts = yaml.load(found[1], Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        return {}, text
    if not isinstance(facts, dict):
        return {}, text
    return {
        str(k): ", ".join(map(str, v)) if isinstance(v, list) else str(v) for k, v in facts.items()
    }, text[found.end() :]
