"""What one does with an agreement of the shelf: open, copy, delete and take back, write its file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from avv_desktop import flow
from avv_desktop.errors import NotReady
from avv_desktop.system.language import tr
from avv_desktop.system.paths import documents_folder
from ui.desk import Desk
from ui.look.icons import icon
from ui.shelf.groups import customer
from ui.trust.evidence import ask_evidence
from ui.trust.kept import newest_signed
from ui.trust.kit import ask_kit


class Deeds(QObject):
    back = Signal(str)
    """The id of an agreement that comes back to the list."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page

    def open_entry(self, entry) -> None:
        """Where one goes on: a draft in its form, all else at the signatures."""
        self.show(entry, "editor" if entry.state == "draft" else "signing")

    def show(self, entry, page: str) -> None:
        self._desk.open(entry.id, page)

    def compare(self, entry) -> None:
        """With its standard; the other side can be changed there."""
        self._desk.go("compare", f"standard:\nkept:{entry.id}")

    def duplicate(self, entry) -> None:
        self._desk.duplicate(entry.id)

    def delete(self, entry) -> None:
        """Away at once, and back at once if one did not mean it."""
        desk = self._desk
        desk.save()
        if desk.draft is not None and desk.draft.id == entry.id:
            desk.clear()

        def then(_: object) -> None:
            desk.shelf_changed.emit()
            desk.told.emit(tr("“{customer}” deleted", customer=customer(entry)), lambda: self._undelete(entry))

        desk.run_in_store(lambda store: store.delete(entry.id), then)

    def _undelete(self, entry) -> None:
        self.back.emit(entry.id)
        self._desk.run_in_store(lambda store: store.undelete(entry.id), lambda _: self._desk.shelf_changed.emit())

    def save_file(self, entry, file) -> None:
        """Write the newest signed file where the user wants it, whole or not at all."""
        file_id, name = file
        dialog = QFileDialog(self._page, tr("Save file"), str(documents_folder() / name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.fileSelected.connect(lambda path: self.write(file_id, Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def kit(self, entry) -> None:
        """The newest signed file with all that a customer needs to countersign it."""
        store, name = self._desk.store, f"{customer(entry)} {entry.number}.pdf"

        def read() -> bytes:
            found = newest_signed(store, entry.id)
            if found is None:
                raise NotReady(count=0, first="")
            return found[1]

        ask_kit(self._desk, self._page, name, read, entry.id if entry.state == "signed" else "")

    def evidence(self, entry) -> None:
        name = f"{customer(entry)} {entry.number}".strip()
        ask_evidence(self._desk, self._page, entry.id, name)

    def proof(self) -> None:
        self._desk.go("proof")

    def write(self, file_id, path: Path) -> None:
        self._desk.run_in_store(
            lambda store: flow.write(path, store.file(file_id)),
            lambda _: self._desk.told.emit(tr("Saved as “{name}”", name=path.name), None),
        )


def menu_of(deeds: Deeds, entry, parent: QWidget) -> QMenu:
    """What can be done with one agreement."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for glyph, words, do in (
        ("arrow-square-out", tr("Open"), lambda: deeds.open_entry(entry)),
        ("pencil-simple", tr("Show the form"), lambda: deeds.show(entry, "editor")),
        ("checks", tr("Review"), lambda: deeds.show(entry, "review")),
        ("arrow-bend-up-left", tr("Read the customer’s answer"), lambda: deeds.show(entry, "reply")),
        ("git-diff", tr("What differs?"), lambda: deeds.compare(entry)),
        ("clock-counter-clockwise", tr("Earlier states"), lambda: deeds.show(entry, "past")),
        *_for_the_customer(deeds, entry),
        ("copy", tr("Duplicate as a new agreement"), lambda: deeds.duplicate(entry)),
        ("trash", tr("Delete"), lambda: deeds.delete(entry)),
    ):
        menu.addAction(icon(glyph), words).triggered.connect(lambda _=False, do=do: do())
    return menu


def _for_the_customer(deeds: Deeds, entry) -> list:
    if entry.state not in ("half", "signed", "countersigned"):
        return []
    proof = ("clock", tr("Proof for later"), lambda: deeds.proof())
    evidence = ("fingerprint", tr("Evidence as one file (ZIP)"), lambda: deeds.evidence(entry))
    papers = ("package", tr("Papers for the customer"), lambda: deeds.kit(entry))
    return [proof, evidence] if entry.state == "half" else [papers, proof, evidence]
