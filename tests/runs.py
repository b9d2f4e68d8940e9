"""Runs made by hand, for what is computed of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from eval import record
from eval.detail import Detail, Fact, Located, Shown
from eval.gold import Question
from eval.harness import Mode, Outcome, Result
from eval.leaks import Leak
from eval.metrics import Tally
from eval.record import Run
from eval.scoring import reasons

SAID = "균열대는 1,230 °C로 한다."
PASSAGE = Shown(
    n=1,
    document="manuals/furnace.md",
    title="가열로 조업표준",
    place={"page": 4},
    quote=f"{SAID} 예열대는 900 °C.",
    marked=((0, len(SAID)),),
)


def question(name: str, kind: str = "direct", language: str = "ko", text: str = "") -> Question:
    there = kind != "unanswerable"
    return Question.model_validate(
        {
            "id": name,
            "language": language,
            "question": text or f"{name}의 온도는?",
            "kind": kind,
            "answerable": there,
            "key_facts": [["1,230 °C"]] if there else [],
            "evidence": [{"document": "manuals/furnace.md", "quote": "1,230 °C"}] if there else [],
            "history": [{"question": "앞 질문"}] if kind == "follow-up" else [],
        }
    )


def outcome(asked: Question, status: str = "quoted", **tallies: tuple[float, int]) -> Outcome:
    """An outcome with these measures (``_at_`` for ``@``), and a detail to match its status."""
    measured = {name.replace("_at_", "@"): Tally(*pair) for name, pair in tallies.items()}
    shown = (PASSAGE,) if status != "refused" else ()
    detail = Detail(
        question=asked.question,
        facts=tuple(Fact(fact=w[0], in_answer=False, in_quotes=bool(shown)) for w in asked.key_facts),
        answer=f"“{SAID}” [1]" if shown else "자료에서 찾지 못했습니다.",
        sources=shown,
        related=() if shown else (PASSAGE,),
        evidence=tuple(Located(document=e.document, passage=PASSAGE) for e in asked.evidence),
    )
    timings = {"search": 20.0, "total": 50.0}
    return Outcome(asked, status, measured, timings, reasons(measured), detail)


def run(folder: Path, *outcomes: Outcome, mode: Mode = "quoted", **more: Any) -> Run:
    """The record of a run over these outcomes, with a gold file in ``folder``."""
    gold = folder / "small.jsonl"
    gold.write_text("\n".join(o.question.id for o in outcomes), "utf-8")
    values: dict[str, Any] = {
        "model": None,
        "documents": 3,
        "passages": 12,
        "library_sha256": "a" * 64,
        **more,
    }
    return record.of(Result(mode=mode, outcomes=tuple(outcomes), **values), gold)


def leak(where: str, found_in: str) -> Leak:
    return Leak(where, "PHONE", found_in)
