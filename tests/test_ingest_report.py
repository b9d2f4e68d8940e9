"""The report of an ingest run says of each file what became of it, to a person and to a program."""

from __future__ import annotations

import json
from pathlib import Path

import lxml.html
import pytest
from typer.testing import CliRunner

from assistant.cli import app

PERSONAL = ("김도윤", "010-2345-6789")


@pytest.fixture(scope="module")
def plant(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plant")
    told = (
        f"# P-204A 점검 <급>\n\n개정 3\n\n{PERSONAL[0]} 반장({PERSONAL[1]})은 베어링 온도 경보를 75 ℃로 둔다."
    )
    (folder / "김도윤 반장 점검표.md").write_text(told, "utf-8")
    (folder / "깨짐.docx").write_bytes(b"PK\x03\x04 not a document")
    (folder / "manifest.yaml").write_text("김도윤 점검.md: {kind: manual}\n", "utf-8")
    (folder / "그림.dwg").write_bytes(b"AC1032")
    return folder


def report(plant: Path, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch, **env: str) -> str:
    for key, value in {"JANGIN_HOME": str(tmp_path / "home"), "JANGIN_LLM__PROVIDER": "none", **env}.items():
        monkeypatch.setenv(key, value)
    result = CliRunner().invoke(app, ["ingest", str(plant), "--report", str(tmp_path / name)])
    assert result.exit_code == 0, result.output
    text = (tmp_path / name).read_text("utf-8")
    assert not any(personal in text for personal in PERSONAL)
    return text


@pytest.mark.parametrize(
    ("language", "headings", "said"),
    [
        ("ko", ["읽지 못함 (1)", "건너뜀 (1)", "수집함 (1)"], ("설비: P-204A 추측", "언어: 한국어", "열람 대상: 모두", "이름 1")),
        ("en", ["Not read (1)", "Skipped (1)", "Taken in (1)"], ("equipment: P-204A guess", "language: Korean", "audience: everybody", "name 1")),
    ],
)  # fmt: skip
def test_the_page_says_what_became_of_each_file(plant, tmp_path, monkeypatch, language, headings, said):
    page = lxml.html.fromstring(report(plant, tmp_path, "r.html", monkeypatch, JANGIN_LANGUAGE=language))
    assert [h.text_content() for h in page.iter("h2")] == headings
    failed, skipped, indexed = (
        " ".join(td.text_content() for td in row.iter("td")) for row in page.iterfind(".//tbody/tr")
    )
    assert "save it again" in failed and "“.dwg” are not read" in skipped
    assert "<급>" in indexed and all(words in indexed for words in said)
    assert "manifest.yaml tells of" in page.text_content()
    assert page.get("lang") == language and not page.xpath("//script | //*[@src]")


def test_the_data_says_the_same(plant, tmp_path, monkeypatch):
    told = json.loads(report(plant, tmp_path, "r.json", monkeypatch))
    assert (told["files"], told["indexed"], told["failed"], told["skipped"]) == (3, 1, 1, 1)
    (indexed,) = (d for d in told["documents"] if d["state"] == "indexed")
    assert indexed["passages"] >= 1 and indexed["masked"] == {"PERSON": 1, "PHONE_NUMBER": 1}
    assert indexed["known"]["equipment"] == "P-204A" and "equipment" in indexed["guessed"]
    assert {d["file"]: bool(d.get("reason")) for d in told["documents"]}[indexed["file"]] is False
    assert len(told["notes"]) == 1 and "correct the name" in told["notes"][0]
    assert len(told["not_indexed"]) == 2 and all(entry["reason"] for entry in told["not_indexed"])


@pytest.mark.parametrize(
    ("name", "says"), [("r.pdf", "ends in .html or .json"), ("no/r.html", "could not be written")]
)
def test_a_report_that_cannot_be_written_says_so(plant, tmp_path, monkeypatch, name, says):
    monkeypatch.setenv("JANGIN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("JANGIN_LLM__PROVIDER", "none")
    result = CliRunner().invoke(app, ["ingest", str(plant), "--report", str(tmp_path / name)])
    assert result.exit_code != 0
    assert says in result.output + str(result.exception)
