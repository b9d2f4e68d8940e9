"""Words that may be names: counted, decided on by a person, and the decision holds from then on."""

from __future__ import annotations

import zipfile

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from ingest.home import Home
from ingest.opening import open_ingester
from ingest.settings import ScrubSettings, Settings
from ingest.store import audit, reviews
from ingest.store import documents as store
from ingest.store.library import Library

# Two words that no dictionary holds: a person, a place, a pump's maker? Nobody can be sure.
DOUBTED, LINE = "Vorn Talmit", "Thanks to Vorn Talmit we had the drawing."
SURE = "박영식 반장이 버너를 껐다."


@pytest.fixture
def plant(tmp_path):
    folder = tmp_path / "plant"
    folder.mkdir()
    (folder / "note.md").write_text(f"# 버너\n\n{SURE}\n\n{LINE} 연락처 010-0123-4567.\n", encoding="utf-8")
    (folder / "sure.md").write_text(f"# 펌프\n\n{SURE} 펌프는 세 번 두드린다.\n", encoding="utf-8")
    return folder


@pytest.fixture
def settings(tmp_path):
    def of(policy: str) -> Settings:
        return Settings(home=tmp_path / "home", scrub=ScrubSettings(policy=policy))

    return of


@pytest.fixture
def run(tmp_path, monkeypatch):
    def go(*words: str, policy: str, answers: str = "") -> str:
        env = {
            "JANGIN_HOME": str(tmp_path / "home"),
            "JANGIN_SCRUB__POLICY": policy,
            "COLUMNS": "200",
        }
        found = CliRunner().invoke(app, list(words), input=answers, env=env)
        assert found.exit_code == 0, (found.output, found.exception)
        return found.output

    return go


def texts(settings: Settings) -> dict[str, str]:
    library = Library(Home(settings.home).database)
    found = {
        d["name"]: "\n".join(p.text for p in store.passages(library, document_id=d["id"]))
        for d in store.all_documents(library)
    }
    library.close()
    return found


def test_strict_masks_what_may_be_a_name_and_counts_it(settings, plant):
    ingester = open_ingester(settings("strict"), [plant])
    report = ingester.run([plant])
    assert (report.count("indexed"), report.count("held"), report.doubts) == (2, 0, 1)
    (waiting,) = reviews.waiting(ingester.library)
    assert (waiting.name, waiting.words, waiting.held) == ("note.md", 1, False)
    assert DOUBTED not in texts(settings("strict"))["note.md"]


def test_review_holds_the_file_back_until_a_person_has_decided(settings, plant, run):
    summary = run("ingest", str(plant), policy="review")
    assert "note.md was held back: words in it may be names (1)" in summary
    assert list(texts(settings("review"))) == ["sure.md"]
    assert "files held back for them: 1" in run("doctor", policy="review")
    # Asked about with the word in the open and everything around it masked.
    shown = run("review", str(plant), policy="review", answers="k\n")
    assert DOUBTED in shown and "010-0123-4567" not in shown and "박영식" not in shown
    assert f"Thanks to {DOUBTED} we" in texts(settings("review"))["note.md"]
    assert "Nothing waits" in run("review", str(plant), policy="review")


@pytest.mark.parametrize(
    ("answer", "kept"), [("m", False), ("k", True), ("a", True)], ids=["mask", "keep here", "always keep"]
)
def test_a_decision_is_applied_again_and_is_audited(settings, plant, run, answer, kept):
    run("ingest", str(plant), policy="strict")
    run("review", str(plant), policy="strict", answers=f"{answer}\n")
    assert (DOUBTED in texts(settings("strict"))["note.md"]) is kept
    # The same word in another file: only what was decided for all holds there.
    (plant / "other.md").write_text(f"# 다른 날\n\n{LINE}\n", encoding="utf-8")
    run("ingest", str(plant), policy="strict")
    assert (DOUBTED in texts(settings("strict"))["other.md"]) is (answer == "a")
    library = Library(Home(settings("strict").home).database)
    assert bool(reviews.waiting(library)) is (answer == "k")
    (entry,) = [e for e in audit.entries(library) if e.action == "review"]
    assert DOUBTED not in str(entry.detail) and not audit.faults(library)
    library.close()


def test_skipping_and_listing_decide_nothing(settings, plant, run):
    run("ingest", str(plant), policy="review")
    assert DOUBTED in run("review", str(plant), "--list", policy="review")
    run("review", str(plant), policy="review", answers="s\n")
    run("review", str(plant), policy="review", answers="q\n")
    assert list(texts(settings("review"))) == ["sure.md"]


def test_no_decision_uncovers_a_name_that_the_plant_has_listed(settings, plant, run):
    (plant / "contributors.yaml").write_text(
        f"contributors: []\ninterviewers: []\nroster: [{DOUBTED}]\n", "utf-8"
    )
    ingester = open_ingester(settings("strict"), [plant])
    reviews.decide(ingester.library, DOUBTED, "keep")
    ingester.run([plant])
    assert DOUBTED not in texts(settings("strict"))["note.md"]


def test_the_home_never_holds_a_word_in_doubt(settings, plant, run):
    run("ingest", str(plant), policy="review")
    run("review", str(plant), policy="review", answers="m\n")
    files = [p for p in settings("review").home.rglob("*") if p.is_file()]
    assert files and not any(DOUBTED.encode() in p.read_bytes() for p in files)


def test_an_archive_is_held_back_whole_until_the_word_in_it_is_decided_on(settings, plant, run):
    with zipfile.ZipFile(plant / "묶음.zip", "w") as archive:
        for name in ("note.md", "sure.md"):
            archive.write(plant / name, name)
            (plant / name).unlink()
    assert "묶음.zip/note.md was held back" in run("ingest", str(plant), policy="review")
    assert texts(settings("review")) == {}
    assert f"묶음.zip/note.md, held back: “{DOUBTED}”" in run(
        "review", str(plant), policy="review", answers="k\n"
    )
    found = texts(settings("review"))
    assert set(found) == {"묶음.zip/note.md", "묶음.zip/sure.md"}
    assert DOUBTED in found["묶음.zip/note.md"]
