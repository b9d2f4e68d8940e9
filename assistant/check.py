"""Decides whether a sentence is held up by a passage: numbers, units, codes, negation, words.

A language model's sentence is shown only if this says yes. Each test is one that a small model was
seen to fail: it states 110 °C for 75 °C, answers for pump A when asked for pump B, drops a “not”.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.quantities import Quantity, quantities
from ingest.index import tokens
from ingest.korean import language_of
from ingest.sentences import split

# Share of a sentence's content words that its evidence must hold.
MIN_OVERLAP = 0.5
_NEGATION = re.compile(
    r"\bnot\b|n't\b|\bnever\b|\bno\b(?!\.)|\bwithout\b|금지|말(?:아야|고|라|것)|마(?:라|십시오|세요)|"
    r"지\s?(?:않|못|마|말)|안\s?(?:되|돼|된|됩)|(?<![가-힣])(?:안|못)\s|없(?:이|다|는|습|음)|불가|아니"
)
# Opposite directions, as the terms that ingest.index.tokens makes of them.
_OPPOSITES = tuple(
    (frozenset(one.split()), frozenset(other.split()))
    for one, other in (
        ("올리 높이 상승 늘리 증가 rais increas higher", "내리 낮추 하강 줄이 감소 lower decreas reduc"),
        ("열 open", "닫 잠그 close shut"),
        ("켜 투입 기동 start", "끄 정지 stop"),
        ("조이 체결 tighten", "풀 loosen slacken"),
        ("전 이전 befor", "후 이후 다음 뒤 after"),
        ("이상 초과 넘 abov over exceed least minimum 최소", "이하 미만 below under less most maximum 최대"),
    )
)


@dataclass(frozen=True)
class Verdict:
    """Whether a passage supports a sentence; ``reason`` names the first test that failed."""

    supported: bool
    overlap: float
    reason: str = ""


def judge(sentence: str, evidence: str, context: str = "") -> Verdict:
    """Test one sentence against one evidence text.

    ``context`` (heading, title, the question a veteran was asked) may lend words and codes, never
    numbers. Where sentence and evidence are in different languages words cannot be compared: a
    number or code that both hold must then tie them together.
    """
    around = f"{context}\n{evidence}"
    overlap = _overlap(sentence, around)
    missing = missing_quantities(sentence, evidence)
    if missing:
        number = f"{missing[0].value:g} {missing[0].unit}".strip()
        return Verdict(False, overlap, f"number {number}")
    codes = tokens.codes(sentence)
    if lacking := codes - tokens.codes(around):
        return Verdict(False, overlap, f"code {sorted(lacking)[0]}")
    # What is denied or turned round is told by the one sentence of the evidence that is closest.
    closest = max(split(evidence), key=lambda s: _overlap(sentence, s), default=evidence)
    if language_of(sentence) == language_of(closest):
        if bool(_NEGATION.search(sentence)) != bool(_NEGATION.search(closest)):
            return Verdict(False, overlap, "negation")
        if _turned(set(tokens.words(sentence)), set(tokens.words(closest))):
            return Verdict(False, overlap, "direction")
    if language_of(sentence) != language_of(evidence):
        if not codes and not quantities(sentence):
            return Verdict(False, overlap, "nothing to compare across languages")
    elif overlap < MIN_OVERLAP:
        return Verdict(False, overlap, "words")
    return Verdict(True, overlap)


def missing_quantities(sentence: str, evidence: str) -> list[Quantity]:
    """The quantities that a sentence states and its evidence does not hold."""
    held = quantities(evidence)
    return [q for q in quantities(sentence) if not any(h.supports(q) for h in held)]


def best_support(sentence: str, evidence: Sequence[tuple[str, str]]) -> tuple[int, Verdict] | None:
    """The (text, context) pair that best supports a sentence, by index, or None where none does."""
    judged = [(i, judge(sentence, text, context)) for i, (text, context) in enumerate(evidence)]
    supported = [pair for pair in judged if pair[1].supported]
    return max(supported, key=lambda pair: (pair[1].overlap, -pair[0])) if supported else None


def _overlap(sentence: str, evidence: str) -> float:
    said = set(tokens.words(sentence))
    return len(said & set(tokens.words(evidence))) / len(said) if said else 0.0


def _turned(said: set[str], held: set[str]) -> bool:
    """Whether one text speaks of a direction and the other only of its opposite."""
    for one, other in _OPPOSITES:
        if said & one and not said & other and held & other and not held & one:
            return True
        if said & other and not said & one and held & one and not held & other:
            return True
    return False
