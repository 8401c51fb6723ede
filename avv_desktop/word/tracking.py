"""Marks of tracked changes: who, when, inserted or deleted."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from docx.oxml.ns import qn

from avv_desktop.word.marks import allowed, element
from avv_desktop.word.segments import Kind


class Tracking:
    """`created`: stands in every mark, in UTC."""

    def __init__(self, author: str = "", created: datetime.datetime | None = None) -> None:
        self.author = allowed(author)[:255]
        self.date = created.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if created else ""
        self._count = 0

    def mark(self, kind: Kind, *inside: Any) -> Any:
        self._count += 1
        tag = "w:ins" if kind == "inserted" else "w:del"
        return element(tag, *inside, id=900_000 + self._count, author=self.author, date=self.date)

    def around(self, kind: Kind, runs: Sequence[Any]) -> Any:
        """Runs that only one version has."""
        if kind == "deleted":
            for run in runs:
                _as_deleted(run)
        return self.mark(kind, *runs)


def _as_deleted(run: Any) -> None:
    for tag, deleted in (("w:t", "w:delText"), ("w:instrText", "w:delInstrText")):
        for each in run.iter(qn(tag)):
            each.tag = qn(deleted)
