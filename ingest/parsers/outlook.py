"""Mail saved by Outlook (MSG), read with the library that ``unstructured`` reads it with."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.documents import ParsedDocument
from ingest.errors import EncryptedError
from ingest.parsers.html import add_markup
from ingest.parsers.outline import Outline
from ingest.parsers.plain import add_text
from ingest.parsers.source import Source

if TYPE_CHECKING:
    from oxmsg import Message

_LOCKED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")


def read(source: Source) -> ParsedDocument:
    """One message: its subject is the title, its plain text (else its HTML) the content.

    Raises:
        EncryptedError: the message is encrypted.
    """
    message = _message(source)
    kind = message.message_headers.get("Content-Type", "").lower()
    if kind.startswith(_LOCKED) and "signed-data" not in kind:
        raise EncryptedError(
            f"{source.name} is an encrypted message: save it decrypted from the mail program and ingest it again."
        )
    outline = Outline()
    if text := (message.body or "").replace("\r\n", "\n").strip():
        add_text(outline, text)
    elif markup := message.html_body:
        add_markup(outline, markup)
    sent = message.sent_date
    metadata = {
        "subject": " ".join((message.subject or "").split()),
        "sender": message.sender or "",
        "date": sent.date().isoformat() if sent else "",
    }
    kept = {k: v for k, v in metadata.items() if v}
    return ParsedDocument(kept.get("subject") or source.stem, tuple(outline.blocks), kept)


def attachments(source: Source) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of what is attached."""
    for number, attached in enumerate(_message(source).attachments, 1):
        if attached.attached_by_value and attached.file_bytes is not None:
            yield attached.file_name or f"attachment-{number}", attached.file_bytes


def _message(source: Source) -> Message:
    from oxmsg import Message

    return Message.load(io.BytesIO(source.data))
