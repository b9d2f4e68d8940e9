"""Odd files, folders and lists cost themselves alone, and nothing personal gets past the scrubber by them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from assistant.cli.watch import _look
from ingest.errors import SettingsError
from ingest.files import find
from ingest.home import Home
from ingest.opening import open_ingester
from ingest.report import Report
from ingest.settings import Settings, load_settings
from ingest.store import documents as store

GOOD = "펌프 P-204A의 토출 압력은 18 MPa다."
PERSONAL = ("홍길동", "010-3456-7890", "3456-7890", "hong@plant.example")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(home=tmp_path / "home", llm={"provider": "none"})


@pytest.fixture
def plant(tmp_path: Path) -> Path:
    (tmp_path / "plant").mkdir()
    (tmp_path / "plant" / "a.txt").write_text(GOOD, "utf-8")
    return tmp_path / "plant"


def run(settings: Settings, *paths: Path, prune: bool = False) -> tuple[Report, list[dict[str, object]], str]:
    """The report, the documents, and all that their passages say."""
    ingester = open_ingester(settings, paths)
    ingester.prune = prune
    try:
        report = ingester.run(paths)
    finally:
        ingester.library.close()
    library = Home(settings.home).open()
    documents = store.all_documents(library)
    text = "\n".join(p.text for p in store.passages(library))
    library.close()
    return report, documents, text


def two_logs(folder: Path) -> None:
    mail = EmailMessage()
    mail["Subject"] = "Logs"
    mail.set_content("See both.")
    for told in ("CV-9 runs.", "CV-9 stopped."):
        mail.add_attachment(told, filename="log.txt")
    (folder / "b.eml").write_bytes(mail.as_bytes())


def old_name(folder: Path) -> None:
    with open(os.fsencode(folder) + b"/" + "작업표준.txt".encode("cp949"), "w") as file:
        file.write("CV-9 벨트를 멈춘다.")


def half_a_character(folder: Path) -> None:
    (folder / "b.json").write_text(
        '{"segments": [{"start": 0, "end": 1, "text": "CV-9 벨트를 본다 \\ud83d"}]}'
    )


def cut_log(folder: Path) -> None:
    (folder / "b.txt").write_bytes(("CV-9 벨트는 저녁마다 멈추고 닦는다.\n" * 5).encode()[:-3])


@pytest.mark.parametrize(
    ("put", "names", "says"),
    [
        (two_logs, ["b.eml", "b.eml/log (2).txt", "b.eml/log.txt"], ("runs", "stopped")),
        (old_name, ["작업표준.txt"], ("벨트를 멈춘다",)),
        (half_a_character, ["b.json"], ("벨트를 본다",)),
        (cut_log, ["b.txt"], ("저녁마다 멈추고",)),
    ],
)
def test_an_odd_file_is_read_and_the_others_too(
    settings: Settings, plant: Path, put: Callable[[Path], None], names: list[str], says: tuple[str, ...]
) -> None:
    put(plant)
    report, documents, text = run(settings, plant)
    assert [d["name"] for d in documents] == ["a.txt", *names]
    assert all(words in text for words in (GOOD, *says))
    damaged = [w for o in report.outcomes for w in o.warnings if "damaged" in w]
    assert len(damaged) == (put in (cut_log, half_a_character))


def test_a_fault_of_our_own_costs_one_file(
    settings: Settings, plant: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ingest import pipeline

    def prepare(file: object, *rest: object) -> object:
        if "b.txt" in str(file):
            raise KeyError("x")
        return real(file, *rest)  # type: ignore[arg-type]

    real = pipeline.prepare
    monkeypatch.setattr(pipeline, "prepare", prepare)
    (plant / "b.txt").write_text("CV-9 벨트를 멈춘다.", "utf-8")
    report, documents, _ = run(settings, plant)
    assert {o.name: o.state for o in report.outcomes} == {"a.txt": "indexed", "b.txt": "failed"}
    assert "fault of Jangin" in report.outcomes[1].reason and [d["name"] for d in documents] == ["a.txt"]


def test_a_closed_folder_is_told_and_what_was_read_in_it_stays(
    settings: Settings, plant: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (plant / "sub").mkdir()
    (plant / "sub" / "b.txt").write_text("CV-9 벨트를 멈춘다.", "utf-8")
    run(settings, plant)
    opened = Path.iterdir

    def closed(self: Path) -> object:
        if self.name == "sub":
            raise PermissionError(13, "Permission denied")
        return opened(self)

    monkeypatch.setattr(Path, "iterdir", closed)
    report, documents, _ = run(settings, plant, prune=True)
    assert {o.name: o.state for o in report.outcomes} == {"a.txt": "unchanged", "sub": "failed"}
    assert "may not be opened" in report.outcomes[1].reason
    assert [d["name"] for d in documents] == ["a.txt", "sub/b.txt"]


@pytest.mark.parametrize(
    ("name", "text", "entry"),
    [
        ("b.md", "---\ndate: 홍길동 과장 010-3456-7890\nrevision: 3 홍길동 hong@plant.example\n---\n\n# 표준\n\n벨트", ""),
        ("b.html", '<html><head><meta name="date" content="홍길동 010-3456-7890"></head><body><p>벨트</p></body></html>', ""),
        ("b.txt", "벨트를 멈춘다.", "contributor: 홍길동 과장"),
        ("b.txt", "벨트를 멈춘다.", "audience: 홍길동 과장 hong@plant.example"),
        ("b 010-3456-7890.홍길동 과장", "벨트를 멈춘다.", ""),
    ],
)  # fmt: skip
def test_nothing_personal_stands_in_what_is_known_of_a_file(
    settings: Settings, plant: Path, name: str, text: str, entry: str
) -> None:
    (plant / "roster.csv").write_text("이름\n홍길동\n", "utf-8")
    (plant / name).write_text(text, "utf-8")
    if entry:
        (plant / "manifest.yaml").write_text(f"{name}: {{{entry}}}\n", "utf-8")
    report, documents, _ = run(settings, plant)
    told = json.dumps([repr(report), documents], ensure_ascii=False, default=str)
    assert not any(personal in told for personal in PERSONAL)
    assert bool(report.outcomes[1].warnings) == bool(entry)


@pytest.mark.parametrize(
    ("manifest", "says"),
    [("a.txt: {title: 홍길동: 점검: x", "near line 1"), ("a.txt: {date: 홍길동}", "“date” is wrong")],
)
def test_a_wrong_manifest_is_told_without_its_words(plant: Path, manifest: str, says: str) -> None:
    (plant / "manifest.yaml").write_text(f"{manifest}\n", "utf-8")
    with pytest.raises(SettingsError, match=says) as raised:
        find([plant])
    assert "홍길동" not in str(raised.value)


def test_a_document_is_replaced_in_its_own_folder_only(settings: Settings, tmp_path: Path) -> None:
    for folder in ("pa", "pb"):
        (tmp_path / folder).mkdir()
        for name, bar in (("v1.txt", 18), ("v2.txt", 19)):
            (tmp_path / folder / name).write_text(f"{folder} 압력은 {bar} bar다.", "utf-8")
    (tmp_path / "pa" / "manifest.yaml").write_text("v2.txt: {supersedes: v1.txt}\n")
    _, documents, _ = run(settings, tmp_path / "pa", tmp_path / "pb")
    replaced = [d["id"] for d in documents if d["superseded"]]
    library = Home(settings.home).open()
    texts = [p.text for p in store.passages(library) if p.document_id in replaced]
    library.close()
    assert texts == ["pa 압력은 18 bar다."]


def test_a_watch_does_not_look_at_what_jangin_writes(tmp_path: Path) -> None:
    for name in ("a.txt", ".jangin/library.sqlite", "library/x.txt", "report.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    seen = _look([tmp_path], {(tmp_path / "library").resolve(), (tmp_path / "report.html").resolve()})
    assert list(seen) == [str(tmp_path / "a.txt")]
