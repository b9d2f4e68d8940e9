"""Checks a running Ollama: ``python -m eval.check_ollama [URL] [--model NAME] [--embedding NAME]``.

One line a check, and exit status 1 where one failed. What is checked is what answers rely on: that the
model streams, stops where it is told to, keeps to its limit, says the same twice, does not think aloud,
and that every fault is one sentence with its remedy.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant import battery, compose
from assistant.models import Message, Model, open_model
from assistant.models import ollama as ollama_models
from ingest.errors import ModelError
from ingest.korean import language_of
from ingest.settings import Settings, load_settings

_COUNT: list[Message] = [("user", "Count from 1 to 200, with a comma between the numbers.")]
_NONE = "no-such-model-by-any-name:0b"


@dataclass(frozen=True)
class Line:
    """The result of one check."""

    name: str
    passed: bool
    detail: str = ""

    def __str__(self) -> str:
        return f"{'ok  ' if self.passed else 'FAIL'}  {self.name}" + (
            f": {self.detail}" if self.detail else ""
        )


class Failed(Exception):
    """A check found what it must not find; the message says what."""


def checks(settings: Settings, embedding: str = "") -> Iterator[Line]:
    """All checks, in order; those of a model are left out where Ollama or the model is not there."""
    yield _line("a port where nothing listens is one sentence", lambda: _down(settings))
    found = _line("Ollama answers with its models", lambda: _models(settings))
    yield found
    if not found.passed:
        return
    yield _line("a model that is not pulled is one sentence", lambda: _not_pulled(settings))
    opened = _line("a model is chosen and can chat", lambda: _shown(settings))
    yield opened
    if not opened.passed:
        return
    model = open_model(settings)
    assert model is not None
    try:
        for name, check in _OF_A_MODEL.items():
            yield _line(name, lambda check=check: check(model))  # type: ignore[misc]
    finally:
        model.close()
    if embedding:
        yield _line("texts become vectors", lambda: _embeds(settings, embedding))


def _line(name: str, check: Callable[[], str]) -> Line:
    try:
        return Line(name, True, check())
    except Failed as error:
        return Line(name, False, str(error))
    except ModelError as error:
        return Line(name, False, str(error))
    except Exception as error:
        return Line(name, False, f"{type(error).__name__}: {error}")


def _with(settings: Settings, **llm: str) -> Settings:
    return settings.model_copy(update={"llm": settings.llm.model_copy(update=llm)})


def _one_sentence(raises: Callable[[], object], remedy: str) -> str:
    try:
        raises()
    except ModelError as error:
        if remedy not in str(error) or "\n" in str(error):
            raise Failed(f"does not say {remedy!r}: {error}") from error
        return str(error)
    raise Failed("no error was raised")


def _down(settings: Settings) -> str:
    nowhere = _with(settings, base_url="http://127.0.0.1:9")
    return _one_sentence(lambda: open_model(nowhere), "ollama serve")


def _models(settings: Settings) -> str:
    models = ollama_models.installed(ollama_models.base_url(settings.llm), 5.0)
    if not models:
        raise Failed("it has no model that can chat: `ollama pull qwen3:4b`")
    return ", ".join(m.name for m in models)


def _not_pulled(settings: Settings) -> str:
    return _one_sentence(lambda: open_model(_with(settings, model=_NONE)), f"ollama pull {_NONE}")


def _shown(settings: Settings) -> str:
    model = open_model(settings)
    if model is None:
        raise Failed("none was chosen")
    shown = ollama_models.client(ollama_models.base_url(settings.llm), 10.0).show(model.name)
    if shown.capabilities and "completion" not in shown.capabilities:
        raise Failed(f"{model.name} cannot chat: it does {', '.join(shown.capabilities)}")
    lengths = [int(v) for k, v in (shown.modelinfo or {}).items() if k.endswith(".context_length")]
    if lengths and lengths[0] < settings.llm.context_window:
        raise Failed(f"{model.name} reads {lengths[0]} tokens, {settings.llm.context_window} are set")
    return model.name


def _streams(model: Model) -> str:
    start = time.monotonic()
    times = [time.monotonic() - start for delta in model.stream(_COUNT, 40) if delta]
    if len(times) < 3:
        raise Failed(f"only {len(times)} piece(s) came")
    return f"first piece after {times[0]:.1f} s, {len(times)} pieces in {times[-1]:.1f} s"


def _stops(model: Model) -> str:
    start = time.monotonic()
    deltas = model.stream(_COUNT, 600)
    next(deltas)
    deltas.close()
    list(model.stream([("user", "Say yes.")], 4))
    return f"the next answer came {time.monotonic() - start:.1f} s later"


def _keeps_to_its_limit(model: Model) -> str:
    text = "".join(model.stream(_COUNT, 12))
    if len(text) > 100:
        raise Failed(f"{len(text)} characters for 12 tokens")
    return f"{len(text)} characters for 12 tokens"


def _same_twice(model: Model) -> str:
    prompt = _prompt()
    one, other = ("".join(model.stream(prompt, 60)) for _ in range(2))
    if one != other:
        raise Failed("two answers to one prompt differ at temperature 0")
    return ""


def _plain(model: Model) -> str:
    text = "".join(model.stream(_prompt(), 120)).strip()
    if not text:
        raise Failed("nothing was written")
    if "<think>" in text or "</think>" in text:
        raise Failed("it thinks aloud in its answer")
    if language_of(text) != "ko":
        raise Failed("a Korean question was not answered in Korean")
    return text.replace("\n", " ")[:80]


def _prompt() -> list[Message]:
    task = next(t for t in battery.tasks() if t.language == "ko" and t.skill == "rephrase")
    return compose.messages(task.question, battery.evidence_of(task), "ko")


_OF_A_MODEL: dict[str, Callable[[Model], str]] = {
    "the answer comes in a stream": _streams,
    "closing the stream stops the model": _stops,
    "the limit of tokens is kept": _keeps_to_its_limit,
    "the same prompt gives the same answer": _same_twice,
    "a Korean question is answered in plain Korean": _plain,
}


def _embeds(settings: Settings, name: str) -> str:
    from ingest.index.embedder import OllamaEmbedder
    from ingest.settings import EmbeddingSettings

    url = ollama_models.base_url(settings.llm)
    embedder = OllamaEmbedder(EmbeddingSettings(provider="ollama", model=name, base_url=url))
    rows = embedder.passages(["베어링 온도 경보는 75 °C이다.", "The roll is changed every 800 t."])
    near = float(rows[0] @ embedder.question("베어링 경보 온도는?"))
    far = float(rows[1] @ embedder.question("베어링 경보 온도는?"))
    if near <= far:
        raise Failed(f"the unrelated text is nearer ({far:.2f} against {near:.2f})")
    return f"{rows.shape[1]} dimensions, {near:.2f} against {far:.2f}"


def main(arguments: list[str] | None = None) -> int:
    """Print the lines; 1 where a check failed."""
    parser = argparse.ArgumentParser(prog="python -m eval.check_ollama", description=__doc__.split("\n")[0])
    parser.add_argument("url", nargs="?", default="", help="Ollama's address; by default the one that is set")
    parser.add_argument("--model", default="", help="the model to check; by default the best there")
    parser.add_argument("--embedding", default="", help="an embedding model to check as well")
    given = parser.parse_args(arguments)
    settings = load_settings()
    llm = {"provider": "ollama", "base_url": given.url or settings.llm.base_url, "model": given.model}
    settings = load_settings(llm={**settings.llm.model_dump(), **llm})
    passed = True
    for line in checks(settings, given.embedding):
        print(line, flush=True)
        passed = passed and line.passed
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
