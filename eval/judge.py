"""A language model as judge: do the quotes bear out the sentences, and does the answer say what is expected?

Reported apart from every other measure, with the model's name, since a model errs and its verdicts cannot be
checked. What it reads is scrubbed: the library's passages, and the words of the gold file once more.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from assistant.answer import Answer
from assistant.models import Model
from eval.gold import Question
from eval.harness import Outcome, Result
from eval.matching import fold
from eval.metrics import Tally
from eval.record import Judged, rate_of
from ingest.errors import ModelError
from prompts import load

# A verdict is a word; a model that explains itself first gives none.
_MOST_TOKENS = 8
_YES, _NO = frozenset({"yes", "예", "네"}), frozenset({"no", "아니요", "아니오"})
_WORD = re.compile(r"[A-Za-z]+|[가-힣]+")
Verdict = bool | None
_Prompt = Literal["judge", "judge_answer"]


def judge(
    result: Result,
    model: Model,
    scrub: Callable[[str], str],
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Judged:
    """The verdicts of a model on a run whose outcomes hold their answers; refusals are not judged.

    Raises:
        ModelError: the model failed before its first verdict.
    """
    asked = _Asked(model)
    sentences: dict[str, Tally] = {}
    answers: dict[str, Tally] = {}
    verbatim = 0
    for n, outcome in enumerate(result.outcomes):
        progress(n, len(result.outcomes))
        shown = outcome.answer
        if shown is None or shown.status == "refused":
            continue
        verdicts, copied = _sentences(outcome, shown, asked)
        verbatim += copied
        _keep(sentences, outcome.question.id, verdicts)
        if outcome.question.answerable:
            _keep(answers, outcome.question.id, [_answer(outcome.question, shown, asked, scrub)])
    progress(len(result.outcomes), len(result.outcomes))
    return Judged(
        model=model.name,
        weak=model.provider == "starter",
        sentences=rate_of(_sum(sentences), list(sentences.values())),
        answers=rate_of(_sum(answers), list(answers.values())),
        verbatim=verbatim,
        unclear=asked.unclear,
        unsupported=tuple(i for i, t in sentences.items() if t.hit < t.of),
        wrong=tuple(i for i, t in answers.items() if t.hit < t.of),
    )


class _Asked:
    """Asks the model, and counts what came of it."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._told = False
        self.unclear = 0

    def __call__(self, prompt: _Prompt, language: Literal["ko", "en"], **values: str) -> Verdict:
        messages = load(prompt, language).messages(**values)
        try:
            found = verdict("".join(self._model.stream(messages, _MOST_TOKENS)))
        except ModelError:
            # What fails at the first question will fail at all.
            if not self._told:
                raise
            found = None
        else:
            self._told = True
        self.unclear += found is None
        return found


def verdict(written: str) -> Verdict:
    """What a model's answer begins with, yes or no; None where it begins with anything else."""
    first = _WORD.search(written)
    word = first.group().casefold() if first else ""
    return True if word in _YES else False if word in _NO else None


def _sentences(outcome: Outcome, shown: Answer, asked: _Asked) -> tuple[list[Verdict], int]:
    """The verdicts on the sentences of an answer, and how many are their quote word for word."""
    by_number = {s.n: s for s in shown.sources}
    verdicts, copied = [], 0
    for sentence in shown.sentences:
        quotes = [by_number[n].quote for n in sentence.citations]
        if any(fold(sentence.text) in fold(quote) for quote in quotes):
            copied += 1
            continue
        source = "\n".join(quotes)
        verdicts.append(asked("judge", outcome.question.language, source=source, sentence=sentence.text))
    return verdicts, copied


def _answer(question: Question, shown: Answer, asked: _Asked, scrub: Callable[[str], str]) -> Verdict:
    expected = scrub("; ".join(wordings[0] for wordings in question.key_facts))
    return asked(
        "judge_answer",
        question.language,
        question=scrub(question.question),
        expected=expected,
        answer=shown.answer,
    )


def _keep(kept: dict[str, Tally], id: str, verdicts: list[Verdict]) -> None:
    told = [v for v in verdicts if v is not None]
    if told:
        kept[id] = Tally(float(sum(told)), len(told))


def _sum(tallies: dict[str, Tally]) -> Tally:
    return sum(tallies.values(), Tally(0, 0))
