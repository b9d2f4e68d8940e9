"""International bank account numbers with a right checksum.

Source: ISO 13616 registry as kept by SWIFT; the boundaries are widened for Korean particles.
"""

from __future__ import annotations

from ingest.scrub.recognisers.base import ContextPatternRecognizer


def has_checksum(code: str) -> bool:
    """Whether the code leaves 1 modulo 97 (ISO 7064)."""
    plain = "".join(c for c in code if c.isalnum()).upper()
    return 15 <= len(plain) <= 34 and int("".join(str(int(c, 36)) for c in plain[4:] + plain[:4])) % 97 == 1


class IbanRecognizer(ContextPatternRecognizer):
    """Codes whose checksum is right."""

    def __init__(self) -> None:
        body = r"[A-Z]{2}[0-9]{2}(?:[- ]?[A-Z0-9]{4}){2,7}(?:[- ]?[A-Z0-9]{1,3})?"
        super().__init__("IBAN_CODE", [("IBAN", rf"(?<![A-Za-z0-9]){body}(?![A-Za-z0-9])", 0.5)], ("IBAN",))

    def validate_result(self, pattern_text: str) -> bool | None:
        return has_checksum(pattern_text)
