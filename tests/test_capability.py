"""What a model may do follows from its check, and answers keep to it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant import battery, capability, compose
from assistant.battery import Outcome, Task
from assistant.capability import Checked, Level
from assistant.cli.model import app
from assistant.models import Message, open_model, recommend
from assistant.models.split_model import STARTER
from assistant.retrieve import read_question
from ingest.settings import Settings
from tests.ollama_server import State, serving
from tests.scripted import ScriptedModel


def knows_all(messages: Sequence[Message]) -> Iterator[str]:
    """A model that answers every task rightly: with the right source's own words, or NO_ANSWER."""
    question = messages[-1][1].rsplit(": ", 1)[-1]
    task = next((t for t in battery.tasks() if t.question == question), None)
    if task is None:
        yield "."
    elif not task.right:
        yield "NO_ANSWER"
    else:
        n = task.right[0]
        yield from f"{task.sources[n - 1].partition(') ')[2]} [{n}]"


def takes_the_first(messages: Sequence[Message]) -> Iterator[str]:
    """A model that rewords whatever source comes first."""
    question = messages[-1][1].rsplit(": ", 1)[-1]
    task = next((t for t in battery.tasks() if t.question == question), None)
    yield f"{task.sources[0].partition(') ')[2]} [1]" if task else "."


def chatters(messages: Sequence[Message]) -> Iterator[str]:
    yield "That is a very good question. 좋은 질문입니다."


@pytest.mark.parametrize(
    ("script", "level"), [(knows_all, "several"), (takes_the_first, "one"), (chatters, "none")]
)
def test_the_level_follows_from_what_was_shown(script: object, level: Level) -> None:
    model = ScriptedModel(script=script)  # type: ignore[arg-type]
    outcomes = list(battery.run(model))  # type: ignore[arg-type]
    assert len(outcomes) == len(battery.tasks())
    failed = [(o.task.id, o.written) for o in outcomes if not o.passed and script is knows_all]
    assert not failed
    assert battery.verdict(outcomes).levels == {"ko": level, "en": level}


def test_a_model_may_be_good_in_one_language_only() -> None:
    def script(messages: Sequence[Message]) -> Iterator[str]:
        return (chatters if "Question: " in messages[-1][1] else knows_all)(messages)

    outcomes = list(battery.run(ScriptedModel(script=script)))  # type: ignore[arg-type]
    assert battery.verdict(outcomes).levels == {"ko": "several", "en": "none"}


def outcome(task: Task, passed: bool = True, wrong: bool = False) -> Outcome:
    return Outcome(task, passed, "", ("x",), wrong, True, 1.0, 10.0)


@pytest.mark.parametrize(
    ("failing", "wrong", "level"),
    [
        ({}, False, "several"),
        ({"choose": 1}, False, "several"),
        ({"choose": 1}, True, "one"),
        ({"choose": 2}, False, "one"),
        ({"refuse": 1}, False, "one"),
        ({"rephrase": 1}, False, "one"),
        ({"rephrase": 2}, False, "none"),
    ],
)
def test_choosing_wrongly_or_answering_without_a_source_costs_the_choice(
    failing: dict[str, int], wrong: bool, level: Level
) -> None:
    left = dict(failing)
    outcomes = []
    for task in battery.tasks():
        if task.language == "ko" and left.get(task.skill, 0):
            left[task.skill] -= 1
            outcomes.append(outcome(task, passed=False, wrong=wrong))
        else:
            outcomes.append(outcome(task))
    assert battery.verdict(outcomes).levels == {"ko": level, "en": "several"}


def test_the_tasks_are_few_and_name_their_sources() -> None:
    tasks = battery.tasks()
    assert 12 <= len(tasks) <= 24 and len({t.id for t in tasks}) == len(tasks)
    for task in tasks:
        assert (task.skill == "refuse") is (not task.right) and (len(task.sources) == 1) is (
            task.skill == "rephrase"
        )
        for wordings in task.facts:
            right = " ".join(task.sources[n - 1] for n in task.right)
            assert task.skill == "rephrase" or any(w in right for w in wordings)


