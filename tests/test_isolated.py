"""A file that hangs, crashes or fills the memory of its reader costs that file alone, and leaves nothing behind."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.documents import Block, Locator, ParsedDocument, Part
from ingest.errors import EmptyError, EncryptedError, MissingToolError, ParseError
from ingest.isolated import Readers, wire
from ingest.settings import IngestSettings
from tests.conftest import require


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "좋음.txt"
    path.write_text("펌프 P-204A의 토출 압력은 18 MPa다.", "utf-8")
    return path


def readers(tmp_path: Path, **limits: float) -> Readers:
    scratch = tmp_path / "scratch"
    scratch.mkdir(exist_ok=True)
    return Readers(IngestSettings(workers=1, **limits), scratch)


def processes(of: str = "ingest.isolated.worker") -> set[int]:
    """The readers of this very process."""
    found = subprocess.run(["pgrep", "-P", str(os.getpid()), "-f", of], capture_output=True, text=True)
    return {int(pid) for pid in found.stdout.split()}


def many_pages(path: Path) -> None:
    canvas = Canvas(str(path))
    for page in range(1500):
        for line in range(50):
            canvas.drawString(
                50, 800 - 15 * line, f"page {page} line {line}: pressure 18 MPa, temperature 870 C"
            )
        canvas.showPage()
    canvas.save()


def swollen_pdf(path: Path) -> None:
    """A page whose content unpacks to three times the memory that its reader may have."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * (1 << 24)) for _ in range(128)) + packer.flush()
    body = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>",
        b"<< /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (len(packed), packed),
    ]
    written = b"%PDF-1.7\n"
    places = []
    for n, content in enumerate(body, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (n, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"xref\n0 5\n0000000000 65535 f \n" + table
    end = b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % written.index(b"xref\n")
    path.write_bytes(written + end)


@pytest.mark.parametrize(
    ("make", "limits", "told"),
    [
        (
            many_pages,
            {"timeout_s": 2},
            r"^schlimm\.pdf took longer than 2 s to read: .*timeout_s under \[ingest\]",
        ),
        (swollen_pdf, {"memory_mb": 700}, r"^schlimm\.pdf (is too large|ended the program|holds no text)"),
    ],
    ids=["too many pages", "swells"],
)
def test_a_file_that_takes_too_much_costs_itself_alone(
    tmp_path: Path, good: Path, make, limits, told
) -> None:
    bad = tmp_path / "schlimm.pdf"
    make(bad)
    with readers(tmp_path, **limits) as reading:
        first, second = reading.submit(bad), reading.submit(good)
        with pytest.raises(ParseError, match=told):
            first.result()
        ((part,), _) = second.result()
        assert part.document is not None and "18 MPa" in part.document.blocks[0].text
    assert not processes()


def test_a_reader_that_is_killed_costs_the_file_that_it_read(tmp_path: Path, good: Path) -> None:
    slow = tmp_path / "lang.pdf"
    many_pages(slow)
    with readers(tmp_path) as reading:
        lost = reading.submit(slow)
        while not processes():
            time.sleep(0.05)
        time.sleep(1)
        for pid in processes():
            os.kill(pid, signal.SIGSEGV)
        with pytest.raises(ParseError, match=r"^lang\.pdf ended the program that read it"):
            lost.result()
        assert reading.submit(good).result()[0]


def test_closing_ends_every_reader_at_once(tmp_path: Path) -> None:
    slow = tmp_path / "lang.pdf"
    many_pages(slow)
    reading = readers(tmp_path)
    lost = reading.submit(slow)
    while not processes():
        time.sleep(0.05)
    reading.close()
    assert not processes()
    assert lost.cancelled() or isinstance(lost.exception(), ParseError)


def test_what_is_read_comes_over_whole(tmp_path: Path) -> None:
    where = Locator(page=3, heading=("가", "나"), start=1.5, recognised=61)
    document = ParsedDocument(
        "제목", (Block("줄\n바꿈 😀", where, "turn"),), {"date": "2024-01-02"}, ("주의",)
    )
    parts = [Part("", document), Part("속.pdf", None, "속.pdf is damaged.", failed=True)]
    assert wire.unpack(wire.pack(parts, "ab")) == (parts, "ab")
    for kind in (ParseError, EmptyError, EncryptedError, MissingToolError):
        with pytest.raises(kind, match=r"^왜\.$"):
            wire.unpack(wire.pack_error(kind("왜.")))


def test_half_a_character_comes_over_as_a_damaged_one(tmp_path: Path) -> None:
    parts, _ = wire.unpack(wire.pack([Part("\udcff.txt", None, "\ud83d\ude00 \ud83d.", failed=True)], "ab"))
    assert (parts[0].name, parts[0].reason) == ("\ufffd.txt", "😀 \ufffd.")


def zipped(members: dict[str, bytes], **how: object) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return written.getvalue()


def nested(depth: int) -> bytes:
    packed = zipped({"깊은.txt": "가장 깊은 곳의 글".encode()})
    for n in range(depth):
        packed = zipped({f"{n}.zip": packed})
    return packed


def locked() -> bytes:
    """An archive whose members say that they are encrypted."""
    data = bytearray(zipped({"a.txt": b"x" * 40}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    return bytes(data)


def lying() -> bytes:
    """An archive that calls a member smaller than it is."""
    data = bytearray(zipped({"a.txt": "압력 18 MPa. ".encode() * 5000}))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (100).to_bytes(4, "little")
    return bytes(data)


def windows_names() -> bytes:
    data = zipped({"xxxx.txt": "한글 이름의 글".encode()})
    return data.replace(b"xxxx.txt", "점검".encode("cp949") + b".txt")


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (nested(6), None, "2.zip lies too deep in files within files"),
        (zipped({"../../../etc/passwd.txt": b"root"}), "etc/passwd.txt", "leads out of the archive"),
        (zipped({"C:/win.txt": b"x", "ok.txt": b"18 MPa"}), "C:/win.txt", "leads out of the archive"),
        (locked(), "a.txt", "is locked with a password"),
        (lying(), "a.txt", "larger than it says|damaged"),
        (zipped({"도면.dwg": b"AC1032"}), "도면.dwg", "files of type “.dwg” are not read"),
        (zipped({"면담.mp3": b"ID3"}), "면담.mp3", "is a recording within a file"),
        (zipped({"빈.txt": b""}), "빈.txt", "is empty"),
    ],
    ids=["nested", "path", "drive", "locked", "lying", "type", "recording", "empty"],
)
def test_a_member_that_is_not_read_says_why(data: bytes, name: str | None, told: str) -> None:
    import re

    from ingest import parsers

    parts = parsers.read("보관.zip", data)
    (bad,) = (p for p in parts if p.document is None)
    assert name is None or bad.name == name
    assert re.search(told, bad.reason) and bad.reason.endswith(".")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (zipped({"a.txt": b"0" * (200 << 20)}), "fills the memory"),
        (zipped({f"{n}.txt": b"x" for n in range(2001)}), "holds 2001 files"),
        (b"PK\x03\x04" + bytes(range(256)) * 20, "is damaged"),
        (zipped({}), "holds no file that is read here"),
    ],
    ids=["bomb", "members", "noise", "nothing"],
)
def test_an_archive_that_is_not_read_says_why(data: bytes, told: str) -> None:
    from ingest import parsers

    with pytest.raises(ParseError, match=told):
        parsers.read("보관.zip", data)


