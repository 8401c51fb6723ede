"""PDF prüfen: drop or choose any PDF; what was looked at before stays in a list while the window is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from avv_desktop.system.language import tr
from ui.desk import Desk
from ui.look.icons import Glyph
from ui.look.tokens import Space
from ui.trust.paper import OpenFiles, Reader
from ui.verify import answers
from ui.verify.look import Looked, look_at, pages_of
from ui.verify.saving import ask_report, ask_version
from ui.verify.sheet import Sheet
from ui.widgets.controls import Scrolled, boxed, button, centred, column, frame, row, text
from ui.widgets.rows import GLYPH, SUBTITLE, TwoLines

if TYPE_CHECKING:
    from avv_desktop.pdf.pages import Pages
    from avv_desktop.signing.revisions import Revision

LIST = 288


class VerifyPage(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._looked: list[Looked] = []
        self._shown: Looked | None = None
        self._open, self._version = OpenFiles(self), OpenFiles(self)
        self._stack, self._reader = QStackedWidget(), Reader(desk.jobs)
        self._stack.addWidget(_nothing_yet())
        self._stack.addWidget(self._reader)
        self._sheet: QWidget | None = None
        self._reader.left.connect(lambda: self._stack.setCurrentWidget(self._sheet))
        whole = row(self._files(), self._stack, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def arrive(self, place: str) -> None:
        """`place`: the path of a file to verify, a kept agreement ("kept:" and its id), or nothing."""
        if place:
            self.verify(place)

    def verify(self, place: str) -> None:
        """Look at a file, off the GUI thread; it stays where it is."""
        settings, store = self._desk.settings, self._desk.store
        self._busy.show()
        self._desk.jobs.run(lambda: look_at(place, settings, store), self._found, self._failed)

    def _failed(self, error: Exception) -> None:
        self._busy.hide()
        self._desk.failed.emit(error)

    def _found(self, looked: object) -> None:
        self._busy.hide()
        for index, old in enumerate(self._looked):
            if old.path == looked.path:
                del self._looked[index]
                self._list.takeItem(index)
                break
        self._looked.insert(0, looked)
        self._open.show_only(*(each.pages for each in self._looked))
        self._list.insertItem(0, _item(looked))
        self._recent.show()
        self._list.setCurrentRow(0)
        self._choose(0)

    def _choose(self, at: int) -> None:
        if not 0 <= at < len(self._looked) or self._looked[at] is self._shown:
            return
        self._shown = looked = self._looked[at]
        desk, path = self._desk, str(looked.path)
        sheet = Sheet(looked, desk.jobs, desk.customer if desk.draft is not None and looked.path.is_absolute() else "")
        sheet.wants_template.connect(lambda: desk.go("intake", path))
        sheet.wants_return.connect(lambda: desk.go("returned", path))
        sheet.wants_signature.connect(lambda: desk.go("foreign", path))
        sheet.wants_comparison.connect(lambda: desk.go("reply", path))
        sheet.wants_agreement.connect(lambda: self._desk.reopen(looked.data))
        sheet.wants_pages.connect(lambda: self._read(looked.pages, looked.path.name))
        sheet.wants_report.connect(lambda ending: ask_report(desk, self, looked, ending))
        sheet.wants_version.connect(self._read_version)
        sheet.keeps_version.connect(lambda version: ask_version(desk, self, looked, version))
        sheet.pins.connect(self._pin)
        if self._sheet is not None:
            self._stack.removeWidget(self._sheet)
            self._sheet.deleteLater()
        self._sheet = Scrolled(sheet)
        self._stack.addWidget(self._sheet)
        self._stack.setCurrentWidget(self._sheet)

    def _read(self, pages: Pages, title: str) -> None:
        self._stack.setCurrentWidget(self._reader)
        self._reader.show_pages(pages, title)

    def _read_version(self, version: Revision) -> None:
        """As it was when it was signed."""
        title = tr("Version {number}", number=version.number)

        def then(pages: object) -> None:
            self._version.show_only(pages)
            self._read(pages, title)

        self._desk.jobs.run(lambda: pages_of(version.data), then, self._desk.failed.emit)

    def _pin(self, name: str, fingerprint: str) -> None:
        """From now on the certificate is known to be theirs; what is shown is judged anew."""
        desk, before = self._desk, self._desk.settings.pinned
        known = before.get(name, ())
        desk.change_settings(pinned=before | {name: (*known, *({fingerprint} - set(known)))})
        desk.told.emit(
            tr("The certificate is remembered as that of {name}.", name=name),
            lambda: (desk.change_settings(pinned=before), self._again()),
        )
        self._again()

    def _again(self) -> None:
        if self._shown is not None:
            self.verify(self._shown.place)

    def _files(self) -> QFrame:
        self._list = QListWidget()
        self._list.setItemDelegate(TwoLines(self._list))
        self._list.setAccessibleName(tr("Verified last"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.currentRowChanged.connect(self._choose)
        choose = button(tr("Choose file"), small=True)
        choose.clicked.connect(self._ask)
        self._busy = text(tr("The file is being verified …"), "soft")
        self._busy.hide()
        inside = column(
            centred(Glyph("file-arrow-down", 28, "faint")),
            centred(text(tr("Drop a PDF here"), "soft")),
            centred(choose),
            gap=Space.S,
            margins=(Space.L, Space.XL, Space.L, Space.XL),
        )
        title = text(tr("Verify PDF"), "title")
        title.setContentsMargins(Space.S, 0, 0, 0)
        self._recent = text(tr("Verified last"), "heading")
        self._recent.setContentsMargins(Space.S, 0, 0, 0)
        self._recent.hide()
        parts = (title, frame(inside, drop="true"), self._busy, Space.S, self._recent, self._list)
        margins = (Space.L, Space.XL, Space.L, Space.L)
        panel = frame(column(*parts, gap=Space.M, margins=margins), line="right")
        panel.setFixedWidth(LIST)
        return panel

    def _ask(self) -> None:
        dialog = QFileDialog(self.window(), tr("Verify PDF"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("PDF files") + " (*.pdf)")
        dialog.fileSelected.connect(self.verify)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _nothing_yet() -> QWidget:
    """What can be learnt here, while there is nothing to see."""
    words = text(
        tr("Each signature is checked for itself: unchanged? who? when? Nothing leaves this machine."),
        "soft",
        wrap=True,
    )
    words.setFixedWidth(420)
    words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    title = text(tr("Drop any PDF here, or choose one"), "title")
    mark = Glyph("shield-check", 56, "faint")
    return boxed(column(None, centred(mark), centred(title), centred(words), None, None, gap=Space.M))


def _item(looked: Looked) -> QListWidgetItem:
    if looked.verdict is None:
        glyph, words = ("file-x", "faint"), tr("cannot be read")
    else:
        glyph = answers.GLYPHS[answers.ANSWER_OF_TONE[looked.verdict.tone]]
        words = {
            "good": tr("in order"),
            "open": tr("not wholly checked"),
            "bad": tr("not in order"),
            "none": tr("not signed"),
        }[looked.verdict.tone]
    item = QListWidgetItem(looked.path.stem)
    item.setData(SUBTITLE, f"{words} · {looked.at:%H:%M}")
    item.setData(GLYPH, glyph)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{looked.path.name}: {words}")
    return item
