"""A file that cannot be read gives one sentence that names it and says what to do; nothing else is raised."""

from __future__ import annotations

import io
import logging
from email.message import EmailMessage
from pathlib import Path

import msoffcrypto
import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import EmptyError, EncryptedError, ParseError
from ingest.parsers import SUFFIXES, parse, supported
from tests.hwp5 import hwp5
from tests.test_parsers_office import hwpx


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
@pytest.mark.parametrize("content", [b"", b" \n\r\n", b"\0" * 64], ids=["nothing", "blank", "zeros"])
def test_an_empty_file_of_any_format_says_so(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"비었음{suffix}"
    path.write_bytes(content)
    with pytest.raises(EmptyError, match=r"^비었음\.\w+ is empty: "):
        parse(path)


BROKEN = {
    "zip cut off": b"PK\x03\x04" + bytes(range(256)) * 20,
    "pdf cut off": b"%PDF-1.7\n1 0 obj << /Type /Catalog",
    "noise": bytes(range(1, 256)) * 30,
}
# Noise is still text, mail or a page to these; they may give blocks but must not raise anything else.
LENIENT = frozenset({".txt", ".md", ".markdown", ".html", ".htm", ".csv", ".tsv", ".eml"})


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
@pytest.mark.parametrize("damage", sorted(BROKEN))
def test_a_broken_file_of_any_format_gives_one_sentence(tmp_path: Path, suffix: str, damage: str) -> None:
    path = tmp_path / f"broken{suffix}"
    path.write_bytes(BROKEN[damage])
    try:
        parse(path)
    except ParseError as error:
        assert str(error).startswith(f"broken{suffix} ")
        assert str(error).endswith(".")
        assert "\n" not in str(error)
    else:
        assert suffix in LENIENT


def locked_office(path: Path) -> None:
    plain, locked = io.BytesIO(), io.BytesIO()
    book = openpyxl.Workbook()
    book.active["A1"] = "비밀"
    book.save(plain)
    plain.seek(0)
    OOXMLFile(plain).encrypt("1234", locked)
    assert msoffcrypto.OfficeFile(locked).is_encrypted()
    path.write_bytes(locked.getvalue())


def locked_pdf(path: Path) -> None:
    canvas = Canvas(str(path), encrypt=pdfencrypt.StandardEncryption("1234", strength=128))
    canvas.drawString(100, 700, "secret")
    canvas.save()


def locked_hwpx(path: Path) -> None:
    hwpx(
        path,
        '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<m:file-entry m:full-path="Contents/section0.xml"><m:encryption-data/></m:file-entry></m:manifest>',
    )


def locked_mail(path: Path) -> None:
    message = EmailMessage()
    message["Subject"] = "locked"
    message.set_content(b"xyz", maintype="application", subtype="pkcs7-mime")
    message.set_param("smime-type", "enveloped-data")
    path.write_bytes(message.as_bytes())


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.xlsx", locked_office),
        ("a.docx", locked_office),
        ("a.pptx", locked_office),
        ("a.pdf", locked_pdf),
        ("a.hwpx", locked_hwpx),
        ("a.hwp", lambda path: path.write_bytes(hwp5("비밀", locked=True))),
        ("a.eml", locked_mail),
    ],
)
def test_a_locked_file_says_so(tmp_path: Path, name: str, make: object) -> None:
    make(tmp_path / name)  # type: ignore[operator]
    with pytest.raises(EncryptedError, match=f"^{name} is .*ingest it again"):
        parse(tmp_path / name)


def test_a_file_without_text_is_empty(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    with pytest.raises(EmptyError, match=r"a\.xlsx holds no text"):
        parse(tmp_path / "a.xlsx")


@pytest.mark.parametrize("content", ['{"name": "jangin"}', "[1, 2]", "{", '{"segments": 3}'])
def test_json_that_is_no_transcript_says_so(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.json").write_text(content)
    with pytest.raises(ParseError, match=r"a\.json is not (a transcript|valid JSON)"):
        parse(tmp_path / "a.json")


def test_a_file_that_may_not_be_read_or_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(ParseError, match=r"gone\.txt cannot be read"):
        parse(tmp_path / "gone.txt")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.PDF", True),
        ("b.Docx", True),
        ("c.doc", True),
        ("f.dwg", False),
        ("g.zip", True),
        ("d", False),
        ("e.json", True),
    ],
)
def test_formats_are_told_by_their_suffix(name: str, expected: bool) -> None:
    assert supported(Path(name)) is expected


def test_nothing_of_a_file_reaches_a_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4\n" + b"1 0 obj secret endobj\n" * 9)
    with caplog.at_level(logging.DEBUG), pytest.raises(ParseError):
        parse(tmp_path / "broken.pdf")
    assert caplog.text == ""
    assert logging.root.manager.disable == logging.NOTSET
