"""A run as it is saved: every figure with its interval, and what was asked and shown question by question."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from eval.bootstrap import interval
from eval.detail import Detail, Record
from eval.harness import Mode, Outcome, Result
from eval.leaks import PERSON
from eval.metrics import Tally, add, latencies
from ingest.errors import SettingsError


class Gold(Record):
    """The gold file, and how many of its questions were asked."""

    file: str
    sha256: str
    questions: int


class Library(Record):
    documents: int
    passages: int
    sha256: str


class Rate(Record):
    """``hits`` of ``cases`` over ``questions``, with the bounds of the 95 % bootstrap interval."""

    value: float | None
    low: float | None
    high: float | None
    hits: float
    cases: int
    questions: int


class Group(Record):
    """The figures of a kind or a language."""

    questions: int
    metrics: dict[str, Rate]


class FoundLeak(Record):
    where: str
    type: str
    found_in: str


class Leaks(Record):
    planted: int
    person: int
    structured: int
    found: tuple[FoundLeak, ...]


class Measured(Record):
    """One question's part of a measure."""

    hit: float
    of: int

    @property
    def tally(self) -> Tally:
        return Tally(self.hit, self.of)


class Case(Record):
    """One question; ``failures`` name what it failed in (:data:`eval.measures.FAILURES`)."""

    id: str
    kind: str
    language: Literal["ko", "en"]
    answerable: bool
    status: str
    model: str | None
    measures: dict[str, Measured]
    failures: tuple[str, ...]
    detail: Detail


class Judged(Record):
    """What a language model made of the answers, apart from every other measure.

    ``sentences`` is the share of sentences that their quotes bear out, ``answers`` that of answers that say
    what is expected; ``verbatim`` sentences are their quote word for word and were not put to the judge;
    ``unclear`` counts what got no verdict. ``weak`` tells of the small starter model.
    """

    model: str
    weak: bool
    sentences: Rate
    answers: Rate
    verbatim: int
    unclear: int
    unsupported: tuple[str, ...]  # ids of questions
    wrong: tuple[str, ...]


class Stage(Record):
    """Milliseconds."""

    p50: float
    p95: float
    count: int


class Run(Record):
    """A run. Only ``timings`` differs between two runs over the same library.

    ``perturbation`` names how the questions were put, where not as they are written (:mod:`eval.perturbed`);
    ``left_out`` counts those that could not be put so.
    """

    gold: Gold
    mode: Mode
    perturbation: str = ""
    left_out: int = 0
    model: str | None
    library: Library
    metrics: dict[str, Rate]
    by_kind: dict[str, Group]
    by_language: dict[str, Group]
    leaks: Leaks
    questions: tuple[Case, ...]
    timings: dict[str, Stage]
    judged: Judged | None = None


def of(result: Result, gold: Path) -> Run:
    """The record of a run over a gold file."""
    return Run(
        gold=Gold(file=gold.name, sha256=digest(gold), questions=len(result.outcomes)),
        mode=result.mode,
        perturbation=result.perturbation,
        left_out=result.left_out,
        model=result.model,
        library=Library(documents=result.documents, passages=result.passages, sha256=result.library_sha256),
        metrics=_rates(result.outcomes),
        by_kind=_groups(result, "kind"),
        by_language=_groups(result, "language"),
        leaks=Leaks(
            planted=result.planted,
            person=sum(leak.type == PERSON for leak in result.leaks),
            structured=sum(leak.type != PERSON for leak in result.leaks),
            found=tuple(FoundLeak(**vars(leak)) for leak in result.leaks),
        ),
        questions=tuple(map(_case, result.outcomes)),
        timings={
            stage: Stage.model_validate(row)
            for stage, row in latencies(o.timings_ms for o in result.outcomes).items()
        },
    )


def load(path: Path) -> Run:
    """A saved run.

    Raises:
        SettingsError: the file cannot be read or is not a saved run; names the file.
    """
    try:
        return Run.model_validate_json(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"The saved run {path} cannot be read ({error}): give a file that `jangin eval` saved."
        ) from error
    except ValidationError:
        raise SettingsError(
            f"{path} is not a run saved by this version of `jangin eval`: "
            "run `jangin eval` on its gold questions again and give the file that it names."
        ) from None


def dump(run: Run) -> dict[str, Any]:
    """The run ready for JSON."""
    return run.model_dump(mode="json")


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _groups(result: Result, by: Literal["kind", "language"]) -> dict[str, Group]:
    members: dict[str, list[Outcome]] = {}
    for outcome in result.outcomes:
        members.setdefault(getattr(outcome.question, by), []).append(outcome)
    return {name: Group(questions=len(many), metrics=_rates(many)) for name, many in sorted(members.items())}


def _rates(outcomes: Sequence[Outcome]) -> dict[str, Rate]:
    sums = add(o.tallies for o in outcomes)
    return {
        name: rate_of(t, [o.tallies[name] for o in outcomes if name in o.tallies]) for name, t in sums.items()
    }


def rate_of(total: Tally, tallies: Sequence[Tally]) -> Rate:
    """A rate with its interval; one tally a question."""
    low, high = interval(tallies) or (None, None)
    return Rate(
        value=_rounded(total.rate),
        low=_rounded(low),
        high=_rounded(high),
        hits=round(total.hit, 4),
        cases=total.of,
        questions=sum(t.of > 0 for t in tallies),
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _case(outcome: Outcome) -> Case:
    return Case(
        id=outcome.question.id,
        kind=outcome.question.kind,
        language=outcome.question.language,
        answerable=outcome.question.answerable,
        status=outcome.status,
        model=outcome.model,
        measures={k: Measured(hit=round(t.hit, 6), of=t.of) for k, t in outcome.tallies.items()},
        failures=outcome.reasons,
        detail=outcome.detail,
    )
