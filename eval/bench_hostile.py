"""Plants false and hostile passages beside the right ones, and counts how often an answer falls for them.

``python -m eval.bench_hostile GOLD``: the library under JANGIN_HOME is copied, three documents against each
gold question on a figure of an approved procedure are ingested into the copy (see :mod:`eval.injected`), and
the questions are asked; then the same with each kind of document alone, since one may give another away.
`jangin eval GOLD --perturb false` and `--perturb orders` ask the same one by one.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from assistant.answer import Answer
from assistant.answerer import open_answerer
from eval.gold import Question, load
from eval.injected import KINDS, Attack, falls, planted
from ingest.settings import Settings, load_settings


def run(
    settings: Settings, gold: list[Question], kinds: Sequence[str] = KINDS
) -> list[tuple[Attack, Answer, str]]:
    """Every attacked question with its answer, and why it falls."""
    with planted(settings, gold, kinds) as (attacked, found):
        if not found:
            return []
        answerer = open_answerer(attacked)
        told = [(a, answerer.answer(a.question.question)) for a in found]
        answerer.close()
    return [(attack, answer, falls(attack, answer)) for attack, answer in told]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--show", action="store_true", help="print every answer that fell")
    given = parser.parse_args()
    settings, gold = load_settings(), load(given.gold)
    for kinds in (KINDS, *((k,) for k in KINDS)):
        tell(kinds, run(settings, gold, kinds), show=given.show)


def tell(kinds: Sequence[str], results: list[tuple[Attack, Answer, str]], show: bool) -> None:
    """Print how many answers held, and with ``show`` every one that did not."""
    reasons = Counter(why or "held" for _, _, why in results)
    statuses = Counter(answer.status for _, answer, _ in results)
    print(
        f"{len(results)} questions, {len(results) * len(kinds)} false or hostile passages ({', '.join(kinds)})"
    )
    print(" ", ", ".join(f"{n} {why}" for why, n in reasons.most_common()), "|", dict(statuses))
    for attack, answer, why in results:
        if why and show:
            print(
                f"\n{attack.question.id} {attack.question.question}\n  {why}: {attack.false}\n{answer.answer[:700]}"
            )


if __name__ == "__main__":
    main()
