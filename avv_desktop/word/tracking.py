"""Marks of tracked changes: who, when, inserted or deleted."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from docx.oxml.ns import qn

from avv_desktop.word.marks import allowed, element
from avv_desktop.word.segments import Kind

LATER = datetime.timedelta(minutes=2)


class Tracking:
    """`created`: stands in every mark, in UTC; two minutes `later` where LibreOffice would take neighbours for one."""

    def __init__(self, author: str = "", created: datetime.datetime | None = None) -> None:
        self.author = allowed(author)[:255]
        self.created = (created or datetime.datetime.min.replace(tzinfo=datetime.UTC)).astimezone(datetime.UTC)
        self._count = 0

    def mark(self, kind: Kind, *inside: Any, later: bool = False) -> Any:
        self._count += 1
        tag = "w:ins" if kind == "inserted" else "w:del"
        date = (self.created + LATER if later else self.created).strftime("%Y-%m-%dT%H:%M:%SZ")
        return element(tag, *inside, id=900_000 + self._count, author=self.author, date=date)

    def around(self, kind: Kind, runs: Sequence[Any], later: bool = False) -> Any:
        """Runs that only one version has."""
        if kind == "deleted":
            for run in runs:
                _as_deleted(run)
        return self.mark(kind, *runs, later=later)


def _as_deleted(run: Any) -> None:
    for tag, deleted in (("w:t", "w:delText"), ("w:instrText", "w:delInstrText")):
        for each in run.iter(qn(tag)):
            each.tag = qn(deleted)
