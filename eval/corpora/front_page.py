"""The document-control block printed at the head of a built document.

Revision, date and supersession decide which of two conflicting limits is in force, so
they are part of the page a worker reads, not only of the file's hidden metadata.
"""

from __future__ import annotations

from eval.corpora.markdown import Heading, Source, Table

HIDDEN = {"title", "scan", "language"}
KOREAN = {
    "document_number": "문서 번호", "revision": "개정", "date": "시행일", "process": "공정",
    "equipment": "대상 설비", "prepared_by": "작성", "reviewed_by": "검토",
    "approved_by": "승인", "supersedes": "대체 문서", "superseded_by": "폐지 (대체됨)",
    "department": "관리 부서", "contact": "문의", "author": "작성자", "location": "장소",
}  # fmt: skip


def control_table(source: Source) -> Table | None:
    """Front matter as a two-column table; None for a document outside document control.

    Reports and interviews have front matter too, but only as notes about the file.
    """
    if "document_number" not in source.meta:
        return None
    rows = []
    for key, value in source.meta.items():
        if key in HIDDEN or value is None:
            continue
        label = KOREAN.get(key, key) if source.korean else key.replace("_", " ").capitalize()
        shown = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        rows.append((label, shown))
    return Table(tuple(rows)) if rows else None


def needs_title(source: Source) -> bool:
    """Whether the title must be printed: a body that opens with `#` already has it."""
    first = source.blocks[0] if source.blocks else None
    return bool(source.title) and not (isinstance(first, Heading) and first.level == 1)
