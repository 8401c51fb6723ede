"""Vorlage aus Dokument: somebody's contract is read, looked through, and kept as a template."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QFrame, QStackedWidget, QWidget

from avv_desktop.system.language import tr
from ui.arrivals import TEXTS, WORD
from ui.desk import Desk
from ui.intake.book import IntakeBook
from ui.intake.ways import Kept, Refused, Waiting
from ui.intake.workbench import Workbench
from ui.look.tokens import Size, Space
from ui.widgets.controls import boxed, button, centred, column, frame, row, text, tool
from ui.widgets.header import Cut

READABLE = (*WORD, ".pdf", *TEXTS)


class IntakePage(QWidget):
    """`arrive(path)` reads that file, `arrive("")` shows where one was."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.book = IntakeBook(desk)
        self.bench = Workbench(self.book)
        self.waiting, self.refused, self.done = Waiting(), Refused(), Kept()
        self._busy = boxed(column(None, centred(text(tr("The document is being read …"), "soft")), None))
        self.stack = QStackedWidget()
        for each in (self.waiting, self._busy, self.refused, self.bench, self.done):
            self.stack.addWidget(each)
        whole = column(self._head(), self.stack, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._made: tuple[str, dict] = ("", {})
        self._connect()
        self._show(self.waiting)

    def _head(self) -> QFrame:
        back = tool("arrow-left", tr("Back to the templates"))
        back.clicked.connect(lambda: self._desk.go("templates"))
        self._name = Cut("caption")
        said = column(None, text(tr("Template from a document"), "subtitle"), self._name, None, gap=Space.HAIR)
        self._undo, self._redo = tool("arrow-counter-clockwise", tr("Undo")), tool("arrow-clockwise", tr("Redo"))
        self._undo.clicked.connect(self.undo)
        self._redo.clicked.connect(self.redo)
        self.other = button(tr("Another document"))
        self.keep = button(tr("Keep as template"), "primary")
        inside = row(back, boxed(said), self._undo, self._redo, Space.XS, self.other, self.keep, gap=Space.S)
        inside.setContentsMargins(Space.L, 0, Space.XL, 0)
        inside.setStretch(1, 1)
        made = frame(inside, line="below")
        made.setFixedHeight(Size.HEADER)
        return made

    def _connect(self) -> None:
        book = self.book
        book.opened.connect(self._opened)
        book.changed.connect(self._show_history)
        book.refused.connect(self._refused)
        book.failed.connect(self._failed)
        book.kept.connect(self._kept)
        self.keep.clicked.connect(self._keep)
        for each in (self.other.clicked, self.waiting.choose, self.refused.choose):
            each.connect(lambda *_: self.choose())
        self.refused.insist.connect(book.insist)
        self.done.begin.connect(self._begin)
        self.done.look.connect(lambda: self._desk.go("templates", self._made[0]))

    # ---- arriving

    def arrive(self, place: str) -> None:
        if place:
            self._show(self._busy)
            self._name.say(Path(place).name)
            self.book.open(Path(place))
        elif self.stack.currentWidget() is self.done:
            self.book.close()
            self._show(self.waiting)
        else:
            self._show(self.stack.currentWidget())

    def choose(self) -> None:
        dialog = QFileDialog(self.window(), tr("Template from a document"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("Documents") + f" ({' '.join('*' + each for each in READABLE)})")
        dialog.fileSelected.connect(self.arrive)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show(self, part: QWidget) -> None:
        self.stack.setCurrentWidget(part)
        working = part is self.bench
        for each in (self._undo, self._redo, self.other, self.keep):
            each.setVisible(working)
        self._name.setVisible(part not in (self.waiting, self.done))
        self._show_history()
        if working:
            self.bench.arrive()
        elif hasattr(part, "first"):
            part.first.setFocus()

    def _show_history(self) -> None:
        self._undo.setEnabled(self.book.can_undo)
        self._redo.setEnabled(self.book.can_redo)

    # ---- what comes back

    def _opened(self) -> None:
        self._name.say(self.book.path.name if self.book.path else "")
        self._show(self.bench)

    def _refused(self, error: Exception) -> None:
        self.refused.show_reason(error)
        self._show(self.refused)

    def _failed(self, error: Exception) -> None:
        """What was open before stays."""
        self._show(self.bench if self.book.now is not None else self.waiting)
        self._name.say(self.book.path.name if self.book.path else "")
        self._desk.failed.emit(error)

    # ---- keeping it

    def _keep(self) -> None:
        self.keep.setEnabled(False)
        self.book.keep(self.bench.title.text())

    def _kept(self, template: object, answers: object) -> None:
        self.keep.setEnabled(True)
        self._made = (template.id, answers)
        self.book.close()
        self._show(self.done)

    def _begin(self) -> None:
        self._desk.new(*self._made)

    # ---- what the window asks

    def undo(self) -> None:
        self.book.undo()

    def redo(self) -> None:
        self.book.redo()
