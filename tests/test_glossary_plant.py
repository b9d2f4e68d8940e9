"""A plant's own words widen its questions; proposals for them come from what its documents say."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from assistant.answerer import open_answerer, plant_glossary
from assistant.cli import app
from assistant.glossary import Glossary, load
from assistant.glossary_file import read
from assistant.mine import mine, unexplained
from ingest.documents import Locator
from ingest.errors import SettingsError
from ingest.settings import load_settings
from ingest.store.documents import Passage
from tests.conftest import ingest_all

NOTES = "# 단조 프레스 FP-7\n\n해머 유격은 교대마다 두께 게이지로 재고 0.8 mm를 넘으면 라이너를 바꾼다.\n"
QUESTION = "뚱땅이 유격은 얼마까지 괜찮아요?"
KNOWN_NOTHING = Glossary(())


def passage(text: str, kind: str = "text", number: int = 0) -> Passage:
    return Passage(f"{kind}{number}", "d", number, "", text, kind, Locator())


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder, home = tmp_path_factory.mktemp("press"), tmp_path_factory.mktemp("press-home")
    (folder / "press.md").write_text(NOTES, "utf-8")
    assert ingest_all(load_settings(home=home, llm={"provider": "none"}), folder) == 1
    return home


def brought_along(home) -> set[str]:
    opened = open_answerer(load_settings(home=home, llm={"provider": "none"}))
    query = opened.retriever.read(QUESTION)
    opened.close()
    return set(query.related)


def test_glossary_yaml_in_the_home_widens_questions(home):
    file = home / "glossary.yaml"
    assert "해머" not in brought_along(home)
    file.write_text("- {ko: [뚱땅이, 해머], en: [power hammer]}\n", "utf-8")
    try:
        assert "해머" in brought_along(home)
    finally:
        file.unlink()


def test_a_named_glossary_must_be_there(home, tmp_path):
    settings = load_settings(home=home, retrieval={"glossary": tmp_path / "none.yaml"})
    with pytest.raises(SettingsError, match=r"none\.yaml cannot be read"):
        plant_glossary(settings)


@pytest.mark.parametrize(
    ("text", "ko", "en"),
    [
        ("쇳물은 턴디시(tundish)를 거친다.", ("턴디시",), ("tundish",)),
        ("The tundish (턴디시) is preheated.", ("턴디시",), ("tundish",)),
        ("Automatic gauge control (AGC) holds the exit thickness.", (), ("automatic gauge control", "AGC")),
        ("펌프의 유효흡입수두(NPSHa)를 본다.", ("유효흡입수두",), ("NPSHa",)),
        ("해머는 현장에서는 망치라고 부른다.", ("해머", "망치"), ()),
        ("The crop shear, also called the biter, cuts the head.", (), ("crop shear", "biter")),
    ],
)
def test_what_an_author_explains_is_proposed(text, ko, en):
    (found,) = mine([passage(text)], KNOWN_NOTHING)
    assert (found.ko, found.en, found.passages) == (ko, en, 1)


@pytest.mark.parametrize(
    "text",
    [
        "출력 (kW): 120",
        "2차 전류 (kA): 38",
        "담당자 [이름](정비팀)에게 알린다.",
        "균열 시간(분)을 지킨다.",
        "P-204A(DS-1) 점검",
        "문을 연다(반드시 두 사람이 한다).",
        "The pump (see the drawing) is old.",
        "",
    ],
)
def test_units_remarks_and_masks_are_not(text):
    assert mine([passage(text)], KNOWN_NOTHING) == []


def test_a_table_of_terms_is_read():
    row = passage("용어: 취입 | 영문: blowing | 뜻: 산소를 불어 넣음", "table_row")
    (found,) = mine([row], KNOWN_NOTHING)
    assert (found.ko, found.en) == (("취입",), ("blowing",))


def test_what_the_glossary_knows_is_not_proposed_again():
    assert mine([passage("쇳물은 턴디시(tundish)를 거친다.")], load()) == []


def test_words_of_no_dictionary_are_proposed_with_their_other_spelling():
    twice = [
        passage("실란트를 바른다. 뿡뿡이를 눌러 준다. [이름]이 실런트라고 적었다.", number=i) for i in (1, 2)
    ]
    found = {c.ko: c for c in unexplained(twice, KNOWN_NOTHING)}
    assert ("실란트", "실런트") in found or ("실런트", "실란트") in found
    assert not any("이름" in word for ko in found for word in ko)
    assert unexplained(twice[:1], KNOWN_NOTHING) == []


def test_proposals_are_written_as_a_glossary_that_is_usable(home, tmp_path, monkeypatch):
    monkeypatch.setenv("JANGIN_HOME", str(home))
    out = tmp_path / "proposals.yaml"
    result = CliRunner().invoke(app, ["glossary", "mine", "--out", str(out)])
    assert result.exit_code == 0, result.output
    out.write_text(out.read_text("utf-8") + "- {ko: [뚱땅이], en: [power hammer]}\n", "utf-8")
    assert len(read(out)) >= 1
    checked = CliRunner().invoke(app, ["glossary", "check", str(out)])
    assert checked.exit_code == 0 and "all usable" in checked.output
    again = CliRunner().invoke(app, ["glossary", "mine", "--out", str(out)])
    assert isinstance(again.exception, SettingsError)
