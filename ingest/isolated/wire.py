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
    return json.dumps({"digest": digest, "parts": told}, ensure_ascii=False).encode("utf-8", "surrogatepass")


def pack_error(error: ParseError) -> bytes:
    """Why a file could not be read."""
    return json.dumps({"error": type(error).__name__, "reason": str(error)}).encode()


def unpack(message: bytes) -> tuple[list[Part], str]:
    """The inverse of :func:`pack`; raises what :func:`pack_error` was given."""
    data = json.loads(message.decode("utf-8", "surrogatepass"))
    if "error" in data:
        raise _ERRORS[data["error"]](data["reason"])
    parts = [Part(name, told and _document(told), *rest) for name, told, *rest in data["parts"]]
    return parts, data["digest"]


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
