"""Electronic mail, read with the standard library, which knows dates, addresses and alternatives."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime

from ingest.documents import ParsedDocument
from ingest.errors import EncryptedError
from ingest.parsers.encoding import decode
from ingest.parsers.html import add_markup
from ingest.parsers.outline import Outline
from ingest.parsers.plain import add_text
from ingest.parsers.source import Source

_LOCKED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
_SEALED = frozenset({"signed-data", "certs-only"})


def read(source: Source) -> ParsedDocument:
    """One message: its subject is the title, its plain text (else its HTML) the content.

    Raises:
        EncryptedError: the message is encrypted.
    """
    message = message_from_bytes(_as_bytes(source), policy=policy.default)
    assert isinstance(message, EmailMessage)
    kind = message.get_content_type()
    if kind in _LOCKED and str(message.get_param("smime-type")) not in _SEALED:
        raise EncryptedError(
            f"{source.name} is an encrypted message: save it decrypted from the mail program and ingest it again."
        )
    outline = Outline()
    body = message.get_body(("plain", "html"))
    if body is not None:
        text = _content(body)
        if body.get_content_type() == "text/html":
            add_markup(outline, text)
        else:
            add_text(outline, text)
    subject = _header(message, "subject")
    metadata = {"subject": subject, "sender": _header(message, "from"), "date": _date(message)}
    return ParsedDocument(
        subject or source.stem,
        tuple(outline.blocks),
        {k: v for k, v in metadata.items() if v},
    )


def _as_bytes(source: Source) -> bytes:
    """Messages are saved as UTF-16 by some programs, which the parser of the library cannot read."""
    head = source.data[:512]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head.count(0) > len(head) // 5:
        return decode(source).encode()
    return source.data


def _content(part: MIMEPart) -> str:
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError, ValueError):
        # A character set that does not exist, or bytes that do not fit it.
        payload = part.get_payload(decode=True)
        return decode(Source("", payload)) if isinstance(payload, bytes) else ""


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message[name] or "").split())
    except (MessageError, ValueError, IndexError, AttributeError):
        # Some malformed headers make the library's own parser fail.
        return ""


def _date(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(_header(message, "date")).date().isoformat()
    except (TypeError, ValueError):
        return ""


def attachments(source: Source) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of what is attached; pictures that belong into the text are not."""
    message = message_from_bytes(_as_bytes(source), policy=policy.default)
    assert isinstance(message, EmailMessage)
    try:
        found = list(message.iter_attachments())
    except (AttributeError, KeyError, ValueError):
        return
    for number, part in enumerate(found, 1):
        if part.get_content_type() == "message/rfc822":
            forwarded = part.get_payload(0)
            yield f"forwarded-{number}.eml", forwarded.as_bytes()  # type: ignore[union-attr]
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield _filename(part) or f"attachment-{number}", content


def _filename(part: MIMEPart) -> str:
    try:
        return " ".join((part.get_filename() or "").split())
    except (MessageError, ValueError, LookupError):
        return ""
