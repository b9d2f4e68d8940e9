"""Lines of a PDF joined to paragraphs, list items and headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.parsers.outline import Outline
from ingest.parsers.pdf_layout import Line

_ITEM = re.compile(r"(?:[•·∙▪◦■□●○◆▶➢✓※–-]|\(?\d{1,2}[.)]|\(?[가-하a-z][.)]|[①-⑳])\s*\S")
_END = re.compile(r"[.!?。:][\"'”’)\]]*$")
_HEADING_CHARS = 90
# How much larger than the body's type a heading at least is.
_LARGER = 1.08


@dataclass(frozen=True)
class Styles:
    """The type of the running text and of the headings, first level first."""

    body: float
    pitch: float
    headings: tuple[tuple[float, bool], ...]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Styles:
        """Measured over a whole document: most letters are running text."""
        sizes: Counter[float] = Counter()
        for line in lines:
            if not line.bold:
                sizes[line.size] += len(line.text)
        if not sizes:
            sizes.update({line.size: len(line.text) for line in lines} or {10.0: 1})
        body = sizes.most_common(1)[0][0]
        pitches = Counter(
            round(b.top - a.top)
            for a, b in pairwise(lines)
            if a.page == b.page and a.size == b.size == body and 0 < b.top - a.top < 3 * body
        )
        # The closest common distance: list items and paragraphs stand further apart.
        common = [p for p, n in pitches.items() if n >= 0.2 * max(pitches.values())]
        pitch = float(min(common, default=round(1.4 * body)))
        found = {_style(line) for line in lines if _may_be_heading(line, body)}
        return cls(body, pitch, tuple(sorted(found, key=lambda s: (-s[0], not s[1]))))

    def level(self, line: Line) -> int | None:
        """The level of a heading from 1; None where the line is running text."""
        if not _may_be_heading(line, self.body):
            return None
        return self.headings.index(_style(line)) + 1


def _style(line: Line) -> tuple[float, bool]:
    return line.size, line.bold


def _may_be_heading(line: Line, body: float) -> bool:
    if len(line.text) > _HEADING_CHARS or not re.search(r"[^\W\d_]", line.text):
        return False
    if line.size >= _LARGER * body:
        return True
    return line.bold and line.size >= body - 0.5 and not _END.search(line.text)


def add_lines(outline: Outline, lines: Sequence[Line], styles: Styles) -> None:
    """Adds the headings and paragraphs that neighbouring lines of one page make."""
    right = max((line.x1 for line in lines if line.size == styles.body), default=0.0)
    group: list[Line] = []
    for line in lines:
        if group and _starts_anew(group, line, styles, right):
            _add(outline, group, styles)
            group = []
        group.append(line)
    if group:
        _add(outline, group, styles)


def _starts_anew(group: list[Line], line: Line, styles: Styles, right: float) -> bool:
    last = group[-1]
    if styles.level(last) != styles.level(line):
        return True
    if styles.level(line) is not None:
        # A heading of two lines; two headings stand further apart or carry numbers.
        return line.top - last.bottom > 0.6 * line.size or bool(re.match(r"\d+[.\d]*\s", line.text))
    if _ITEM.match(line.text) or line.top < last.top:
        return True
    if line.top - last.top > 1.3 * max(styles.pitch, 1.15 * line.size):
        return True
    # A paragraph ends where the next word would still have had room.
    return bool(_END.search(last.text)) and right - last.x1 > 1.5 * _width(line.text.split()[0], line.size)


def _width(word: str, size: float) -> float:
    """About how wide a word is set: a Hangul syllable fills its square, a Latin letter half of it."""
    return size * sum(1.0 if c > "\u1100" else 0.5 for c in f"{word} ")


def _add(outline: Outline, group: list[Line], styles: Styles) -> None:
    first = group[0]
    text = join(line.text for line in group)
    level = styles.level(first)
    if level is not None:
        outline.heading(level, text, page=first.page)
    else:
        outline.text(text, "list" if _ITEM.match(first.text) else "text", page=first.page)


def join(lines: Iterable[str]) -> str:
    """Lines of one paragraph: a space between, none after a hyphen that parts a Latin word."""
    text = ""
    for line in lines:
        if re.search(r"[a-z]-$", text) and re.match(r"[a-z]", line):
            text = text[:-1] + line
        else:
            text = f"{text} {line}" if text else line
    return text