def test_an_office_file_that_is_a_bomb_is_not_opened() -> None:
    from ingest import parsers

    with pytest.raises(ParseError, match="fills the memory"):
        parsers.read("bomb.docx", zipped({"word/document.xml": b" " * (200 << 20)}))


def test_the_names_of_korean_windows_are_read() -> None:
    from ingest import parsers

    assert [p.name for p in parsers.read("보관.zip", windows_names())] == ["점검.txt"]


def test_a_mail_and_what_is_attached_to_it_are_documents_of_one_file() -> None:
    from email.message import EmailMessage

    from ingest import parsers

    inner = EmailMessage()
    inner["Subject"] = "전달한 메일"
    inner.set_content("베어링 온도 경보는 75도다.")
    message = EmailMessage()
    message["Subject"] = "점검 결과"
    message.set_content("첨부를 보십시오.")
    message.add_attachment(
        zipped({"표.csv": "설비,압력\nP-204A,18 MPa\n".encode()}),
        maintype="application",
        subtype="zip",
        filename="자료.zip",
    )
    message.add_attachment(inner)
    parts = {p.name: p.document for p in parsers.read("mail.eml", bytes(message))}
    assert set(parts) == {"", "자료.zip/표.csv", "forwarded-2.eml"}
    table, forwarded = parts["자료.zip/표.csv"], parts["forwarded-2.eml"]
    assert table is not None and "P-204A | 압력: 18 MPa" in table.blocks[0].text
    assert forwarded is not None and "75도" in forwarded.blocks[0].text


