"""A report or another file made off the GUI thread, where the user wants it: whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from avv_desktop import flow
from avv_desktop.errors import CannotWrite
from avv_desktop.system.files import free_name, safe_name
from avv_desktop.system.language import tr
from avv_desktop.system.paths import documents_folder
from ui.desk import Desk

KINDS = {".pdf": "PDF", ".docx": "Word", ".json": "JSON", ".xml": "XML", ".zip": "ZIP", ".ics": "iCalendar"}
KINDS |= {".xlsx": "Excel", ".csv": "CSV"}


def ask_where(parent: QWidget, name: str, ending: str, then: Callable[[Path], object]) -> None:
    """Ask for a place; `name` is proposed, made safe, and under a number if there is such a file already. The dialog
    asks before a file is replaced."""
    dialog = QFileDialog(parent, tr("Save as {kind}", kind=KINDS[ending]))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(f"{KINDS[ending]} (*{ending})")
    dialog.setDefaultSuffix(ending[1:])
    folder = documents_folder()
    dialog.setDirectory(str(folder))
    dialog.selectFile(free_name(folder, safe_name(name) + ending).name)
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def save(desk: Desk, path: Path, make: Callable[[], bytes], *, read: Iterable[Path] = ()) -> None:
    """Write what `make` gives, off the GUI thread, and say that it is there. `read`: files it must never replace."""

    def work() -> object:
        if path.resolve() in {each.resolve() for each in read}:
            raise CannotWrite(path=str(path), reason=tr("This very file is being compared and would be lost."))
        flow.write(path, make())
        return path

    desk.jobs.run(work, lambda _: desk.told.emit(tr("Saved as “{name}”", name=path.name), None), desk.failed.emit)
