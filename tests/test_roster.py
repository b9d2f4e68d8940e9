"""The plant's own list of people: masked everywhere, kept by hashes only, and still known when the list is gone."""

from __future__ import annotations

import pytest

from assistant.answerer import open_answerer
from ingest import roster_file
from ingest.errors import SettingsError
from ingest.home import Home
from ingest.opening import open_ingester
from ingest.scrub import Scrubber
from ingest.scrub.roster import Roster
from ingest.settings import ScrubSettings, Settings
from ingest.store import documents as store

# Neither would be taken for a person by itself.
LISTED = ("고무링", "Stone Bolt")
TEXT = "# 점검\n\n고무링이 어제 밸브를 잠갔다.\n\nStone Bolt 도 같이 있었다.\n"


@pytest.fixture
def plant(tmp_path):
    folder = tmp_path / "plant"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "note.md").write_text(TEXT, "utf-8")
    (folder / "roster.csv").write_text("사번,이름,별칭\n17,고무링,무링이;고 반장\n18,Stone Bolt,\n", "cp949")
    return folder


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(home=tmp_path / "home", llm={"provider": "none"})


def texts(settings: Settings, folder) -> str:
    ingester = open_ingester(settings, [folder])
    ingester.run([folder])
    found = "\n".join(p.text for p in store.passages(ingester.library))
    ingester.library.close()
    return found


def test_listed_people_are_masked_and_the_list_itself_is_no_document(settings, plant):
    assert not any(name in texts(settings, plant) for name in LISTED)
    library = Home(settings.home).open()
    assert [d["name"] for d in store.all_documents(library)] == ["sub/note.md"]
    library.close()


def test_the_list_counts_for_a_part_of_the_folder_and_when_it_is_gone(settings, plant):
    texts(settings, plant / "sub")
    (plant / "roster.csv").unlink()
    (plant / "sub" / "other.md").write_text("고 반장과 무링이가 봤고 고무링에게 알렸다.\n", "utf-8")
    found = texts(settings, plant)
    assert not any(name in found for name in (*LISTED, "무링이")) and "반장과" in found


def test_the_library_holds_no_listed_name_in_any_file(settings, plant):
    texts(settings, plant)
    data = b"".join(p.read_bytes() for p in settings.home.rglob("*") if p.is_file())
    assert not any(name.encode() in data for name in LISTED)


def test_a_question_is_asked_without_listed_names(settings, plant):
    texts(settings, plant)
    answerer = open_answerer(settings)
    assert answerer.scrubbed("고무링이 잠근 밸브가 뭐예요?") == "잠근 밸브가 뭐예요?"
    assert answerer.scrubbed("What did Stone Bolt see?") == "What did see?"
    assert answerer.scrubbed("밸브를 누가 잠갔나요?") == "밸브를 누가 잠갔나요?"
    answerer.close()


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("name,also\nKim Min-su,Minsu; MS Kim\n", (("Kim Min-su", "Minsu", "MS Kim"),)),
        ("부서, 성명 \n압연,박영식\n제강,박영식\n,\n", (("박영식",),)),
    ],
)
def test_the_columns_of_a_roster_are_found_by_their_names(tmp_path, content, names):
    path = tmp_path / "roster.csv"
    path.write_text(content, "utf-8")
    assert roster_file.read(path) == names


@pytest.mark.parametrize("content", ["", "박영식\n최만호\n"])
def test_a_roster_without_a_column_of_names_is_refused(tmp_path, content):
    path = tmp_path / "roster.csv"
    path.write_text(content, "utf-8")
    with pytest.raises(SettingsError, match="has no column"):
        roster_file.read(path)


def test_hashes_of_one_library_say_nothing_in_another():
    names = ["박영식"]
    first, second = Roster.of(names, b"one"), Roster.of(names, b"two")
    assert first.holds("full", "박영식") and not first.holds("full", "박영철")
    assert not first.hashes & second.hashes
    again = Scrubber(ScrubSettings(), Roster(b"one", first.people))
    assert again.scrub("영식이가 박영식 반장이다").text == "[이름]이가 [이름] 반장이다"
