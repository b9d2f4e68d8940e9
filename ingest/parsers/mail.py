"""Electronic mail, read with the standard library, which knows dates, addresses and alternatives."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
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
_SIGNATURES = frozenset(
    {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"}
)
_NAMED = re.compile(r"""name\s*=\s*"?([^";]+)""", re.IGNORECASE)
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
    for text, markup in _Parts().of(message).texts:
        (add_markup if markup else add_text)(outline, text)
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
        return " ".join((_raw(message, name) or str(message[name] or "")).split())
    except (MessageError, ValueError, IndexError, AttributeError):
        # Some malformed headers make the library's own parser fail.
        return ""


def _raw(part: MIMEPart, name: str) -> str:
    """A header that holds bytes as they are, against the standard, as Korean programs wrote them; empty where it does not."""
    for key, value in part.raw_items():
        raw = str(value).encode("utf-8", "surrogateescape")
        if key.lower() == name and not raw.isascii():
            return decode(Source("", raw))
    return ""


def _date(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(_header(message, "date")).date().isoformat()
    except (TypeError, ValueError):
        return ""


def attachments(source: Source) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of what is attached; pictures in the text too, which may be of a gauge."""
    message = message_from_bytes(_as_bytes(source), policy=policy.default)
    assert isinstance(message, EmailMessage)
    for number, part in enumerate(_Parts().of(message).files, 1):
        if part.get_content_type() == "message/rfc822":
            forwarded = part.get_payload(0)
            yield f"forwarded-{number}.eml", forwarded.as_bytes()  # type: ignore[union-attr]
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            ending = mimetypes.guess_extension(part.get_content_type()) or ""
            yield _filename(part) or f"attachment-{number}{ending}", content


@dataclass
class _Parts:
    """What a message says, text or markup, and the files in it, wherever programs put them."""

    texts: list[tuple[str, bool]] = field(default_factory=list)
    files: list[MIMEPart] = field(default_factory=list)

    def of(self, part: MIMEPart) -> _Parts:
        kind = part.get_content_type()
        if part.is_multipart() and kind != "message/rfc822":
            inner = [
                _Parts().of(p)
                for p in part.get_payload()
                if isinstance(p, MIMEPart) and p.get_content_type() not in _SIGNATURES
            ]
            said = [p.texts for p in inner if p.texts]
            # Of alternatives the first that says anything, which is the plain one.
            self.texts += (
                said[0] if kind == "multipart/alternative" and said else [t for texts in said for t in texts]
            )
            self.files += [f for p in inner for f in p.files]
        elif kind in ("text/plain", "text/html") and not part.is_attachment() and not _filename(part):
            if (text := _content(part)).strip():
                self.texts.append((text, kind == "text/html"))
        elif not part.is_multipart() or kind == "message/rfc822":
            self.files.append(part)
        return self


def _filename(part: MIMEPart) -> str:
    try:
        told = _NAMED.search(_raw(part, "content-disposition") or _raw(part, "content-type"))
        return " ".join((told[1] if told else part.get_filename() or "").split())
    except (MessageError, ValueError, LookupError):
        return ""
