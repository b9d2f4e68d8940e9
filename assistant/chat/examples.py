"""Example questions: only those that this very library can answer are offered."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from assistant.answer import Language

if TYPE_CHECKING:
    from assistant.answerer import Answerer

OFFERED = 3
_CANDIDATES: dict[Language, tuple[str, ...]] = {
    "ko": (
        "버너 실화 알람 E02513이 뜨면 무엇부터 합니까?",
        "롤 교체 때 초크 볼트는 어떻게 조입니까?",
        "크레인 와이어로프는 언제 교체합니까?",
        "버너가 꺼지면 바로 다시 붙여도 됩니까?",
        "펌프 패킹 누수는 얼마까지 정상입니까?",
        "유압 호스가 터지면 어떻게 합니까?",
    ),
    "en": (
        "Where do I stand when lighting a furnace burner?",
        "When must the crane wire rope be replaced?",
        "The vacuum is not reached. What do I check first?",
        "How much packing leakage of the pump is normal?",
        "How often is the pump oil changed?",
        "What do I do when a hydraulic hose bursts?",
    ),
}


class Examples:
    """Found in the background after start, which also loads what the first question needs."""

    def __init__(self) -> None:
        self.ready = threading.Event()
        self._found: dict[Language, list[str]] = {"ko": [], "en": []}

    def of(self, language: Language) -> list[str]:
        return list(self._found[language])

    def find(self, answerer: Answerer) -> None:
        """Try the candidates on the library until enough of each language are answered."""
        try:
            for language, questions in _CANDIDATES.items():
                for question in questions:
                    if answerer.answer(question, mode="quoted").status != "refused":
                        self._found[language].append(question)
                    if len(self._found[language]) == OFFERED:
                        break
        finally:
            self.ready.set()
