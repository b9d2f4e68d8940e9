"""Leads from a person's number back to the name, for who holds the key: off unless a plant switches it on.

Names are sealed with AES-256-GCM (NIST SP 800-38D) under a key that does not lie in the library. Only names go in: a
resident number, a telephone number or an address that was masked is gone for good.
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from pathlib import Path

from ingest.errors import VaultError
from ingest.settings import Settings, VaultSettings

_BYTES, _NONCE = 32, 12


class Vault:
    """Seals and opens names with one key."""

    def __init__(self, key: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._cipher = AESGCM(key)

    def seal(self, number: int, name: str) -> bytes:
        """The name, readable with the key and for this number only."""
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher.encrypt(nonce, name.encode(), str(number).encode())

    def open(self, number: int, sealed: bytes) -> str:
        """The name of a number.

        Raises:
            VaultError: it was sealed with another key, or changed.
        """
        from cryptography.exceptions import InvalidTag

        try:
            return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], str(number).encode()).decode()
        except InvalidTag:
            raise VaultError(
                f"The name of {number} cannot be read with this key: give the key that the vault was filled with."
            ) from None


def open_vault(settings: Settings) -> Vault | None:
    """The vault of the settings; None where it is off.

    Raises:
        VaultError: there is no usable key, or others may read its file.
    """
    return Vault(key_of(settings.vault)) if settings.vault.on else None


def key_of(settings: VaultSettings) -> bytes:
    """The key: from JANGIN_VAULT__KEY, or from its file, which nobody but its owner may read.

    Raises:
        VaultError: there is none, or it is not usable.
    """
    if settings.key is not None:
        return _decoded(settings.key.get_secret_value(), "JANGIN_VAULT__KEY")
    path = settings.key_file
    try:
        mode, text = path.stat().st_mode, path.read_text("ascii")
    except (OSError, UnicodeDecodeError):
        raise VaultError(
            f"The vault's key {path} cannot be read: make one with `jangin vault key`, or give JANGIN_VAULT__KEY."
        ) from None
    if os.name == "posix" and mode & 0o077:
        raise VaultError(f"Others may read the vault's key {path}: take that right away (chmod 600 {path}).")
    return _decoded(text.strip(), str(path))


def make_key(path: Path) -> None:
    """Write a new key that only its owner may read.

    Raises:
        VaultError: there is a file already, or it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as out:
            out.write(base64.b64encode(secrets.token_bytes(_BYTES)).decode() + "\n")
    except FileExistsError:
        raise VaultError(
            f"{path} is there already: a new key could not open what the old one has sealed."
        ) from None
    except OSError as error:
        raise VaultError(
            f"The key {path} could not be written ({error.strerror}): name another place."
        ) from None


def _decoded(text: str, where: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != _BYTES:
        raise VaultError(f"{where} is no key of the vault: make one with `jangin vault key`.")
    return key
