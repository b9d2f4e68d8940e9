"""``jangin questions`` through the command's own runner."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from ingest.errors import JanginError
from ingest.home import Home
from ingest.store import questions
from ingest.store.library import Library

runner = CliRunner()


@pytest.fixture
def run(small_settings, monkeypatch):
    monkeypatch.setenv("JANGIN_HOME", str(small_settings.home))
    monkeypatch.setenv("JANGIN_LLM__PROVIDER", "none")

    library = Library(Home(small_settings.home).database)
    questions.close(library, [q.id for q in questions.waiting(library)])
    library.close()

    def go(*arguments: str) -> str:
        result = runner.invoke(app, ["questions", *arguments])
        if isinstance(result.exception, JanginError):
            raise result.exception
        assert result.exit_code == 0, result.output
        return result.output

    return go


def test_a_question_goes_on_the_list_to_a_sheet_and_off_again(run, tmp_path):
    assert "Kept as question" in run("add", "CV-9 벨트 장력은?")
    (listed,) = (json.loads(line) for line in run("list", "--json").splitlines())
    assert listed["text"] == "CV-9 벨트 장력은?" and listed["text"] in run("list")
    assert "1 questions written" in run("sheet", str(tmp_path / "talk.txt"))
    assert "면접자: CV-9" in (tmp_path / "talk.txt").read_text("utf-8")
    assert run("check").endswith("0 answered, 1 waiting\n")
    assert "1 closed" in run("close", str(listed["id"]))
    assert run("list") == ""


def test_check_closes_what_the_library_answers(run):
    run("add", "P-204A 베어링 온도는 몇 도에서 경보가 울리나요?")
    assert "75 °C" in run("check")
    assert run("check", "--close").endswith("1 answered, 0 waiting\n")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("add", "  "), "empty"),
        (("close", "4711"), "only 0 were there"),
        (("sheet", "talk.txt", "--language", "fr"), "no sheet in “fr”"),
        (("sheet", "."), "exists already"),
        (("sheet", "no/such/folder/talk.txt"), "cannot be written"),
    ],
)
def test_a_wrong_call_is_one_sentence(run, arguments, says):
    with pytest.raises(JanginError, match=says):
        run(*arguments)
