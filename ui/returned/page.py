"""Was zurückkam: drop the PDF of a customer; what it is, what that means, and filing it with its agreement."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog, QWidget

from avv_desktop.kit.filing import Look, Match
from avv_desktop.system.language import tr
from ui.desk import Desk
from ui.look.tokens import Space
from ui.returned import work
from ui.returned.sheet import ReturnedSheet
from ui.returned.work import Came
from ui.trust.kept import trusted
from ui.trust.paper import OpenFiles
from ui.trust.parts import empty
from ui.widgets.controls import Scrolled, boxed, button, card, column, row, text
from ui.widgets.tab_order import TabAsLaidOut

WIDEST = 860


class ReturnedPage(QWidget):
    """`arrive(place)`: the path of the file that came back, "" to show the last one again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.came: Came | None = None
        self._open = OpenFiles(self)
        self._body = column(gap=Space.L)
        choose = button(tr("Choose file"), glyph="file-arrow-down")
        choose.clicked.connect(self._ask)
        title = row(text(tr("What came back"), "display"), None, choose, gap=Space.M)
        inside = TabAsLaidOut()
        inside.setMaximumWidth(WIDEST)
        inside.setLayout(column(title, self._body, None, gap=Space.L))
        whole = row(inside, margins=(Space.XXL, Space.XL, Space.XL, Space.XL))
        whole.addStretch(0)
        whole.setStretch(0, 1)
        self.setLayout(column(Scrolled(boxed(whole)), gap=0))
        self._show()

    def arrive(self, place: str = "") -> None:
        if place:
            self.read(place)

    def read(self, place: str, match: Match | None = None) -> None:
        """Judge a file, off the GUI thread; `match`: the agreement a person says it belongs to."""
        desk, store, files = self._desk, self._desk.store, self._desk.settings.trust_files
        empty(self._body)
        self._body.addWidget(text(tr("The file is being verified …"), "soft"))

        def done(found: object) -> None:
            self.came = found
            self._open.show_only(found.pages)
            self._show()

        def failed(error: Exception) -> None:
            self._show()
            desk.failed.emit(error)

        desk.jobs.run(lambda: work.read(place, store, trusted(files), match), done, failed, newest="returned")

    def _ask(self) -> None:
        dialog = QFileDialog(self.window(), tr("What came back"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("PDF files") + " (*.pdf)")
        dialog.fileSelected.connect(self.read)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # ---- what is shown

    def _show(self) -> None:
        empty(self._body)
        if self.came is None:
            words = tr(
                "Drop the PDF that a customer sent back on the window, or choose it. It is compared with what was sent."
            )
            shelf = button(tr("To the shelf"))
            shelf.clicked.connect(lambda: self._desk.go("shelf"))
            self._body.addWidget(card(text(words, "soft", wrap=True), row(shelf, None), padding=Space.XL))
            return
        sheet = ReturnedSheet(self.came, self._desk.jobs, self._desk.settings.author)
        sheet.wants_filing.connect(self._file)
        sheet.wants_match.connect(lambda match: self.read(str(self.came.path), match))
        sheet.wants_verdict.connect(lambda: self._desk.go("verify", str(self.came.path)))
        sheet.wants_agreement.connect(lambda: self._desk.open(self.came.match.id, "review"))
        self._body.addWidget(sheet)
        if self.came.match is None:
            store = self._desk.store
            self._desk.jobs.run(lambda: work.choices(store), sheet.offer, self._desk.failed.emit)

    def _file(self, look: Look) -> None:
        """Only the store knows whether it worked: what is shown follows it."""
        came = self.came

        def then(found: object) -> None:
            if self.came is came:
                self.came = found
                self._show()
            self._desk.shelf_changed.emit()

        self._desk.run_in_store(lambda store: work.file(store, came, look), then)
