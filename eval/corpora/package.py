"""Zip packages with nothing in them that depends on when or where they were written."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import datetime

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest moment a zip entry can carry
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")


def write_package(parts: Iterable[tuple[str, bytes]], stored: frozenset[str] = frozenset()) -> bytes:
    """A zip of the parts in the given order; `stored` names stay uncompressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts:
            info = zipfile.ZipInfo(name, EPOCH)
            info.create_system = 0
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def pin(package: bytes, dated: datetime) -> bytes:
    """An office package rewritten with fixed entry times and core-property dates.

    The libraries stamp the current time in both places (openpyxl even over a value that
    was set), so the dates are put right here, after saving, for all of them alike.
    """
    stamp = dated.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    return write_package(
        (name, _STAMP.sub(rb"\g<1>" + stamp + rb"\g<3>", data) if name == "docProps/core.xml" else data)
        for name, data in parts
    )
