"""Fixtures shared by the tests; each library lives in a temporary folder of its own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import ingest as ingest  # sets the off-network switches first
from eval.corpora import HANBIT
from ingest.settings import Settings, load_settings

NOTES = {
    "manuals/descaler.md": """# 디스케일러 P-204A 점검 기준

## 1 패킹

패킹 누수는 분당 10~20방울이 정상이다. 방울이 전혀 없으면 축이 과열되므로 그랜드 너트를 반 바퀴 푼다.

## 2 베어링

베어링 온도는 75 °C에서 경보, 85 °C에서 정지한다. 오일은 ISO VG 150을 4,000시간마다 교체한다.

| 강종 | 1패스 | 2패스 | 3패스 |
| --- | --- | --- | --- |
| SUS304 | 210 bar | 225 bar | 240 bar |
| SM45C | 180 bar | 180 bar | 180 bar |
""",
    "manuals/vacuum.md": """# VD-1 vacuum degasser

## 1 Working pressure

Hold below 0.67 mbar for at least 18 minutes. Freeboard must be at least 800 mm.

## 2 Alarms

On alarm E03305 check the cover O-ring seal first, then the steam ejector nozzle of stage 3.
""",
    "interviews/furnace.txt": """면접자: 버너가 꺼지면 바로 다시 붙여도 됩니까?
박영식: 절대 안 되지. 퍼지를 오 분 꽉 채우고 나서 붙여야 해. 가스가 남아 있으면 역화가 나거든.
면접자: 연락처가 어떻게 되시죠?
박영식: 공일공은 옛날이고, 010-1234-5678로 전화하면 돼.
면접자: 균열 온도는요?
박영식: SUS304는 천이백삼십 도. 색이 귤빛이면 맞아.
""",
    "contributors.yaml": """contributors:
  - id: v01
    name: 박영식
    aliases_in_text: [박 반장]
    role: 가열로 반장
    role_en: Reheating furnace foreman
    line: 압연
    line_en: Rolling
    years: 31
    consent: {display: name, since: 2024-03-01, purposes: [training], evidence: form-1}
interviewers: []
roster: []
""",
}


@pytest.fixture(scope="session")
def notes(tmp_path_factory) -> Path:
    """A small folder of documents in Korean and English."""
    folder = tmp_path_factory.mktemp("notes")
    for name, content in NOTES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, "utf-8")
    return folder


def ingest_all(settings: Settings, folder: Path) -> int:
    """Ingest a folder with every real component; how many files were indexed."""
    from ingest.opening import open_ingester

    ingester = open_ingester(settings, [folder])
    try:
        return ingester.run([folder]).count("indexed")
    finally:
        ingester.library.close()


@pytest.fixture(scope="session")
def small_settings(notes, tmp_path_factory) -> Settings:
    """Settings of a library made of ``notes`` with every real component, and no language model."""
    settings = load_settings(home=tmp_path_factory.mktemp("home"), llm={"provider": "none"})
    assert ingest_all(settings, notes) == 3
    return settings


@pytest.fixture(scope="session")
def hanbit_settings(tmp_path_factory) -> Settings:
    """Settings of a library made of the whole sample factory; takes a minute or two."""
    settings = load_settings(home=tmp_path_factory.mktemp("hanbit"), llm={"provider": "none"})
    ingest_all(settings, HANBIT / "documents")
    return settings


def require(there: bool, what: str) -> None:
    """Skip where an outside program is missing, but never in CI, which must provide it."""
    if there:
        return
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing, and CI must have it")
    pytest.skip(f"{what} is not installed")
