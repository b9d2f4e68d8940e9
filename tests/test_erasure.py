"""What a contributor said, or a document, is destroyed in every part of a library, however often it is interrupted."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import suppress
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant import doctor
from assistant.answerer import open_answerer
from assistant.cli import app
from ingest import caches, erasure
from ingest.erasure import plan as plans
from ingest.erasure import run as erasing
from ingest.erasure import scan as scanning
from ingest.erasure.scan import scan, spelt
from ingest.errors import LibraryError
from ingest.home import Home
from ingest.index.embedder import open_embedder
from ingest.index.vectors import VectorIndex
from ingest.index.words import WORDS, WordIndex
from ingest.opening import open_ingester
from ingest.settings import Settings
from ingest.store import audit
from ingest.store import contributors as contributor_store
from ingest.store import documents as store
from ingest.store.library import Library

VETERAN, SAID, INTERVIEW = "v01", "가스가 남아 있으면 역화가 나거든", "interviews/furnace.txt"
PURGE = "버너가 꺼지면 퍼지를 얼마나 해야 하나요?"
OTHERS = ("P-204A 베어링 온도는 몇 도에서 경보가 울리나요?", "What should be checked first on alarm E03305?")


@pytest.fixture
def settings(small_settings, tmp_path) -> Settings:
    """A copy of the small library."""
    home = tmp_path / "home"
    shutil.copytree(small_settings.home, home)
    return small_settings.model_copy(update={"home": home})


@pytest.fixture
def library(settings):
    opened = Library(Home(settings.home).database)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def others(small_settings) -> list[list[tuple[str, float]]]:
    """What is found of other sources while all is there."""
    return [found(small_settings, q) for q in OTHERS]


def forget(settings: Settings, contributor: str = VETERAN) -> erasure.Certificate:
    return erasure.erase(settings, lambda library: plans.of_contributor(library, contributor))


def ingest(settings: Settings, folder: Path, again: bool = False) -> dict[str, tuple[str, int]]:
    ingester = open_ingester(settings, [folder])
    ingester.again = again
    try:
        return {o.name: (o.state, o.passages) for o in ingester.run([folder]).outcomes}
    finally:
        ingester.library.close()
        ingester.vectors.close()


def found(settings: Settings, question: str) -> list[tuple[str, float]]:
    opened = open_answerer(settings)
    try:
        hits = opened.retriever.search(opened.retriever.read(question), 50)
        return sorted((h.passage.text, round(h.cosine, 4)) for h in hits if h.document["name"] != INTERVIEW)
    finally:
        opened.close()
        opened.retriever.close()


def anywhere(settings: Settings, *texts: str) -> tuple[str, ...]:
    return scan(settings.home, {way for text in texts for way in spelt(text)}).found_in


@pytest.mark.parametrize("way", sorted(spelt("가스가 남아 “역화”가"), key=len))
@pytest.mark.parametrize("at", [0, 1, 7, 60, 63, 64, 65, 200])
def test_a_text_is_found_however_it_is_written_and_wherever_it_stands(tmp_path, monkeypatch, way, at):
    monkeypatch.setattr(scanning, "_BLOCK", 64)
    (tmp_path / "below").mkdir()
    noise = bytes(range(256)) * 3
    (tmp_path / "below" / "it.bin").write_bytes(noise[:at] + way + noise)
    (tmp_path / "other.bin").write_bytes(noise)
    assert scan(tmp_path, [way, b"elsewhere"]).found_in == ("below/it.bin",)
    assert scan(tmp_path, [way], leave_out=[tmp_path / "below" / "it.bin"]).found_in == ()


def test_what_was_looked_through_is_counted(tmp_path):
    for n in (0, 1, 5000):
        (tmp_path / f"{n}").write_bytes(b"\x01" * n)
    scanned = scan(tmp_path, [b"nothing of it", b"ab"])
    assert (scanned.files, scanned.bytes, scanned.found_in) == (3, 5001, ())
    assert scan(tmp_path, []).found_in == ()


def test_nothing_of_a_contributor_is_left_and_all_else_is_as_it_was(settings, others):
    assert anywhere(settings, SAID) and anywhere(settings, "박영식")
    certificate = forget(settings)
    assert (certificate.found, certificate.passages, certificate.documents) == (0, certificate.vectors, 1)
    assert certificate.passages > 0 and certificate.looked_for > certificate.passages
    assert anywhere(settings, SAID, "박영식") == ()
    assert [found(settings, q) for q in OTHERS] == others
    home = Home(settings.home)
    library = Library(home.database)
    kept = store.passages(library)
    assert all(p.contributor_id != VETERAN for p in kept) and not contributor_store.all_contributors(library)
    assert VectorIndex(home.vectors, open_embedder(settings.embedding).name).count() == len(kept)
    words = WordIndex(home.words)
    assert words.count() == len(kept) and not words.search(WORDS, {"역화": 1.0}, 5)
    (entry,) = [e for e in audit.entries(library) if e.action == "forget"]
    assert entry.hash == certificate.audit and audit.faults(library) == []
    library.close()
    (written,) = home.certificates.iterdir()
    assert json.loads(written.read_text("utf-8")) == json.loads(certificate.model_dump_json())
    assert VETERAN not in written.read_text("utf-8")


@pytest.mark.parametrize("listed", [True, False], ids=["still listed", "taken off the list"])
def test_the_same_files_do_not_bring_it_back(settings, notes, tmp_path, listed):
    forget(settings)
    folder = tmp_path / "notes"
    shutil.copytree(notes, folder)
    if not listed:
        (folder / "contributors.yaml").write_text("contributors: []\n", "utf-8")
    outcomes = ingest(settings, folder)
    assert outcomes[INTERVIEW][0] == "skipped"
    assert {state for name, (state, _) in outcomes.items() if name != INTERVIEW} == {"indexed"}
    assert anywhere(settings, SAID, "박영식") == ()


def test_who_else_speaks_in_a_recording_stays(settings, notes, tmp_path):
    folder = tmp_path / "notes"
    shutil.copytree(notes, folder)
    people = (folder / "contributors.yaml").read_text("utf-8")
    second = people[people.index("  - id:") : people.index("interviewers")]
    second = second.replace("v01", "v02").replace("박영식", "최은빛").replace("박 반장", "최 기사")
    (folder / "contributors.yaml").write_text(
        people.replace("interviewers", f"{second}interviewers"), "utf-8"
    )
    talk = (folder / INTERVIEW).read_text("utf-8")
    own = "최은빛: 압연 쪽에서는 롤 냉각수를 먼저 잠그고 십 분을 기다립니다.\n"
    (folder / INTERVIEW).write_text(talk + "면접자: 압연 쪽은 어떻습니까?\n" + own, "utf-8")
    ingest(settings, folder)
    certificate = forget(settings)
    # Of the copy in which nobody else speaks nothing is left, of the other the rest.
    assert certificate.documents == 1 and anywhere(settings, SAID) == ()
    assert anywhere(settings, "롤 냉각수를 먼저 잠그고")
    state, passages = ingest(settings, folder)[INTERVIEW]
    assert (state, passages) in (("unchanged", 0), ("indexed", 1))
    assert anywhere(settings, SAID) == () and anywhere(settings, "롤 냉각수를 먼저 잠그고")


def test_a_document_is_destroyed_and_comes_back_only_when_asked_for(settings, notes):
    name, text = "manuals/vacuum.md", "Hold below 0.67 mbar for at least 18 minutes"
    certificate = erasure.erase(settings, lambda library: plans.of_document(library, name))
    assert (certificate.scope, certificate.documents, certificate.found) == ("document", 1, 0)
    assert anywhere(settings, text) == ()
    assert ingest(settings, notes)[name] == ("skipped", 0)
    assert ingest(settings, notes, again=True)[name][0] == "indexed"
    assert anywhere(settings, text)


def test_what_others_say_in_the_same_words_stays_and_is_counted(settings, notes, tmp_path):
    folder = tmp_path / "notes"
    shutil.copytree(notes, folder)
    words = "SUS304는 천이백삼십 도. 색이 귤빛이면 맞아."
    (folder / "manuals" / "colour.md").write_text(f"# 균열 온도\n\n{words}\n", "utf-8")
    ingest(settings, folder)
    certificate = forget(settings)
    assert certificate.shared > 0 and certificate.found == 0
    assert anywhere(settings, words) and anywhere(settings, SAID) == ()


class Killed(BaseException):
    """Ends a process at a point that no program chose."""


def killing(monkeypatch, module: object, name: str, at: int, after: bool) -> None:
    """Let the call number ``at`` of a function end the process, before or after it was carried out."""
    inner, calls = getattr(module, name), []

    def dying(*given, **named):
        calls.append(1)
        if len(calls) != at:
            return inner(*given, **named)
        if after:
            inner(*given, **named)
        raise Killed

    monkeypatch.setattr(module, name, dying)


@pytest.mark.parametrize(
    ("owner", "name", "at", "after"),
    [
        (erasing.journals, "save", 1, False),
        (erasing.journals, "save", 1, True),
        (erasing.tombstones, "put", 1, True),
        (Library, "vacuum", 1, False),
        (erasing.journals, "save", 2, False),
        (erasing.vectors, "rebuild", 1, True),
        (Path, "rename", 1, True),
        (Path, "rename", 2, True),
        (Path, "rename", 3, True),
        (erasing.journals, "save", 3, False),
        (erasing, "_scan", 1, True),
        (erasing.audit, "record", 1, True),
        (erasing.journals, "destroy", 1, False),
    ],
)
def test_an_interrupted_erasure_ends_as_any_other(settings, others, monkeypatch, owner, name, at, after):
    with monkeypatch.context() as patched:
        killing(patched, owner, name, at, after)
        with suppress(Killed):
            forget(settings)
    if erasure.interrupted(settings):
        with pytest.raises(LibraryError, match="--resume"):
            forget(settings)
        assert erasure.resume(settings) is not None
    elif any(p.contributor_id == VETERAN for p in _passages(settings)):
        forget(settings)  # it had not begun
    assert not erasure.interrupted(settings) and erasure.resume(settings) is None
    assert anywhere(settings, SAID, "박영식") == ()
    assert [found(settings, q) for q in OTHERS] == others
    assert not list(settings.home.glob("*.old")) and not list(settings.home.glob("*.new"))
    assert len(list(Home(settings.home).certificates.iterdir())) >= 1


def _passages(settings: Settings) -> list[store.Passage]:
    opened = Library(Home(settings.home).database)
    try:
        return store.passages(opened)
    finally:
        opened.close()


def test_a_program_that_reads_at_that_moment_is_named_and_it_can_be_ended_later(settings, library):
    with library.engine.connect() as reader:
        reader.exec_driver_sql("BEGIN")
        reader.exec_driver_sql("SELECT count(*) FROM passages").scalar()
        with pytest.raises(Exception, match=r"Another program|locked"):
            forget(settings)
    assert erasure.resume(settings) is not None
    assert anywhere(settings, SAID) == ()


def test_the_doctor_tells_of_an_interrupted_erasure(settings, monkeypatch):
    with monkeypatch.context() as patched, suppress(Killed):
        killing(patched, erasing, "_scan", 1, after=False)
        forget(settings)
    (library,) = [f for f in doctor.examine(settings) if f.component == "library"]
    assert library.state == "broken" and "--resume" in library.detail
    # A file taken in now could bring passages that the erasure knows nothing of.
    with pytest.raises(LibraryError, match="--resume"):
        open_ingester(settings, [settings.home])
    erasure.resume(settings)
    (library,) = [f for f in doctor.examine(settings) if f.component == "library"]
    assert library.state == "works"
    with sqlite3.connect(Home(settings.home).database) as c:
        c.execute("DROP TRIGGER audit_no_update")
        c.execute("UPDATE audit SET action = 'x'")
    c.close()
    (library,) = [f for f in doctor.examine(settings) if f.component == "library"]
    assert library.state == "broken" and "jangin audit verify" in library.detail


def test_a_file_of_somebody_else_that_holds_it_is_named(settings):
    (settings.home / "copy.txt").write_text(SAID, "utf-8")
    with pytest.raises(LibraryError, match=r"still stands in copy\.txt"):
        forget(settings)
    (settings.home / "copy.txt").unlink()
    assert erasure.resume(settings).found == 0


def test_saved_evaluations_that_hold_it_go_and_others_stay(settings):
    folder = Home(settings.home).evaluations
    folder.mkdir(exist_ok=True)
    (folder / "mine.json").write_text(json.dumps({"quote": f"… {SAID} …"}), "utf-8")
    (folder / "other.json").write_text("{}", "utf-8")
    assert forget(settings).evaluations == 1
    assert [p.name for p in folder.iterdir()] == ["other.json"]


def test_who_asks_at_that_time_gets_nothing_of_it_afterwards(settings):
    asked = open_answerer(settings)
    assert SAID in " ".join(s.quote for s in asked.answer(PURGE, mode="quoted").sources)
    forget(settings)
    answer = asked.answer(PURGE, mode="quoted")
    assert SAID not in json.dumps(answer.as_dict(), ensure_ascii=False)
    assert all(r.contributor is None for r in (*answer.sources, *answer.related))
    assert asked.answer(OTHERS[0], mode="quoted").status == "quoted"
    asked.close()


def test_the_caches_are_emptied(settings, monkeypatch):
    asked, emptied = open_answerer(settings), []
    monkeypatch.setattr(caches, "empty", lambda: emptied.append(1))
    asked.answer(PURGE, mode="quoted")
    assert not emptied
    forget(settings)
    asked.answer(PURGE, mode="quoted")
    assert emptied == [1]
    asked.close()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["nobody", "--yes"], "knows no contributor “nobody”"),
        (["--document", "no.md", "--yes"], "holds no document “no.md”"),
        ([], "Name one contributor"),
        ([VETERAN, "--resume"], "Name one contributor"),
    ],
)
def test_what_cannot_be_forgotten_is_one_sentence(settings, given, told):
    shown = CliRunner().invoke(app, ["forget", *given], env={"JANGIN_HOME": str(settings.home)})
    assert shown.exit_code != 0 and told in str(shown.exception)
    assert anywhere(settings, SAID)


def test_the_command_asks_first_and_shows_the_certificate(settings):
    env = {"JANGIN_HOME": str(settings.home)}
    assert CliRunner().invoke(app, ["forget", VETERAN], input="n\n", env=env).exit_code == 1
    assert anywhere(settings, SAID)
    shown = CliRunner().invoke(app, ["forget", VETERAN, "--yes"], env=env)
    assert shown.exit_code == 0 and ": 0 found" in shown.output
    assert CliRunner().invoke(app, ["forget", "--resume"], env=env).output == "No erasure was interrupted.\n"
