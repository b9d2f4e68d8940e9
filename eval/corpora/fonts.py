"""Finding NanumGothic, the one typeface of the built PDFs.

Korean text needs a font inside the file, and the same font on every machine is what
makes a rebuild byte-identical; so the builder looks for this family and no other.
"""

from __future__ import annotations

from pathlib import Path

from eval.corpora.markdown import BuildError

FOLDERS = (
    "/usr/share/fonts/truetype/nanum",
    "/usr/share/fonts/nanum",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/Library/Fonts",
    "/Library/Fonts",
    "C:/Windows/Fonts",
)
REGULAR = "NanumGothic.ttf"
BOLD = "NanumGothicBold.ttf"


def font_path(name: str) -> Path:
    for folder in FOLDERS:
        path = Path(folder).expanduser() / name
        if path.is_file():
            return path
    raise BuildError(
        f"The font {name} was not found; install NanumGothic "
        "(Debian: apt-get install fonts-nanum) and build again."
    )
