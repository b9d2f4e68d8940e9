"""Reads glossary files: the plant's YAML, and the built-in one from its tokenised form.

Tokenising some 5,000 terms takes seconds, so ``glossary.json`` is kept beside ``glossary.yaml``;
``python -m assistant.glossary_file`` renews it after a change of the terms or of the tokens.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, StringConstraints, TypeAdapter, ValidationError, model_validator

from assistant.glossary_forms import Term, entry
from ingest.errors import SettingsError

BUILT_IN = Path(__file__).with_name("glossary.yaml")
TOKENISED = Path(__file__).with_name("glossary.json")

Entry = tuple[Term, ...]
_Korean = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern="[가-힣]")]
_English = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern="^[^가-힣]+$")]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    ko: tuple[_Korean, ...] = ()
    en: tuple[_English, ...] = ()

    @model_validator(mode="after")
    def _usable(self) -> _Entry:
        terms = [*self.ko, *self.en]
        if len(terms) < 2:
            raise ValueError("it needs two terms or more")
        if twice := next((t for t in terms if terms.count(t) > 1), None):
            raise ValueError(f"the term {twice} stands twice")
        return self


def read(path: Path) -> tuple[Entry, ...]:
    """The entries of a YAML file, tokenised (about a second for the built-in one).

    Raises:
        SettingsError: it cannot be read, or an entry is not of the form ``{ko: [...], en: [...]}``.
    """
    try:
        # Every scalar as text: “on” and “no” are words here.
        raw = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader) or []
        found = TypeAdapter(tuple[_Entry, ...]).validate_python(raw)
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise SettingsError(f"The glossary {path} cannot be read: {reason}.") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" near line {mark.line + 1}" if mark else ""
        raise SettingsError(
            f"The glossary {path} is not valid YAML{where}: correct it and try again."
        ) from None
    except ValidationError as error:
        first = error.errors()[0]
        number, *key = first["loc"] or ("",)
        which = f"entry {number + 1}" if isinstance(number, int) else "the file"
        place = f"{which} ({', '.join(map(str, key))})" if key else which
        message = first["msg"].removeprefix("Value error, ")
        raise SettingsError(
            f"In the glossary {path}, {place} is not usable: {message}. Correct it and try again."
        ) from None
    entries = tuple(entry(e.ko, e.en) for e in found)
    for number, terms in enumerate(entries, 1):
        if mute := next((t.text for t in terms if not (t.run or t.plain)), None):
            raise SettingsError(
                f"In the glossary {path}, entry {number} is not usable: search passes over “{mute}”. "
                "Take it out and try again."
            )
    return entries


def built_in() -> tuple[Entry, ...]:
    """The built-in entries, from their tokenised form unless that has fallen behind the YAML file."""
    return _tokenised() or read(BUILT_IN)


def _tokenised() -> tuple[Entry, ...] | None:
    if not TOKENISED.is_file():
        return None
    kept = json.loads(TOKENISED.read_text("utf-8"))
    if kept["source"] != _digest():
        return None
    return tuple(
        tuple(
            Term(text, language, tuple(run), tuple(tokens), plain)
            for text, language, run, tokens, plain in terms
        )
        for terms in kept["entries"]
    )


def _digest() -> str:
    # Line ends differ between check-outs of one file.
    return hashlib.sha256(BUILT_IN.read_text("utf-8").encode()).hexdigest()


def tokenised_json() -> str:
    """The text of ``glossary.json``: one entry a line, so that a change reads as one."""
    lines = ",\n".join(json.dumps(terms, ensure_ascii=False) for terms in read(BUILT_IN))
    return f'{{"source": "{_digest()}", "entries": [\n{lines}\n]}}\n'


if __name__ == "__main__":
    TOKENISED.write_text(tokenised_json(), "utf-8")
