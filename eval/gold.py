"""Gold questions: what is asked, what a right answer states, and which source it must rest on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from assistant.answer import Turn
from ingest.errors import SettingsError

Kind = Literal[
    "direct",
    "paraphrase",
    "cross-lingual",
    "numeric",
    "multi-source",
    "conflict",
    "follow-up",
    "unanswerable",
]
_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class GoldQuote(_Strict):
    """A document (its name in the library) and the words in it that hold the answer."""

    document: _Text
    quote: _Text


class GoldEvidence(GoldQuote):
    """What an answer must rest on: this passage, or any one of ``alternatives`` that tells the same.

    A factory's documents tell many facts more than once; each telling was judged as in TREC pooling.
    """

    alternatives: list[GoldQuote] = []

    @property
    def quotes(self) -> tuple[GoldQuote, ...]:
        """The entry's own passage, then its alternatives."""
        return (self, *self.alternatives)


class GoldTurn(_Strict):
    """A turn of the conversation before the question."""

    question: _Text
    answer: str = ""


class Question(_Strict):
    """One line of a gold file.

    A right answer states every entry of ``key_facts``, in any one of the entry's wordings. Where
    ``evidence`` has several entries, each of them is needed. ``paraphrases`` ask the same in other words;
    `--perturb paraphrase` asks one of them instead. A draft waits for a person to read it.
    """

    id: _Text
    language: Literal["ko", "en"]
    question: _Text
    kind: Kind
    answerable: bool
    key_facts: Annotated[list[Annotated[list[_Text], Field(min_length=1)]], Field()] = []
    evidence: list[GoldEvidence] = []
    history: list[GoldTurn] = []
    paraphrases: list[_Text] = []
    status: Literal["accepted", "draft"] = "accepted"

    @model_validator(mode="after")
    def _agree(self) -> Question:
        if self.answerable and not (self.key_facts and self.evidence):
            raise ValueError("an answerable question needs key_facts and evidence")
        if not self.answerable and (self.key_facts or self.evidence):
            raise ValueError("an unanswerable question has neither key_facts nor evidence")
        if self.kind == "unanswerable" and self.answerable:
            raise ValueError("kind is unanswerable, but answerable is true")
        if self.kind == "follow-up" and not self.history:
            raise ValueError("a follow-up needs history")
        return self

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The history as the answerer takes it."""
        return tuple(Turn(t.question, t.answer) for t in self.history)


def load(path: Path) -> list[Question]:
    """The questions of a JSON Lines file, in order; blank lines are passed over.

    Raises:
        SettingsError: the file cannot be read, or a line is wrong; names file and line.
    """
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"The gold file {path} cannot be read ({error}): give a JSON Lines file in UTF-8."
        ) from error
    found: list[Question] = []
    seen: dict[str, int] = {}
    for n, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            question = Question.model_validate_json(line)
        except ValidationError as error:
            raise SettingsError(f"{path}, line {n}: {_reason(error)}; correct that line.") from None
        if question.id in seen:
            raise SettingsError(
                f"{path}, line {n}: the id “{question.id}” stands in line {seen[question.id]} too; "
                "give each question its own."
            )
        if question.status == "draft":
            raise SettingsError(
                f"{path}, line {n}: this question is a draft; set its status to “accepted” once a person has read "
                "it, or delete the line."
            )
        seen[question.id] = n
        found.append(question)
    if not found:
        raise SettingsError(f"The gold file {path} holds no questions: add one JSON object a line.")
    return found


def sample(questions: Sequence[Question], limit: int | None) -> list[Question]:
    """At most ``limit`` questions, spread evenly over the file so that every part of it is met."""
    if limit is None or limit >= len(questions):
        return list(questions)
    return [questions[i * len(questions) // limit] for i in range(limit)]


def _reason(error: ValidationError) -> str:
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    message = first["msg"].removeprefix("Value error, ")
    return f"“{key}”: {message}" if key else message
