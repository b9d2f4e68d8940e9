"""The harness on a small real library: real store, indexes and embedding model."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from eval import gold, harness, leaks, record, report
from ingest.documents import Locator
from ingest.errors import EmptyLibraryError, ModelError
from ingest.home import Home
from ingest.index.embedder import open_embedder
from ingest.index.vectors import VectorIndex
from ingest.index.words import WordIndex
from ingest.settings import LlmSettings, Settings
from ingest.store import writing
from ingest.store.documents import Passage
from ingest.store.library import Library

PASSAGES = [
    ("manuals/furnace.md", "RF-2 가열로", "SUS304 빌릿의 균열대 온도는 1,230 °C로 하고 40분을 유지한다."),
    ("manuals/furnace.md", "RF-2 버너", "버너를 다시 켜기 전에 노내를 300초 이상 퍼지한다."),
    ("manuals/crane.md", "CR-7 crane", "Replace the hoist rope when 6 wires are broken in one lay length."),
    ("manuals/crane.md", "CR-7 limit", "Test the upper limit switch at the start of every shift."),
    ("talk/descaler.md", "P-204A 펌프", "패킹은 분당 30방울쯤 새는 게 정상이고, 안 새면 오히려 탄다."),
    ("talk/descaler.md", "노즐", "노즐은 두 달에 한 번 빼서 구멍을 보고 닳았으면 바꾼다."),
]
QUESTIONS: list[dict[str, Any]] = [
    {
        "id": "soak",
        "language": "ko",
        "question": "SUS304 균열대 온도는 몇 도입니까?",
        "kind": "direct",
        "answerable": True,
        "key_facts": [["1,230 °C"]],
        "evidence": [
            {"document": "manuals/furnace.md", "quote": "SUS304 빌릿의 균열대 온도는 1,230 °C로 하고"}
        ],
    },
    {
        "id": "rope",
        "language": "en",
        "question": "How many broken wires before the hoist rope of CR-7 is replaced?",
        "kind": "numeric",
        "answerable": True,
        "key_facts": [["6 wires"]],
        "evidence": [{"document": "manuals/crane.md", "quote": "when 6 wires are broken in one lay length"}],
    },
    {
        "id": "pay",
        "language": "ko",
        "question": "X-999 로봇의 구입 가격은 얼마입니까?",
        "kind": "unanswerable",
        "answerable": False,
    },
]


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings(home=tmp_path_factory.mktemp("library"), llm=LlmSettings(provider="none"))
    home = Home(settings.home).create()
    library = Library(home.database)
    embedder = open_embedder(settings.embedding)
    words, vectors = WordIndex(home.words), VectorIndex(home.vectors, embedder.name)
    for n, name in enumerate(sorted({name for name, _, _ in PASSAGES})):
        row = {
            "id": f"d{n}",
            "path_key": name,
            "content_hash": name,
            "name": name,
            "title": name,
            "kind": "manual",
            "language": "ko",
            "equipment": [],
            "superseded": False,
            "audience": "all",
            "state": "indexed",
            "masked": {},
            "warnings": [],
            "ingested_at": datetime.now(UTC),
        }
        pieces = [
            Passage(f"d{n}-{i}", f"d{n}", i, context, text, "text", Locator(heading=(context,)))
            for i, (document, context, text) in enumerate(PASSAGES)
            if document == name
        ]
        writing.store(library, row, pieces)
        vectors.upsert([p.id for p in pieces], embedder.passages([p.searched for p in pieces]))
        words.upsert([p.id for p in pieces], [p.searched for p in pieces])
    library.close()
    return settings


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gold") / "small.jsonl"
    path.write_text("\n".join(json.dumps(q, ensure_ascii=False) for q in QUESTIONS), "utf-8")
    return path


def _steady(result: harness.Result, path: Path) -> dict[str, Any]:
    found = record.dump(record.of(result, path))
    assert found.pop("timings")["search"]["count"] == len(QUESTIONS)
    return found


@pytest.mark.parametrize("mode", ["retrieval", "quoted"])
def test_a_rerun_gives_the_same_numbers_apart_from_timings(
    settings: Settings, questions: Path, mode: harness.Mode
) -> None:
    asked = gold.load(questions)
    first, second = (_steady(harness.run(settings, asked, mode), questions) for _ in range(2))
    assert first == second


def test_a_quoted_run_scores_retrieval_answers_and_refusals(settings: Settings, questions: Path) -> None:
    result = harness.run(settings, gold.load(questions), "quoted")
    sums = result.sums()["all"]
    assert sums["recall@5"].of == 2 and sums["recall@5"].rate == 1.0
    assert sums["citation_precision"].of > 0 and sums["citation_precision"].rate == 1.0
    assert sums["numbers_lacking"].hit == 0
    # No source knows the code X-999, so this refusal does not hang on the gate.
    assert (sums["false_answer"].hit, sums["false_answer"].of) == (0, 1)
    assert result.sums("language")["en"]["recall@5"].of == 1
    assert {o.question.id: o.status for o in result.outcomes}["pay"] == "refused"


def test_planted_values_are_found_in_answers_and_in_the_folder(settings: Settings, questions: Path) -> None:
    planted = [
        leaks.Planted("p#1", "PHONE", "1,230 °C로"),
        leaks.Planted("p#2", "PHONE", "010-0000-1111"),
        leaks.Planted("p#3", "PERSON", "노즐은"),
    ]
    asked = gold.load(questions)[:1]
    result = harness.run(settings, asked, "quoted", planted=planted, home_too=True)
    places = {(leak.where, leak.found_in) for leak in result.leaks}
    assert ("p#3", "library.sqlite") in places or ("p#3", "library.sqlite-wal") in places
    assert ("p#3", "talk/descaler.md") in places
    assert "p#2" not in {where for where, _ in places}
    if result.outcomes[0].status != "refused":
        assert ("p#1", "soak") in places
    found = record.of(result, questions)
    assert found.leaks.planted == 3
    # What leaked is not written once more, and the run that is saved leaks nothing itself.
    assert found.questions[0].detail.withheld and not found.questions[0].detail.answer
    saved = json.dumps(record.dump(found), ensure_ascii=False)
    assert not leaks.in_texts([saved], planted)


def test_a_run_is_kept_as_json_below_the_folder_and_shown_as_tables(
    settings: Settings, questions: Path
) -> None:
    run = record.of(harness.run(settings, gold.load(questions), "quoted"), questions)
    path = report.save(run, settings)
    assert path == settings.home / "evaluations" / "small-quoted.json"
    assert record.load(path) == run
    rate = run.metrics["recall@5"]
    assert (rate.value, rate.low, rate.high, rate.hits, rate.cases) == (1, 1, 1, 2, 2)
    assert report.save(run, settings, part=True).name == "small-quoted-3.json"
    console = Console(record=True, width=120, file=io.StringIO())
    report.show(run, console, failures=True)
    shown = console.export_text()
    assert "Recall@5" in shown and "numeric" in shown and "p95" in shown and "1.000 to 1.000" in shown


@pytest.mark.parametrize("mode", ["retrieval", "quoted"])
def test_a_saved_question_holds_what_was_shown_and_where_the_evidence_stands(
    settings: Settings, questions: Path, mode: harness.Mode
) -> None:
    run = record.of(harness.run(settings, gold.load(questions), mode), questions)
    soak, rope, pay = run.questions
    assert soak.detail.question == QUESTIONS[0]["question"]
    (evidence,) = soak.detail.evidence
    assert evidence.passage is not None and evidence.passage.document == "manuals/furnace.md"
    start, end = evidence.passage.marked[0]
    assert evidence.passage.quote[start:end] == QUESTIONS[0]["evidence"][0]["quote"]
    assert evidence.passage.place == {"heading": ["RF-2 가열로"]}
    assert rope.detail.facts[0].in_quotes
    assert any("6 wires" in s.quote and s.document == "manuals/crane.md" for s in rope.detail.sources)
    if mode == "quoted":
        assert pay.status == "refused" and not pay.detail.sources and pay.detail.related
        assert "6 wires" in rope.detail.answer and rope.detail.facts[0].in_answer


def test_evidence_that_the_library_lacks_is_told_as_such(settings: Settings, questions: Path) -> None:
    changed = {**QUESTIONS[0], "evidence": [{"document": "gone.md", "quote": "이 문서는 없다"}]}
    asked = [gold.Question.model_validate(changed)]
    (case,) = record.of(harness.run(settings, asked, "retrieval"), questions).questions
    assert [(e.document, e.passage) for e in case.detail.evidence] == [("gone.md", None)]
    assert case.failures == ("recall@5",)


def test_personal_data_in_a_gold_question_is_masked_before_it_is_kept(
    settings: Settings, questions: Path
) -> None:
    told = {**QUESTIONS[2], "question": "010-2345-6789로 전화하면 X-999 가격을 알 수 있나요?"}
    asked = [gold.Question.model_validate(told)]
    run = record.of(harness.run(settings, asked, "quoted"), questions)
    assert "2345" not in json.dumps(record.dump(run), ensure_ascii=False)
    assert "X-999" in run.questions[0].detail.question


def test_composed_mode_without_a_model_says_what_to_do(settings: Settings, questions: Path) -> None:
    with pytest.raises(ModelError, match="jangin model get"):
        harness.run(settings, gold.load(questions), "composed")


def test_an_empty_library_is_an_error(tmp_path: Path, questions: Path) -> None:
    with pytest.raises(EmptyLibraryError):
        harness.run(Settings(home=tmp_path / "none"), gold.load(questions), "quoted")
