"""What a language model may be trusted with, from what it did in the built-in check.

Kept beside the model files, so that every library on the machine knows it. A model that was never
checked may only reword the one most relevant piece of evidence: the check of each sentence catches
what it invents, but nothing catches a true sentence that answers another question, and choosing
wrongly among several sources is what small models do most.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import prompts
from assistant.answer import Language
from ingest.errors import ModelError

if TYPE_CHECKING:
    from assistant.models import Model

Level = Literal["several", "one", "none"]
"""Compose from several sources; reword one; nothing, so that answers are quotes."""

UNCHECKED: Level = "one"
_FILE = "checked.json"
_SHIPPED = Path(__file__).with_name("checked.json")


@dataclass(frozen=True)
class Checked:
    """One result of ``jangin model check``.

    ``levels`` by language; ``skills`` maps a skill (``rephrase``, ``choose``, ``refuse`` …) and
    language, such as ``choose.ko``, to (passed, asked). Speeds are this machine's: tokens written a
    second, and seconds to the first word.
    """

    levels: dict[Language, Level]
    skills: dict[str, tuple[int, int]] = field(default_factory=dict)
    tokens_per_s: float = 0.0
    first_word_s: float = 0.0
    date: str = ""


def key(model: Model) -> str:
    """What a result holds for: this model, this build of it, and these prompts and tasks."""
    from assistant.battery import VERSION

    versions = ".".join(
        str(prompts.load(task, language).version)
        for task in ("compose", "rephrase")
        for language in get_args(Language)
    )
    return f"{model.provider}|{model.name}|{model.identity}|prompts {versions}|tasks {VERSION}"


def allowed(model: Model, model_dir: Path, language: Language) -> Level:
    """What the model may do in a language."""
    checked = result(model, model_dir)
    return checked.levels.get(language, UNCHECKED) if checked else UNCHECKED


def result(model: Model, model_dir: Path) -> Checked | None:
    """This machine's result, else the one that Jangin brings for its starter model; None where there is none."""
    name = key(model)
    for results in (_read(model_dir / _FILE), _shipped()):
        if name in results:
            return _checked(results[name])
    return None


def keep(model: Model, model_dir: Path, checked: Checked) -> Path:
    """Keep a result beside the model files.

    Raises:
        ModelError: the folder cannot be written.
    """
    path = model_dir / _FILE
    results = {**_read(path), key(model): asdict(checked)}
    new = path.with_name(f".{_FILE}.{os.getpid()}")
    try:
        model_dir.mkdir(parents=True, exist_ok=True)
        new.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", "utf-8")
        new.replace(path)
    except OSError as error:
        raise ModelError(
            f"The result cannot be kept in {model_dir} ({error.strerror or error}): make room or rights there, "
            "or set JANGIN_MODEL_DIR to another folder."
        ) from error
    return path


def _read(path: Path) -> dict[str, Any]:
    # A damaged file costs a new check, never an answer.
    try:
        read = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {k: v for k, v in read.items() if _checked(v) is not None} if isinstance(read, dict) else {}


@cache
def _shipped() -> dict[str, Any]:
    return _read(_SHIPPED)


def _checked(data: Any) -> Checked | None:
    try:
        checked = Checked(**data)
        if not all(level in get_args(Level) for level in checked.levels.values()):
            return None
        skills = {name: (int(p), int(n)) for name, (p, n) in checked.skills.items()}
        return Checked(
            checked.levels,
            skills,
            float(checked.tokens_per_s),
            float(checked.first_word_s),
            str(checked.date),
        )
    except (TypeError, ValueError, AttributeError):
        return None
