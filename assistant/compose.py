"""Lets a language model word the evidence, and passes on only the sentences that the check holds up."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

import prompts
from assistant import asks
from assistant.answer import Language
from assistant.asked import of_mistakes
from assistant.check import best_support, overlap_of
from assistant.dates import dates, tells
from assistant.evidence import Evidence
from assistant.verify.form import presentable
from assistant.verify.terms import content
from ingest import sentences
from ingest.index import tokens
from ingest.korean import language_of

if TYPE_CHECKING:
    from assistant.capability import Level
    from assistant.models import Message, Model
    from assistant.retrieve import Query

MAX_SENTENCES = 4
# How many pieces of evidence a model is given: each costs a small one a second or two, and confuses it.
MAX_EVIDENCE = 4
# A model that has said so much that nothing bears out will not find back, and one that never stops is stopped.
_MOST_DROPPED = 6
_CHARACTERS_A_TOKEN = 8
# A piece of evidence is read with its neighbouring sentences, up to so many characters in all.
_NEIGHBOURHOOD = 420
_CITATION = re.compile(r"\s*[\[【]\s*\d+(?:\s*[,;]\s*\d+)*\s*[\]】]")
# A sentence is over at its stop and citation, at a line break, or at a stop before the next sentence.
_OVER = re.compile(
    r"(?:[.!?。](?:\s*\[[\d,;\s]+\])+|(?:\[[\d,;\s]+\])+[.!?。]?|"
    r"(?<!\b[Nn]o)(?<!\bapprox)(?<!\bmin)(?<!\bmax)(?<!\bFig)(?<!\bvs)(?<!e\.g)(?<!i\.e)[.!?。](?=\s+\S)|\n)(?!\s*\[)"
)
_ENDED = re.compile(r"[.!?。\]][\"'”’)\s]*$|(?:다|요|오|음|함|됨|임|금지|필요)\s*$")
_DATED = re.compile(r"(\d{4}년(?:\s?\d{1,2}월)?(?:\s?\d{1,2}일)?)(?:에|의)?,?\s+")
_BULLET = re.compile(r"^(?:[\s\-*•·]|\(?\d{1,2}[.)]\s)+")
# A passage not much weaker than the best may be what an answer rests on; a weaker one only adds to it.
_CENTRAL = 0.8
# Share of the question's words that a passage must hold if its words alone are to be the answer.
_NEAR = 0.3
# Share of the question's words that each sentence must take up.
_TO_THE_POINT = 0.2


def messages(question: str, evidence: Sequence[Evidence], language: Language) -> list[Message]:
    """The prompt: a fixed beginning, which a model can keep cached, then evidence and question.

    Evidence that stands alone is given with the sentences beside it, and is not to be refused.
    """
    alone = len(evidence) == 1
    numbered = "\n".join(f"[{i}] {_heading(e)}{_read(e, alone)}" for i, e in enumerate(evidence, 1))
    task = "rephrase" if alone else "compose"
    return prompts.load(task, language).messages(question=question, evidence=numbered)


def warm(model: Model, level: Level, language: Language) -> None:
    """Put the fixed beginning of the prompt that a model of this level is mostly asked with into its cache.

    Raises:
        ModelError: as :meth:`assistant.models.Model.warm`.
    """
    if level != "none":
        model.warm(prompts.load("compose" if level == "several" else "rephrase", language).prefix())


def given(level: Level, query: Query, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence that a model of this level may word; none where it may word nothing of it.

    A model that was not seen to choose well is given the one piece that ranking holds most relevant
    and that holds the kind of thing and the codes asked for: then there is nothing to choose.
    """
    if level == "none" or not evidence:
        return []
    if level == "several":
        return list(evidence[:MAX_EVIDENCE])
    enough = _CENTRAL * max(e.relevance for e in evidence)
    fit = [e for e in evidence if e.relevance >= enough and _holds(query, [_whole(e)], [e])]
    # Nor was it seen to translate, and of a translation little can be checked.
    alike = (
        e
        for e in fit[:1]
        if language_of(e.text) == language_of(query.text) and not of_mistakes(e.hit.passage.context)
    )
    return [e for e in alike if overlap_of(query.text, f"{_context(e)}\n{e.hit.passage.text}") >= _NEAR]


def compose(
    model: Model, question: str, evidence: Sequence[Evidence], language: Language, max_tokens: int
) -> Generator[tuple[str, list[Evidence]], None, None]:
    """Checked sentences with the evidence each stands on, as the model finishes them.

    Nothing is yielded that no evidence supports; citations are the check's, not the model's.

    Raises:
        ModelError: the model failed; what was yielded before stays true.
    """
    evidence = evidence[:MAX_EVIDENCE]
    if not evidence:
        return
    prompt = messages(question, evidence, language)
    # Asked about one machine, a sentence that only another machine's source bears out is no answer.
    about = [e for e in evidence if _codes(e) & tokens.codes(question)] or evidence
    texts = [(e.hit.passage.text, _context(e)) for e in about]
    said: list[str] = []
    dropped = 0
    with closing(_written(model, prompt, max_tokens)) as written:
        for text in _sentences(written):
            if prompts.NO_ANSWER in text:
                return
            sentence = _undated(_plain(text, evidence), question, texts)
            if not re.search(r"\w{2}", sentence) or _CITATION.fullmatch(sentence):
                continue
            fit = presentable(sentence, language) and _to_the_point(sentence, question)
            support = best_support(sentence, texts, question) if fit else None
            if support is None:
                dropped += 1
                if dropped == _MOST_DROPPED:
                    return
            elif not any(_repeats(sentence, earlier) for earlier in said):
                said.append(sentence)
                yield sentence, [about[support[0]]]
                if len(said) == MAX_SENTENCES:
                    return


