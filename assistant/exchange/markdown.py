"""One document as a page to read: every passage in its place, with who said it as far as they agreed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from assistant.credit import Credits
from assistant.place import place
from ingest.store.documents import Passage


def as_markdown(document: Mapping[str, Any], passages: Iterable[Passage], credits: Credits) -> str:
    """The page; the text was scrubbed when it was taken in."""
    language = document["language"]
    facts = {
        k: document[k] for k in ("name", "kind", "revision", "date", "process", "audience") if document[k]
    }
    if document["superseded"]:
        facts["superseded"] = True
    lines = [
        "---",
        *(f"{k}: {json.dumps(v, ensure_ascii=False)}" for k, v in facts.items()),
        "---",
        "",
        f"# {document['title']}",
        "",
    ]
    for passage in passages:
        said_by = ", ".join(part for part in credits.of(passage.contributor_id, language) if part)
        where = place(passage.locator.as_dict(), language)
        # Two spaces keep the lines of a table's rows apart.
        lines += [passage.text.replace("\n", "  \n"), ""]
        if source := " — ".join(part for part in (said_by, where) if part):
            lines += [f"> {source}", ""]
    return "\n".join(lines)
