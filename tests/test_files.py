"""Files are found once, in order, with the manifest entry that describes them."""

from unicodedata import normalize

import pytest

from ingest.errors import ParseError, SettingsError
from ingest.files import Entry, File, find, strays


def test_files_are_named_by_their_path_below_the_folder(tmp_path):
    for name in ("b/two.md", "a.md", ".hidden.md", "~$open.docx", "b/manifest.yaml", "contributors.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    assert [f.name for f in find([tmp_path])] == ["a.md", "b/two.md"]


def test_a_file_given_twice_is_found_once(tmp_path):
    (tmp_path / "a.md").write_text("x")
    assert len(find([tmp_path, tmp_path / "a.md"])) == 1


def test_the_manifest_describes_files_and_changes_their_digest(tmp_path):
    (tmp_path / "a.md").write_text("x")
    (tmp_path / "manifest.yaml").write_text(
        "a.md: {title: 표준, kind: manual, date: 2023-03-01, equipment: [RF-2]}"
    )
    (file,) = find([tmp_path])
    assert (file.entry.title, file.entry.kind, file.entry.date) == ("표준", "manual", "2023-03-01")
    assert file.digest("x", "") != File(file.path, file.name, Entry()).digest("x", "")
    assert file.digest("x", "roster 1") != file.digest("x", "roster 2")


@pytest.mark.parametrize(
    ("manifest", "named"),
    [
        ("a.md: {knd: manual}", "knd"),
        ("a.md: {kind: novel}", "kind"),
        ("a.md: [", "manifest.yaml"),
        ("- a", "manifest.yaml"),
    ],
)
def test_a_wrong_manifest_is_named_with_its_key(tmp_path, manifest, named):
    (tmp_path / "a.md").write_text("x")
    (tmp_path / "manifest.yaml").write_text(manifest)
    with pytest.raises(SettingsError, match=named):
        find([tmp_path])


def test_a_missing_path_is_named(tmp_path):
    with pytest.raises(SettingsError, match="nowhere"):
        find([tmp_path / "nowhere"])


def test_a_file_that_vanished_gives_one_sentence(tmp_path):
    with pytest.raises(ParseError, match=r"gone\.md cannot be read"):
        File(tmp_path / "gone.md", "gone.md").content()


def test_a_manifest_keeps_dates_as_written_and_knows_null(tmp_path):
    (tmp_path / "a.md").write_text("x")
    (tmp_path / "manifest.yaml").write_text("a.md: {date: 2023-03-01, revision: 4, supersedes: null}")
    (file,) = find([tmp_path])
    assert (file.entry.date, file.entry.revision, file.entry.supersedes) == ("2023-03-01", "4", None)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_manifest_knows_a_name_however_its_hangul_is_written(tmp_path, form):
    (tmp_path / normalize(form, "압력.md")).write_text("x")
    (tmp_path / "manifest.yaml").write_text("압력.md: {kind: standard}\n압렵.md: {}\n", "utf-8")
    found = find([tmp_path])
    assert [file.entry.kind for file in found] == ["standard"]
    assert strays(found) == [("manifest.yaml", "압렵.md")]
