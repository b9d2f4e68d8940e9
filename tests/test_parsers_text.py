"""Plain text, tables of values and mail, in whatever encoding they come."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from ingest.documents import Block, Locator
from ingest.parsers import mail as mails
from ingest.parsers import parse
from ingest.parsers.plain import unwrap
from ingest.parsers.source import Source

KOREAN = "노압이 오르면 댐퍼를 본다. 화면 값은 명령값이다."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "euc-kr", "cp949"]
)
@pytest.mark.parametrize("suffix", ["txt", "md", "html", "csv"])
def test_korean_text_is_read_in_every_usual_encoding(tmp_path: Path, encoding: str, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    # Only CP949 has the syllable 뷁.
    text = KOREAN + ("뷁" if encoding == "cp949" else "")
    content = (
        f"말,값\n{text},1\n" if suffix == "csv" else f"<p>{text} ABCDEFGHIJ</p>" if suffix == "html" else text
    )
    # Without a mark, UTF-16 is told by the zero bytes of its Latin letters.
    path.write_bytes((content + " for the furnace operators" * 9).encode(encoding))
    assert text in parse(path).blocks[0].text


def test_a_western_text_is_not_taken_for_korean(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Prüfung der Öle für Größe und Maß".encode("cp1252"))
    assert parse(tmp_path / "a.txt").blocks[0].text == "Prüfung der Öle für Größe und Maß"


def test_lines_broken_for_width_are_joined_and_others_stay_apart() -> None:
    wrapped = "The cover O-ring was changed as the first suspect and the vessel\nwas pumped again.\n\n- one\n- two\nRegards"
    assert unwrap(wrapped).split("\n") == [
        "The cover O-ring was changed as the first suspect and the vessel was pumped again.",
        "",
        "- one",
        "- two",
        "Regards",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[1. 개요]\n- 설비: P-204A\n", [("heading", "[1. 개요]"), ("list", "설비: P-204A")]),
        (
            "LESSONS\nDo the check slowly.\n",
            [("heading", "LESSONS"), ("text", "Do the check slowly.")],
        ),
        (
            "1. 개요\n펌프가 멈췄다.\n\n2. 원인\n물이 들어갔다.\n",
            [
                ("heading", "1. 개요"),
                ("text", "펌프가 멈췄다."),
                ("heading", "2. 원인"),
                ("text", "물이 들어갔다."),
            ],
        ),
        ("1. 전원을 끈다.\n2. 잠근다.\n", [("list", "1. 전원을 끈다."), ("list", "2. 잠근다.")]),
        ("Dear all,\n\nThe pump stopped.\n", [("text", "Dear all,"), ("text", "The pump stopped.")]),
    ],
)
def test_headings_of_plain_text_are_told_from_items_and_greetings(
    tmp_path: Path, text: str, expected: list[tuple[str, str]]
) -> None:
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert [(b.kind, b.text) for b in parse(tmp_path / "a.txt").blocks] == expected


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_separated_values_name_their_row(tmp_path: Path, delimiter: str) -> None:
    rows = [["설비", "증상"], ["P-204A", "E02601"], ["AC-1", "누기"]]
    (tmp_path / "a.csv").write_text("\n".join(delimiter.join(r) for r in rows), "utf-8")
    assert parse(tmp_path / "a.csv").blocks[1] == Block(
        "설비: AC-1 | 증상: 누기", Locator(table=1, row=3, cells="A3:B3"), "table_row"
    )


def mail(**bodies: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Re: 베어링 온도"
    message["From"] = "이준호 <jh@hanbit.example>"
    message["Date"] = "Thu, 22 Sep 2022 09:14:00 +0900"
    if "plain" in bodies:
        message.set_content(bodies["plain"])
    if "html" in bodies:
        add = message.add_alternative if "plain" in bodies else message.set_content
        add(bodies["html"], subtype="html")
    return message


def test_mail_gives_subject_sender_date_and_its_plain_text(tmp_path: Path) -> None:
    message = mail(plain="[원인]\n물이 들어갔다.\n\n-- \n이준호\n", html="<p>다른 글</p>")
    message.add_attachment(b"x", maintype="image", subtype="png", filename="비밀.png")
    (tmp_path / "a.eml").write_bytes(message.as_bytes())

    parsed = parse(tmp_path / "a.eml")

    assert parsed.title == "Re: 베어링 온도"
    assert parsed.metadata == {
        "subject": "Re: 베어링 온도",
        "sender": "이준호 <jh@hanbit.example>",
        "date": "2022-09-22",
    }
    assert parsed.blocks == (
        Block("[원인]", Locator(), "heading"),
        Block("물이 들어갔다.", Locator(heading=("[원인]",))),
        Block("이준호", Locator()),
    )
    assert parsed.warnings == ()


def part(kind: str, text: str = "", name: str = "") -> str:
    disposition = f'Content-Disposition: attachment; filename="{name}"\n' if name else ""
    return f"Content-Type: {kind}; charset=utf-8\n{disposition}\n{text}\n"


def whole(kind: str, *parts: str) -> str:
    mark = f"=={kind}{len(parts)}"
    inner = "".join(f"--{mark}\n{p}" for p in parts)
    return f'Content-Type: multipart/{kind}; boundary="{mark}"\n\n{inner}--{mark}--\n'


PLAIN, LOG = part("text/plain", "밸브를 닫는다."), part("text/plain", "CV-9 멈춤", "log.txt")
MARKUP = part("text/html", "<p>표를 본다.</p>")


@pytest.mark.parametrize(
    ("structure", "said", "attached"),
    [
        (whole("alternative", PLAIN, whole("mixed", MARKUP, LOG)), ["밸브를 닫는다."], ["log.txt"]),
        (whole("signed", whole("mixed", PLAIN, LOG), part("application/pgp-signature")), ["밸브를 닫는다."], ["log.txt"]),
        (whole("mixed", PLAIN, MARKUP, part("text/plain", "끝.")), ["밸브를 닫는다.", "표를 본다.", "끝."], []),
        (whole("alternative", part("text/plain", " "), MARKUP), ["표를 본다."], []),
        (whole("related", MARKUP, part("image/png")), ["표를 본다."], ["attachment-1.png"]),
        (whole("mixed", PLAIN, part("application/pdf\nContent-Disposition: attachment")), ["밸브를 닫는다."], ["attachment-1.pdf"]),
        (whole("mixed", PLAIN, f"Content-Type: message/rfc822\n\nSubject: x\n{LOG}"), ["밸브를 닫는다."], ["forwarded-1.eml"]),
        (part("text/plain", "밸브를 닫는다."), ["밸브를 닫는다."], []),
    ],
)  # fmt: skip
def test_every_part_of_a_mail_is_text_or_attached(
    structure: str, said: list[str], attached: list[str]
) -> None:
    source = Source("a.eml", f"Subject: x\nMIME-Version: 1.0\n{structure}".encode())
    assert [b.text for b in mails.read(source).blocks] == said
    assert [name for name, _ in mails.attachments(source)] == attached


def test_mail_with_bare_korean_headers_is_read(tmp_path: Path) -> None:
    structure = whole("mixed", PLAIN, part("text/plain", "CV-9", "점검표.txt"))
    source = Source("a.eml", f"Subject: 베어링 온도\nMIME-Version: 1.0\n{structure}".encode("cp949"))
    assert mails.read(source).title == "베어링 온도"
    assert [name for name, _ in mails.attachments(source)] == ["점검표.txt"]


def test_mail_without_plain_text_gives_its_html(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(mail(html="<h2>원인</h2><p>물</p>").as_bytes())
    assert parse(tmp_path / "a.eml").blocks[1] == Block("물", Locator(heading=("원인",)))
