"""Makes folders of as many files as are asked for, in eight formats, out of the sample factory's own documents."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from functools import cache
from html import escape
from pathlib import Path

from ingest.parsers import parse, supported

_SAMPLE = Path(__file__).parent / "corpora" / "hanbit" / "documents"
_WITHOUT = frozenset({".png", ".jpg", ".pdf"})  # of which reading alone would be measured
PARAGRAPHS = (2, 6)  # in one file


def make(folder: Path, files: int, seed: int = 0) -> list[Path]:
    """Write the files, some to a folder; the same ones for the same seed. The contributors' list stands beside them."""
    chance = random.Random(seed)
    texts = _texts()
    (folder / "contributors.yaml").parent.mkdir(parents=True, exist_ok=True)
    (folder / "contributors.yaml").write_bytes((_SAMPLE / "contributors.yaml").read_bytes())
    formats = list(_WRITERS.items())
    made = []
    for n in range(files):
        suffix, write = formats[n % len(formats)]
        chosen = chance.sample(texts, chance.randint(*PARAGRAPHS))
        # Numbers of its own: no two files say the same.
        said = [f"{text} ({n}-{i}번 기록, {chance.randint(10, 990)} ℃)" for i, text in enumerate(chosen)]
        path = folder / f"{n // 100:03d}" / f"기록-{n:05d}{suffix}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(write(f"{n}호 설비 기록", said))
        made.append(path)
    return made


@cache
def _texts() -> tuple[str, ...]:
    files = sorted(p for p in _SAMPLE.rglob("*") if p.is_file() and supported(p) and p.suffix not in _WITHOUT)
    found = (b.text for path in files for b in parse(path).blocks)
    return tuple(dict.fromkeys(" ".join(t.split()) for t in found if 40 <= len(t) <= 400))


def _markdown(title: str, said: Sequence[str]) -> bytes:
    return "\n\n".join([f"# {title}", *said]).encode()


def _plain(title: str, said: Sequence[str]) -> bytes:
    return "\n\n".join([f"[{title}]", *said]).encode("cp949", "replace")


def _page(title: str, said: Sequence[str]) -> bytes:
    paragraphs = "".join(f"<p>{escape(s)}</p>" for s in said)
    return f'<meta charset="utf-8"><h1>{title}</h1>{paragraphs}'.encode()


def _table(title: str, said: Sequence[str]) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows([["번호", "설비", "내용"], *([i, title, s] for i, s in enumerate(said, 1))])
    return written.getvalue().encode("utf-8-sig")


def _mail(title: str, said: Sequence[str]) -> bytes:
    message = EmailMessage()
    message["Subject"], message["Date"] = title, "Mon, 11 Mar 2024 08:00:00 +0900"
    message.set_content("\n\n".join(said))
    return bytes(message)


def _subtitles(title: str, said: Sequence[str]) -> bytes:
    cues = (f"00:{i:02d}:00.000 --> 00:{i:02d}:50.000\n{s}" for i, s in enumerate(said))
    return "\n\n".join(["WEBVTT", *cues]).encode()


def _word(title: str, said: Sequence[str]) -> bytes:
    import docx

    document, written = docx.Document(), io.BytesIO()
    document.add_heading(title, 1)
    for s in said:
        document.add_paragraph(s)
    document.save(written)
    return written.getvalue()


def _sheet(title: str, said: Sequence[str]) -> bytes:
    import openpyxl

    book, written = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["번호", "설비", "내용"])
    for i, s in enumerate(said, 1):
        book.active.append([i, title, s])
    book.save(written)
    return written.getvalue()


_WRITERS: dict[str, Callable[[str, Sequence[str]], bytes]] = {
    ".md": _markdown,
    ".txt": _plain,
    ".html": _page,
    ".csv": _table,
    ".eml": _mail,
    ".vtt": _subtitles,
    ".docx": _word,
    ".xlsx": _sheet,
}
