"""Puts an index that was built beside another one in its place, so that a kill leaves one of them whole."""

from __future__ import annotations

import shutil
from pathlib import Path


def beside(folder: Path) -> Path:
    """An empty folder to build anew in."""
    put_back(folder)
    new = folder.with_suffix(".new")
    for left in (folder.with_suffix(".old"), new):
        shutil.rmtree(left, ignore_errors=True)
    return new


def put_back(folder: Path) -> None:
    """Undo an exchange that was interrupted half-way."""
    old = folder.with_suffix(".old")
    if old.exists() and not folder.exists():
        old.rename(folder)


def swap(folder: Path, new: Path) -> None:
    """Put the new index in the place of the old one, which is removed."""
    old = folder.with_suffix(".old")
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
