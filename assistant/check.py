"""Decides whether a sentence is held up by a passage: numbers, codes, negation, conditions, roles, words.

A language model's sentence is shown only if this says yes. Each test is one that a model was seen to
fail: it states 110 °C for 75 °C, answers for pump A when asked for pump B, drops a “not” or an “only
if”, or takes the number of the line above. Where in doubt the sentence falls, since the sources' own
words are there to be shown instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.asked import of_mistakes
from assistant.glossary import Glossary
from assistant.glossary import load as load_glossary
from assistant.rates import counted, rates
from assistant.verify import binding, bounds, cells, coherence, conditions, names, polarity, roles, wording
from assistant.verify.clauses import clauses
from assistant.verify.terms import content
from ingest.caches import remembered
from ingest.index import tokens
from ingest.korean import language_of
from ingest.quantities import Quantity, located, quantities
from ingest.sentences import split

# Share of a sentence's content words that its evidence must hold.
MIN_OVERLAP = 0.6
# Of each of its clauses, so that nothing invented rides along with what is true.
MIN_CLAUSE = 0.34
_COUNTING = frozenset({"", "count", "times", "fold", "stage", "turn"})
_ODD = re.compile(
    r"(?<![A-Za-z0-9.,-])(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)\s?(?P<unit>[A-Za-zµΩ°][A-Za-z°µΩ·/²³]{0,9})"
)
_FUNCTION_WORDS = frozenset(
    """and or to in on at of for is are was the a an by with from then if when before after as it so but should must
    may can will until unless while or per only not""".split()
)
# What a unit measures, and so need not be said.
_PRESSURE = ("압력", "pressur")
_IMPLIED: dict[str, tuple[str, ...]] = {
    "°C": ("온도", "temperatur"),
    **dict.fromkeys(("bar", "mbar", "MPa", "kPa", "Pa", "psi", "kgf/cm2"), _PRESSURE),
    **dict.fromkeys(("s", "min", "h"), ("시간", "time", "long")),
    "ppm": ("농도", "concentr"),
}
# Sentences next to each other that one sentence may sum up.
_WINDOW = 2


@dataclass(frozen=True)
class Verdict:
    """Whether a passage supports a sentence; ``reason`` names the first test that failed."""

    supported: bool
    overlap: float
    reason: str = ""


def judge(sentence: str, evidence: str, context: str = "", question: str = "") -> Verdict:
    """Test one sentence against one evidence text.

    ``context`` (heading, title, the question a veteran was asked) may lend words and codes, never
    numbers; ``question`` only says which conditions are understood. A sentence must be held up by
    one sentence of the evidence or by two that stand together. Across languages words are compared
    through the glossary, and a number with its unit or a code must tie the two together.
    """
    around = f"{context}\n{evidence}"
    if of_mistakes(context):
        return Verdict(False, overlap_of(sentence, around), "told of what is done wrong")
    if missing := missing_quantities(sentence, evidence):
        return Verdict(False, overlap_of(sentence, around), f"number {_shown(missing[0])}")
    if lacking := tokens.codes(sentence) - tokens.codes(around):
        return Verdict(False, overlap_of(sentence, around), f"code {sorted(lacking)[0]}")
    verdicts = [_judge(sentence, w, evidence, context, question) for w in windows(evidence)]
    best = max(verdicts, key=lambda v: (v.supported, v.overlap), default=Verdict(False, 0.0, "words"))
    # Of the windows that fail the one closest in words tells why.
    return best


def _judge(sentence: str, window: str, evidence: str, context: str, question: str) -> Verdict:
    alike = language_of(sentence) == language_of(window)
    around = f"{context}\n{window}"
    overlap = overlap_of(sentence, around)

    def fails(reason: str) -> Verdict:
        return Verdict(False, overlap, reason)

    if missing := missing_quantities(sentence, window):
        return fails(f"number {_shown(missing[0])}")
    if wrong := bounds.misstated(sentence, window):
        return fails(f"bound of {_shown(wrong)}")
    if kind := wording.added(sentence, f"{context}\n{evidence}"):
        return fails(kind)
    if not alike:
        return _across(sentence, window, around, overlap)
    if wrong := binding.misplaced(sentence, evidence, context) or cells.misread(sentence, evidence):
        return fails(f"place of {_shown(wrong)}")
    if conditions.reversed_order(sentence, window):
        return fails("order")
    if reason := polarity.opposed(sentence, window):
        return fails(reason)
    if condition := conditions.dropped(sentence, window, question):
        return fails(f"condition “{condition}”")
    if condition := conditions.misapplied(sentence, window):
        return fails(f"condition “{condition}”")
    if word := roles.confused(sentence, window, _synonyms) or coherence.torn(sentence, window):
        return fails(f"role of {word}")
    if word := roles.replaced(sentence, f"{around}\n{question}"):
        return fails(f"“{word}”")
    if name := names.unknown(sentence, f"{around}\n{question}"):
        return fails(f"name {name}")
    if wording.surer(sentence, _closest(sentence, window)):
        return fails("certainty")
    if overlap < MIN_OVERLAP:
        return fails("words")
    if taken := [w for w in _borrowed(sentence, question) if not _holds(content(around), around, w)]:
        return fails(f"only the question says {min(taken)}")
    if any(_invented(c.text, around, question) for c in clauses(sentence)):
        return fails("invented clause")
    if verb := coherence.strange(sentence, lambda word: _holds(content(around), around, word)):
        return fails(f"verb {verb}")
    return Verdict(True, overlap)


def _across(sentence: str, window: str, around: str, overlap: float) -> Verdict:
    if not tokens.codes(sentence) and not any(q.unit for q in quantities(sentence)):
        return Verdict(False, overlap, "nothing to compare across languages")
    if rival := cells.rivalled(sentence, window):
        return Verdict(False, overlap, f"place of {_shown(rival)}")
    if polarity.denies(sentence) != polarity.denies(window):
        return Verdict(False, overlap, "negation")
    if polarity.turned(sentence, window):
        return Verdict(False, overlap, "direction")
    return Verdict(overlap >= MIN_OVERLAP, overlap, "" if overlap >= MIN_OVERLAP else "words")


def windows(evidence: str) -> list[str]:
    """The sentences of a text, alone and with the one after."""
    sentences = split(evidence) or [evidence]
    return [
        " ".join(sentences[i : i + size])
        for size in range(1, _WINDOW + 1)
        for i in range(max(1, len(sentences) - size + 1))
    ]


def missing_quantities(sentence: str, evidence: str) -> list[Quantity]:
    """The quantities that a sentence states and its evidence does not hold."""
    held = [*quantities(evidence), *rates(evidence)]
    said = [*quantities(sentence), *rates(sentence)]
    values = {h.value for h in held if h.unit in _COUNTING} | counted(evidence)
    return [
        *(q for q in said if not any(h.supports(q) for h in held)),
        *(Quantity(value) for value in sorted(counted(sentence) - values)),
        *(q for q in _odd(sentence) if q not in _odd(evidence)),
    ]


def _odd(text: str) -> list[Quantity]:
    """Numbers with a unit that no table of units holds, such as “75 °R”; English function words are none."""
    known = [(start, end) for start, end, q in located(text) if q.unit]
    found = (
        m
        for m in _ODD.finditer(text)
        if m["unit"].lower() not in _FUNCTION_WORDS
        and (len(m["unit"]) <= 3 or not m["unit"].islower())
        and not any(a <= m.start() < b for a, b in known)
    )
    return [Quantity(float(m["digits"].replace(",", "")), m["unit"].lower()) for m in found]


def best_support(
    sentence: str, evidence: Sequence[tuple[str, str]], question: str = ""
) -> tuple[int, Verdict] | None:
    """The (text, context) pair that best supports a sentence, by index, or None where none does."""
    judged = [(i, judge(sentence, text, context, question)) for i, (text, context) in enumerate(evidence)]
    supported = [pair for pair in judged if pair[1].supported]
    return max(supported, key=lambda pair: (pair[1].overlap, -pair[0])) if supported else None


def _borrowed(sentence: str, question: str) -> set[str]:
    """The telling words that a sentence shares with its question; a unit says by itself that it is a temperature."""
    implied = {word for q in quantities(sentence) for word in _IMPLIED.get(q.unit, ())}
    shared = content(sentence) & content(question)
    return {
        w for w in shared if (len(w) > 1 or w.isascii()) and w not in coherence.LIGHT and w not in implied
    }


def _shown(q: Quantity) -> str:
    return f"{q.value:g} {q.unit}".strip()


def _closest(sentence: str, window: str) -> str:
    return max(split(window), key=lambda s: overlap_of(sentence, s), default=window)


def overlap_of(sentence: str, evidence: str) -> float:
    """Share (0 to 1) of a text's content words that another holds, in these or in other words."""
    said = content(sentence)
    if not said:
        return 0.0  # “92 %” alone says nothing of what it is a share of
    held = content(evidence)
    return sum(_holds(held, evidence, w) for w in said) / len(said)


def _holds(held: frozenset[str], evidence: str, word: str) -> bool:
    """Whether a text, whose words are ``held``, holds a word or another for the same.

    Kiwi takes a compound apart in one sentence and not in another: 토출압력이, 토출 압력은.
    """
    compound = len(word) > 1 and "가" <= word[0] <= "힣" and word in evidence
    return word in held or compound or bool(_synonyms(word) & held)


def _invented(clause: str, around: str, question: str) -> bool:
    words = content(clause)
    return len(words) >= 2 and overlap_of(clause, f"{around}\n{question}") < MIN_CLAUSE


@cache
def _glossary() -> Glossary:
    return load_glossary()


@remembered(4096)
def _synonyms(word: str) -> frozenset[str]:
    """What else a word is called, in both languages; a full translation or synonym only."""
    return frozenset(w for w, weight in _glossary().related([word], word).items() if weight >= 0.5)
