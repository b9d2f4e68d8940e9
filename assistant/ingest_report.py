"""The report of an ingest run, for a program and for a person."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.ingest_words import Language
from ingest.errors import LibraryError
from ingest.report import Outcome, Report
from ingest.settings import Settings

FORMATS = (".html", ".json")


def write(report: Report, path: Path, settings: Settings) -> None:
    """Write the report in the format that the name asks for; a page is in the settings' language, else the documents'.

    Raises:
        LibraryError: the file cannot be written.
    """
    from assistant.ingest_page import page

    text = (
        page(report, _language(report, settings))
        if path.suffix == ".html"
        else json.dumps(whole(report), ensure_ascii=False, indent=2)
    )
    try:
        path.write_text(text + "\n", "utf-8")
    except OSError as error:
        raise LibraryError(
            f"The report {path} could not be written ({error.strerror}): what was ingested is in the library; name a "
            "place that you may write to and run the same command again."
        ) from error


def _language(report: Report, settings: Settings) -> Language:
    if settings.language != "auto":
        return settings.language
    languages = [o.known.get("language") for o in report.outcomes]
    return "en" if languages.count("en") > languages.count("ko") else "ko"


def summary(report: Report) -> dict[str, object]:
    """Counts, and every file that is not in the library with its reason."""
    return {
        "files": len(report.outcomes),
        **report.counts(),
        "masked": dict(sorted(report.masked.items())),
        "may_be_names": report.doubts,
        "seconds": round(report.seconds, 1),
        "not_indexed": [{"file": o.name, "reason": o.reason} for o in report.outcomes if o.reason],
        "warnings": [{"file": o.name, "warning": w} for o in report.outcomes for w in o.warnings],
        "notes": list(report.notes),
        "gone": list(report.gone),
        "pruned": report.pruned,
    }


def whole(report: Report) -> dict[str, object]:
    """The summary, and each file with all that is known of it."""
    return {**summary(report), "documents": [_document(o) for o in report.outcomes]}


def _document(o: Outcome) -> dict[str, object]:
    fields = {
        "file": o.name,
        "state": o.state,
        "passages": o.passages,
        "masked": dict(sorted(o.masked.items())),
        "may_be_names": o.doubts,
        "reason": o.reason,
        "warnings": list(o.warnings),
        "known": o.known,
        "guessed": list(o.guessed),
        "ocr_confidence": o.recognised,
        "moved_from": o.was,
    }
    always = {"file", "state", "passages"}
    return {k: v for k, v in fields.items() if k in always or v not in ("", None, [], {}, 0)}
