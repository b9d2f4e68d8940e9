"""Who speaks in the interviews, and how each may be shown; read from the plant's contributors file."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ingest.errors import SettingsError

Display = Literal["name", "alias", "anonymous"]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Consent(_Record):
    """What a contributor agreed to. Without an end it holds until withdrawn; no purpose or site named means any.

    ``label`` and ``label_en`` are shown in the place of the role, where the role would single out one person.
    """

    display: Display
    alias: str | None = None
    since: date | None = None
    until: date | None = None
    purposes: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    label: str | None = None
    label_en: str | None = None
    evidence: str = ""

    def as_row(self) -> dict[str, Any]:
        """As the store keeps it."""
        return {
            **self.model_dump(),
            "since": str(self.since) if self.since else None,
            "until": str(self.until) if self.until else None,
            "purposes": list(self.purposes),
            "sites": list(self.sites),
        }

    @model_validator(mode="after")
    def _check(self) -> Consent:
        if self.display == "alias" and not self.alias:
            raise ValueError("display is alias, but no alias is given")
        if self.since and self.until and self.until < self.since:
            raise ValueError("until lies before since")
        return self


class Contributor(_Record):
    """One veteran: the real name, how others call them in the texts, their work and consent."""

    id: str = Field(min_length=1)
    name: str = Field(min_length=1)
    aliases_in_text: tuple[str, ...] = ()
    role: str = Field(min_length=1)
    role_en: str = Field(min_length=1)
    line: str = ""
    line_en: str = ""
    years: int | None = Field(None, ge=0, le=70)
    consent: Consent


class _Person(_Record):
    name: str = Field(min_length=1)
    aliases_in_text: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _from_name(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value


class _File(_Record):
    contributors: tuple[Contributor, ...] = ()
    interviewers: tuple[_Person, ...] = ()
    roster: tuple[_Person, ...] = ()

    @model_validator(mode="after")
    def _unique(self) -> _File:
        ids = [c.id for c in self.contributors]
        if twice := next((i for i in ids if ids.count(i) > 1), None):
            raise ValueError(f"the id {twice} stands twice")
        return self


@dataclass(frozen=True)
class Contributors:
    """Everyone the file names: contributors by id, and all names that must be masked."""

    people: tuple[Contributor, ...] = ()
    called: tuple[tuple[str, ...], ...] = ()  # each one's name and other ways of address

    @property
    def roster(self) -> tuple[str, ...]:
        """All of them in one row."""
        return tuple(dict.fromkeys(way for ways in self.called for way in ways))

    @classmethod
    def load(cls, path: Path | None) -> Contributors:
        """Read the YAML file at ``path``; no path, nobody.

        Raises:
            SettingsError: it cannot be read, or a key is unknown, missing or of the wrong form.
        """
        if path is None:
            return cls()
        try:
            read = _File.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
            raise SettingsError(f"The contributors file {path} cannot be read: {reason}.") from None
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            where = f" near line {mark.line + 1}" if mark else ""
            raise SettingsError(
                f"The contributors file {path} is not valid YAML{where}: correct it and try again."
            ) from None
        except ValidationError as error:
            first = error.errors()[0]
            key = ".".join(str(part) for part in first["loc"]) or "the file"
            message = first["msg"].removeprefix("Value error, ")
            raise SettingsError(
                f"In the contributors file {path}, “{key}” is not usable: {message}. Correct it and try again."
            ) from None
        named: list[Contributor | _Person] = [*read.contributors, *read.interviewers, *read.roster]
        ways = (tuple(n.strip() for n in (p.name, *p.aliases_in_text) if n.strip()) for p in named)
        return cls(read.contributors, tuple(ways))

    @property
    def digest(self) -> str:
        """A fingerprint of everything that shapes masking and who is taken for whom, without content.

        What was agreed on showing is not part of it: it counts from the moment that it is changed.
        """
        records = [f"{p.id}\n{p.name}\n{p.aliases_in_text}\n{p.consent.alias}" for p in self.people]
        return hashlib.sha256("\n".join([*records, *self.roster]).encode()).hexdigest()

    def by_id(self, contributor_id: str) -> Contributor | None:
        """The contributor with this id."""
        return next((c for c in self.people if c.id == contributor_id), None)

    def by_label(self, speaker_label: str | None) -> Contributor | None:
        """The contributor a transcript's speaker label means: id, name, alias, with or without title.

        An alias that two contributors share means neither.
        """
        label = _folded(speaker_label or "")
        if not label:
            return None
        exact = [c for c in self.people if label in {_folded(n) for n in _ways_of_address(c)}]
        if exact:
            return exact[0] if len(exact) == 1 else None
        titled = [c for c in self.people if _is_titled(label, _folded(c.name))]
        return titled[0] if len(titled) == 1 else None


def _ways_of_address(person: Contributor) -> tuple[str, ...]:
    alias = (person.consent.alias,) if person.consent.alias else ()
    return (person.id, person.name, *person.aliases_in_text, *alias)


_PUNCTUATION = re.compile(r"[\s:<>\[\]()·.,]+")


def _folded(label: str) -> str:
    return _PUNCTUATION.sub(" ", label).strip().casefold().removesuffix("님")


def _is_titled(label: str, name: str) -> bool:
    """Whether ``label`` is ``name`` with a role before or after it, as separate words or glued on."""
    if name in label and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", label):
        return True
    return len(name) >= 3 and bool(re.fullmatch(rf"{re.escape(name)}[가-힣]{{1,4}}", label))