@pytest.mark.parametrize("suffix", [".doc", ".xls", ".ppt", ".odt", ".rtf"])
def test_old_office_files_are_read_through_libreoffice(tmp_path: Path, suffix: str) -> None:
    require(shutil.which("soffice") is not None, "LibreOffice")
    import docx
    import openpyxl
    import pptx

    given = tmp_path / {".xls": "a.xlsx", ".ppt": "a.pptx"}.get(suffix, "a.docx")
    if suffix == ".xls":
        book = openpyxl.Workbook()
        book.active.append(["설비", "압력"])
        book.active.append(["P-204A", "18 MPa"])
        book.save(given)
    elif suffix == ".ppt":
        slides = pptx.Presentation()
        slide = slides.slides.add_slide(slides.slide_layouts[1])
        slide.shapes.title.text, slide.placeholders[1].text = "점검", "P-204A 압력 18 MPa"
        slides.save(given)
    else:
        document = docx.Document()
        document.add_heading("점검", 1)
        document.add_paragraph("P-204A 압력은 18 MPa다.")
        document.save(given)
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation={(tmp_path / 'p').as_uri()}",
            "--convert-to",
            suffix[1:],
            "--outdir",
            tmp_path,
            given,
        ],
        check=True,
        capture_output=True,
    )
    with readers(tmp_path) as reading:
        (part,), _ = reading.submit(tmp_path / f"a{suffix}").result()
        left = list((tmp_path / "scratch").iterdir())
    assert part.document is not None and not left
    assert "18 MPa" in " ".join(b.text for b in part.document.blocks)


def test_without_libreoffice_a_sentence_says_what_to_install(tmp_path: Path, monkeypatch) -> None:
    from ingest import parsers
    from ingest.parsers import convert

    monkeypatch.setenv("PATH", str(tmp_path))
    convert._program.cache_clear()
    try:
        with pytest.raises(MissingToolError, match=r"^alt\.doc is .*libreoffice-writer-nogui"):
            parsers.read("alt.doc", b"\xd0\xcf\x11\xe0" + b"x" * 100)
    finally:
        convert._program.cache_clear()


def test_two_old_files_are_converted_side_by_side(tmp_path: Path) -> None:
    require(shutil.which("soffice") is not None, "LibreOffice")
    rtf, scratch = tmp_path / "a.rtf", tmp_path / "scratch"
    rtf.write_text(r"{\rtf1 The pressure is 18 MPa.}")
    scratch.mkdir()
    with Readers(IngestSettings(workers=2), scratch) as reading:
        both = [reading.submit(rtf), reading.submit(rtf)]
        found = [f.result()[0][0].document for f in both]
    assert [d and d.blocks[0].text for d in found] == ["The pressure is 18 MPa."] * 2
