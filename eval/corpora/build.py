"""Builds the binary documents of the sample factory from their readable sources.

    python -m eval.corpora.build            write every document
    python -m eval.corpora.build --check    say which committed documents are out of date

A rebuild on the same library versions gives the same bytes, so a change in a built file
always comes from a change in its source.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

if __package__ in (None, ""):  # run as a plain script
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from eval.corpora.markdown import BuildError, Source, parse
from eval.corpora.to_hwpx import to_hwpx
from eval.corpora.to_office import to_docx, to_xlsx
from eval.corpora.to_pdf import to_pdf
from eval.corpora.to_pptx import to_pptx
from eval.corpora.to_scan import to_scan

CORPUS = Path(__file__).resolve().parent / "hanbit"
WRITERS = {".pdf": to_pdf, ".docx": to_docx, ".pptx": to_pptx, ".hwpx": to_hwpx}


def sources(corpus: Path) -> Iterator[tuple[Path, Path]]:
    """(source, document) pairs: the source's name less its last suffix is the document's."""
    for path in sorted((corpus / "source").rglob("*")):
        if not path.is_file() or path.name.startswith("."):
            continue
        name = path.name.removesuffix(path.suffix)
        name = name.removesuffix(".scan.pdf") + ".pdf" if name.endswith(".scan.pdf") else name
        yield path, corpus / "documents" / path.parent.relative_to(corpus / "source") / name


def build_one(path: Path, target: Path) -> bytes:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".csv" and target.suffix == ".xlsx":
        return to_xlsx(text)
    writer = WRITERS.get(target.suffix)
    if path.suffix != ".md" or writer is None:
        raise BuildError(
            f"{path.name} names no known format; end it in .pdf.md, .docx.md, .pptx.md, .hwpx.md or .xlsx.csv."
        )
    source: Source = parse(text)
    if target.suffix == ".pdf" and (source.meta.get("scan") or path.name.endswith(".scan.pdf.md")):
        writer = to_scan
    return writer(source, text)


def build(corpus: Path = CORPUS, check: bool = False) -> list[Path]:
    """Build all; returns the documents that changed (with `check`, that would change)."""
    changed = []
    for path, target in sources(corpus):
        data = build_one(path, target)
        if target.is_file() and target.read_bytes() == data:
            continue
        changed.append(target)
        if not check:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    return changed


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the binary documents of the sample factory.")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail if a document is out of date"
    )
    check = parser.parse_args().check
    try:
        changed = build(check=check)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    for target in changed:
        print(("out of date: " if check else "built: ") + str(target.relative_to(CORPUS)))
    print(f"{len(changed)} changed")
    return 1 if check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
