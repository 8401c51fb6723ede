"""The agreement as a Word file in which every difference to the standard is a tracked change."""

from __future__ import annotations

import datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from avv_desktop import flow
from avv_desktop.draft.model import Draft, now
from avv_desktop.draft.values import Values
from avv_desktop.system.language import tr
from avv_desktop.template.model import Template
from ui import messages
from ui.desk import Desk

ENDING = ".docx"


def ask(desk: Desk, parent: QWidget) -> None:
    """Ask where to, if there is anything to mark at all, and save it there."""
    template, draft, author = desk.template, desk.draft, author_of(desk)

    def then(made: object) -> None:
        if made is None:
            messages.say(
                tr("Nothing to mark: the agreement says what the standard says."),
                tr("Save it as an ordinary Word file instead."),
            )
        elif draft is desk.draft:
            _choose(desk, parent, made)
        elif desk.draft is not None:
            ask(desk, parent)

    desk.jobs.run(lambda: made_of(template, draft, author), then, desk.failed.emit)


def _choose(desk: Desk, parent: QWidget, data: bytes) -> None:
    from avv_desktop.system.files import free_name

    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    name = flow.file_name(desk.document(), tr("with changes"), ENDING, datetime.date.today())
    dialog = QFileDialog(parent, tr("Save as Word with marked changes"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(f"Word (*{ENDING})")
    dialog.setDefaultSuffix(ENDING[1:])
    dialog.setDirectory(folder)
    dialog.selectFile(free_name(Path(folder), name).name)
    dialog.fileSelected.connect(lambda path: save(desk, Path(path), data))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def save(desk: Desk, path: Path, data: bytes) -> None:
    """Whole or not at all, and say that it is there."""
    said = tr("Saved as “{name}”.", name=path.name)
    desk.jobs.run(lambda: flow.write(path, data), lambda _: messages.toast(said), desk.failed.emit)


def author_of(desk: Desk) -> str:
    """Whose changes they are: whoever works here, else the company."""
    if name := desk.settings.author.strip():
        return name
    known = {field.name for field in desk.template.fields}
    company = Values(desk.template, desk.draft).party("processor.company") if "processor.company" in known else {}
    return str(company.get("name") or "").strip() or tr("Processor")


def made_of(template: Template, draft: Draft, author: str) -> bytes | None:
    """The file; None where the draft says in every word what the standard says. For a worker."""
    from avv_desktop.document.compare.compare import compare
    from avv_desktop.pdf.carry import encoded
    from avv_desktop.review.deviations import proposed, standard_of

    base = standard_of(template) or template
    old, new = flow.compose(base, proposed(base, draft)), flow.compose(template, draft)
    if compare(old, new).same:
        return None
    data = encoded(flow.carried_of(template, draft, new))
    return flow.export_redline(old, new, author, now(), data)
