"""A view of a text in which every spelling of a digit, hyphen or space is the plain one.

Recognisers read the view, masks are cut from the text itself, so the view keeps every offset.
"""

from __future__ import annotations

_PLAIN = {
    **{ord("０") + n: str(n) for n in range(10)},
    **{ord("Ａ") + n: chr(ord("A") + n) for n in range(26)},
    **{ord("ａ") + n: chr(ord("a") + n) for n in range(26)},
    **dict.fromkeys(map(ord, "‐‑‒–—―−－﹣ㅡ"), "-"),
    **dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2009\u202f\u3000\t"), " "),
    ord("＠"): "@",
    ord("．"): ".",
    ord("："): ":",
    ord("＋"): "+",
    ord("（"): "(",
    ord("）"): ")",
    ord("’"): "'",
}


def plain_view(text: str) -> str:
    """The text with full-width and typographic characters made plain; same length, same offsets."""
    return text if text.isascii() else text.translate(_PLAIN)
