"""Internet addresses, told apart from section numbers and software versions.

Source: RFC 791 and RFC 4291; Python's ``ipaddress`` decides what is one.
"""

from __future__ import annotations

import ipaddress

from ingest.scrub.recognisers.base import ContextPatternRecognizer

_LOWEST_OCTET = 32  # no section or version counts so far in one of its parts


class IpAddressRecognizer(ContextPatternRecognizer):
    """IPv4 beside a network word or with one part over 31, and IPv6 in full or shortened form."""

    def __init__(self) -> None:
        super().__init__(
            "IP_ADDRESS",
            [
                ("IPv4", r"(?<![0-9A-Za-z.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9])(?!\.[0-9])", 0.3),
                ("IPv6", r"(?<![0-9A-Za-z:.])(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}(?![0-9A-Za-z:])", 0.8),
                ("IPv6 shortened", r"(?<![0-9A-Za-z:.])(?=[0-9A-Fa-f:]{6,39}(?![0-9A-Fa-f:]))"
                 r"[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,5}::(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,5})?", 0.6),
            ],
            ("IP", "아이피", "주소", "HMI", "PLC", "서버", "접속", "핑", "공유기", "네트워크", "게이트웨이", "원격", "계정",
             "server", "ping", "gateway", "address", "subnet", "host", "network", "login", "logged in", "user", "account", "VPN"),
        )  # fmt: skip

    def validate_result(self, pattern_text: str) -> bool | None:
        try:
            address = ipaddress.ip_address(pattern_text)
        except ValueError:
            return False
        if address.version == 4 and max(address.packed) >= _LOWEST_OCTET:
            return True
        return None
