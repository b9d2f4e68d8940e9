"""The question that a veteran was asked: without it his words may say the opposite of what he meant.

“초크 볼트를 한쪽부터 다 조이는 거” is no instruction: he was asked what newcomers do wrong.
"""

from __future__ import annotations

import re

from ingest.store.documents import Passage

_OF_MISTAKES = re.compile(
    r"실수|잘못|틀리|틀린|하면 안|해서는 안|말아야|못 ?쓰게|망치|사고 ?(?:치|내|나는)|나쁜 버릇|"
    r"\bmistakes?\b|\bwrong(?:ly)?\b|\bnever\b|\bworst\b|\bbad (?:habit|practice)|\b(?:should|must)(?: not|n[’']t)\b|\bnot to do\b|"
    r"\b(?:forget|spoil|ruin)s?\b",
    re.IGNORECASE,
)


def question_of(passage: Passage) -> str:
    """What an interviewer asked before a turn; empty where nothing was, or where the passage is no turn."""
    if passage.kind != "turn" or "\n" not in passage.context:
        return ""
    return passage.context.rsplit("\n", 1)[1].strip()


def of_mistakes(context: str) -> bool:
    """Whether a question or a heading asks for what is done wrong, so that what follows is not to be done."""
    return _OF_MISTAKES.search(context) is not None
