"""Makes a follow-up question stand alone by the words of the turn before it, without a model."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Turn
from ingest.index import tokens

# Words that point back: “그럼 그건 몇 도?”, “and what about the other one?”
_POINTER = re.compile(
    r"^(?:그럼|그러면|그라믄|그라면|그런데|근데|그리고|또|아니면|그때|그\s|그거|그건|그게|거기|이거|이건|얘|걔)|"
    r"(?<![가-힣])(?:그거|그건|그게|그것|거기|그때|걔|얘|이건|저건|그놈)|"
    r"^(?:and|but|so|then|or|what about|how about)\b|"
    r"\b(?:it|its|that|this|those|them|there|they|the same|that one)\b",
    re.IGNORECASE,
)
_SHORT = 2


def standalone(question: str, history: Sequence[Turn]) -> str:
    """The question, preceded by the last question where it leans on it.

    A question leans on the turn before when it points back (그건, “what about …”) or is a
    fragment of few content words, and names no equipment of its own or the same.
    """
    if not history:
        return question
    before = history[-1].question
    own, earlier = tokens.codes(question), tokens.codes(before)
    if own and earlier and not own & earlier and not _POINTER.search(question):
        return question
    if _POINTER.search(question) or len(set(tokens.words(question))) <= _SHORT:
        # A new grade or machine replaces the old one: “그럼 STB2는?” must not search SUS304 too.
        kept = _without_codes(before, earlier - own) if own else before
        return f"{standalone(kept, history[:-1])} {question}"
    return question


def _without_codes(text: str, gone: set[str]) -> str:
    def keep(match: re.Match[str]) -> str:
        return "" if tokens.normal_code(match.group()) in gone else match.group()

    return re.sub(r"\s+", " ", tokens.CODE.sub(keep, text)).strip()
