"""Says in words where a quote stands: “4쪽”, “p. 4”, “sheet Log 2024, row 12”, “02:15–02:40”."""

from __future__ import annotations

from typing import Any

from assistant.answer import Language
from ingest.documents import UNSURE_BELOW

_WORDS: dict[Language, dict[str, str]] = {
    "ko": {
        "page": "{0}쪽",
        "pages": "{0}–{1}쪽",
        "slide": "{0}번 슬라이드",
        "sheet": "시트 {0}",
        "row": "{0}행",
        "rows": "{0}–{1}행",
        "table": "표 {0}",
        "recognised": "스캔 인식 신뢰도 {0}/100, 원본과 대조하십시오",
        "heard": "기계가 받아쓴 녹음(신뢰도 {0}/100), 숫자는 녹음을 듣고 확인하십시오",
    },
    "en": {
        "page": "p. {0}",
        "pages": "pp. {0}–{1}",
        "slide": "slide {0}",
        "sheet": "sheet {0}",
        "row": "row {0}",
        "rows": "rows {0}–{1}",
        "table": "table {0}",
        "recognised": "scan read with confidence {0} of 100, compare it with the paper",
        "heard": "written down by a machine with confidence {0} of 100, listen to the recording for numbers",
    },
}


def place(locator: dict[str, Any], language: Language) -> str:
    """The locator of a source in words, parts joined by commas; empty where nothing is known."""
    words = _WORDS[language]
    parts: list[str] = []
    if locator.get("page_end"):
        parts.append(words["pages"].format(locator["page"], locator["page_end"]))
    elif locator.get("page"):
        parts.append(words["page"].format(locator["page"]))
    if locator.get("slide"):
        parts.append(words["slide"].format(locator["slide"]))
    if locator.get("heading"):
        parts.append(" › ".join(locator["heading"]))
    for key in ("sheet", "table"):
        if locator.get(key) is not None:
            parts.append(words[key].format(locator[key]))
    if locator.get("row_end") is not None:
        parts.append(words["rows"].format(locator["row"], locator["row_end"]))
    elif locator.get("row") is not None:
        parts.append(words["row"].format(locator["row"]))
    if locator.get("start") is not None:
        parts.append(_span(locator["start"], locator.get("end")))
    if (sure := locator.get("recognised")) is not None:
        # A number is misheard where all around it is sure; of a page, doubt stands in the letters themselves.
        if locator.get("start") is not None:
            parts.append(words["heard"].format(sure))
        elif sure < UNSURE_BELOW:
            parts.append(words["recognised"].format(sure))
    return ", ".join(parts)


def _span(start: float, end: float | None) -> str:
    return _clock(start) if end is None else f"{_clock(start)}–{_clock(end)}"


def _clock(seconds: float) -> str:
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute:02d}:{second:02d}"
