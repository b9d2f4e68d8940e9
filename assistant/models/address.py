"""What can be told of a server's address without asking a library."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit


def is_loopback(url: str) -> bool:
    """Whether the address is this machine's own, for which no proxy may be asked."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def refuses(url: str, timeout_s: float) -> bool:
    """Whether certainly nothing listens there; only asked of this machine, others may need a proxy."""
    if not is_loopback(url):
        return False
    parts = urlsplit(url)
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
        socket.create_connection((parts.hostname or "", port), timeout_s).close()
    except (OSError, ValueError):
        return True
    return False
