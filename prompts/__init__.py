"""Prompts as files, one a task and language, and the one loader that checks them.

A file has YAML front matter (``id``, ``language``, ``version``) and the sections ``## system``, any
number of ``## example`` (each with ``### user`` and ``### assistant``) and ``## user``, whose
``{placeholders}`` are filled in for each call.
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from ingest.errors import JanginError

NO_ANSWER = "NO_ANSWER"
"""What a model is told to write, and nothing else, when the evidence does not answer."""

FOLDER = Path(__file__).parent
_SECTION = re.compile(r"^## +(.+?) *$", re.MULTILINE)
_SPEAKER = re.compile(r"^### +(.+?) *$", re.MULTILINE)


class PromptError(JanginError):
    """A prompt file is missing or malformed."""

    exit_status = 2


@dataclass(frozen=True)
class Prompt:
    """One prompt. ``examples`` are (user, assistant) pairs, written as they are sent."""

    id: str
    language: Literal["ko", "en"]
    version: int
    system: str
    examples: tuple[tuple[str, str], ...]
    user_template: str

    @property
    def placeholders(self) -> frozenset[str]:
        return frozenset(name for _, name, _, _ in string.Formatter().parse(self.user_template) if name)

    def prefix(self) -> list[tuple[Literal["system", "user", "assistant"], str]]:
        """(role, text) of all that is the same in every call, for a model's cache."""
        messages: list[tuple[Literal["system", "user", "assistant"], str]] = [("system", self.system)]
        for user, assistant in self.examples:
            messages += [("user", user), ("assistant", assistant)]
        return messages

    def messages(self, **values: str) -> list[tuple[Literal["system", "user", "assistant"], str]]:
        """The whole chat, with every placeholder of the user's turn filled in."""
        return [*self.prefix(), ("user", self.user_template.format(**values))]


@cache
def load(id: str, language: Literal["ko", "en"], folder: Path = FOLDER) -> Prompt:
    """Read and check ``<id>.<language>.md``.

    Raises:
        PromptError: the file is missing or malformed; says what is wrong.
    """
    path = folder / f"{id}.{language}.md"
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"The prompt file {path.name} cannot be read: install Jangin again.") from error
    try:
        prompt = _parse(text)
        if (prompt.id, prompt.language) != (id, language):
            raise ValueError("id and language do not match the name of the file")
    except ValueError as error:
        raise PromptError(f"The prompt file {path.name} is malformed ({error}): correct it.") from None
    return prompt


def _parse(text: str) -> Prompt:
    parts = re.split(r"^---\s*$", text, maxsplit=2, flags=re.MULTILINE)
    if len(parts) != 3 or parts[0].strip():
        raise ValueError("it does not begin with front matter between two lines of ---")
    try:
        head = yaml.safe_load(parts[1])
    except yaml.YAMLError:
        raise ValueError("its front matter is not YAML") from None
    if not isinstance(head, dict) or set(head) != {"id", "language", "version"}:
        raise ValueError("its front matter needs id, language and version, and nothing else")
    if head["language"] not in ("ko", "en") or not isinstance(head["version"], int):
        raise ValueError("language is ko or en, and version a whole number")
    system: list[str] = []
    user: list[str] = []
    examples: list[tuple[str, str]] = []
    for name, body in _sections(_SECTION, parts[2]):
        if name == "example":
            speakers = _sections(_SPEAKER, body)
            if [speaker for speaker, _ in speakers] != ["user", "assistant"]:
                raise ValueError("an example needs ### user and then ### assistant")
            examples.append((speakers[0][1], speakers[1][1]))
        elif name in ("system", "user"):
            (system if name == "system" else user).append(body)
        else:
            raise ValueError(f"it has an unknown section “{name}”")
    if (
        len(system) != 1
        or len(user) != 1
        or not all([*system, *user, *(t for pair in examples for t in pair)])
    ):
        raise ValueError("it needs one ## system and one ## user, and no section may be empty")
    prompt = Prompt(str(head["id"]), head["language"], head["version"], system[0], tuple(examples), user[0])
    if not prompt.placeholders:  # also raises ValueError where the braces do not pair
        raise ValueError("its ## user has no {placeholder}")
    return prompt


def _sections(heading: re.Pattern[str], text: str) -> list[tuple[str, str]]:
    before, *rest = heading.split(text)
    if before.strip():
        raise ValueError("it has text outside its sections")
    return [(name, body.strip()) for name, body in zip(rest[::2], rest[1::2], strict=True)]
