"""Text to the word pieces that the embedded model reads."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.index.model_file import ModelFile

_SPACE = "\u2581"  # how the model writes the space before a word
_SPACES = re.compile(" {2,}")


class Pieces:
    """The model's own tokenisation (a unigram model), run by the ``tokenizers`` library."""

    def __init__(self, model: ModelFile) -> None:
        from tokenizers import Tokenizer
        from tokenizers.models import Unigram

        self._tokenizer = Tokenizer(Unigram(model.pieces, unk_id=model.unknown))
        self._forms, self._ends = model.forms, (model.begin, model.end)

    def of(self, texts: Sequence[str], limit: int = 512) -> list[list[int]]:
        """The pieces of each text, begin and end included, ``limit`` at most.

        A text carries its prefix (``query: `` or ``passage: ``).
        """
        begin, end = self._ends
        found = self._tokenizer.encode_batch([self._normal(t) for t in texts], add_special_tokens=False)
        return [[begin, *one.ids[: limit - 2], end] for one in found]

    def _normal(self, text: str) -> str:
        spaced = _SPACES.sub(" ", text.translate(self._forms)).replace(" ", _SPACE)
        return spaced if spaced.startswith(_SPACE) else _SPACE + spaced
