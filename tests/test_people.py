"""One number follows a person through all documents, tells nothing else, and leads back only with the vault's key."""

from __future__ import annotations

import base64
import re
import sqlite3
import stat

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.exchange.load import load as import_
from assistant.exchange.save import save as export
from assistant.rerank import mostly_masked
from ingest import erasure, numbered, passages, vault
from ingest.documents import Block, Locator
from ingest.erasure import plan
from ingest.errors import VaultError
from ingest.home import Home
from ingest.index import tokens
from ingest.quantities import quantities
from ingest.scrub.called import whole
from ingest.scrub.cast import Person
from ingest.settings import VaultSettings, load_settings
from ingest.store import audit, tombstones
from ingest.store import documents as store
from ingest.store.library import Library
from ingest.store.people import People
from tests.conftest import ingest_all

DOCUMENTS = {
    "log.md": """# 정비 일지

3월 2일 김도현 반장이 P-204A 축봉을 교체했다. 이날 도현이가 압력을 12 bar로 올렸다.
최민수 기사가 확인했다. 김 반장은 다음 날 다시 점검했다.
""",
    "shift.md": """# Shift log

Derek Holloway changed the filter with 김도현 반장. Mr. Holloway closed the valve at 7 bar.
""",
    "form.md": """# 사고 보고

담당자: 김도현 (주민등록번호 900101-1234568)
목격자: 박도현
목격자 도현이가 밸브를 잠갔다.
""",
    "contributors.yaml": """contributors:
- {id: v1, name: 최민수, role: 기사, role_en: engineer, consent: {display: anonymous}}
interviewers: []
roster: []
""",
}
RRN = "900101-1234568"


def _write(folder, documents=DOCUMENTS):
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in documents.items():
        (folder / name).write_text(content, "utf-8")
    return folder


def _ingested(tmp_path, documents=DOCUMENTS, **settings):
    given = load_settings(home=tmp_path / "home", llm={"provider": "none"}, **settings)
    ingest_all(given, _write(tmp_path / "files", documents))
    return given


def _texts(settings):
    library = Home(settings.home).open()
    found = {d["name"]: d["id"] for d in store.all_documents(library)}
    texts = {n: "\n".join(p.text for p in store.passages(library, document_id=i)) for n, i in found.items()}
    library.close()
    return texts


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    return _texts(_ingested(tmp_path_factory.mktemp("people")))


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("박영식", "박영식"),
        ("박 영식", "박영식"),
        ("박영식 반장님", "박영식"),
        ("박영식 반장", "박영식"),
        ("남궁민", "남궁민"),
        ("응우옌 반 투언", "응우옌반투언"),
        ("김반장", None),
        ("영식", None),
        ("도윤이", None),
        ("Derek Holloway", "derek holloway"),
        ("Mr. Derek J. Holloway", "derek holloway"),
        ("Holloway, Derek", "derek holloway"),
        ("D. Holloway", None),
        ("Holloway", None),
    ],
)
def test_only_a_whole_name_tells_who_it_is(name, person):
    assert whole(name) == person


def test_a_person_has_one_number_in_every_document(texts):
    (number,) = set(numbered.numbers(texts["log.md"]))
    assert texts["log.md"].count(f"[작업자-{number}]") == 3  # whole, 도현이가, 김 반장
    assert numbered.label(number, "en") in texts["shift.md"]
    assert f"담당자: {numbered.label(number, 'ko')}" in texts["form.md"]


def test_a_part_of_a_name_that_may_be_two_peoples_has_none(texts):
    assert len(set(numbered.numbers(texts["form.md"]))) == 2
    assert "[이름]이가 밸브를" in texts["form.md"]


def test_an_english_surname_after_a_title_is_the_one_who_bears_it(texts):
    holloway = numbered.numbers(texts["shift.md"])[0]
    assert f"Mr. [Worker-{holloway}] closed" in texts["shift.md"]


ROSTER = """이름,별칭
김도현,불도사;김 직장
이도현,
Derek Holloway,Dutch
"""


def test_a_nickname_on_the_roster_is_the_number_of_its_bearer(tmp_path):
    notes = {
        "a.md": "# 일지\n\n김도현 반장과 Derek Holloway 가 왔다.\n",
        "b.md": "# 메모\n\n불도사가 밸브를 잠갔다. 김 직장이 다시 봤다. Dutch was there, and D. Holloway too.\n\n도현이가 갔다.\n",
        "roster.csv": ROSTER,
        "contributors.yaml": DOCUMENTS["contributors.yaml"],
    }
    texts = _texts(_ingested(tmp_path, notes))
    kim, holloway = numbered.numbers(texts["a.md"])
    assert numbered.numbers(texts["b.md"]) == [kim, kim, holloway, holloway]
    assert "[이름]이가 갔다" in texts["b.md"]  # there are two on the roster


