"""Reads question sets in the JSON of SQuAD: SQuAD 1.1 and 2.0, KorQuAD 1.0 and whatever keeps to their shape."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.errors import SettingsError


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of an article; ``id`` is a hash of its text, so that a repeated paragraph counts once."""

    id: str
    title: str
    text: str

    @property
    def name(self) -> str:
        """What its document is called."""
        return f"{self.title}/{self.id}"


@dataclass(frozen=True)
class Asked:
    """One question; ``answers`` is empty where the paragraph does not answer it.

    ``at`` is where in the paragraph the file says that the first answer begins.
    """

    id: str
    text: str
    paragraph: str
    answers: tuple[str, ...]
    at: int = 0

    @property
    def answerable(self) -> bool:
        return bool(self.answers)


@dataclass(frozen=True)
class QuestionSet:
    """The paragraphs and questions of a file, each in its order."""

    paragraphs: tuple[Paragraph, ...]
    questions: tuple[Asked, ...]

    def sample(self, n: int | None, answerable: bool = True) -> list[Asked]:
        """At most ``n`` questions of one sort, spread evenly over the file."""
        found = [q for q in self.questions if q.answerable == answerable]
        if n is None or n >= len(found):
            return found
        return [found[i * len(found) // n] for i in range(n)]


def read(path: Path) -> QuestionSet:
    """The question set of a file.

    Raises:
        SettingsError: the file cannot be read or is not of SQuAD's shape.
    """
    try:
        articles = json.loads(path.read_text("utf-8"))["data"]
        return _read(articles)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"The question set {path} cannot be read ({error}): name a file in UTF-8."
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SettingsError(
            f"The question set {path} is not in SQuAD's JSON ({error!r}): it needs data → paragraphs → context and qas."
        ) from None


def _read(articles: list[dict[str, Any]]) -> QuestionSet:
    paragraphs: dict[str, Paragraph] = {}
    questions: list[Asked] = []
    for article in articles:
        title = str(article.get("title") or "").replace("_", " ")
        for paragraph in article["paragraphs"]:
            text = str(paragraph["context"]).strip()
            key = hashlib.sha256(text.encode()).hexdigest()[:16]
            paragraphs.setdefault(key, Paragraph(key, title, text))
            for q in paragraph["qas"]:
                told = () if q.get("is_impossible") else tuple(dict.fromkeys(a["text"] for a in q["answers"]))
                at = int(q["answers"][0].get("answer_start", 0)) if told else 0
                # What the file has before the paragraph's first letter was cut off.
                at -= len(paragraph["context"]) - len(paragraph["context"].lstrip())
                questions.append(Asked(str(q["id"]), str(q["question"]).strip(), key, told, max(0, at)))
    if not questions:
        raise ValueError("no questions")
    return QuestionSet(tuple(paragraphs.values()), tuple(questions))
