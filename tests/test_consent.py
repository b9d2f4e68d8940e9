"""Consent as a record: every one is kept, the last is in force, and what it no longer allows is gone at once."""

from __future__ import annotations

import json
import shutil
import sqlite3

import pytest
from typer.testing import CliRunner

from assistant.answerer import open_answerer
from assistant.cli import app
from ingest.home import Home
from ingest.opening import open_ingester
from ingest.store import audit
from ingest.store import contributors as store
from ingest.store import schema as t
from ingest.store.library import Library

PURGE = "버너가 꺼지면 퍼지를 얼마나 해야 하나요?"
NAME, ROLE = "박영식", "가열로 반장"


@pytest.fixture
def settings(small_settings, tmp_path):
    """A copy of the small library."""
    home = tmp_path / "home"
    shutil.copytree(small_settings.home, home)
    return small_settings.model_copy(update={"home": home})


@pytest.fixture
def run(settings):
    def go(*words: str, code: int = 0):
        found = CliRunner().invoke(
            app, ["consent", *words], env={"JANGIN_HOME": str(settings.home), "COLUMNS": "250"}
        )
        assert found.exit_code == code, (found.output, found.exception)
        return found

    return go


def shown(answerer) -> tuple[str | None, str | None]:
    (source,) = [s for s in answerer.answer(PURGE, mode="quoted").sources if s.kind == "interview"][:1]
    return source.contributor, source.role


def test_a_change_counts_from_the_next_question_on_and_the_name_is_gone(settings, run):
    asked = open_answerer(settings)
    assert shown(asked) == (NAME, ROLE)
    run("change", "v01", "--display", "alias", "--alias", "귤빛")
    assert shown(asked) == ("귤빛", ROLE)
    files = [p for p in settings.home.rglob("*") if p.is_file()]
    assert not any(NAME.encode() in p.read_bytes() for p in files)
    run("change", "v01", "--display", "anonymous", "--label", "압연 베테랑")
    assert shown(asked) == (None, "압연 베테랑")
    run("change", "v01", "--display", "name", "--name", NAME)
    assert shown(asked) == (NAME, "압연 베테랑")
    run("change", "v01", "--until", "2020-12-31", "--since", "2020-01-01")
    assert shown(asked) == (None, "압연 베테랑")
    run("change", "v01", "--until", "none", "--purpose", "research")
    assert shown(asked) == (None, "압연 베테랑")
    run("change", "v01", "--purpose", "training", "--purpose", "research")
    assert shown(asked) == (NAME, "압연 베테랑")
    asked.close()


def test_every_consent_is_kept_and_recorded_without_a_name(settings, run):
    run("change", "v01", "--display", "alias", "--alias", "귤빛", "--evidence", "form-7")
    told = [json.loads(line) for line in run("history", "v01").output.splitlines()]
    assert [(x["display"], x["origin"], x["evidence"]) for x in told] == [
        ("name", "file", "form-1"),
        ("alias", "command", "form-7"),
    ]
    library = Library(Home(settings.home).database)
    kept = [e for e in audit.entries(library) if e.action == "consent"]
    assert [e.detail["origin"] for e in kept] == ["file", "command"]
    assert "v01" not in str(kept) and NAME not in str(kept)
    library.close()


def test_a_file_that_stands_unchanged_undoes_no_command_and_a_changed_one_counts(
    settings, notes, tmp_path, run
):
    folder = tmp_path / "notes"
    shutil.copytree(notes, folder)
    run("change", "v01", "--display", "anonymous")

    def ingested() -> list[tuple[str, str | None]]:
        ingester = open_ingester(settings, [folder])
        states = {o.state for o in ingester.run([folder]).outcomes}
        people = [(p["display"], p["name"]) for p in store.all_contributors(ingester.library).values()]
        ingester.library.close()
        return [*people, *sorted(states)]

    assert ingested() == [("anonymous", None), "indexed"]
    people = folder / "contributors.yaml"
    people.write_text(people.read_text("utf-8").replace("evidence: form-1", "evidence: form-9"), "utf-8")
    # No file is read again for it.
    assert ingested() == [("name", NAME), "unchanged"]


def test_the_list_shows_who_is_shown_how_and_whom_the_role_gives_away(run):
    assert "nobody else has the role" not in run("list").output
    run("change", "v01", "--display", "anonymous")
    told = run("list").output
    assert "anonymous" in told and NAME not in told
    assert 'jangin consent change v01 --label "현장 베테랑"' in told
    (row,) = [json.loads(line) for line in run("list", "--json").output.splitlines()]
    assert (row["state"], row["shown"], row["role_shown"], row["coarser"]) == (
        "in force",
        None,
        ROLE,
        "현장 베테랑",
    )
    assert NAME not in str(row)


def test_a_new_contributor_is_added_and_one_who_withdrew_may_come_back(settings, run):
    new = ("--role", "기사", "--role-en", "driver", "--evidence", "form-3")
    run("add", "v09", "--display", "alias", "--alias", "솔", *new)
    run("withdraw", "v01", "--yes")
    library = Library(Home(settings.home).database)
    assert set(store.all_contributors(library)) == {"v09"}
    run("add", "v01", "--display", "anonymous", *new)
    assert set(store.all_contributors(library)) == {"v01", "v09"}
    library.close()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["change", "v77", "--display", "name"], "knows no contributor “v77”"),
        (["history", "v77"], "knows no contributor “v77”"),
        (["change", "v01"], "Nothing to change"),
        (["change", "v01", "--display", "loud"], "“display” is not usable"),
        (["change", "v01", "--display", "alias"], "no alias is given"),
        (["change", "v01", "--since", "2026-01-01", "--until", "2025-01-01"], "until lies before since"),
        (["change", "v01", "--until", "tomorrow"], "“until” is not usable"),
        (["add", "v01", "--display", "name", "--role", "a", "--role-en", "b", "--evidence", "c"], "already"),
        (
            ["add", "v02", "--display", "name", "--role", "a", "--role-en", "b", "--evidence", "c"],
            "give it with --name",
        ),
    ],
)
def test_what_cannot_be_recorded_is_one_sentence(run, words, told):
    assert told in str(run(*words, code=1).exception)


def test_a_library_of_the_second_format_keeps_its_consents(settings):
    path = Home(settings.home).database
    with sqlite3.connect(path) as c:
        c.execute("DROP TABLE consents")
        c.execute(
            "CREATE TABLE consents (contributor_id VARCHAR PRIMARY KEY, display VARCHAR, alias TEXT, since VARCHAR, "
            "until VARCHAR, purposes JSON, evidence TEXT)"
        )
        c.execute(
            """INSERT INTO consents VALUES ('v01', 'alias', '귤빛', NULL, '2030-01-01', '["training"]', 'f')"""
        )
        c.execute("UPDATE library SET value = '2' WHERE key = 'schema_version'")
    c.close()
    library = Library(path)
    (person,) = store.all_contributors(library).values()
    assert (person["alias"], person["until"], person["purposes"]) == ("귤빛", "2030-01-01", ["training"])
    assert (person["sites"], person["label"]) == ([], None)
    assert library.get("schema_version") == str(t.SCHEMA_VERSION)
    library.close()