def test_the_result_brought_along_is_of_the_present_prompts_and_starter_model(tmp_path: Path) -> None:
    starter = ScriptedModel(name=STARTER.name, provider="starter", identity=STARTER.sha256[:12])
    found = capability.result(starter, tmp_path)  # type: ignore[arg-type]
    assert found is not None, "run `jangin model check` and bring its result along in assistant/checked.json"
    assert set(found.levels) == {"ko", "en"}


def test_a_result_is_kept_for_one_build_of_a_model_and_survives_damage(tmp_path: Path) -> None:
    model, later = (ScriptedModel(identity=digest) for digest in ("aaa", "bbb"))
    result = Checked({"ko": "several", "en": "one"}, {"choose.ko": (5, 5)}, 9.5, 1.2, "2026-11-23")
    path = capability.keep(model, tmp_path, result)  # type: ignore[arg-type]
    assert capability.result(model, tmp_path) == result  # type: ignore[arg-type]
    assert capability.result(later, tmp_path) is None  # type: ignore[arg-type]
    assert capability.allowed(later, tmp_path, "ko") == capability.UNCHECKED == "one"  # type: ignore[arg-type]
    held = json.loads(path.read_text("utf-8"))
    held["other"] = {"levels": {"ko": "everything"}}
    path.write_text(json.dumps(held), "utf-8")
    assert capability.result(model, tmp_path) == result  # type: ignore[arg-type]
    path.write_text("{", "utf-8")
    assert capability.result(model, tmp_path) is None  # type: ignore[arg-type]


def test_one_source_is_the_most_relevant_that_holds_what_is_asked_for() -> None:
    task = next(t for t in battery.tasks() if t.id == "ko-mill")
    evidence = battery.evidence_of(task)
    query = read_question(task.question)
    assert [e.text for e in compose.given("one", query, evidence)] == [evidence[1].text]
    assert compose.given("several", query, evidence) == evidence
    assert compose.given("none", query, evidence) == []
    assert compose.given("one", read_question("BM-9 라이너는 얼마 남으면 바꾸나요?"), evidence) == []


def test_the_command_shows_progress_and_keeps_the_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(body: dict) -> Iterator[str]:  # type: ignore[type-arg]
        return knows_all([(m["role"], m["content"]) for m in body["messages"]])

    with serving(State(answer=answer, models={"qwen3:4b": 1})) as state:
        monkeypatch.setenv("JANGIN_LLM__BASE_URL", state.url)
        monkeypatch.setenv("JANGIN_MODEL_DIR", str(tmp_path))
        done = CliRunner().invoke(app, ["check", "--provider", "ollama"])
        assert done.exit_code == 0, done.output
        assert "Korean: compose from several sources" in done.stdout and "choose 5/5" in done.stdout
        assert done.stderr.count("passed") == len(battery.tasks())
        settings = Settings(model_dir=tmp_path, llm={"provider": "ollama", "base_url": state.url})
        model = open_model(settings)
        assert model is not None and capability.allowed(model, tmp_path, "ko") == "several"
        listed = CliRunner().invoke(app, ["list", "--json"])
        first = json.loads(listed.stdout.splitlines()[0])
        assert first["chosen"] and first["checked"]["levels"]["en"] == "several"


@pytest.mark.parametrize(
    ("memory", "speed", "name"), [(4.0, 10.0, None), (8.0, 10.0, "gemma3:4b"), (64.0, 100.0, "qwen3:14b")]
)
def test_the_model_recommended_fits_memory_and_speed(memory: float, speed: float, name: str | None) -> None:
    best = recommend.best(recommend.suggestions(memory, speed))
    assert (best.name if best else None) == name


def test_a_large_model_on_a_slow_machine_is_called_slow_and_one_that_does_not_fit_too_large() -> None:
    found = {s.name: s.verdict for s in recommend.suggestions(16.0, 10.0)}
    assert found["qwen3:14b"] == "slow here" and found["exaone3.5:32b"] == "too large"
    assert {s.verdict for s in recommend.suggestions(None)} == {"memory unknown"}
