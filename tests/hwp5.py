"""Writes HWP 5 files as Hangul lays them out: records, packed, in the streams of a compound file.

After Hancom's published description of the format, as far as headings, paragraphs and tables go.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

_PARA_SHAPE, _PARA_HEADER, _PARA_TEXT, _CTRL_HEADER, _LIST_HEADER, _TABLE = 0x19, 0x42, 0x43, 0x47, 0x48, 0x4D
_OUTLINE = 1 << 23  # a paragraph shape that is a heading; its level stands in the bits above
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD

Table = Sequence[Sequence[str]]


def hwp5(*content: str | tuple[int, str] | Table, locked: bool = False) -> bytes:
    """A file of paragraphs, headings (level from 1, text) and tables (rows of cells)."""
    shapes = b"".join(
        _record(_PARA_SHAPE, 0, struct.pack("<I", a) + bytes(50)) for a in (0, _OUTLINE, _OUTLINE | 1 << 25)
    )
    body = b"".join(_block(one) for one in content)
    about = b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05010000, 1 | 2 * locked)
    return _compound(about.ljust(256, b"\0"), _packed(shapes), _packed(body))


def _packed(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def _record(tag: int, level: int, payload: bytes) -> bytes:
    return struct.pack("<I", tag | level << 10 | min(len(payload), 0xFFF) << 20) + payload


def _paragraph(text: str, level: int = 0, shape: int = 0) -> bytes:
    letters = (text + "\r").encode("utf-16-le")
    head = struct.pack("<IIHBBHHHI", len(letters) // 2, 0, shape, 0, 0, 1, 0, 1, 0)
    return _record(_PARA_HEADER, level, head) + _record(_PARA_TEXT, level + 1, letters)


def _block(one: str | tuple[int, str] | Table) -> bytes:
    if isinstance(one, str):
        return _paragraph(one)
    if isinstance(one[0], int):
        return _paragraph(str(one[1]), shape=one[0])
    return _table([list(row) for row in one if not isinstance(row, int)])


def _table(rows: list[list[str]]) -> bytes:
    mark = struct.pack("<H4s8xH", 11, b" lbt", 11).decode("utf-16-le")
    out = _paragraph(mark) + _record(_CTRL_HEADER, 1, b" lbt" + bytes(42))
    out += _record(_TABLE, 2, struct.pack("<IHH", 0, len(rows), len(rows[0])) + bytes(20))
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            out += _record(_LIST_HEADER, 2, struct.pack("<HIHHHHH", 1, 0, 0, x, y, 1, 1) + bytes(30))
            out += _paragraph(text, 2)
    return out


def _compound(about: bytes, info: bytes, body: bytes) -> bytes:
    """Three streams that are small, and so lie in the stream of small sectors of 64 bytes."""
    small, starts, chain = b"", [], []
    for stream in (about, info, body):
        starts.append(len(small) // 64)
        count = -(-len(stream) // 64)
        chain += [*range(len(chain) + 1, len(chain) + count), _END]
        small += stream.ljust(count * 64, b"\0")
    small = small.ljust(-(-len(small) // 512) * 512, b"\0")
    large = len(small) // 512
    assert len(chain) <= 128 and large <= 120, "this writer is for small files"
    none = 0xFFFFFFFF
    entries = (
        ("Root Entry", 5, none, none, 3, 4, len(small)),
        ("FileHeader", 2, none, none, none, starts[0], len(about)),
        ("DocInfo", 2, none, none, none, starts[1], len(info)),
        ("BodyText", 1, 2, 1, 4, 0, 0),
        ("Section0", 2, none, none, none, starts[2], len(body)),
    )
    folder = b"".join(_entry(*entry) for entry in entries).ljust(1024, b"\0")
    # Sectors: 0 allocation, 1 and 2 directory, 3 allocation of the small ones, 4 and on their stream.
    table = [_FAT, 2, _END, _END, *range(5, 4 + large), _END]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 3, 1, _END, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", _FREE) * 108
    return header + _sector(table) + folder + _sector(chain) + small


def _sector(numbers: list[int]) -> bytes:
    return struct.pack("<128I", *numbers, *[_FREE] * (128 - len(numbers)))


def _entry(name: str, kind: int, left: int, right: int, child: int, start: int, size: int) -> bytes:
    letters = name.encode("utf-16-le")
    told = struct.pack("<64sHBBIII", letters, len(letters) + 2, kind, 1, left, right, child)
    return told + bytes(36) + struct.pack("<IQ", start, size)
