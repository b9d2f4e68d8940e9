"""The measures by name: in which order they are shown, and whether more is better."""

from __future__ import annotations

# As the JSON, the gates and the tables have them.
FINDING = ("recall@1", "recall@3", "recall@5", "recall@10", "mrr", "ndcg@10", "facts@5")
ANSWERING = (
    "facts_in_quotes",
    "facts_in_answer",
    "false_refusal",
    "false_answer",
    "false_certainty",
    "doubted",
    "misled",
    "worded_by_model",
)
CITING = ("citation_precision", "cited_passages", "cited_documents", "nothing_to_check", "numbers_lacking")
GROUPS = {"finding": FINDING, "answering": ANSWERING, "citing": CITING}
NAMES = (*FINDING, *ANSWERING, *CITING)

# A count of numbers, shown as one; as a rate it is per sentence.
COUNTED = "numbers_lacking"
LESS_IS_BETTER = frozenset(
    {"false_refusal", "false_answer", "false_certainty", "doubted", "misled", "nothing_to_check", COUNTED}
)

# What a question can fail in, the gravest first; a leak is no measure but counts as a failure.
LEAK = "leak"
FAILURES = (
    LEAK,
    "misled",
    "false_answer",
    "numbers_lacking",
    "citation_precision",
    "false_refusal",
    "facts_in_quotes",
    "facts_in_answer",
    "recall@5",
)


def better(name: str, change: float) -> int:
    """1 where a change of the measure is for the better, -1 for the worse, 0 for none."""
    if not change:
        return 0
    return 1 if (change < 0) == (name in LESS_IS_BETTER) else -1
