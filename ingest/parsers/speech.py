"""Recordings, written down by faster-whisper with a model that lies on this machine.

What a machine hears it may hear wrong, numbers above all, so that every turn keeps how sure it was and the source card
asks to listen. Speakers are not told apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.documents import UNSURE_BELOW, Block, ParsedDocument
from ingest.errors import EmptyError, MissingToolError, ParseError
from ingest.parsers import turns
from ingest.parsers.sound import RATE, Sound
from ingest.parsers.source import Source
from ingest.parsers.turns import Cue

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SUFFIXES = frozenset({".wav", ".mp3", ".m4a", ".mp4", ".flac", ".ogg", ".opus", ".wma", ".aac", ".webm"})
_NEEDED = ("model.bin", "config.json", "tokenizer.json")
_chosen: list[Path] = []


def use(model: Path | None) -> None:
    """Name the folder of the model for this process; it is loaded with the first recording."""
    _chosen[:] = [model] if model else []


def require(name: str) -> Path:
    """The model's folder, where a recording ``name`` can be written down.

    Raises:
        MissingToolError: faster-whisper or the model is missing; the sentence says which and what to do.
    """
    if lacking := missing(_chosen[0] if _chosen else None):
        raise MissingToolError(
            f"{name} is a recording and {lacking}, and ingest it again; or ingest its transcript."
        )
    return _chosen[0]


def missing(model: Path | None) -> str:
    """What is missing for recordings and what to do about it; empty where nothing is."""
    import importlib.util

    if importlib.util.find_spec("faster_whisper") is None:
        return "the package faster-whisper is not installed: install Jangin with its extra “audio”"
    if model is None:
        return "no speech model is set: set speech_model under [ingest] in jangin.toml to the folder of one"
    lacking = [file for file in _NEEDED if not (model / file).is_file()]
    if lacking:
        return (
            f"the speech model in {model} lacks {lacking[0]}: copy the whole folder of a faster-whisper model "
            "there, or correct speech_model under [ingest] in jangin.toml"
        )
    return ""


def try_out(model: Path | None) -> str:
    """Transcribe a second of silence, and say with what.

    Raises:
        MissingToolError: as :func:`require`.
    """
    import numpy as np

    use(model)
    folder = require("A second of silence")
    list(_heard(_model(folder), [(0.0, np.zeros(RATE, dtype=np.float32))]))
    return str(folder)


def read(source: Source) -> ParsedDocument:
    """A recording as turns of up to a minute with their times and how surely they were heard.

    Raises:
        MissingToolError: faster-whisper or the model is missing.
        EmptyError: nobody speaks in it.
        ParseError: it holds no sound.
    """
    model, sound = _model(require(source.name)), Sound(source.data)
    try:
        heard = list(_heard(model, sound.pieces()))
    except IndexError as error:
        raise ParseError(f"{source.name} holds no sound: remove it, or ingest its transcript.") from error
    if not heard:
        raise EmptyError(
            f"{source.name} holds no speech that can be understood: remove it, or ingest its transcript."
        )
    blocks = [_with_doubt(block, heard) for block in turns.blocks_of(cue for cue, _ in heard)]
    return ParsedDocument(source.stem, tuple(blocks), {}, tuple(_warnings(blocks, sound.lost_packets)))


@cache
def _model(folder: Path) -> Any:
    from faster_whisper import WhisperModel

    return WhisperModel(str(folder), device="cpu", compute_type="int8", local_files_only=True)


def _heard(model: Any, pieces: Iterable[tuple[float, NDArray[np.float32]]]) -> Iterator[tuple[Cue, float]]:
    """What is said, and from 0 to 1 how sure each is; the language is that of the beginning."""
    language = None
    for start, piece in pieces:
        # A text that is fed its own beginning may go round in circles.
        segments, info = model.transcribe(
            piece, language=language, vad_filter=True, condition_on_previous_text=False, word_timestamps=True
        )
        for segment in segments:
            language = info.language
            words = segment.words or ()
            sure = sum(w.probability for w in words) / len(words) if words else 0.0
            begins, ends = (round(start + float(at), 2) for at in (segment.start, segment.end))
            yield Cue(segment.text.strip(), None, begins, ends), sure


def _with_doubt(block: Block, heard: list[tuple[Cue, float]]) -> Block:
    """A turn as sure as its least sure part."""
    start, end = block.locator.start or 0.0, block.locator.end or 0.0
    least = min(sure for cue, sure in heard if start <= (cue.start or 0.0) <= end)
    return Block(block.text, block.locator.with_(recognised=round(100 * least)), block.kind)


def _warnings(blocks: list[Block], lost_packets: int) -> Iterator[str]:
    yield "It was written down by a machine, which does not tell speakers apart: compare its numbers with the recording."
    unsure = sum((b.locator.recognised or 0) < UNSURE_BELOW for b in blocks)
    if unsure:
        yield f"{unsure} of its {len(blocks)} parts were hard to hear."
    if lost_packets:
        yield f"Damaged in {lost_packets} places, what is said there is missing: ingest a whole copy."
