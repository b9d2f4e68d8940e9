"""The language-model seam against the real clients, with small servers on loopback behind them."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.models import Message, list_models, open_model
from assistant.models.address import is_loopback
from assistant.models.filters import RepetitionError, until_repetition, without_thinking
from assistant.models.ollama import Installed, choose
from ingest.errors import ModelError
from ingest.settings import Settings
from tests.ollama_server import State, serving
from tests.openai_server import OpenAIHandler

WORDS = ["Clean ", "the ", "strainer ", "first ", "[1]."]
CHAT: list[Message] = [("system", "Answer."), ("user", "What first?")]


@pytest.fixture
def ollama() -> Iterator[State]:
    with serving(State(answer=lambda body: WORDS, models={"exaone3.5:7.8b": 5_000_000_000})) as state:
        yield state


@pytest.fixture
def openai() -> Iterator[State]:
    with serving(State(answer=lambda body: WORDS, models={"plant-model": 0}), OpenAIHandler) as state:
        state.url += "/v1"
        yield state


@pytest.fixture
def set_up(tmp_path: Path) -> Any:
    def settings(**llm: Any) -> Settings:
        return Settings(model_dir=tmp_path / "models", llm=llm)

    return settings


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answer(settings: Settings, chat: list[Message] = CHAT, max_tokens: int = 50) -> str:
    model = open_model(settings)
    assert model is not None
    try:
        return "".join(model.stream(chat, max_tokens, stop=["\n\n"]))
    finally:
        model.close()


def test_ollama_is_asked_with_temperature_0_our_context_and_no_thinking(ollama: State, set_up: Any) -> None:
    settings = set_up(provider="ollama", base_url=ollama.url, context_window=2048, keep_alive="7m")
    assert answer(settings, max_tokens=33) == "".join(WORDS)
    (body,) = ollama.bodies("/api/chat")
    expected = {"temperature": 0.0, "num_ctx": 2048, "num_predict": 33, "seed": 0, "stop": ["\n\n"]}
    assert body["options"] == expected
    assert (body["keep_alive"], body["think"], body["stream"]) == ("7m", False, True)
    assert [(m["role"], m["content"]) for m in body["messages"]] == CHAT


def test_openai_server_is_asked_with_temperature_0_and_only_our_key(
    openai: State, set_up: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "of-another-service")
    assert answer(set_up(provider="openai", base_url=openai.url), max_tokens=33) == "".join(WORDS)
    (body,) = openai.bodies("/v1/chat/completions")
    assert (body["temperature"], body["max_tokens"], body["stop"]) == (0.0, 33, ["\n\n"])
    assert openai.bodies("/v1/models") == [{"authorization": "Bearer none"}]


@pytest.mark.parametrize(
    ("provider", "fault", "says"),
    [
        ("ollama", "cut", "broke off"),
        ("ollama", "unfinished", "broke off"),
        ("ollama", "garbage", "broke off"),
        ("ollama", "error_in_stream", "an error was encountered"),
        ("ollama", "error", "requires more system memory"),
        ("ollama", "slow", "did not finish within 1 seconds"),
        ("openai", "cut", "broke off"),
        ("openai", "unfinished", "broke off"),
        ("openai", "error_in_stream", "broke off"),
        ("openai", "error", "status 500"),
        ("openai", "slow", "did not finish within 1 seconds"),
        ("openai", "key", "JANGIN_LLM__API_KEY"),
    ],
)
def test_every_failure_of_a_server_is_one_sentence_with_a_remedy(
    request: pytest.FixtureRequest, set_up: Any, provider: str, fault: str, says: str
) -> None:
    state: State = request.getfixturevalue(provider)
    state.fault = fault
    timeout = 1 if fault == "slow" else 20
    with pytest.raises(ModelError, match=says) as raised:
        answer(set_up(provider=provider, base_url=state.url, timeout_s=timeout))
    assert str(raised.value).endswith(".") and "\n" not in str(raised.value)


def test_what_came_before_a_cut_was_streamed(ollama: State, set_up: Any) -> None:
    ollama.fault = "cut"
    model = open_model(set_up(provider="ollama", base_url=ollama.url))
    assert model is not None
    deltas = model.stream(CHAT, 50)
    assert [next(deltas), next(deltas)] == WORDS[:2]
    with pytest.raises(ModelError):
        next(deltas)


def test_a_server_that_stops_between_question_and_answer_is_reported_as_down(set_up: Any) -> None:
    with serving(State(answer=lambda body: WORDS, models={"qwen3:4b": 1})) as state:
        model = open_model(set_up(provider="ollama", base_url=state.url))
    assert model is not None
    with pytest.raises(ModelError, match="start it with `ollama serve`"):
        list(model.stream(CHAT, 50))


def test_closing_the_stream_hangs_up(ollama: State, set_up: Any) -> None:
    def endless(body: dict[str, Any]) -> Iterator[str]:
        for n in range(10_000):
            time.sleep(0.01)
            yield f"word {n} "

    ollama.answer = endless
    model = open_model(set_up(provider="ollama", base_url=ollama.url))
    assert model is not None
    deltas = model.stream(CHAT, 50)
    next(deltas)
    deltas.close()
    assert ollama.hung_up.wait(5)


def test_warming_reads_the_prefix_and_writes_one_token(ollama: State, set_up: Any) -> None:
    model = open_model(set_up(provider="ollama", base_url=ollama.url))
    assert model is not None
    model.warm([("system", "Answer."), ("user", "An example?"), ("assistant", "Its answer.")])
    (body,) = ollama.bodies("/api/chat")
    assert body["options"]["num_predict"] == 1
    assert [m["content"] for m in body["messages"]][:3] == ["Answer.", "An example?", "Its answer."]


@pytest.mark.parametrize(
    ("llm", "says"),
    [
        ({"provider": "ollama", "model": "qwen3:4b"}, "`ollama pull qwen3:4b`"),
        ({"provider": "openai", "model": "other"}, "plant-model"),
        ({"provider": "starter"}, "jangin model get"),
    ],
)
def test_a_named_provider_without_its_model_says_how_to_get_it(
    ollama: State, openai: State, set_up: Any, llm: dict[str, str], says: str
) -> None:
    url = {"ollama": ollama.url, "openai": openai.url}.get(llm["provider"], "")
    with pytest.raises(ModelError, match=says):
        open_model(set_up(**llm, base_url=url))


@pytest.mark.parametrize(
    ("provider", "says"), [("ollama", "does not answer at http://127.0.0.1"), ("openai", "answers at http")]
)
def test_a_named_provider_that_is_down_is_an_error_at_once(set_up: Any, provider: str, says: str) -> None:
    start = time.monotonic()
    with pytest.raises(ModelError, match=says):
        open_model(set_up(provider=provider, base_url=f"http://127.0.0.1:{closed_port()}"))
    assert time.monotonic() - start < 2


def test_auto_takes_ollama_then_the_configured_server_then_nothing(
    ollama: State, openai: State, set_up: Any
) -> None:
    for url, expected in [(ollama.url, "ollama"), (openai.url, "openai")]:
        model = open_model(set_up(base_url=url))
        assert model is not None and model.provider == expected
    assert open_model(set_up(base_url=f"http://127.0.0.1:{closed_port()}")) is None
    assert open_model(set_up(provider="none", base_url=ollama.url)) is None


def test_auto_does_not_wait_for_an_ollama_that_is_stuck(ollama: State, set_up: Any) -> None:
    ollama.fault = "stalled"
    open_model(set_up(base_url=ollama.url))  # the first import of the client is not what is measured
    start = time.monotonic()
    assert open_model(set_up(base_url=ollama.url)) is None
    assert time.monotonic() - start < 1.9


@pytest.mark.parametrize(
    ("held", "wanted", "expected"),
    [
        (["llama3.2:3b", "qwen3:8b", "exaone3.5:7.8b"], "", "exaone3.5:7.8b"),
        (["llama3.2:3b", "gemma3:4b"], "", "gemma3:4b"),
        (["mistral:7b", "phi4:14b"], "", "phi4:14b"),
        (["someone/qwen2.5-korean:7b", "llama3.1:8b"], "", "someone/qwen2.5-korean:7b"),
        (["qwen3:latest", "exaone3.5:7.8b"], "qwen3", "qwen3:latest"),
        (["qwen3:4b"], "qwen3", None),
        ([], "", None),
    ],
)
def test_the_configured_or_best_installed_model_is_chosen(
    held: list[str], wanted: str, expected: str | None
) -> None:
    models = [Installed(name, size) for size, name in enumerate(held)]
    chosen = choose(models, wanted)
    assert (chosen.name if chosen else None) == expected


def test_the_list_shows_what_is_usable_and_what_is_chosen(ollama: State, set_up: Any) -> None:
    ollama.models |= {"bge-m3:latest": 1, "llama3.2:3b": 2_000_000_000}
    infos = list_models(set_up(base_url=ollama.url))
    assert [(i.provider, i.name, i.usable, i.chosen) for i in infos if i.provider != "openai"] == [
        ("ollama", "exaone3.5:7.8b", True, True),
        ("ollama", "llama3.2:3b", True, False),
        ("starter", "qwen2.5-coder-1.5b-instruct", False, False),
    ]
    assert "jangin model get" in infos[-1].remedy


@pytest.mark.parametrize(
    ("deltas", "expected"),
    [
        (["<th", "ink>the pump", "… </thi", "nk>\n\nClean", " it."], "Clean it."),
        (["< 3 bar", " is too low."], "< 3 bar is too low."),
        (["<t"], "<t"),
        (["Clean", " it."], "Clean it."),
        (["<think>never ends"], ""),
    ],
)
def test_thinking_aloud_is_dropped(deltas: list[str], expected: str) -> None:
    assert "".join(without_thinking(deltas)) == expected


def test_a_model_in_a_loop_is_stopped_and_a_table_of_numbers_is_not() -> None:
    with pytest.raises(RepetitionError):
        list(until_repetition(["펌프가 ", *["주기적으로 "] * 50]))
    row = "1: 20 bar, 2: 21 bar, 3: 22 bar, 4: 23 bar, 5: 24 bar, 6: 25 bar, 1,000,000,000 [1]."
    assert "".join(until_repetition(row)) == row


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://127.0.0.1:11434", True),
        ("http://localhost:11434/", True),
        ("http://[::1]:1", True),
        ("http://10.0.0.5:11434", False),
        ("https://models.example.com/v1", False),
    ],
)
def test_only_this_machine_counts_as_loopback(url: str, expected: bool) -> None:
    assert is_loopback(url) is expected


def test_a_proxy_is_not_asked_for_this_machine(
    ollama: State, set_up: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{closed_port()}")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert answer(set_up(provider="ollama", base_url=ollama.url)) == "".join(WORDS)
