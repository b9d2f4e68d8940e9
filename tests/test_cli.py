"""Every command, run as a user runs it: in a process of its own, in a folder of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import NOTES

JANGIN = [sys.executable, "-c", "from assistant.cli import main; main()"]


def run(
    *arguments: str, home: Path, stdin: str | None = None, **env: str
) -> subprocess.CompletedProcess[str]:
    # As on a plant's machine: some libraries call home everywhere but where CI is set.
    plant = {name: value for name, value in os.environ.items() if name != "CI"}
    return subprocess.run(
        [*JANGIN, *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        cwd=home.parent,
        env={**plant, "JANGIN_HOME": str(home), "JANGIN_LLM__PROVIDER": "none", "NO_COLOR": "1", **env},
        timeout=180,
    )


@pytest.fixture(scope="module")
def home(small_settings) -> Path:
    return small_settings.home


def test_ingest_reports_files_passages_and_masked_items_then_skips_what_is_unchanged(notes, tmp_path):
    home = tmp_path / "home"
    first = run("ingest", str(notes), home=home)
    assert first.returncode == 0, first.stderr
    assert "masked items" in first.stdout and "PHONE" in first.stdout
    again = run("ingest", str(notes), "--json", home=home)
    assert json.loads(again.stdout)["unchanged"] == 3
    assert json.loads(again.stdout)["indexed"] == 0


def test_a_changed_file_replaces_its_passages(tmp_path):
    folder, home = tmp_path / "docs", tmp_path / "home"
    folder.mkdir()
    (folder / "a.md").write_text("# 기준\n\n오일 온도는 40 °C로 한다.\n")
    assert run("ingest", str(folder), home=home).returncode == 0
    (folder / "a.md").write_text("# 기준\n\n오일 온도는 55 °C로 한다.\n")
    assert run("ingest", str(folder), home=home).returncode == 0
    answer = json.loads(run("ask", "오일 온도는 몇 도?", "--json", "--mode", "quoted", home=home).stdout)
    assert "55 °C" in answer["answer"] and "40 °C" not in json.dumps(answer, ensure_ascii=False)


def test_a_bad_file_costs_that_file_alone_and_stays_in_sight(tmp_path):
    folder, home = tmp_path / "docs", tmp_path / "home"
    folder.mkdir()
    (folder / "good.md").write_text("# 기준\n\n오일 온도는 40 °C로 한다.\n")
    (folder / "empty.txt").write_text("")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    (folder / "film.mkv").write_bytes(b"\x1aE")
    result = run("ingest", str(folder), "--json", home=home)
    summary = json.loads(result.stdout)
    assert result.returncode == 0
    assert (summary["indexed"], summary["failed"], summary["skipped"]) == (1, 2, 1)
    assert {f["file"] for f in summary["not_indexed"]} == {"empty.txt", "broken.pdf", "film.mkv"}
    listed = run("sources", home=home).stdout
    assert "good.md" in listed and "broken.pdf" in listed


def test_what_was_ingested_stays_when_a_new_version_cannot_be_read(tmp_path):
    folder, home = tmp_path / "docs", tmp_path / "home"
    folder.mkdir()
    (folder / "a.txt").write_text("오일 온도는 40 °C로 한다.")
    run("ingest", str(folder), home=home)
    (folder / "a.txt").write_text("")
    assert run("ingest", str(folder), home=home).returncode == 1
    answer = json.loads(run("ask", "오일 온도는 몇 도?", "--json", home=home).stdout)
    assert "40 °C" in answer["answer"]


@pytest.mark.parametrize(
    ("arguments", "env", "status", "says"),
    [
        (["ask", "펌프?"], {"JANGIN_HOME": "{empty}"}, 3, "jangin ingest"),
        (["ask", " "], {}, 2, "The question is empty"),
        (["ingest", "/nonexistent/folder"], {}, 2, "does not exist"),
        (["sources"], {"JANGIN_LLM__MODL": "x"}, 2, "llm.modl"),
        (["sources"], {"JANGIN_HOEM": "x"}, 2, "JANGIN_HOEM"),
        (["ingest", "."], {"JANGIN_HOME": "/proc/nowhere"}, 1, "cannot be written"),
        (["eval", "/nonexistent/gold.jsonl"], {}, 2, "gold.jsonl"),
    ],
)
def test_a_mistake_gives_one_sentence_and_its_status(home, tmp_path, arguments, env, status, says):
    env = {key: value.replace("{empty}", str(tmp_path / "empty")) for key, value in env.items()}
    result = run(*arguments, home=home, **env)
    assert result.returncode == status, result.stderr
    assert says in result.stderr
    assert "Traceback" not in result.stderr


def test_an_empty_folder_is_said_so(tmp_path):
    (tmp_path / "empty").mkdir()
    result = run("ingest", str(tmp_path / "empty"), home=tmp_path / "home")
    assert result.returncode == 1
    assert "no files" in result.stderr


def test_ask_prints_the_documented_object(home):
    result = run("ask", "SUS304 3패스 압력은?", "--json", home=home)
    answer = json.loads(result.stdout)
    assert list(answer) == [
        "status",
        "certain",
        "language",
        "answer",
        "sentences",
        "sources",
        "warnings",
        "model",
        "timings_ms",
    ]
    assert answer["status"] == "quoted" and answer["model"] is None
    source = answer["sources"][0]
    assert set(source) == {
        "n",
        "document",
        "title",
        "kind",
        "standing",
        "date",
        "approved_by",
        "contributor",
        "role",
        "locator",
        "asked",
        "quote",
        "score",
    }
    assert source["n"] == 1 and "240 bar" in source["quote"]


def test_questions_come_from_standard_input_as_lines_or_objects(home):
    follow_up = {
        "question": "그럼 정지는?",
        "history": [{"question": "P-204A 베어링 온도 경보는 몇 도?", "answer": "75 °C"}],
    }
    stdin = f"SUS304 3패스 압력은?\n\n{json.dumps(follow_up, ensure_ascii=False)}\n"
    result = run("ask", "-", "--json", home=home, stdin=stdin)
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert "240 bar" in first["answer"]
    assert "85 °C" in second["answer"]


def test_a_line_that_is_no_question_is_named(home):
    result = run("ask", "-", home=home, stdin='{"frage": "x"}\n')
    assert result.returncode == 2
    assert "Line 1" in result.stderr


def test_a_terminal_user_reads_quotes_and_where_they_stand(home):
    shown = run("ask", "버너가 꺼지면 퍼지를 얼마나 해야 하나요?", home=home).stdout
    assert "[1] 박영식 (가열로 반장)" in shown
    assert "오 분" in shown


def test_sources_lists_documents_without_personal_data(home):
    rows = [json.loads(line) for line in run("sources", "--json", home=home).stdout.splitlines()]
    assert {r["name"] for r in rows} == {n for n in NOTES if n != "contributors.yaml"}
    assert all(r["passages"] > 0 for r in rows)


def test_doctor_finds_every_component_working(home):
    result = run("doctor", "--json", home=home)
    found = {f["component"]: f for f in map(json.loads, result.stdout.splitlines())}
    assert result.returncode == 0, result.stdout
    for component in (
        "Korean analyser",
        "personal data",
        "embedding model",
        "vector store",
        "word index",
        "library",
    ):
        assert found[component]["state"] == "works", found[component]
    assert found["language model"]["state"] == "absent"


def test_doctor_names_a_disagreement(notes, tmp_path):
    import shutil

    home = tmp_path / "home"
    run("ingest", str(notes), home=home)
    shutil.rmtree(home / "words")
    result = run("doctor", home=home, COLUMNS="200")
    assert result.returncode == 1
    assert "do not agree" in result.stdout


def test_model_list_says_what_to_do(home, tmp_path):
    result = run("model", "list", "--json", home=home, JANGIN_MODEL_DIR=str(tmp_path))
    starter = next(m for m in map(json.loads, result.stdout.splitlines()) if m["provider"] == "starter")
    assert not starter["usable"] and "jangin model get" in starter["remedy"]


def test_nothing_is_written_outside_the_home(notes, tmp_path):
    home, temporary, cache = tmp_path / "w" / "home", tmp_path / "t", tmp_path / "c"
    for folder in (home.parent, temporary, cache):
        folder.mkdir(parents=True)
    env = {"TMPDIR": str(temporary), "XDG_CACHE_HOME": str(cache), "HOME": str(cache)}
    assert run("ingest", str(notes), home=home, **env).returncode == 0
    assert run("ask", "SUS304 3패스 압력은?", home=home, **env).returncode == 0
    left = [
        p
        for folder in (home.parent, temporary, cache)
        for p in folder.rglob("*")
        if home not in (p, *p.parents)
    ]
    assert left == []
