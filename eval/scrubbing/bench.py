"""Measures scrubbing on the generated sentences, each a document of its own.

``python -m eval.scrubbing.bench [--unsure 0.13] [--examples 20]`` prints recall by kind, precision of names
and of identifiers. The names of the roster are given to the scrubber as a plant would; all others are unknown.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from dataclasses import dataclass, field

from eval.bench_scrub import is_masked
from eval.scrubbing.identifiers import MAKERS
from eval.scrubbing.sentences import Mark, Sentence, roster, sentences
from ingest.korean import language_of
from ingest.scrub import Scrubber
from ingest.scrub.resolve import Span
from ingest.settings import ScrubSettings


@dataclass
class Figures:
    """Counts by kind; what was missed and masked in error, to read."""

    expected: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    masked: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def recall(self, *kinds: str) -> float:
        """Of all marks whose kind begins so."""
        chosen = [k for k in self.expected if k.startswith(kinds)]
        return sum(self.found[k] for k in chosen) / max(1, sum(self.expected[k] for k in chosen))

    def precision(self, group: str) -> float:
        """Of ``names`` or ``identifiers``: masked stretches that touch a mark."""
        return 1 - self.wrong[group] / max(1, self.masked[group])

    def add(self, sentence: Sentence, spans: list[Span]) -> None:
        """Counts one sentence."""
        for mark in sentence.marks:
            kind = _kind(sentence, mark)
            hit = is_masked(sentence.text, mark.start, mark.end, spans)
            self.expected[kind] += 1
            self.found[kind] += hit
            if not hit:
                self.examples.append(
                    f"missed {kind}: {sentence.text[mark.start : mark.end]} | {sentence.text}"
                )
        for span in spans:
            group = "names" if span.entity == "PERSON" else "identifiers"
            self.masked[group] += 1
            if not any(span.overlaps(m.start, m.end) for m in sentence.marks):
                self.wrong[group] += 1
                self.examples.append(
                    f"false {span.entity}: {sentence.text[span.start : span.end]} | {sentence.text}"
                )


def _kind(sentence: Sentence, mark: Mark) -> str:
    if mark.kind != "PERSON":
        return mark.kind
    return f"name {'listed' if mark.listed else 'unknown'} {language_of(sentence.text)}"


def measure(settings: ScrubSettings, rounds: int = 9, seed: int = 0) -> Figures:
    """Figures over every sentence."""
    scrubber = Scrubber(settings, [p.name for p in roster()])
    figures = Figures()
    for sentence in sentences(seed, rounds):
        figures.add(sentence, scrubber.find([sentence.text])[0])
    return figures


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--unsure", type=float, default=ScrubSettings().unsure)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--examples", type=int, default=0, help="misses and false alarms to print")
    args = parser.parse_args()
    figures = measure(ScrubSettings(unsure=args.unsure), seed=args.seed)
    for kind in sorted(figures.expected):
        print(f"{kind:18} recall {figures.recall(kind):.3f}  of {figures.expected[kind]}")
    print(
        f"{'identifiers':18} recall {figures.recall(*MAKERS):.3f}  precision {figures.precision('identifiers'):.3f}"
    )
    print(
        f"{'names':18} unknown, recall {figures.recall('name unknown'):.3f}  precision {figures.precision('names'):.3f}"
    )
    random.Random(0).shuffle(figures.examples)
    for example in figures.examples[: args.examples]:
        print(example)


if __name__ == "__main__":
    main()
