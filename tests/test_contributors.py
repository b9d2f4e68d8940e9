"""Contributors are read strictly and shown exactly as they agreed."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.contributors import Contributors
from ingest.errors import SettingsError

FILE = """
contributors:
  - id: v01
    name: 박영식
    aliases_in_text: [박 반장, Park Young-sik]
    role: 가열로 반장
    role_en: Reheating furnace foreman
    line: 압연
    line_en: Rolling
    years: 31
    consent: {display: name, since: 2024-03-01, until: null, purposes: [training], evidence: form 1}
  - id: v02
    name: 정복례
    aliases_in_text: [박 반장]
    role: 품질 검사
    role_en: Quality inspector
    consent: {display: alias, alias: 은빛, since: 2024-03-01, until: 2025-02-28}
  - id: v03
    name: Joseph Mensah
    aliases_in_text: [Joe]
    role: 정비공
    role_en: Fitter
    consent: {display: anonymous}
interviewers: [문서진]
roster:
  - {name: 이준호, aliases_in_text: [이 대리]}
"""


@pytest.fixture
def people(tmp_path: Path) -> Contributors:
    path = tmp_path / "contributors.yaml"
    path.write_text(FILE, encoding="utf-8")
    return Contributors.load(path)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("박영식", "v01"),
        ("박영식 반장", "v01"),
        ("박영식반장님", "v01"),
        ("가열로 박영식:", "v01"),
        ("park young-sik", "v01"),
        ("v02", "v02"),
        ("은빛", "v02"),
        ("Joe", "v03"),
        ("박 반장", None),  # two people are called so
        ("문서진", None),
        ("", None),
        (None, None),
    ],
)
def test_a_speaker_label_leads_to_its_contributor(
    people: Contributors, label: str | None, expected: str | None
) -> None:
    found = people.by_label(label)
    assert (found.id if found else None) == expected


def test_the_roster_holds_every_name_but_no_display_alias(people: Contributors) -> None:
    assert people.roster == (
        "박영식", "박 반장", "Park Young-sik", "정복례", "Joseph Mensah", "Joe", "문서진", "이준호", "이 대리",
    )  # fmt: skip


def test_no_file_means_nobody() -> None:
    assert Contributors.load(None) == Contributors()


@pytest.mark.parametrize(
    ("old", "new", "read_again"),
    [
        ("Park Young-sik", "Park Y. S.", True),
        ("name: 정복례", "name: 정복순", True),
        ("이 대리", "이 과장", True),
        ("alias: 은빛", "alias: 금빛", True),  # a speaker may be labelled so
        ("display: name", "display: anonymous", False),
        ("until: 2025-02-28", "until: 2026-02-28", False),
        ("purposes: [training]", "purposes: [training], sites: [포항]", False),
    ],
)
def test_files_are_read_again_where_masking_may_change_and_not_for_a_consent(
    people: Contributors, tmp_path: Path, old: str, new: str, read_again: bool
) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(FILE.replace(old, new), encoding="utf-8")
    assert (Contributors.load(other).digest != people.digest) == read_again


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("display: name", "display: nickname", "contributors.0.consent.display"),
        ("years: 31", "yaers: 31", "contributors.0.yaers"),
        ("role_en: Fitter", "note: x", "contributors.2.role_en"),
        ("alias: 은빛, ", "", "contributors.1.consent"),
        ("until: 2025-02-28", "until: 2023-02-28", "contributors.1.consent"),
        ("id: v03", "id: v01", "v01"),
        ("interviewers: [문서진]", "interviewers: [문서진", "line"),
    ],
)
def test_a_mistake_is_one_sentence_with_file_and_key(tmp_path: Path, old: str, new: str, key: str) -> None:
    path = tmp_path / "contributors.yaml"
    path.write_text(FILE.replace(old, new), encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        Contributors.load(path)
    assert key in str(caught.value)
    assert path.name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"absent\.yaml"):
        Contributors.load(tmp_path / "absent.yaml")