def answers(
    said: Sequence[tuple[str, Sequence[Evidence]]], evidence: Sequence[Evidence], query: Query | None = None
) -> bool:
    """Whether what survived the check still answers the question.

    It must rest on what ranking holds most relevant, hold the kind of thing asked for, and rest on
    evidence about the codes asked about, of all that the question joins.
    """
    if not said:
        return False
    enough = _CENTRAL * max(e.relevance for e in evidence)
    used = [e for _, pieces in said for e in pieces]
    if not any(e.relevance >= enough for e in used):
        return False
    return query is None or _holds(query, [text for text, _ in said], used)


def _holds(query: Query, texts: Sequence[str], used: Sequence[Evidence]) -> bool:
    """Whether texts hold the kind of thing asked for, and their evidence the codes asked about."""
    if not asks.held(query.text, " ".join(texts)):
        return False
    told = dates("\n".join(f"{_named(e)} {e.hit.document.get('date') or ''}" for e in used))
    return query.codes <= frozenset[str]().union(*map(_codes, used)) and all(
        tells(d, told) for d in query.dates
    )


def _codes(e: Evidence) -> frozenset[str]:
    return frozenset(tokens.codes(_named(e)))


def _named(e: Evidence) -> str:
    """Everything that names what a passage is about."""
    name = str(e.hit.document.get("name", "")).replace("_", " ")
    return f"{name}\n{_context(e)}\n{e.hit.passage.text}"


def _heading(e: Evidence) -> str:
    # The heading tells the model what a table row or a half sentence speaks of.
    heading = e.hit.passage.context.split("\n")[0].split(" > ")[-1]
    return f"({heading}) " if heading else ""


def _read(e: Evidence, wide: bool) -> str:
    return " ".join((_whole(e) if wide else e.text).split())


def _whole(e: Evidence) -> str:
    """The evidence with the sentences before and after it, where they are short enough."""
    text = e.hit.passage.text
    start, end = e.start, e.end
    spans = sentences.spans(text)
    before = [a for a, b in spans if b <= e.start][-1:]
    after = [b for a, b in spans if a >= e.end][:1]
    for a in after:
        end = a if a - start <= _NEIGHBOURHOOD else end
    for b in before:
        start = b if end - b <= _NEIGHBOURHOOD else start
    return text[start:end]


def _context(e: Evidence) -> str:
    return f"{e.hit.document['title']}\n{e.hit.passage.context}"


def _plain(text: str, evidence: Sequence[Evidence]) -> str:
    """A sentence without citation, bullet and the heading that the model copied from the prompt."""
    plain = _BULLET.sub("", _CITATION.sub("", text)).strip()
    for e in evidence:
        plain = plain.removeprefix(_heading(e))
    return " ".join(plain.strip(" *•").split())


def _to_the_point(sentence: str, question: str) -> bool:
    """Whether a sentence takes up what the question speaks of; one without words of its own (“왜?”) bars none."""
    return not content(question) or overlap_of(question, sentence) >= _TO_THE_POINT


def _undated(sentence: str, question: str, texts: Sequence[tuple[str, str]]) -> str:
    """A sentence without the date that it begins with, where the question named it and no passage does.

    “2024년 7월 10일 토출압력은 …” answers a question of that day from a report of that day, whose text
    has no need to say so.
    """
    match = _DATED.match(sentence)
    if match and match[1] in question and not any(match[1] in text for text, _ in texts):
        return sentence[match.end() :]
    return sentence


def _repeats(sentence: str, earlier: str) -> bool:
    said, before = content(sentence), content(earlier)
    digits = re.findall(r"\d+", sentence)
    return sentence == earlier or (bool(said) and said <= before and digits == re.findall(r"\d+", earlier))


def _written(model: Model, prompt: Sequence[Message], max_tokens: int) -> Generator[str, None, None]:
    """What the model writes, ended where it ought to have ended by itself."""
    left = _CHARACTERS_A_TOKEN * max_tokens
    for delta in model.stream(prompt, max_tokens=max_tokens):
        yield delta[:left]
        left -= len(delta)
        if left <= 0:
            return


def _sentences(deltas: Iterator[str]) -> Iterator[str]:
    """Whole sentences of a stream; the last one only if it was not cut off in the middle."""
    held = ""
    for delta in deltas:
        held += delta
        while (over := _OVER.search(held)) and over.end() < len(held):
            yield held[: over.end()]
            held = held[over.end() :]
    if _ENDED.search(held):
        yield held
