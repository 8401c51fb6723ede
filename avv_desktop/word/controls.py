"""Content controls around what comes from a field: its name as the tag, its label for people."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from docx.oxml.ns import qn

from avv_desktop.word.marks import allowed, element

LONGEST = 64
"""Letters that Word allows in a tag or a title."""


class Controls:
    """Those of one file."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        self._labels, self._count = labels, 0

    def control(self, field: str, runs: Sequence[Any], *, empty: bool = False) -> Any:
        """`empty`: the words only say what is to be filled in, and give way to what is typed."""
        self._count += 1
        properties = element(
            "w:sdtPr",
            element("w:alias", val=allowed(self._label(field))[:LONGEST]),
            element("w:tag", val=tag(field)),
            element("w:id", val=self._count),
        )
        if empty:
            properties.append(element("w:showingPlcHdr"))
        if not any(next(run.iter(qn("w:br")), None) is not None for run in runs):
            properties.append(element("w:text", multiLine=1))  # LibreOffice misplaces line breaks in a plain text
        return element("w:sdt", properties, element("w:sdtContent", *runs))

    def _label(self, field: str) -> str:
        """Of the field, or of what it is a part of ("controller.company.name"), else its name."""
        name = field
        while name:
            if name in self._labels:
                return self._labels[name]
            name = name.rpartition("[")[0] if name.endswith("]") else name.rpartition(".")[0]
        return field


def tag(field: str) -> str:
    """The field's name; of a very long one its beginning and a checksum."""
    return field if len(field) <= LONGEST else f"{field[: LONGEST - 9]}_{zlib.crc32(field.encode()):08x}"
