"""How long passages should be: retrieval on a set in SQuAD's form and on the sample factory, cut to several sizes.

``python -m eval.bench_passages FILE [--sizes 200 400 600 800] [--questions 1000]``: both libraries are made anew for each
size, in a temporary folder. A passage's heading is always searched with it. KorQuAD 1.0 dev (1,000 questions) and the
sample factory (gold/hanbit):

characters  KorQuAD nDCG@10 (passages)  sample Recall@5  nDCG@10  key facts in quotes
200         .968 (3,536)                .884             .801     .848
400         .965 (1,350)                .902             .807     .870
600         .962 (1,065)                .902             .805     .870
800         .964 (1,006)                .902             .806     .870
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from unittest.mock import patch

from eval import gold
from eval.bench_retrieval import measure, ours
from eval.corpora import HANBIT
from eval.harness import run
from eval.pool import open_pool
from eval.squad import read
from ingest import passages
from ingest.opening import open_ingester
from ingest.settings import load_settings


def main() -> None:
    """Print both measures by size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[200, 400, 600, 800])
    parser.add_argument("--questions", type=int, default=1000)
    given = parser.parse_args()
    for size in given.sizes:
        with (
            tempfile.TemporaryDirectory(prefix="jangin-passages-") as folder,
            patch.object(passages, "TARGET_CHARS", size),
            patch.object(passages, "_HARD_CHARS", size * 3 // 2),
        ):
            public = _public(given.file, Path(folder), given.questions)
            print(f"{size} characters: {public}; sample factory {_sample(Path(folder))}", flush=True)


def _public(file: Path, folder: Path, questions: int) -> str:
    found = read(file)
    retriever = open_pool(load_settings(), found, folder)
    search = dict(ours(retriever))["jangin"]
    told = measure(search, found.sample(questions))
    return f"{file.name} nDCG@10 {told['ndcg@10']:.3f} at {retriever.words.count()} passages"


def _sample(folder: Path) -> str:
    settings = load_settings(home=folder / "home", llm={"provider": "none"})
    documents = HANBIT / "documents"
    ingester = open_ingester(settings, [documents])
    ingester.run([documents])
    ingester.library.close()
    told = run(settings, gold.load(HANBIT.parent.parent / "gold" / "hanbit.jsonl"), "quoted").sums()["all"]
    shown = ("recall@5", "ndcg@10", "facts_in_quotes")
    return ", ".join(f"{name} {told[name].rate:.3f}" for name in shown)


if __name__ == "__main__":
    main()
