"""Plain text, also with the simple marks of Markdown → lines."""

from __future__ import annotations

from msgspec.structs import replace

from avv_desktop.intake.model import Source, SourceLine


def read_text(text: str, name: str) -> Source:
    found, blank = [], False
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        if not raw.strip():
            blank = True
            continue
        cells = tuple(cell.strip() for cell in raw.split("\t")) if "\t" in raw.strip() else ()
        indent = len(raw) - len(raw.lstrip(" "))
        line = SourceLine(raw.strip(), number, cells=cells, indent=indent, blank_before=blank)
        found.append(replace(line, kind="row") if cells else line)
        blank = False
    return Source(name, "text", tuple(found), tuple(found))
