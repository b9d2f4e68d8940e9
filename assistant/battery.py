"""The built-in check of a language model: short tasks through the same prompts and tests as answers.

Three skills in both languages: reword one source, choose the right one of three, and say nothing where
none answers. What counts is what a user would have been shown after the check of each sentence.
"""

from __future__ import annotations

import re
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast, get_args

import yaml

import prompts
from assistant import compose
from assistant.answer import Language
from assistant.capability import Checked, Level
from assistant.evidence import Evidence
from assistant.retrieve import Hit
from ingest.documents import Locator
from ingest.store.documents import Passage

if TYPE_CHECKING:
    from assistant.models import Message, Model

Skill = Literal["rephrase", "choose", "refuse"]
VERSION = 1
"""Raised with every change of the tasks or of what passes, so that old results no longer count."""

_TASKS = Path(__file__).with_name("battery.yaml")
_MAX_TOKENS = 120
_CITED = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True)
class Task:
    """One question with its sources; ``right`` are the numbers (from 1) of those that answer it."""

    id: str
    language: Language
    skill: Skill
    question: str
    right: tuple[int, ...]
    sources: tuple[str, ...]
    facts: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Outcome:
    """What one task brought: ``shown`` passed the check; ``wrong`` rests on a source that does not answer."""

    task: Task
    passed: bool
    written: str
    shown: tuple[str, ...]
    wrong: bool
    cited: bool
    first_word_s: float
    tokens_per_s: float


@cache
def tasks() -> tuple[Task, ...]:
    """All tasks, in the order in which they are asked."""
    read = yaml.safe_load(_TASKS.read_text("utf-8"))
    return tuple(
        Task(
            t["id"],
            t["language"],
            t["skill"],
            t["question"],
            tuple(t["right"]),
            tuple(t["sources"]),
            tuple(map(tuple, t["facts"])),
        )
        for t in read
    )


def run(model: Model) -> Iterator[Outcome]:
    """Ask every task of a model, one outcome at a time.

    Raises:
        ModelError: the model failed; nothing can be said of it then.
    """
    for language in get_args(Language):
        levels: tuple[Level, ...] = ("one", "several")
        for level in levels:
            compose.warm(model, level, language)
            mine = (
                t for t in tasks() if t.language == language and (len(t.sources) == 1) == (level == "one")
            )
            yield from (_ask(model, task) for task in mine)


def verdict(outcomes: Sequence[Outcome]) -> Checked:
    """What the outcomes allow, by language.

    ``several`` needs every choice right but one, none of them shown wrong, and silence where no
    source answers; ``one`` that two of three rewordings keep their facts.
    """
    skills: dict[str, tuple[int, int]] = {}
    levels: dict[Language, Level] = {}
    for language in get_args(Language):
        mine = [o for o in outcomes if o.task.language == language]
        for skill in get_args(Skill):
            of = [o for o in mine if o.task.skill == skill]
            skills[f"{skill}.{language}"] = (sum(o.passed for o in of), len(of))
        answered = [o for o in mine if o.task.right]
        skills[f"cite.{language}"] = (sum(o.cited for o in answered), len(answered))
        levels[language] = _level(skills, language, any(o.wrong for o in mine))
    timed = [o for o in outcomes if o.tokens_per_s]
    return Checked(
        levels,
        skills,
        tokens_per_s=round(_median([o.tokens_per_s for o in timed]), 1),
        first_word_s=round(_median([o.first_word_s for o in outcomes]), 1),
        date=datetime.now(UTC).date().isoformat(),
    )


def _level(skills: dict[str, tuple[int, int]], language: Language, wrong: bool) -> Level:
    def missed(skill: Skill) -> int:
        passed, asked = skills[f"{skill}.{language}"]
        return asked - passed

    if missed("rephrase") > 1:
        return "none"
    chooses = missed("choose") <= 1 and missed("refuse") == 0 and missed("rephrase") == 0
    return "several" if chooses and not wrong else "one"


def _median(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2] if values else 0.0


@dataclass
class _Listening:
    """The model, with what it writes and when kept beside."""

    model: Model
    deltas: list[tuple[float, str]] = field(default_factory=list)

    def stream(
        self, messages: Sequence[Message], max_tokens: int, stop: Sequence[str] = ()
    ) -> Generator[str, None, None]:
        with closing(self.model.stream(messages, max_tokens, stop)) as deltas:
            for delta in deltas:
                self.deltas.append((time.perf_counter(), delta))
                yield delta


def _ask(model: Model, task: Task) -> Outcome:
    evidence = evidence_of(task)
    heard = _Listening(model)
    start = time.perf_counter()
    shown = list(compose.compose(cast("Model", heard), task.question, evidence, task.language, _MAX_TOKENS))
    written = "".join(delta for _, delta in heard.deltas)
    texts = tuple(text for text, _ in shown)
    wrong = any(evidence.index(e) + 1 not in task.right for _, used in shown for e in used)
    told = all(any(w.casefold() in " ".join(texts).casefold() for w in wordings) for wordings in task.facts)
    cited = {int(n) for n in _CITED.findall(written)}
    times = [at for at, _ in heard.deltas]
    spent = times[-1] - times[0] if len(times) > 5 else 0.0
    return Outcome(
        task,
        passed=bool(texts) and told and not wrong if task.right else _silent(written) and not texts,
        written=written,
        shown=texts,
        wrong=wrong,
        cited=bool(cited) and cited <= set(task.right),
        first_word_s=(times[0] if times else time.perf_counter()) - start,
        tokens_per_s=(len(times) - 1) / spent if spent else 0.0,
    )


def _silent(written: str) -> bool:
    """Whether a model kept to what it is told where nothing answers; that a check drops its guess is no merit."""
    return not written.strip() or prompts.NO_ANSWER in written


def evidence_of(task: Task) -> list[Evidence]:
    """The task's sources as search would bring them, all equally relevant."""
    return [_evidence(text, n) for n, text in enumerate(task.sources, 1)]


def _evidence(source: str, n: int) -> Evidence:
    heading, _, text = source.partition(") ")
    passage = Passage(str(n), "task", n, heading.lstrip("("), text, "text", Locator())
    return Evidence(Hit(passage, {"title": ""}, 1.0, 0.0, 0.0, 0.0), 0, len(text), 1.0)
