"""A table to be filled in, with the columns of the template."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from avv_desktop import flow
from avv_desktop.system.language import tr
from avv_desktop.system.paths import documents_folder
from ui.desk import Desk


def ask_sample(desk: Desk, parent: QWidget, ending: str) -> None:
    """Ask where to, then write it there off the GUI thread."""
    dialog = QFileDialog(parent, tr("Save sample"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(ending[1:])
    dialog.setDirectory(str(documents_folder()))
    dialog.selectFile(tr("Customers") + ending)
    dialog.fileSelected.connect(lambda path: save_sample(desk, Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def save_sample(desk: Desk, path: Path) -> None:
    template = desk.template

    def work() -> object:
        from avv_desktop.many.table import sample_csv, sample_xlsx

        make = sample_csv if path.suffix.lower() == ".csv" else sample_xlsx
        flow.write(path, make(template or flow.find_template("avv-de")))
        return path

    desk.jobs.run(work, lambda _: desk.told.emit(tr("Saved as “{name}”", name=path.name), None), desk.failed.emit)