def test_a_roster_of_an_earlier_format_learns_whom_a_form_means(tmp_path):
    notes = {"a.md": "# 메모\n\n불도사가 잠갔다.\n", "contributors.yaml": DOCUMENTS["contributors.yaml"]}
    settings = _ingested(tmp_path, {**notes, "roster.csv": ROSTER})
    with sqlite3.connect(settings.home / "library.sqlite") as c:
        c.executescript(
            "ALTER TABLE roster DROP COLUMN person; DROP TABLE people; UPDATE library SET value = '4' "
            "WHERE key = 'schema_version'"
        )
    c.close()
    assert numbered.numbers(_texts(settings)["a.md"])  # as it was taken in; nothing is lost
    _ingested(tmp_path, {**notes, "roster.csv": ROSTER, "b.md": "# 메모\n\n김도현이 왔고 불도사는 갔다.\n"})
    (number,) = set(numbered.numbers(_texts(settings)["b.md"]))
    assert _texts(settings)["b.md"].count(str(number)) == 2


def test_a_contributor_never_has_a_number(texts):
    assert "[이름] 기사가 확인했다" in texts["log.md"]


def test_a_contributor_known_later_loses_the_number(tmp_path):
    before = {**DOCUMENTS, "contributors.yaml": "contributors: []\ninterviewers: []\nroster: []\n"}
    settings = _ingested(tmp_path, before, vault={"on": True, "key": _key()})
    assert "[작업자-" in _texts(settings)["log.md"].split("기사가")[0].rsplit(". ", 1)[-1]
    _ingested(tmp_path, vault={"on": True, "key": _key()})
    assert "[이름] 기사가" in _texts(settings)["log.md"]


def test_a_number_that_stands_in_a_file_is_nobodys(tmp_path):
    texts = _texts(
        _ingested(tmp_path, {"a.md": "# [작업자-17] 일지\n\n[Worker-3] and [작업자-17] saw it.\n"})
    )
    assert texts["a.md"].endswith("[name] and [이름] saw it.")


def test_people_may_all_be_called_alike(tmp_path):
    assert not any(
        numbered.numbers(t) for t in _texts(_ingested(tmp_path, scrub={"people": "alike"})).values()
    )


@pytest.mark.parametrize("text", ["[작업자-17] 반장이 봤다.", "[Worker-204] saw it."])
def test_a_number_is_neither_searched_nor_taken_for_a_figure(text):
    found = numbered.unnumbered(text)
    assert not re.search(r"\d", found) and found[0] == "["
    assert quantities(text) == [] and not tokens.codes(text)
    assert not {"17", "204"} & set(tokens.words(text))
    assert len(numbered.muted(text)) == len(text)


def test_passages_are_searched_as_if_people_had_no_numbers(tmp_path):
    library = Home(_ingested(tmp_path).home).open()
    found = store.passages(library)
    assert any(numbered.numbers(p.text) for p in found)
    assert not any(numbered.numbers(p.searched) for p in found)
    library.close()


def test_a_number_makes_a_passage_neither_longer_nor_an_address_block():
    row = (
        "date: 2024-03-11 | equipment: CR-7 | symptom: Brake slips 15 mm in the 100 mm lift test | cause: Lining worn to "
        "5.7 mm | action: Both linings replaced, new thickness 10 mm | downtime_min: 150 | technician: "
    )
    assert not mostly_masked(f"{row}[Worker-204]; contractor [Worker-1017]")
    assert mostly_masked("[name] [phone]") and mostly_masked("[Worker-204] [phone]")
    blocks = ["축봉을 바꾸고 [{}]에게 알렸다. 밸브를 닫고 압력을 뺀 다음 다시 조인다." * 3] * 12

    def cut(person):
        found = [Block(b.replace("{}", person), Locator(), "text") for b in blocks]
        return [numbered.unnumbered(piece.text) for piece in passages.cut("일지", found)]

    assert cut("이름") == cut("작업자-1017") and len(cut("이름")) > 1


def test_what_was_withdrawn_is_known_again_under_any_number():
    told = "[{}] 반장이 축봉을 바꿀 때는 먼저 밸브를 잠가야 한다고 했다."
    first, *others = (tombstones.pieces(told.format(p)) for p in ("이름", "작업자-17", "작업자-204"))
    assert all(other == first for other in others)


def test_numbers_do_not_collide_however_many_people(tmp_path):
    people = People(Library(tmp_path / "library.sqlite"))
    given = [people.number(Person(f"{n:x}")) for n in range(1_000, 1_700)]
    assert len(set(given)) == 700 and max(given) >= 1_000 > given[0]
    assert [people.number(Person(f"{n:x}")) for n in range(1_000, 1_700)] == given


