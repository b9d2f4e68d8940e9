"""What was read of a file, as bytes between two processes.

JSON and no pickle: a file that takes over its reader must not reach the process that holds the library.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from ingest import errors
from ingest.documents import Block, Locator, ParsedDocument, Part
from ingest.errors import ParseError

_ERRORS = {
    e.__name__: e for e in (ParseError, errors.EmptyError, errors.EncryptedError, errors.MissingToolError)
}


def pack(parts: Sequence[Part], digest: str) -> bytes:
    """The parts of a file and the SHA-256 of the bytes that they were read from."""
    told = [[p.name, p.document and _as_dict(p.document), p.reason, p.failed] for p in parts]
    return _bytes({"digest": digest, "parts": told})


def pack_error(error: ParseError) -> bytes:
    """Why a file could not be read."""
    return _bytes({"error": type(error).__name__, "reason": str(error)})


def unpack(message: bytes) -> tuple[list[Part], str]:
    """The inverse of :func:`pack`; raises what :func:`pack_error` was given."""
    data = json.loads(message)
    if "error" in data:
        raise _ERRORS[data["error"]](data["reason"])
    parts = [Part(name, told and _document(told), *rest) for name, told, *rest in data["parts"]]
    return parts, data["digest"]


def _bytes(data: dict[str, object]) -> bytes:
    # Halves of characters, which damaged files and names hold, are no text: no library takes them. Two that belong together
    # become one, any other U+FFFD.
    halves = json.dumps(data, ensure_ascii=False).encode("utf-16-le", "surrogatepass")
    return halves.decode("utf-16-le", "replace").encode()


def _as_dict(document: ParsedDocument) -> dict[str, object]:
    return {
        "title": document.title,
        "blocks": [[b.text, b.kind, b.locator.as_dict()] for b in document.blocks],
        "metadata": document.metadata,
        "warnings": document.warnings,
    }


def _document(data: dict[str, object]) -> ParsedDocument:
    blocks: list[tuple[str, str, dict[str, object]]] = data["blocks"]  # type: ignore[assignment]
    return ParsedDocument(
        str(data["title"]),
        tuple(Block(text, Locator.from_dict(where), kind) for text, kind, where in blocks),  # type: ignore[arg-type]
        data["metadata"],  # type: ignore[arg-type]
        tuple(data["warnings"]),  # type: ignore[arg-type]
    )
