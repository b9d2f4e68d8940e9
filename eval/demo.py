"""Asks the sample factory four questions and shows the answers: what `make demo` prints."""

from __future__ import annotations

import os

from rich.console import Console
from rich.rule import Rule

from assistant.answerer import Mode, open_answerer
from assistant.cli.show import show
from ingest.settings import load_settings

QUESTIONS = (
    ("한국어", "SUS304 소재는 가열로에서 몇 도로 얼마 동안 균열해야 하나요?"),
    ("English", "How many drops a minute should the packing of P-204A drip?"),
    ("한국어 질문, 영어 자료", "VD-1에서 E03305 알람이 뜨면 어디부터 확인해야 하나요?"),
    ("답이 없는 질문", "P-204B 펌프의 베어링 온도 경보는 몇 도인가요?"),
)


def main() -> None:
    """Show four answers with their sources; without a model they are quotes."""
    console = Console(width=min(Console().width, 110))
    answerer = open_answerer(load_settings())
    mode: Mode = "quoted" if os.environ.get("MODEL") == "none" else "auto"
    for label, question in QUESTIONS:
        console.print()
        console.print(Rule(label, align="left"))
        console.print(f"Q: {question}", style="bold", markup=False, highlight=False)
        show(answerer.stream(question, mode=mode), console)
    answerer.close()


if __name__ == "__main__":
    main()
