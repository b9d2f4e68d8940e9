"""How much of a file's text the readers recover, and how well scans are recognised.

``python -m eval.bench_reading [FOLDER ...] [--worst 10]``: coverage is the share of the characters that the plainest
reader of the format finds (:mod:`eval.plain_readers`) which stand in what is ingested, each as often as there. The
scan of the sample factory is compared with the text it was printed from: edits a character (CER), white space aside.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from eval.corpora import HANBIT
from eval.corpora.front_page import control_table
from eval.corpora.markdown import parse
from eval.plain_readers import text_of, without_stamps
from ingest.documents import ParsedDocument
from ingest.errors import ParseError
from ingest.parsers import load, read

SCAN = "incidents/2024-08-14_가열로_CO_경보_scan.pdf"
# Shorter words stand in others by chance, so that they must be words of their own.
_LONG = 4
_MARKS = re.compile(r"[|*`#>_~\[\]()\\•●▪◦\-–—=:]+")


@dataclass(frozen=True)
class Coverage:
    """Of one file: characters that a plain reader found, those among them that were recovered, and words lost."""

    file: str
    characters: int
    recovered: int
    lost: tuple[str, ...]

    @property
    def share(self) -> float:
        """0 to 1; 1 where there was nothing to find."""
        return self.recovered / self.characters if self.characters else 1.0


def ingested(document: ParsedDocument) -> str:
    """All that a document keeps: its title and its blocks, with what their place says."""
    said = (f"{b.locator.sheet or ''} {b.locator.speaker or ''} {b.text}" for b in document.blocks)
    return "\n".join([document.title, document.metadata.get("subject", ""), *said])


def coverage(file: str, wanted: str, got: str) -> Coverage:
    """Word by word; a word that the other text writes without or with another space counts as well."""
    words, known = Counter(_words(wanted)), Counter(_words(got))
    folded = "".join(_words(got))
    found, lost = 0, []
    for word, times in words.items():
        held = known[word]
        if held < times and len(word) >= _LONG:
            held = folded.count(word)
        if held < times:
            held = max(held, _in_pieces(word, known, folded))
        found += min(times, held) * len(word)
        lost += [word] * (times - min(times, held))
    return Coverage(file, sum(len(w) * n for w, n in words.items()), found, tuple(lost))


def _in_pieces(word: str, known: Counter[str], folded: str) -> int:
    """A word that is two in the other text, as where a line ends within it."""
    return max((min(known[word[:at]], known[word[at:]]) for at in range(1, len(word))), default=0)


def _words(text: str) -> list[str]:
    return _MARKS.sub(" ", unicodedata.normalize("NFKC", text)).split()


def files_of(folder: Path) -> list[Coverage]:
    """Coverage of every file born digital that is read as one document."""
    found = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        try:
            parts = read(path.name, load(path))
            wanted = text_of(path)
        except (ParseError, ValueError, KeyError, OSError):
            continue  # its sentence is tested elsewhere
        whole = next((p.document for p in parts if not p.name and p.document), None)
        if wanted is None or whole is None or any(b.locator.recognised for b in whole.blocks):
            continue
        if any(b.kind == "turn" for b in whole.blocks):
            wanted = without_stamps(wanted)
        found.append(coverage(str(path.relative_to(folder)), wanted, ingested(whole)))
    return found


def scan_errors() -> float:
    """Edits a character of the sample scan; white space and the marks of lists aside."""
    from rapidfuzz.distance import Levenshtein

    (part,) = read(SCAN, load(HANBIT / "documents" / SCAN))
    assert part.document is not None
    got = "\n".join(b.text for b in part.document.blocks)
    wanted, told = ("".join(_words(text)) for text in (printed(SCAN), got))
    return float(Levenshtein.distance(wanted, told)) / len(wanted)


def printed(name: str) -> str:
    """What was printed on the pages of a scan: its front matter as a table, then its text."""
    text = (HANBIT / "source" / f"{name}.md").read_text(encoding="utf-8")
    table = control_table(parse(text))
    rows = [" ".join(row) for row in table.rows] if table else []
    return "\n".join([*rows, text.split("---\n", 2)[2]])


def main() -> None:
    """Print coverage by format, the worst files with words they lost, and the errors of the scan."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="*", default=[HANBIT / "documents"])
    parser.add_argument("--worst", type=int, default=10)
    given = parser.parse_args()
    found = [c for folder in given.folders for c in files_of(folder)]
    kinds: dict[str, list[Coverage]] = {}
    for one in found:
        kinds.setdefault(Path(one.file).suffix.lower(), []).append(one)
    for kind, ones in [*sorted(kinds.items()), ("all", found)]:
        characters, recovered = sum(c.characters for c in ones), sum(c.recovered for c in ones)
        print(
            f"{kind}: {len(ones)} files, {characters} characters, {recovered / max(characters, 1):.4f} recovered"
        )
    for one in sorted(found, key=lambda c: c.share)[: given.worst]:
        print(f"  {one.share:.4f} {one.file}: {' '.join(one.lost)[:160]}")
    print(f"sample scan: character error rate {scan_errors():.4f}")


if __name__ == "__main__":
    main()
