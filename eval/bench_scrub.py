"""Measures scrubbing: recall on planted lists, false alarms on real text, characters a second.

``python -m eval.bench_scrub --corpus eval/corpora/hanbit [--ner FILE] [--work-orders FILE] [--synthetic FILE]``

A planted value counts as found when none of its digits is left over (a name or spoken number: when
the greater part of it is masked) at every place where it stands. Prints tables; ``--json`` the figures.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.second_reader import open_reader
from ingest.scrub import Scrubber
from ingest.scrub.resolve import Span
from ingest.scrub.second_reader import Ask
from ingest.settings import ScrubSettings, load_settings


@dataclass
class Tally:
    """Found and expected items by type, what masked in error, what was missed (to read, not to keep)."""

    found: Counter[str] = field(default_factory=Counter)
    expected: Counter[str] = field(default_factory=Counter)
    absent: int = 0
    beyond: Counter[str] = field(default_factory=Counter)  # masked, but in no list: to be judged by a reader
    false_alarms: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    characters: int = 0
    seconds: float = 0.0
    examples: list[str] = field(default_factory=list)

    def add(self, kind: str, hit: bool, example: str) -> None:
        self.expected[kind] += 1
        self.found[kind] += hit
        if not hit:
            self.examples.append(f"missed {kind}: {example}")

    def alarm(self, kind: str, example: str) -> None:
        self.false_alarms[kind] += 1
        self.examples.append(f"false {kind}: {example}")


def occurrences(text: str, value: str) -> Iterator[tuple[int, int]]:
    """Every place of ``value`` in ``text``."""
    at = text.find(value)
    while at >= 0:
        yield at, at + len(value)
        at = text.find(value, at + 1)


def is_masked(text: str, start: int, end: int, spans: Sequence[Span]) -> bool:
    """Whether the stretch is masked: all of its digits, or the greater part where it has none.

    A way of address such as 이 대리님 counts when its name is masked: the title may stay.
    """
    covered = [any(s.start <= i < s.end for s in spans) for i in range(start, end)]
    digits = [c for i, c in zip(range(start, end), covered, strict=True) if text[i].isdigit()]
    if digits:
        return all(digits)
    return covered[0] and (sum(covered) * 2 > len(covered) or " " in text[start:end])


def find(scrubber: Scrubber, texts: list[str], tally: Tally) -> list[list[Span]]:
    """Spans of the texts of one document; adds characters and seconds to the tally."""
    begun = time.perf_counter()
    spans = scrubber.find(texts)
    tally.seconds += time.perf_counter() - begun
    tally.characters += sum(map(len, texts))
    return spans


def planted(corpus: Path) -> dict[str, Any]:
    """Recall on the planted list of a corpus and false alarms on its look-alikes and manuals."""
    import yaml

    from ingest.contributors import Contributors
    from ingest.parsers import parse, supported

    listed: dict[str, list[dict[str, Any]]] = defaultdict(list)
    lookalikes: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for path in sorted((corpus / "planted").glob("*.yaml")):
        target = lookalikes if path.stem == "lookalikes" else listed
        for item in yaml.safe_load(path.read_text(encoding="utf-8")):
            target[item["file"]].append(item)
    people = Contributors.load(corpus / "documents" / "contributors.yaml")
    scrubber = Scrubber(ScrubSettings(), people.roster)
    scrubber.scrub("홍길동 반장 met Owen Trask")  # loads both languages before the clock runs
    tally = Tally()
    for path in sorted(p for p in (corpus / "documents").rglob("*") if p.is_file() and supported(p)):
        name = path.relative_to(corpus / "documents").as_posix()
        texts = [block.text for block in parse(path).blocks]
        spans = find(scrubber, texts, tally)
        _beyond(name, [str(item["value"]) for item in listed[name]], texts, spans, tally)
        for item in listed[name]:
            _count(item, texts, spans, people.roster, tally)
        for item in lookalikes[name]:
            for text, found in zip(texts, spans, strict=True):
                for place in occurrences(text, str(item["value"])):
                    if any(s.overlaps(*place) for s in found):
                        tally.alarm("look-alike", f"{name}: {item['value']}")
    return vars(tally)


def _beyond(name: str, values: list[str], texts: list[str], spans: list[list[Span]], tally: Tally) -> None:
    for text, found in zip(texts, spans, strict=True):
        places = [place for value in values for place in occurrences(text, value)]
        for span in found:
            if not any(span.overlaps(*place) for place in places):
                tally.beyond[span.entity] += 1
                tally.examples.append(f"beyond {span.entity}: {name}: {text[span.start : span.end]}")


def _count(
    item: dict[str, Any], texts: list[str], spans: list[list[Span]], roster: Sequence[str], tally: Tally
) -> None:
    value, kind = str(item["value"]), item["type"]
    if kind == "PERSON":
        kind += " on the roster" if any(value in n or n in value for n in roster) else " unknown"
    elif item.get("spoken"):
        kind += " spoken"
    places = [(t, p, s) for t, s in zip(texts, spans, strict=True) for p in occurrences(t, value)]
    if not places:
        tally.absent += 1
        return
    tally.add(kind, all(is_masked(t, *p, s) for t, p, s in places), f"{item['file']}: {value}")


def work_orders(path: Path) -> dict[str, Any]:
    """False alarms on MaintIE's work orders, which hold no personal data."""
    texts = [record["text"] for record in json.loads(path.read_text(encoding="utf-8"))]
    tally = Tally()
    for text, found in zip(texts, _each(texts, tally), strict=True):
        for span in found:
            tally.alarm(span.entity, text[span.start : span.end])
    return vars(tally)


