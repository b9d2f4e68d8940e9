"""Cuts a scrubbed document into small passages, each with its heading and its exact place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest import sentences
from ingest.documents import Block, Locator
from ingest.numbered import unnumbered

# Small pieces beat whole sections by far (0.68 against 0.55 nDCG@10 on two device manuals); between 200 and 800 characters
# the length matters little (the table of `eval.bench_passages`).
TARGET_CHARS = 400
_HARD_CHARS = 600
INTERVIEWER = "interviewer"


@dataclass(frozen=True)
class Piece:
    """A passage before it has an id: what is searched around it, and what may be quoted."""

    context: str
    text: str
    kind: str
    locator: Locator


def cut(title: str, blocks: Sequence[Block]) -> list[Piece]:
    """Passages of a document in reading order; no text of a block is lost.

    A table row of three fields or more is a passage of its own; spoken turns keep the question they answer as context;
    paragraphs under one heading on one page are joined up to about ``TARGET_CHARS`` characters.
    """
    pieces: list[Piece] = []
    for run in _runs(_lonely_headings(blocks)):
        if run[0].kind == "turn":
            pieces.extend(_turns(title, run))
        else:
            pieces.extend(_paragraphs(title, run))
    return pieces


def _lonely_headings(blocks: Sequence[Block]) -> Iterator[Block]:
    """Drops headings whose text lives on in the heading path of what follows, keeps the others."""
    for i, block in enumerate(blocks):
        if block.kind != "heading":
            yield block
        elif i + 1 == len(blocks) or block.text not in blocks[i + 1].locator.heading:
            yield replace(block, kind="text")


def _runs(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Neighbouring blocks that may share a passage."""
    run: list[Block] = []
    for block in blocks:
        if run and _place(block) != _place(run[0]):
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def _place(block: Block) -> tuple[object, ...]:
    where = block.locator
    if block.kind == "turn":
        return ("turn",)
    kind = block.kind if block.kind in ("table_row", "notes") else "text"
    # A page break in mid-section does not part a passage: its locator then spans both pages.
    row = where.row if kind == "table_row" and not _is_fact(block) else None
    return (kind, where.heading, where.slide, where.sheet, where.table, row)


def _is_fact(block: Block) -> bool:
    """Whether a table row only names one thing and says it (“일시: …”, “Time: … | Event: …”).

    Alone such a row means little and its heading would outweigh it in search; a record of three
    fields or more stands on its own.
    """
    return block.kind == "table_row" and block.text.count(" | ") <= 1


def _context(title: str, where: Locator) -> str:
    return " > ".join(dict.fromkeys([title, *where.heading]))


def _paragraphs(title: str, run: list[Block]) -> Iterator[Piece]:
    held: list[tuple[str, Block]] = []
    size = 0
    for block in run:
        for text in _split_long(block.text):
            if held and size + _length(text) > TARGET_CHARS:
                yield _joined(title, held)
                held, size = [], 0
            held.append((text, block))
            size += _length(text)
    if held:
        yield _joined(title, held)


def _joined(title: str, held: list[tuple[str, Block]]) -> Piece:
    first, last = held[0][1], held[-1][1]
    where = first.locator
    if last.locator.page != where.page:
        where = where.with_(page_end=last.locator.page)
    sure = [b.locator.recognised for _, b in held if b.locator.recognised is not None]
    if sure:
        where = where.with_(recognised=min(sure))
    if where.row is not None and last.locator.row != where.row:
        where = where.with_(row_end=last.locator.row, cells=_cells(first.locator.cells, last.locator.cells))
    return Piece(_context(title, where), "\n".join(text for text, _ in held), first.kind, where)


def _cells(first: str | None, last: str | None) -> str | None:
    """The range over two ranges of neighbouring rows: A2:B2 and A4:B4 give A2:B4."""
    return f"{first.split(':')[0]}:{last.split(':')[-1]}" if first and last else None


def _turns(title: str, run: list[Block]) -> Iterator[Piece]:
    question: list[str] = []
    for block in run:
        where = block.locator
        if where.speaker == INTERVIEWER:
            question.append(block.text)
            continue
        asked = " ".join(question)
        question = []
        heading = _context(title, where)
        context = f"{heading}\n{asked}" if asked else heading
        for text in _split_long(block.text):
            yield Piece(context, text, "turn", where)
    if question:
        # A transcript that ends on the interviewer still keeps every word.
        yield Piece(_context(title, run[-1].locator), " ".join(question), "turn", run[-1].locator)


def _length(text: str) -> int:
    """Characters of a text; a person's number does not count, so that everybody may get one and nothing be cut otherwise."""
    return len(unnumbered(text))


def _split_long(text: str) -> list[str]:
    """Text in parts of about ``TARGET_CHARS`` characters, cut between sentences, else between words."""
    if _length(text) <= _HARD_CHARS:
        return [text]
    parts: list[str] = []
    for a, b in sentences.spans(text):
        sentence = text[a:b]
        if parts and _length(parts[-1]) + _length(sentence) < TARGET_CHARS:
            parts[-1] += " " + sentence
        else:
            parts.extend(_by_words(sentence))
    return parts


def _by_words(sentence: str) -> list[str]:
    if len(sentence) <= _HARD_CHARS:
        return [sentence]
    parts = [""]
    for word in sentence.split(" "):
        if len(parts[-1]) + len(word) > TARGET_CHARS:
            parts.append("")
        # A “word” without a space can be a whole page (a base64 block, Chinese text).
        chunks = [word[i : i + _HARD_CHARS] for i in range(0, len(word), _HARD_CHARS)] or [""]
        parts[-1] = f"{parts[-1]} {chunks[0]}".strip()
        parts.extend(chunks[1:])
    return [p for p in parts if p]
