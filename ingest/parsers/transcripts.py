"""Transcripts: WebVTT, SubRip, speaker-labelled text and Word files, and Whisper's JSON."""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from ingest.documents import Block, Locator, ParsedDocument
from ingest.errors import ParseError
from ingest.parsers import turns
from ingest.parsers.encoding import decode
from ingest.parsers.source import Source
from ingest.parsers.turns import Cue

_STAMP = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMING = re.compile(rf"^\s*({_STAMP})\s*-->\s*({_STAMP})")
_VOICE = re.compile(r"<v(?:\.[^\s>]+)*\s+([^>]+)>")
_TAG = re.compile(r"</?(?:v|c|i|b|u|lang|ruby|rt|font)\b[^>]*>|<\d[\d:.]*>|\{\\[^}]*\}", re.IGNORECASE)


def read_subtitles(source: Source) -> ParsedDocument:
    """WebVTT or SubRip; speakers from ``<v NAME>`` or from ``NAME: `` at the start of cues.

    Raises:
        ParseError: the file holds no timed lines.
    """
    text = decode(source)
    cues = turns.label(list(_cues(text)))
    if not cues and text.replace("WEBVTT", "").strip():
        raise ParseError(
            f"{source.name} holds no lines with times (00:00:01.000 --> 00:00:04.000): "
            "export the subtitles again, or ingest them as a .txt file."
        )
    first = text.split("\n", 1)[0].strip()
    title = first.removeprefix("WEBVTT").strip(" -–:") if first.startswith("WEBVTT") else ""
    return ParsedDocument(title or source.stem, tuple(turns.blocks_of(cues)))


def _cues(text: str) -> Iterator[Cue]:
    """The cues of a file. In VTT an empty line ends one, and notes stand outside; in SRT the next one's number and times do."""
    ends_at_empty = text.lstrip().startswith("WEBVTT")
    timing: re.Match[str] | None = None
    lines: list[str] = []
    for line in text.split("\n"):
        if found := _TIMING.match(line):
            # Some programs leave out the empty line; the cue's number then stands last.
            if timing and lines and lines[-1].strip().isdigit():
                lines.pop()
            yield from _cue(timing, lines)
            timing, lines = found, []
        elif not line.strip():
            if not ends_at_empty:
                # Kept: a number is the next cue's only where it stands right above its times.
                lines.append("")
                continue
            yield from _cue(timing, lines)
            timing, lines = None, []
        elif timing:
            lines.append(line)
    yield from _cue(timing, lines)


def _cue(timing: re.Match[str] | None, lines: Sequence[str]) -> Iterator[Cue]:
    if not timing or not lines:
        return
    start, end = turns.seconds(timing[1]), turns.seconds(timing[2])
    # One cue may hold two voices, each after its own tag.
    parts = _VOICE.split(" ".join(lines))
    voices = [(None, parts[0]), *zip(parts[1::2], parts[2::2], strict=True)]
    for speaker, said in voices:
        words = " ".join(html.unescape(_TAG.sub("", said)).split())
        if words:
            yield Cue(words, html.unescape(speaker).strip() if speaker else None, start, end)


def read_whisper(source: Source) -> ParsedDocument:
    """The JSON of Whisper and its relatives: segments with start, end, text and maybe a speaker.

    Raises:
        ParseError: the file is not such JSON.
    """
    try:
        data = json.loads(decode(source))
    except (json.JSONDecodeError, RecursionError) as error:
        raise ParseError(f"{source.name} is not valid JSON: export it again and ingest it again.") from error
    segments = data.get("segments") if isinstance(data, dict) else data
    if not isinstance(segments, list) or not all(isinstance(s, dict) and "text" in s for s in segments):
        raise ParseError(
            f"{source.name} is not a transcript (a list “segments” with start, end and text): "
            "only such JSON files are read."
        )
    cues = turns.label([_segment(s) for s in segments])
    return ParsedDocument(source.stem, tuple(turns.blocks_of(cues)))


def _segment(segment: dict[str, Any]) -> Cue:
    speaker = segment.get("speaker")
    text = " ".join(str(segment["text"] or "").split())
    return Cue(
        text, str(speaker) if speaker else None, _number(segment.get("start")), _number(segment.get("end"))
    )


def _number(value: object) -> float | None:
    try:
        return float(value) if value is not None else None  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None


def from_text(source: Source) -> ParsedDocument | None:
    """A speaker-labelled text file; None for any other text."""
    return _labelled(source.stem, decode(source).split("\n"))


def from_docx(source: Source) -> ParsedDocument | None:
    """A speaker-labelled Word file; None for any other. Tables of facts come before the talk."""
    import docx

    document = docx.Document(io.BytesIO(source.data))
    lines = [line for p in document.paragraphs for line in p.text.split("\n")]
    if not turns.speakers_of(lines):
        return None
    facts = [
        " | ".join(dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells if cell.text.strip()))
        for table in document.tables
        for row in table.rows
    ]
    title = (document.core_properties.title or "").strip()
    return _labelled(title or source.stem, lines, [fact for fact in facts if fact])


def _labelled(title: str, lines: Sequence[str], facts: Sequence[str] = ()) -> ParsedDocument | None:
    speakers = turns.speakers_of(lines)
    if not speakers:
        return None
    preamble, cues = turns.from_lines(lines, speakers)
    head = [Block(text, Locator()) for text in [*preamble, *facts]]
    return ParsedDocument(title, (*head, *turns.blocks_of(cues)))
