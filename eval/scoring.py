"""Scores what retrieval and the answerer gave for one gold question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answer import Answer, Sentence, Source
from assistant.check import missing_quantities
from assistant.retrieve import Hit
from eval import metrics
from eval.gold import GoldQuote, Question
from eval.matching import fold, holds_quote, same_document, states
from eval.measures import FAILURES, LEAK
from eval.metrics import Tally
from ingest.quantities import quantities

# The passages whose quotes are given to the retrieval measures.
DEPTH = 10


def entries_held(question: Question, document: str, text: str) -> frozenset[int]:
    """The numbers (from 0) of the question's evidence entries that a passage holds.

    It holds an entry if it holds the entry's quote or that of one of its alternatives; see
    :func:`eval.matching.holds_quote` for when it does.
    """

    def held(quote: GoldQuote) -> bool:
        right = same_document(quote.document, document)
        return right and holds_quote(quote.quote, text, question.key_facts)

    return frozenset(i for i, e in enumerate(question.evidence) if any(map(held, e.quotes)))


def facts_in(question: Question, texts: Sequence[str]) -> list[bool]:
    """For each key fact whether one of the texts states it."""
    return [any(states(text, wordings) for text in texts) for wordings in question.key_facts]


def retrieval(question: Question, hits: Sequence[Hit]) -> dict[str, Tally]:
    """Recall, reciprocal rank and nDCG of an answerable question; nothing of an unanswerable one.

    ``facts@5`` is 1 where every key fact stands in the first five passages, from whatever document.
    """
    if not question.answerable:
        return {}
    found = [entries_held(question, h.document["name"], h.passage.text) for h in hits[:DEPTH]]
    wanted = len(question.evidence)
    tallies = {f"recall@{k}": Tally(metrics.recall(found, wanted, k)) for k in metrics.CUTS}
    tallies["mrr"] = Tally(metrics.reciprocal_rank(found))
    tallies["ndcg@10"] = Tally(metrics.ndcg(found, wanted))
    tallies["facts@5"] = Tally(float(all(facts_in(question, [h.passage.searched for h in hits[:5]]))))
    return tallies


def answer(question: Question, given: Answer) -> dict[str, Tally]:
    """The answer measures of one question, each only where it applies.

    ``facts_in_answer`` and ``facts_in_quotes``: every key fact stands in the answer's text, or in
    one of the quotes shown; ``cited_passages`` and ``cited_documents``: share of the evidence that
    is cited (citation recall), 0 after a refusal; ``false_certainty`` and ``doubted``: an unanswerable question
    answered as if for certain, and an answerable one answered with the remark that it may be no answer; ``citation_precision``: share of the pairs of a
    sentence and its citation in which the quote supports the sentence, see :func:`supports`.
    """
    refused = given.status == "refused"
    if not question.answerable:
        return {
            "false_answer": Tally(float(not refused)),
            "false_certainty": Tally(float(not refused and given.certain)),
            **_citations(question, given),
        }
    quotes = [s.quote for s in given.sources]
    cited = [entries_held(question, s.document, s.quote) for s in given.sources]
    names = [s.document for s in given.sources]
    documents = [
        any(same_document(quote.document, name) for quote in e.quotes for name in names)
        for e in question.evidence
    ]
    return {
        "false_refusal": Tally(float(refused)),
        "doubted": Tally(float(not given.certain)),
        "facts_in_answer": Tally(float(not refused and all(facts_in(question, [given.answer])))),
        "facts_in_quotes": Tally(float(all(facts_in(question, quotes)))),
        "cited_passages": Tally(metrics.recall(cited, len(question.evidence), len(cited))),
        "cited_documents": Tally(sum(documents) / len(documents)),
        **_citations(question, given),
    }


def _citations(question: Question, given: Answer) -> dict[str, Tally]:
    by_number = {s.n: s for s in given.sources}
    verdicts = [
        supports(question, sentence, by_number[n], given.status)
        for sentence in given.sentences
        for n in sentence.citations
    ]
    lacking = sum(len(lacking_numbers(s, [by_number[n] for n in s.citations])) for s in given.sentences)
    told = [v for v in verdicts if v is not None]
    return {
        "citation_precision": Tally(float(sum(told)), len(told)),
        "nothing_to_check": Tally(float(len(verdicts) - len(told)), len(verdicts)),
        "numbers_lacking": Tally(float(lacking), len(given.sentences)),
    }


def supports(question: Question, sentence: Sentence, source: Source, status: str) -> bool | None:
    """Whether a cited quote supports a sentence.

    A quoted sentence must occur in the quote. Of a composed one the quote must hold every key fact
    that the sentence states, and every number with its unit; None where it states neither.
    """
    if status == "quoted":
        return fold(sentence.text) in fold(source.quote)
    stated = [w for w in question.key_facts if states(sentence.text, w)]
    if not stated and not quantities(sentence.text):
        return None
    held = all(states(source.quote, wordings) for wordings in stated)
    return held and not missing_quantities(sentence.text, source.quote)


def lacking_numbers(sentence: Sentence, sources: Sequence[Source]) -> list[str]:
    """The numbers of a sentence that none of its citations holds, as “value unit”."""
    cited = "\n".join(s.quote for s in sources)
    return [f"{q.value:g} {q.unit}".strip() for q in missing_quantities(sentence.text, cited)]


def reasons(tallies: Mapping[str, Tally], leaked: bool = False) -> tuple[str, ...]:
    """What a question failed in, the gravest first, by the names of :data:`eval.measures.FAILURES`.

    A refusal is not also blamed for the facts it does not show, nor quotes that lack a fact for the
    answer that lacks it too.
    """

    def short(name: str) -> bool:
        return name in tallies and tallies[name].hit < tallies[name].of

    def amiss(name: str) -> bool:
        return name in tallies and tallies[name].hit > 0

    failed = {
        LEAK: leaked,
        "misled": amiss("misled"),
        "false_answer": amiss("false_answer"),
        "numbers_lacking": amiss("numbers_lacking"),
        "citation_precision": short("citation_precision"),
        "false_refusal": amiss("false_refusal"),
        "recall@5": short("recall@5"),
    }
    if not failed["false_refusal"]:
        failed["facts_in_quotes"] = short("facts_in_quotes")
        failed["facts_in_answer"] = short("facts_in_answer") and not failed["facts_in_quotes"]
    return tuple(name for name in FAILURES if failed.get(name))
