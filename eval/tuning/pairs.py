"""Training pairs: passages of fictional plants, and what workers ask that they answer.

``pairs/*.jsonl`` holds one passage a line. None of it comes from the sample factory or from its gold
questions, so that those stay a fair examination.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

PAIRS = Path(__file__).with_name("pairs")
# Pairs that no training has seen, for the tests.
UNSEEN = Path(__file__).with_name("unseen.jsonl")
# One document in so many is held out of training, to choose settings by.
HELD_OUT = 8
_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Pair(BaseModel):
    """A passage with the questions it answers.

    The first question is a trainee's, in the passage's language and in everyday words; the second is
    in the other language; the third short and technical; a fourth, where there, from another angle.
    ``near`` is a near miss that no passage of its file answers, or empty.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    doc: _Text
    head: str
    text: _Text
    q: Annotated[list[_Text], Field(min_length=3, max_length=4)]
    near: str = ""

    @property
    def searched(self) -> str:
        """The passage with its heading, as it is embedded."""
        return " > ".join(part for part in (self.doc, self.head) if part) + "\n" + self.text

    @property
    def held_out(self) -> bool:
        """Whether training leaves this pair's document out."""
        return int(hashlib.md5(self.doc.encode(), usedforsecurity=False).hexdigest(), 16) % HELD_OUT == 0


def files() -> list[Path]:
    """The files of pairs, in order."""
    return sorted(PAIRS.glob("*.jsonl"))


def load(path: Path) -> Iterator[Pair]:
    """The pairs of one file.

    Raises:
        ValueError: a line is wrong; names file and line.
    """
    for n, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            yield Pair.model_validate_json(line)
        except ValidationError as error:
            raise ValueError(
                f"{path.name}, line {n}: {error.errors()[0]['msg']}; correct that line."
            ) from None
