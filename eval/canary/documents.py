"""Writes a folder of plant papers, one or more of each format, every one with personal data in it."""

from __future__ import annotations

import json
import random
import re
import zipfile
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from html import escape
from pathlib import Path

from eval.scrubbing.identifiers import MAKERS
from eval.scrubbing.sentences import Sentence, roster, sentences
from ingest.korean import language_of

_HWP = 'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph" xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section"'


def cases(count: int, seed: int = 0) -> list[Sentence]:
    """So many sentences that hold identifiers or names of the roster, with every kind of both among them."""
    rng = random.Random(seed)
    marked = [s for s in sentences(seed) if s.marks and all(m.listed or m.kind in MAKERS for m in s.marks)]
    rng.shuffle(marked)
    chosen = []
    for kind in (*MAKERS, "PERSON"):
        chosen += [s for s in marked if s.marks[0].kind == kind][:6]
    rest = [s for s in marked if s not in chosen]
    return [*chosen, *rest][:count]


def write(folder: Path, lines: Sequence[Sentence]) -> None:
    """Spread the sentences over files of every format below ``folder``, beside the roster."""
    folder.mkdir(parents=True, exist_ok=True)
    people = ", ".join(json.dumps(p.name, ensure_ascii=False) for p in roster())
    (folder / "contributors.yaml").write_text(
        f"contributors: []\ninterviewers: []\nroster: [{people}]\n", "utf-8"
    )
    texts = [s.text.replace("\n", " ") for s in lines]
    english = [t for t in texts if language_of(t) == "en"]
    share = -(-len(texts) // len(_WRITERS))
    for n, (name, write_file) in enumerate(_WRITERS.items()):
        write_file(folder / name, texts[n * share : (n + 1) * share])
    # The fonts of a PDF made here hold no Hangul.
    _pdf(folder / "o.pdf", english[::3])


def _text(encoding: str) -> Callable[[Path, Sequence[str]], None]:
    def write_file(path: Path, lines: Sequence[str]) -> None:
        path.write_bytes("\n\n".join(lines).encode(encoding, "replace"))

    return write_file


def _markdown(path: Path, lines: Sequence[str]) -> None:
    path.write_text(
        "# 정비 기록\n\n" + "\n\n".join(f"## {n}\n\n{t}" for n, t in enumerate(lines, 1)), "utf-8"
    )


def _csv(path: Path, lines: Sequence[str]) -> None:
    rows = "\n".join(f'{n},"{t}"' for n, t in enumerate(lines, 1))
    path.write_text(f"번호,내용\n{rows}\n", "utf-8")


def _html(path: Path, lines: Sequence[str]) -> None:
    body = "".join(f"<p>{escape(t)}</p>" for t in lines)
    path.write_text(f"<html><head><title>기록</title></head><body>{body}</body></html>", "utf-8")


def _docx(path: Path, lines: Sequence[str]) -> None:
    import docx

    document = docx.Document()
    for text in lines:
        document.add_paragraph(text)
    document.save(str(path))


def _pptx(path: Path, lines: Sequence[str]) -> None:
    import pptx

    show = pptx.Presentation()
    for text in lines:
        slide = show.slides.add_slide(show.slide_layouts[1])
        slide.shapes.title.text, slide.placeholders[1].text = "점검", text
        slide.notes_slide.notes_text_frame.text = text
    show.save(str(path))


def _xlsx(path: Path, lines: Sequence[str]) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = f"{_someone(lines)} 점검"
    for row in (("번호", "내용"), *enumerate(lines, 1)):
        book.active.append(row)
    book.save(path)


def _someone(lines: Sequence[str]) -> str:
    """A listed person, who is planted in the lines if anybody is, for what a file and its parts are called."""
    people = [p.name for p in roster()]
    return next((name for name in people if any(name in line for line in lines)), people[0])


def _pdf(path: Path, lines: Sequence[str]) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path))
    for n, text in enumerate(lines):
        if n and n % 30 == 0:
            canvas.showPage()
        canvas.drawString(50, 800 - 25 * (n % 30), text)
    canvas.save()


def _mail(path: Path, lines: Sequence[str]) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = "Shift notes", "maint@plant.example", "desk@plant.example"
    mail.set_content("\n\n".join(lines), cte="8bit")
    path.write_bytes(mail.as_bytes())


def _hwpx(path: Path, lines: Sequence[str]) -> None:
    body = "".join(f"<hp:p><hp:run><hp:t>{escape(t)}</hp:t></hp:run></hp:p>" for t in lines)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/hwp+zip")
        archive.writestr("Contents/section0.xml", f"<hs:sec {_HWP}>{body}</hs:sec>")


def _cues(mark: str, head: str) -> Callable[[Path, Sequence[str]], None]:
    def write_file(path: Path, lines: Sequence[str]) -> None:
        cues = (
            f"{n}\n00:{n // 60:02}:{n % 60:02}{mark}000 --> 00:{n // 60:02}:{n % 60:02}{mark}900\n{t}\n"
            for n, t in enumerate(lines, 1)
        )
        path.write_text(head + "\n".join(cues), "utf-8")

    return write_file


def _whisper(path: Path, lines: Sequence[str]) -> None:
    segments = [{"start": float(n), "end": n + 0.9, "text": t} for n, t in enumerate(lines)]
    path.write_text(json.dumps({"text": " ".join(lines), "segments": segments}), "utf-8")


def _archive(path: Path, lines: Sequence[str]) -> None:
    """A text in a folder, and a mail that another text is attached to."""
    third = -(-len(lines) // 3)
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = "Checks", "maint@plant.example", "desk@plant.example"
    mail.set_content("\n\n".join(lines[third : 2 * third]), cte="8bit")
    mail.add_attachment("\n\n".join(lines[2 * third :]), filename="점검표.txt", cte="8bit")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"기록/{_someone(lines)} 점검.txt", "\n\n".join(lines[:third]))
        archive.writestr("기록/메일.eml", mail.as_bytes())


def _rich_text(path: Path, lines: Sequence[str]) -> None:
    # As Korean programs wrote it, in the code page of the font.
    body = "\\par ".join(re.sub(r"([\\{}])", r"\\\1", line) for line in lines)
    head = r"{\rtf1\ansi\ansicpg949{\fonttbl{\f0\fcharset129 Batang;}}\f0 "
    path.write_bytes(f"{head}{body}}}".encode("cp949", "replace"))


_WRITERS: dict[str, Callable[[Path, Sequence[str]], None]] = {
    "a.md": _markdown, "b.txt": _text("utf-8"), "c.txt": _text("cp949"), "d.txt": _text("utf-16"), "e.csv": _csv, "f.html": _html,
    "g.docx": _docx, "h.pptx": _pptx, "i.xlsx": _xlsx, "j.eml": _mail, "k.hwpx": _hwpx, "l.vtt": _cues(".", "WEBVTT\n\n"),
    "m.srt": _cues(",", ""), "n.json": _whisper, "p.zip": _archive, "q.rtf": _rich_text,
}  # fmt: skip
