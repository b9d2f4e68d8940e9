"""Looks for planted personal data in every byte that a library leaves behind.

``python -m eval.canary FOLDER [--items 300] [--questions 200] [--kills 1]``: writes files of every format with
identifiers and names of a roster, ingests them (killed in the middle so many times), asks questions that
hold identifiers themselves, a tenth as many on the chat page in a browser, keeps some for a veteran, evaluates, exports, and then looks through the library's folder, the
temporary folder, all that was printed, every answer and every prompt. Exit status 1 where something is found.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import cast

from eval.canary import chat
from eval.canary.documents import cases, write
from eval.canary.look import Found, search
from eval.scrubbing.sentences import Sentence, roster

_WHOLE = frozenset(p.name for p in roster())


def main() -> None:
    """Plants, uses, looks, and says what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="an empty folder to work in; it is left for a look")
    parser.add_argument("--items", type=int, default=300)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument(
        "--kills", type=int, default=1, help="ingest runs that are killed before one that ends"
    )
    args = parser.parse_args()
    found = canary(args.folder, args.items, args.questions, args.kills)
    for what in found.where:
        print(f"found: {what}")
    print(
        f"{found.values} values, {found.planted} of them met in the files themselves, in {found.ways} spellings, {found.files} files, {found.bytes / 1e6:.1f} MB: {len(found.where)} found"
    )
    sys.exit(bool(found.where))


def canary(folder: Path, items: int, questions: int, kills: int) -> Found:
    """The whole run; ``folder`` gets ``plant`` (the files), ``home``, ``tmp`` and ``shown``."""
    lines = _enough(items)
    plant, home, shown = folder / "plant", folder / "home", folder / "shown"
    for path in (folder / "tmp", shown):
        path.mkdir(parents=True)
    write(plant, lines)
    environment = {
        **os.environ,
        "JANGIN_HOME": str(home),
        "TMPDIR": str(folder / "tmp"),
        "JANGIN_LLM__PROVIDER": "none",
    }
    for n in range(kills):
        _jangin(environment, shown / f"killed-{n}.txt", ["ingest", str(plant)], killed_after=2 + 3 * n)
    _jangin(environment, shown / "ingest.txt", ["ingest", str(plant)])
    gold = _ask(folder, lines, questions)
    _chat(environment, shown, lines, questions // 10)
    _jangin(
        environment,
        shown / "eval.txt",
        ["eval", str(gold), "--mode", "quoted", "--html", str(shown / "report.html")],
    )
    for name, words in (
        ("sources", ["sources"]),
        ("doctor", ["doctor"]),
        ("questions", ["questions", "list"]),
        ("export", ["export", str(shown / "export")]),
        ("audit", ["audit", "list"]),
    ):
        _jangin(environment, shown / f"{name}.txt", words)
    values = _values(lines)
    return search([home, folder / "tmp", shown], plant, values)


def _values(lines: Sequence[Sentence]) -> list[str]:
    """The different values; a family name or a given name alone stands in other words too and is left out."""
    found = [
        s.text[m.start : m.end]
        for s in lines
        for m in s.marks
        if m.kind != "PERSON" or s.text[m.start : m.end] in _WHOLE
    ]
    return list(dict.fromkeys(found))


def _enough(items: int) -> list[Sentence]:
    lines: list[Sentence] = []
    for line in cases(4 * items):
        lines.append(line)
        if len(_values(lines)) >= items:
            break
    return lines


def _jangin(environment: dict[str, str], told: Path, words: Sequence[str], killed_after: int = 0) -> None:
    with told.open("wb") as stream:
        command = [sys.executable, "-c", "from assistant.cli import main; main()", *words]
        running = subprocess.Popen(command, stdout=stream, stderr=subprocess.STDOUT, env=environment)
        if killed_after:
            # In the middle: once so many documents stand in the store.
            while running.poll() is None and _documents(Path(environment["JANGIN_HOME"])) < killed_after:
                time.sleep(0.02)
            running.kill()
        running.wait()


def _documents(home: Path) -> int:
    """How many documents a library that is being written holds."""
    if not (home / "library.sqlite").is_file():
        return 0
    with closing(sqlite3.connect(home / "library.sqlite")) as c, suppress(sqlite3.OperationalError):
        return int(c.execute("SELECT count(*) FROM documents").fetchone()[0])
    return 0


def _chat(environment: dict[str, str], shown: Path, lines: Sequence[Sentence], count: int) -> None:
    rng = random.Random(1)
    if chat.browser() is None:
        print("no browser: the chat page was not asked")
        return
    asked = chat.ask(environment, shown / "chat.txt", [_question(rng, lines) for _ in range(count)])
    print(f"{asked} questions on the chat page")


def _question(rng: random.Random, lines: Sequence[Sentence]) -> str:
    return f"{rng.choice(lines).text} {rng.choice(('왜 그래요?', '어떻게 하죠?', 'What should I do?'))}"


def _ask(folder: Path, lines: Sequence[Sentence], count: int) -> Path:
    """Ask, with a model that keeps what it is sent; the gold questions of the evaluation, without personal data."""
    from assistant import veteran
    from assistant.answerer import open_answerer
    from assistant.models import Model
    from eval.canary.model import Recorder
    from ingest.settings import load_settings

    rng, recorder = random.Random(0), Recorder()
    settings = load_settings(home=folder / "home", llm={"provider": "none"})
    answerer = open_answerer(settings)
    answerer.use_model(cast(Model, recorder))  # it stands in at the seam
    told, gold = [], []
    for n in range(count):
        question = _question(rng, lines)
        answer = answerer.answer(question, mode="composed")
        told += [repr(answer)]
        if n % 10 == 0:
            told.append(veteran.keep(answerer, question).text)
        gold.append(
            f'{{"id": "q{n}", "question": "{n}번 설비는 어떻게 점검하나요?", "answerable": false, "kind": "unanswerable", "language": "ko"}}'
        )
    answerer.close()
    (folder / "shown" / "answers.txt").write_text("\n".join(told), "utf-8")
    (folder / "shown" / "prompts.txt").write_text("\n".join(recorder.seen), "utf-8")
    print(f"{count} questions, {len(recorder.seen)} prompts")
    path = folder / "gold.jsonl"
    path.write_text("\n".join(gold[:20]) + "\n", "utf-8")
    return path


if __name__ == "__main__":
    main()
