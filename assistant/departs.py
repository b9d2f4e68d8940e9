"""Recognises a tip whose speaker says that it departs from the standard, and finds the rule it departs from.

Numbers alone do not tell: of the sample factory's interviews that give another figure than the nearest
approved passage, none meant the same thing. Veterans say it themselves (“표준은 …인데 나는 …”, “I know
the standard says …”), or a text repeats an approved sentence with another figure in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from assistant.evidence import Evidence
from assistant.verify.bounds import bounded, ranges
from ingest.index import tokens
from ingest.quantities import quantities

_RULE_KO = r"(?:표준|기준서?|규정|매뉴얼|지침|원칙|교본)"
_DEPARTS = re.compile(
    rf"내\s?감(?:이|으로)|솔직히|옛날\s?(?:고참|에는|엔|사람)|{_RULE_KO}\S{{0,4}}\s.{{0,30}}(?:지만|는데|인데|근데|그래도|나는|우리는|저는)|"
    rf"{_RULE_KO}\S{{0,3}}\s?(?:안\s?지키|무시|어기|벗어나|어긋나)|(?:원래는|원칙은).{{0,40}}(?:지만|는데|근데)|혼나지|감사\s?나오면|"
    r"\b(?:I know|officially|on paper)\b.{0,30}\b(?:standard|book|manual|procedure|sheet|rule)\b|"
    r"\b(?:standard|book|manual|procedure|rule)\b.{0,40}\bbut (?:I|we)\b|\bdon'?t tell\b|\bbetween (?:you and me|us)\b|"
    r"\bold hands\b|\bin the old days\b|\bagainst the (?:standard|book|rules?)\b|\b(?:auditors?|safety man)\b.{0,30}\b(?:would|won'?t)\b|"
    r"\bwe never bothered\b|\bnobody (?:waits|does)\b",
    re.IGNORECASE,
)
# “like the book says” is agreement.
_AGREES = re.compile(
    rf"\b(?:like|as|just what|exactly what) the (?:book|standard|manual)\b|{_RULE_KO}\s?(?:대로|그대로)\s?(?:하|해|지키)",
    re.IGNORECASE,
)
# Share of an approved sentence's words that a text must repeat to count as telling the same thing.
_SAME_WORDS, _LEAST = 0.6, 2
# The share from which on a text is a copy, and the dimension of figures without a unit.
_COPIED, _UNITLESS = 0.8, ""
_BASE: Mapping[str, tuple[str, float]] = {
    "s": ("time", 1), "min": ("time", 60), "h": ("time", 3600), "day": ("time", 86_400), "week": ("time", 604_800),
    "month": ("time", 2_592_000), "year": ("time", 31_536_000), "bar": ("pressure", 1), "mbar": ("pressure", 1e-3),
    "MPa": ("pressure", 10), "Pa": ("pressure", 1e-5), "kgf/cm2": ("pressure", 0.980665), "mm": ("length", 1),
    "cm": ("length", 10), "um": ("length", 1e-3), "m": ("length", 1000), "kg": ("mass", 1), "t": ("mass", 1000),
}  # fmt: skip


def says_so(text: str) -> bool:
    """Whether a speaker tells of a practice as another than the standard's."""
    return _DEPARTS.search(text) is not None and not _AGREES.search(text)


def contradicts(text: str, approved: str) -> bool:
    """Whether a text tells what an approved sentence or row tells, in its words, with another figure.

    Either all figures of one kind differ, or the text is a copy, of the same things, in which a few do. What the
    approved one allows (30 °C of 25 to 35 °C, 11.9 bar of at least 10.5 bar) does not contradict it.
    """
    mine, theirs = _figures(text), _figures(approved)
    kinds = {d for d, _ in mine} & {d for d, _ in theirs}
    if not kinds or not mine - theirs or not theirs - mine or _allowed(text, approved):
        return False
    said, rule = _words(text), _words(approved)
    shared = len(said & rule)
    if shared < _LEAST:
        return False
    alike, same = shared / min(len(said), len(rule)), mine & theirs
    units = kinds - {_UNITLESS}
    if units and alike >= _SAME_WORDS and not any(d in units for d, _ in same):
        return True
    if alike < _COPIED or not any(d in kinds for d, _ in mine - theirs):
        return False
    ours, its = tokens.codes(text), tokens.codes(approved)
    return (ours <= its or its <= ours) and (len(same) >= len(mine - theirs) or len(mine) == len(theirs) == 1)


def _allowed(text: str, approved: str) -> bool:
    """Whether every measure told lies within what the approved sentence sets; who sets other bounds is not within."""
    told, spans, rules = bounded(text), ranges(approved), bounded(approved)
    if not told or ranges(text) or any(b.bound for b in told):
        return False
    return all(
        any(unit == q.unit and low <= q.value <= high for low, high, unit in spans)
        or any(
            r.bound
            and not r.trigger
            and r.quantity.unit == q.unit
            and (q.value >= r.quantity.value if r.bound == "min" else q.value <= r.quantity.value)
            for r in rules
        )
        for q in (b.quantity for b in told)
    )


def rule_for(
    tip: Evidence, candidates: Iterable[Evidence], similarity: Mapping[str, float]
) -> Evidence | None:
    """The approved evidence that a tip departs from, or None where none is near.

    ``similarity`` is the cosine of each candidate's passage to the tip's, by passage id. A speaker who departs
    from a rule often quotes its figures first, and speaks of the same equipment.
    """
    told = _values(tip.hit.passage.text)
    machines = set(tip.hit.document["equipment"])
    found: list[tuple[float, Evidence]] = []
    for e in candidates:
        near = similarity.get(e.hit.passage.id, 0.0)
        if near < _NEAR:
            continue
        quoted = len(told & _values(e.text)) / len(told) if told else 0.0
        here = not machines.isdisjoint(e.hit.document["equipment"])
        found.append((near + _ASKED * e.relevance + _QUOTED * quoted + _HERE * here, e))
    return max(found, key=lambda f: f[0], default=(0.0, None))[1]


# How like a tip its rule must be; what the question's own ranking of the rule adds, the share of the tip's
# figures that the rule gives, and that both are about the same equipment.
_NEAR, _ASKED, _QUOTED, _HERE = 0.55, 0.4, 0.3, 0.1


def _values(text: str) -> set[float]:
    return {q.value for q in quantities(text)}


def _figures(text: str) -> set[tuple[str, float]]:
    """What is measured or counted, as (dimension, value); units of one dimension are made one."""
    found = ((_BASE.get(q.unit, (q.unit, 1.0)), q.value) for q in quantities(text))
    return {(dimension, round(value * factor, 6)) for (dimension, factor), value in found}


def _words(text: str) -> set[str]:
    return {w for w in tokens.word_set(text) if not w[0].isdigit()}
