"""The agreement as a file: PDF or Word, written whole or not at all."""

from __future__ import annotations

import datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from avv_desktop import flow
from avv_desktop.system.language import tr
from ui import messages
from ui.desk import Desk
from ui.look.tokens import State
from ui.widgets.badge import state_words

KINDS = {".pdf": "PDF", ".docx": "Word"}


def ask(desk: Desk, parent: QWidget, ending: str) -> None:
    """Ask where to, then save there."""
    dialog = QFileDialog(parent, tr("Save as {kind}", kind=KINDS[ending]))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(f"{KINDS[ending]} (*{ending})")
    dialog.setDefaultSuffix(ending[1:])
    dialog.setDirectory(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    dialog.selectFile(file_name(desk, ending))
    dialog.fileSelected.connect(lambda path: save(desk, Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def file_name(desk: Desk, ending: str) -> str:
    """From customer, day and state."""
    return flow.file_name(
        desk.document(), desk.state_words or state_words(State(desk.state)), ending, datetime.date.today()
    )


def save(desk: Desk, path: Path) -> None:
    """Make the file off the GUI thread, and say that it is there."""
    template, draft, typesetter = desk.template, desk.draft, desk.typesetter

    def work() -> object:
        if path.suffix.lower() == ".docx":
            flow.write(path, flow.export_word(template, draft))
        else:
            flow.write(path, flow.render(template, draft, typesetter).data)
        return path

    desk.jobs.run(work, lambda _: messages.toast(tr("Saved as “{name}”.", name=path.name)), desk.failed.emit)
