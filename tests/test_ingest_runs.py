"""A folder that changes between runs: what is new, changed, moved, gone or forgotten, and what a kill leaves."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from eval import bench_ingest, bench_kills, plant_files
from ingest.erasure import erase
from ingest.erasure.plan import of_document
from ingest.errors import SettingsError
from ingest.home import Home
from ingest.opening import open_ingester
from ingest.report import Report
from ingest.settings import Settings, load_settings
from ingest.store import documents as store
from tests.conftest import require

PRESSURE, TEMPERATURE = "펌프 P-204A의 토출 압력은 18 MPa다.", "베어링 온도 경보는 75 ℃다."
SHOWN = f"베어링\n{TEMPERATURE}"


@pytest.fixture
def plant(tmp_path: Path) -> Path:
    folder = tmp_path / "plant"
    (folder / "manuals").mkdir(parents=True)
    (folder / "manuals" / "압력.txt").write_text(PRESSURE, "utf-8")
    (folder / "온도.md").write_text(f"# 베어링\n\n{TEMPERATURE}", "utf-8")
    return folder


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(home=tmp_path / "home", llm={"provider": "none"})


def run(settings: Settings, *paths: Path, **how: bool) -> Report:
    ingester = open_ingester(settings, paths)
    for name, value in how.items():
        setattr(ingester, name, value)
    try:
        return ingester.run(paths)
    finally:
        ingester.library.close()


def held(settings: Settings) -> dict[str, list[str]]:
    """Name of each document to the texts of its passages; store and indexes agree."""
    state = bench_kills.state(Home(settings.home))
    assert not state.wrong
    library = Home(settings.home).open()
    names = {d["id"]: d["name"] for d in store.all_documents(library)}
    library.close()
    found: dict[str, list[str]] = {name: [] for name in names.values()}
    for passage in state.passages.values():
        found[names[passage.document_id]].append(passage.text)
    return found


def states(report: Report) -> dict[str, str]:
    return {o.name: o.state for o in report.outcomes}


def test_a_changed_file_replaces_its_passages(settings: Settings, plant: Path) -> None:
    run(settings, plant)
    (plant / "온도.md").write_text(f"# 베어링\n\n{TEMPERATURE}\n\n# 트립\n\n트립은 85 ℃다.", "utf-8")
    assert states(run(settings, plant)) == {"manuals/압력.txt": "unchanged", "온도.md": "indexed"}
    assert held(settings) == {"manuals/압력.txt": [PRESSURE], "온도.md": [SHOWN, "트립은 85 ℃다."]}


def test_a_file_that_is_gone_answers_until_it_is_pruned(settings: Settings, plant: Path) -> None:
    run(settings, plant)
    (plant / "온도.md").unlink()
    assert run(settings, plant).gone == ("온도.md",)
    assert set(held(settings)) == {"manuals/압력.txt", "온도.md"}
    # What lies elsewhere is not gone from the folder that is looked through.
    assert run(settings, plant / "manuals", prune=True).gone == ()
    report = run(settings, plant, prune=True)
    assert (report.gone, report.pruned) == (("온도.md",), True)
    assert set(held(settings)) == {"manuals/압력.txt"}


def test_an_empty_folder_prunes_nothing(settings: Settings, plant: Path) -> None:
    run(settings, plant)
    shutil.rmtree(plant / "manuals")
    (plant / "온도.md").unlink()
    with pytest.raises(SettingsError, match="nothing was taken out"):
        run(settings, plant, prune=True)
    assert len(held(settings)) == 2


def test_a_moved_file_is_known_by_its_content(settings: Settings, plant: Path) -> None:
    run(settings, plant)
    (plant / "manuals" / "압력.txt").rename(plant / "펌프.txt")
    report = run(settings, plant)
    assert {o.name: o.was for o in report.outcomes if o.was} == {"펌프.txt": "manuals/압력.txt"}
    assert report.gone == ()
    assert held(settings) == {"펌프.txt": [PRESSURE], "온도.md": [SHOWN]}


def test_a_copy_is_another_file(settings: Settings, plant: Path) -> None:
    run(settings, plant)
    shutil.copy(plant / "온도.md", plant / "복사.md")
    report = run(settings, plant)
    assert not any(o.was for o in report.outcomes)
    assert len(held(settings)) == 3


def test_a_forgotten_file_does_not_come_back_under_another_name(settings: Settings, plant: Path) -> None:
    run(settings, plant)
    erase(settings, lambda library: of_document(library, "온도.md"))
    (plant / "온도.md").rename(plant / "베어링.md")
    assert states(run(settings, plant))["베어링.md"] == "skipped"
    assert set(held(settings)) == {"manuals/압력.txt"}
    assert states(run(settings, plant, again=True))["베어링.md"] == "indexed"


def test_an_archive_is_a_document_each_and_one_file(settings: Settings, plant: Path) -> None:
    shutil.make_archive(str(plant / "묶음"), "zip", plant / "manuals")
    shutil.rmtree(plant / "manuals")
    first, again = run(settings, plant), run(settings, plant)
    assert states(first) == {"묶음.zip/압력.txt": "indexed", "온도.md": "indexed"}
    assert set(states(again).values()) == {"unchanged"}
    (plant / "묶음.zip").unlink()
    assert run(settings, plant, prune=True).gone == ("묶음.zip/압력.txt",)
    assert set(held(settings)) == {"온도.md"}


def test_what_no_manifest_says_is_guessed_and_told(settings: Settings, plant: Path) -> None:
    text = "개정일: 2024. 3. 5\n\n디스케일러의 압력은 18 MPa다."
    (plant / "P-204A_조업표준_rev3.txt").write_text(text, "utf-8")
    (plant / "manifest.yaml").write_text("온도.md: {kind: manual, date: 2020-01-01}\n", "utf-8")
    known = {o.name: (o.known, o.guessed) for o in run(settings, plant).outcomes}
    fields, guessed = known["P-204A_조업표준_rev3.txt"]
    assert (
        fields.items()
        >= {"kind": "standard", "equipment": "P-204A", "revision": "3", "date": "2024-03-05"}.items()
    )
    assert set(guessed) == {"kind", "equipment", "revision", "date"}
    assert known["온도.md"][1] == ()
    assert known["온도.md"][0]["date"] == "2020-01-01"


def test_what_a_manifest_says_in_words_is_scrubbed_too(settings: Settings, plant: Path) -> None:
    manifest = (
        "온도.md: {kind: standard, process: 압연, approved_by_role: 공장장 김도윤 (010-2345-6789), revision: 3 김도윤 반장 승인, "
        "equipment: [P-204A, 김도윤 반장 자리], supersedes: 김도윤 반장 온도.txt}\n"
    )
    (plant / "manifest.yaml").write_text(manifest, "utf-8")
    (plant / "김도윤 반장 온도.txt").write_text("베어링 온도 경보는 70 ℃였다.", "utf-8")
    outcome = next(o for o in run(settings, plant).outcomes if o.name == "온도.md")
    known = outcome.known
    assert (known["process"], known["equipment"].split(", ")[0]) == ("압연", "P-204A")
    assert known["approved_by"].startswith("공장장") and known["revision"].startswith("3 ")
    assert not any(personal in str(known) for personal in ("김도윤", "2345"))
    document, old = (
        next(d for d in documents_of(settings) if d["name"].endswith(e)) for e in ("온도.md", "온도.txt")
    )
    assert document["approved_by"] == known["approved_by"]
    assert not any("김도윤" in str(value) for value in [*document.values(), *old.values()])
    assert old["superseded"] and not outcome.warnings


def test_what_a_sheet_is_called_is_scrubbed_in_the_place_of_its_rows(settings: Settings, plant: Path) -> None:
    book = openpyxl.Workbook()
    for sheet, value in ((book.active, 18), (book.create_sheet("압력"), 19)):
        for row in (("설비", "압력 bar"), ("P-204A", value)):
            sheet.append(row)
    book.active.title = "김도윤 반장"
    book.save(plant / "점검.xlsx")
    run(settings, plant)
    library = Home(settings.home).open()
    places = {p.locator.sheet for p in store.passages(library) if p.locator.sheet}
    library.close()
    assert len(places) == 2 and "압력" in places
    assert not any("김도윤" in place for place in places)


@pytest.mark.parametrize(("old", "lacks"), [("압력.txt", False), ("기록.zip", False), ("압렵.txt", True)])
def test_a_replaced_document_that_is_not_there_is_told(
    settings: Settings, plant: Path, old: str, lacks: bool
) -> None:
    with zipfile.ZipFile(plant / "manuals" / "기록.zip", "w") as archive:
        archive.writestr("a.txt", "베어링 온도 경보는 70 ℃였다.")
    (plant / "manuals" / "새.txt").write_text("펌프 P-204A의 토출 압력은 17 MPa다.", "utf-8")
    (plant / "manuals" / "manifest.yaml").write_text(f"새.txt: {{supersedes: {old}}}\n", "utf-8")
    for _ in range(2):
        told = next(o for o in run(settings, plant).outcomes if o.name == "manuals/새.txt")
        assert [old in w and "replaces" in w for w in told.warnings] == [True] * lacks
    marked = [d["name"] for d in documents_of(settings) if d["superseded"]]
    assert marked == [] if lacks else all(name.startswith(f"manuals/{old}") for name in marked)
    assert len(marked) == (not lacks)


def documents_of(settings: Settings) -> list[dict[str, Any]]:
    library = Home(settings.home).open()
    try:
        return store.all_documents(library)
    finally:
        library.close()


def command(home: Path, *words: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", "from assistant.cli import main; main()", *map(str, words)],
        env={**os.environ, "JANGIN_HOME": str(home), "JANGIN_LLM__PROVIDER": "none"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_ctrl_c_ends_a_run_and_the_next_one_goes_on(tmp_path: Path) -> None:
    files = tmp_path / "files"
    plant_files.make(files, 150)
    stop = bench_ingest.stopped(files, tmp_path / "home", 20)
    assert stop.status == 130
    assert "the same command goes on with the rest" in stop.said
    assert stop.lines > 3
    summary = json.loads(command(tmp_path / "home", "ingest", files, "--json").communicate()[0])
    assert 20 <= summary["unchanged"] < 150
    assert summary["unchanged"] + summary["indexed"] == 150
    assert not bench_kills.state(Home(tmp_path / "home")).wrong


def test_a_kill_in_the_middle_of_a_conversion_leaves_no_file(tmp_path: Path) -> None:
    require(shutil.which("soffice") is not None, "LibreOffice")
    files, home = tmp_path / "files", tmp_path / "home"
    files.mkdir()
    for n in range(4):
        (files / f"{n}.rtf").write_text(f"{{\\rtf1 The pressure of pump {n} is 18 MPa.}}")
    running = command(home, "ingest", files)
    while not list((home / "scratch").rglob("*.rtf")):
        time.sleep(0.01)
        assert running.poll() is None
    running.kill()
    running.communicate()
    time.sleep(1)
    left = subprocess.run(["pgrep", "-f", str(home / "scratch")], capture_output=True, text=True).stdout
    assert not left, "LibreOffice outlived the run"
    assert command(home, "ingest", files).wait() == 0
    assert not (home / "scratch").exists()


def test_a_watched_folder_takes_in_what_comes_changes_and_goes(plant: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    running, source = (
        command(home, "ingest", plant, "--watch", "--prune"),
        f"file:{home}/library.sqlite?mode=ro",
    )

    def wait(documents: set[str]) -> None:
        # Read as it is: whoever opens a library that is just being made would make it too.
        found: set[str] = set()
        for _ in range(1200):
            with suppress(sqlite3.OperationalError), closing(sqlite3.connect(source, uri=True)) as c:
                found = {row[0] for row in c.execute("SELECT name FROM documents WHERE state = 'indexed'")}
            if found == documents:
                return
            assert running.poll() is None
            time.sleep(0.1)
        raise AssertionError(found)

    wait({"manuals/압력.txt", "온도.md"})
    (plant / "새.txt").write_text("유량은 120 L/min이다.", "utf-8")
    wait({"manuals/압력.txt", "온도.md", "새.txt"})
    (plant / "온도.md").unlink()
    wait({"manuals/압력.txt", "새.txt"})
    running.send_signal(signal.SIGINT)
    running.communicate(timeout=60)
    assert running.returncode == 130


@pytest.mark.slow
def test_twenty_kills_at_random_points_change_nothing(tmp_path: Path, monkeypatch, capsys) -> None:
    words = ["bench_kills", "--files", "60", "--kills", "20", "--each", "4"]
    monkeypatch.setattr(sys, "argv", words)
    with pytest.raises(SystemExit) as ended:
        bench_kills.main()
    said = capsys.readouterr().out
    assert ended.value.code == 0, said
    assert "20 kills, 5 of 5 libraries equal" in said
