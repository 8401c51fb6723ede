"""What was compared as a file: a PDF to hand on, Word with marked changes, JSON for machines."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from avv_desktop import flow
from avv_desktop.draft.model import now
from avv_desktop.system.language import tr
from ui.compare.work import Compared
from ui.desk import Desk
from ui.look.tokens import Space
from ui.trust.saving import ask_where, save
from ui.widgets.controls import button, row


class Exports(QWidget):
    """Three buttons; they rest while there is nothing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: Compared | None = None
        self.buttons = [
            self._button(tr("PDF …"), tr("Save as PDF"), ".pdf", "file-pdf"),
            self._button(tr("Word …"), tr("Save as Word with marked changes"), ".docx", "file-text"),
            self._button(tr("JSON …"), tr("Save as JSON"), ".json", "file-arrow-down"),
        ]
        self.setLayout(row(*self.buttons, gap=Space.S))

    def show_found(self, found: Compared | None) -> None:
        self._found = found
        for each in self.buttons:
            each.setEnabled(found is not None)

    def save(self, path: Path, ending: str) -> None:
        """What is shown, to this file."""
        if self._found is not None:
            save(self._desk, path, _maker(self._found, ending, author(self._desk)), read=self._found.read)

    def _button(self, words: str, name: str, ending: str, glyph: str):
        made = button(words, glyph=glyph)
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.clicked.connect(lambda: self._ask(ending))
        return made

    def _ask(self, ending: str) -> None:
        if self._found is not None:
            words = tr("marked changes") if ending == ".docx" else tr("deviations")
            name = flow.file_name(self._found.new, words, "", datetime.date.today())
            ask_where(self, name, ending, lambda path: self.save(path, ending))


def author(desk: Desk) -> str:
    """Whose changes a Word file names."""
    company = desk.settings.profile.get("processor.company")
    name = str(company.get("name") or "") if isinstance(company, dict) else ""
    return getattr(desk.settings, "author", "") or name or tr("AVV Desktop")


def _maker(found: Compared, ending: str, who: str) -> Callable[[], bytes]:
    def make() -> bytes:
        from avv_desktop.review.deviations_export import as_json, as_pdf

        match ending:
            case ".pdf":
                return as_pdf(found.page, now())
            case ".docx":
                return flow.export_redline(found.old, found.new, who, now(), found.data)
        return as_json(found.page)

    return make