def test_an_export_has_other_numbers_where_they_are_taken(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    first, second = _ingested(one), _ingested(two, {"shift.md": DOCUMENTS["shift.md"]})
    library = Home(first.home).open()
    export(library, tmp_path / "export", first.consent)
    library.close()
    # Of the second library's people one has a number of the first's.
    taken = numbered.numbers(_texts(first)["log.md"])[0]
    with sqlite3.connect(second.home / "library.sqlite") as c:
        c.execute("UPDATE people SET number = ? WHERE number = (SELECT min(number) FROM people)", (taken,))
    import_(second, tmp_path / "export")
    imported = {n for t in _texts(second).values() for n in numbered.numbers(t)}
    log = set(numbered.numbers(_texts(second)["log.md"]))
    assert len(log) == 1 and taken not in log and log <= imported
    import_(load_settings(home=tmp_path / "three", llm={"provider": "none"}), tmp_path / "export")
    assert _texts(load_settings(home=tmp_path / "three"))["log.md"] == _texts(first)["log.md"]


# The vault


def _key():
    return base64.b64encode(b"k" * 32).decode()


def test_a_name_is_looked_up_with_the_key_and_the_look_is_recorded(tmp_path, monkeypatch):
    settings = _ingested(tmp_path, vault={"on": True, "key": _key()})
    number = numbered.numbers(_texts(settings)["log.md"])[0]
    monkeypatch.setenv("JANGIN_HOME", str(settings.home))
    monkeypatch.setenv("JANGIN_VAULT__ON", "true")
    monkeypatch.setenv("JANGIN_VAULT__KEY", _key())
    asked = ["vault", "show", f"작업자-{number}", "--reason", "사고 조사, 김도현 010-1234-5678"]
    shown = CliRunner().invoke(app, asked)
    assert shown.exit_code == 0 and shown.output.strip() == "김도현"
    library = Home(settings.home).open()
    look = audit.entries(library)[-1]
    library.close()
    assert (look.action, look.detail["number"]) == ("vault", number)
    assert "010" not in look.detail["reason"] and "사고 조사" in look.detail["reason"]
    monkeypatch.setenv("JANGIN_VAULT__KEY", base64.b64encode(b"x" * 32).decode())
    assert isinstance(CliRunner().invoke(app, asked).exception, VaultError)


@pytest.mark.parametrize("on", [True, False])
def test_the_library_holds_no_name_in_the_open_and_none_at_all_without_a_vault(tmp_path, on):
    settings = _ingested(tmp_path, vault={"on": on, "key": _key()})
    held = b"".join(p.read_bytes() for p in settings.home.rglob("*") if p.is_file())
    for secret in ("김도현", "Holloway", "holloway", RRN, RRN.replace("-", "")):
        assert secret.encode() not in held
    with sqlite3.connect(settings.home / "library.sqlite") as c:
        sealed = [row[0] for row in c.execute("SELECT sealed FROM people WHERE number IS NOT NULL")]
    assert len(sealed) == 3 and all((s is not None) is on for s in sealed)


def test_a_vault_is_emptied(tmp_path, monkeypatch):
    settings = _ingested(tmp_path, vault={"on": True, "key": _key()})
    monkeypatch.setenv("JANGIN_HOME", str(settings.home))
    assert "3 names destroyed" in CliRunner().invoke(app, ["vault", "empty", "--yes"]).output
    with sqlite3.connect(settings.home / "library.sqlite") as c:
        assert c.execute("SELECT count(sealed) FROM people").fetchone() == (0,)


def test_what_is_destroyed_takes_its_people_along(tmp_path):
    settings = _ingested(tmp_path, vault={"on": True, "key": _key()})
    erasure.erase(settings, lambda library: plan.of_document(library, "shift.md"))
    with sqlite3.connect(settings.home / "library.sqlite") as c:
        left = [row[0] for row in c.execute("SELECT number FROM people WHERE number IS NOT NULL")]
    texts = _texts(settings)
    assert sorted(left) == sorted({n for t in texts.values() for n in numbered.numbers(t)})


def test_a_seal_holds_for_its_own_number_only():
    sealed = vault.Vault(b"k" * 32).seal(17, "김도현")
    assert vault.Vault(b"k" * 32).open(17, sealed) == "김도현"
    for number, key in ((18, b"k" * 32), (17, b"x" * 32)):
        with pytest.raises(VaultError, match="cannot be read with this key"):
            vault.Vault(key).open(number, sealed)


def test_a_key_is_made_for_its_owners_eyes(tmp_path):
    path = tmp_path / "keys" / "vault.key"
    vault.make_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(vault.key_of(VaultSettings(on=True, key_file=path))) == 32
    with pytest.raises(VaultError, match="there already"):
        vault.make_key(path)
    path.chmod(0o644)
    with pytest.raises(VaultError, match="Others may read"):
        vault.key_of(VaultSettings(on=True, key_file=path))


@pytest.mark.parametrize(
    ("settings", "reason"),
    [({"key": "short"}, "is no key of the vault"), ({"key_file": "/nowhere/vault.key"}, "cannot be read")],
)
def test_no_usable_key_is_said_before_anything_is_read(tmp_path, settings, reason):
    with pytest.raises(VaultError, match=reason):
        _ingested(tmp_path, vault={"on": True, **settings})
