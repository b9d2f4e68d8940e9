"""Tables that stay tables for a screen reader where a narrow screen lays their rows out anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(look: str, head: Sequence[str], bodies: Iterable[Sequence[str]], caption: str = "") -> str:
    """A table of rows made by :func:`row`, in bodies; a body without rows is left out."""
    cells = "".join(f'<th role="columnheader" scope="col">{title}</th>' for title in head)
    rows = "".join(f'<tbody role="rowgroup">{"".join(body)}</tbody>' for body in bodies if body)
    said = f"<caption>{caption}</caption>" if caption else ""
    return (
        f'<table role="table" class="{look}">{said}'
        f'<thead role="rowgroup"><tr role="row">{cells}</tr></thead>{rows}</table>'
    )


def row(title: str, *cells: str) -> str:
    rest = "".join(f'<td role="cell">{cell}</td>' for cell in cells)
    return f'<tr role="row"><th role="rowheader" scope="row">{title}</th>{rest}</tr>'


def heading(title: str, columns: int) -> str:
    """A row that names the rows below it."""
    return (
        f'<tr role="row" class="group"><th role="rowheader" scope="rowgroup" colspan="{columns}">'
        f"{title}</th></tr>"
    )
