"""A gold set put to a harder test: questions in other words, their passages withheld, false passages planted.

- ``typos``, ``spaces``, ``both``: errors in a fifth of the words, a fifth of the spaces gone (:mod:`eval.perturb`);
- ``paraphrase``: the other wordings that the gold file gives, else one by the language model of the settings;
- ``withheld``: without every passage that the gold file names for a question, the right answer is a refusal;
- ``false``: an unapproved note with another figure, and somebody's tip with it (:mod:`eval.injected`);
- ``orders``: an instruction to a language model to answer with another figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Literal, get_args

from assistant.models import Model, open_model
from eval import perturb
from eval.gold import Question
from eval.injected import Attack, planted
from eval.matching import fold
from ingest.errors import ModelError, SettingsError
from ingest.index import tokens
from ingest.korean import language_of
from ingest.quantities import quantities
from ingest.settings import Settings

Name = Literal["typos", "spaces", "both", "paraphrase", "withheld", "false", "orders"]
NAMES: tuple[Name, ...] = get_args(Name)
_PLANTED = {"false": ("copy", "tip"), "orders": ("order",)}
_MOST_TOKENS = 80


@dataclass(frozen=True)
class Put:
    """How the questions of a run are put.

    ``words`` are the questions as they are asked, by id, where that is not as they are written; ``attacks``
    what was planted against them; ``left_out`` counts the questions of the file that cannot be put so.
    """

    settings: Settings
    gold: tuple[Question, ...]
    name: Name | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    attacks: Mapping[str, Attack] = field(default_factory=dict)
    left_out: int = 0

    def asked(self, question: Question) -> str:
        """A question as it is asked."""
        return self.words.get(question.id, question.question)


@contextmanager
def prepare(settings: Settings, gold: Sequence[Question], name: Name | None, seed: int = 0) -> Iterator[Put]:
    """The questions as the perturbation puts them; a copied library is gone at the end.

    Raises:
        SettingsError: no question of the file can be put so; says what is missing.
        ModelError: a model was named to paraphrase, and is not there or failed.
    """
    put = Put(settings, tuple(gold), name)
    match name:
        case None:
            yield put
        case "typos" | "spaces" | "both":
            change = partial(perturb.PERTURBATIONS[name], seed=seed)
            yield replace(put, words={q.id: change(q.question) for q in gold})
        case "paraphrase":
            yield _only(put, words=_paraphrases(settings, gold, seed))
        case "withheld":
            yield _only(put, ids={q.id for q in gold if q.answerable})
        case "false" | "orders":
            with planted(settings, gold, _PLANTED[name], _scrub(settings)) as (attacked, found):
                attacks = {a.question.id: a for a in found}
                yield replace(_only(put, ids=set(attacks)), settings=attacked, attacks=attacks)


def silent(question: Question) -> Question:
    """A question as it is scored with its passages withheld: the documents do not answer it."""
    return question.model_copy(update={"answerable": False, "key_facts": [], "evidence": []})


_WHY_NONE = {
    "paraphrase": "no question has “paraphrases”, and there is no language model: add other wordings to the "
    "gold file, or fetch a model with `jangin model get`",
    "withheld": "no question has an answer in the documents: add answerable questions",
    "false": "no question rests on a figure of a manual or a standard in this library: add such questions",
    "orders": "no question rests on a figure of a manual or a standard in this library: add such questions",
}


def _only(put: Put, words: Mapping[str, str] | None = None, ids: set[str] | None = None) -> Put:
    kept = set(words or ()) if ids is None else ids
    if not kept:
        raise SettingsError(f"--perturb {put.name}: {_WHY_NONE[put.name or '']}.")
    gold = tuple(q for q in put.gold if q.id in kept)
    return replace(put, gold=gold, words=words or {}, left_out=len(put.gold) - len(gold))


def _scrub(settings: Settings) -> Callable[[str], str]:
    from ingest.scrub import Scrubber

    scrubber = Scrubber(settings.scrub)
    return lambda text: scrubber.scrub_question(text).text


def _paraphrases(settings: Settings, gold: Sequence[Question], seed: int) -> dict[str, str]:
    """Another wording by id, of the gold file or else of the model; without either the question is left out."""
    found = {q.id: q.paraphrases[seed % len(q.paraphrases)] for q in gold if q.paraphrases}
    # A follow-up leans on its history, which a model would have to resolve first.
    rest = [q for q in gold if q.id not in found and not q.history]
    model = open_model(settings) if rest else None
    if model is None:
        return found
    scrub, failed = _scrub(settings), None
    try:
        for q in rest:
            try:
                text = paraphrase(model, scrub(q.question), q.language)
            except ModelError as error:
                failed = error
                continue
            if text:
                found[q.id] = text
    finally:
        model.close()
    if failed is not None and not found:
        raise failed
    return found


def paraphrase(model: Model, question: str, language: Literal["ko", "en"]) -> str:
    """A question in a model's words; empty where it changed codes, quantities or language, or nothing at all.

    Raises:
        ModelError: the model failed.
    """
    from prompts import load

    messages = load("paraphrase", language).messages(question=question)
    written = "".join(model.stream(messages, _MOST_TOKENS)).strip()
    text = written.split("\n")[0].strip().strip("\"'“”")
    kept = tokens.codes(text) == tokens.codes(question) and _figures(text) == _figures(question)
    same = fold(text) == fold(question)
    return text if text and kept and not same and language_of(text) == language else ""


def _figures(text: str) -> set[tuple[float, str]]:
    return {(q.value, q.unit) for q in quantities(text)}
