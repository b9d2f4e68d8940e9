"""Where a run goes once it is scored: the terminal, JSON, an HTML file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console

from assistant.answer import Language
from eval import record, report
from eval.compare import Comparison
from eval.record import Run
from ingest.errors import SettingsError
from ingest.settings import Settings


def show(run: Run, compared: Comparison | None, failures: bool, saved: Sequence[Path | None]) -> None:
    """The tables, and where the run was saved."""
    console = Console()
    report.show(run, console, failures)
    if compared is not None:
        report.show_comparison(compared, console)
    for path in saved:
        if path is not None:
            console.print(f"Saved as {path}", markup=False, highlight=False, soft_wrap=True)


def as_dict(run: Run, compared: Comparison | None, missed: Sequence[str]) -> dict[str, Any]:
    """The run as it is saved, with the comparison and the gates missed."""
    return {
        **record.dump(run),
        "comparison": compared.as_dict() if compared else None,
        "gates_missed": list(missed),
    }


def page_language(chosen: Language | None, settings: Settings, run: Run) -> Language:
    """The language asked for, else that of the settings, else the one that most questions are in."""
    if chosen is not None:
        return chosen
    if settings.language != "auto":
        return settings.language
    return Counter(c.language for c in run.questions).most_common(1)[0][0]


def check_page(path: Path | None) -> None:
    """Make sure that the report's folder is there.

    Raises:
        SettingsError: it is not, or the path is itself a folder.
    """
    if path is not None and (path.is_dir() or not path.parent.is_dir()):
        raise SettingsError(
            f"The report {path} cannot be written: give --html a file in a folder that exists."
        )


def write_page(path: Path, run: Run, language: Language, compared: Comparison | None) -> None:
    """Write the HTML report, dated today.

    Raises:
        SettingsError: the file cannot be written.
    """
    from eval import page

    made = page.render(run, language, date.today().isoformat(), compared)
    try:
        path.write_text(made, "utf-8")
    except OSError as error:
        raise SettingsError(
            f"The report {path} cannot be written ({error.strerror}): give --html a file in a folder "
            "that you may write to."
        ) from error