def read_twice(path: Path) -> dict[str, Any]:
    """As --ner, on 200 of its sentences, with the model of the settings as a second reader."""
    ask = open_reader(load_settings(scrub={"second_reader": True}))
    return entities(path, random.Random(0).sample(list(_klue(path)), 200), ask)


def entities(
    path: Path, chosen: list[tuple[str, list[tuple[int, int]]]] | None = None, ask: Ask | None = None
) -> dict[str, Any]:
    """Overlap recall and precision of names on KLUE-NER (news and comments)."""
    tally, sentences = Tally(), chosen or list(_klue(path))
    found = _each([text for text, _ in sentences], tally, ask)
    for (text, gold), spans in zip(sentences, found, strict=True):
        people = [s for s in spans if s.entity == "PERSON"]
        for start, end in gold:
            tally.add("PERSON", any(s.overlaps(start, end) for s in people), text[start:end])
        for span in people:
            tally.predicted["PERSON"] += 1
            if not any(span.overlaps(*g) for g in gold):
                tally.alarm("PERSON", text[span.start : span.end])
    return vars(tally)


def synthetic(path: Path) -> dict[str, Any]:
    """Recall by type on the records of presidio-research, and false alarms outside any span."""
    tally, records = Tally(), json.loads(path.read_text(encoding="utf-8"))
    found = _each([r["full_text"] for r in records], tally)
    for record, spans in zip(records, found, strict=True):
        text = record["full_text"]
        gold = [(g["start_position"], g["end_position"], g["entity_type"]) for g in record["spans"]]
        for start, end, kind in gold:
            tally.add(kind, any(s.overlaps(start, end) for s in spans), text[start:end])
        for span in spans:
            tally.predicted[span.entity] += 1
            if not any(span.overlaps(start, end) for start, end, _ in gold):
                tally.alarm(span.entity, text[span.start : span.end])
    return vars(tally)


def _each(texts: list[str], tally: Tally, ask: Ask | None = None) -> list[list[Span]]:
    # Each text is a document of its own here: no name learnt in one may help in another.
    scrubber = Scrubber(ScrubSettings(), ask=ask)
    scrubber.scrub("홍길동 반장 met Owen Trask")
    return [find(scrubber, [text], tally)[0] for text in texts]


def _klue(path: Path) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    rows: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("##"):
            continue
        if line:
            character, _, tag = line.partition("\t")
            rows.append((character, tag))
        elif rows:
            starts = [i for i, (_, tag) in enumerate(rows) if tag == "B-PS"]
            spans = []
            for start in starts:
                end = start + 1
                while end < len(rows) and rows[end][1] == "I-PS":
                    end += 1
                spans.append((start, end))
            yield "".join(c for c, _ in rows), spans
            rows = []


def show(name: str, result: dict[str, Any], examples: int) -> None:
    """One table on the terminal."""
    print(f"\n{name}")
    for kind, expected in sorted(result["expected"].items()):
        print(
            f"  {kind:28} recall {result['found'][kind] / expected:.3f}  ({result['found'][kind]}/{expected})"
        )
    alarms, predicted = sum(result["false_alarms"].values()), sum(result["predicted"].values())
    print(f"  false alarms {alarms}" + (f", precision {1 - alarms / predicted:.3f}" if predicted else ""))
    if result["beyond"]:
        print(f"  masked beyond the list: {dict(result['beyond'])}")
    if result["absent"]:
        print(f"  planted but not in the parsed text: {result['absent']}")
    print(
        f"  {result['characters']} characters, {result['characters'] / max(result['seconds'], 1e-9):.0f} a second"
    )
    for example in result["examples"][:examples]:
        print(f"    {example}")


def main() -> None:
    """Runs what the arguments name."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    measures: dict[str, Callable[[Path], dict[str, Any]]] = {
        "corpus": planted,
        "ner": entities,
        "ner-read-twice": read_twice,
        "work-orders": work_orders,
        "synthetic": synthetic,
    }
    for name, measure in measures.items():
        parser.add_argument(f"--{name}", type=Path, help=(measure.__doc__ or "").splitlines()[0])
    parser.add_argument("--examples", type=int, default=20, help="misses and false alarms to print")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON, without examples")
    chosen = parser.parse_args()
    results = {}
    for name, measure in measures.items():
        if path := getattr(chosen, name.replace("-", "_")):
            results[name] = measure(path)
    if chosen.json:
        print(
            json.dumps(
                {n: {k: v for k, v in r.items() if k != "examples"} for n, r in results.items()}, indent=2
            )
        )
        return
    for name, result in results.items():
        show(name, result, chosen.examples)


if __name__ == "__main__":
    main()
