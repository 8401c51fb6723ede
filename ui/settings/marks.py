"""What stands beside the name in a signature: handwriting of a person, the company's logo, and how it will print."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QWidget

from avv_desktop.system.language import tr
from avv_desktop.system.sentences import explain
from ui.desk import Desk
from ui.jobs import STORE
from ui.look.tokens import Space
from ui.settings import marks_work as work
from ui.settings.cards import titled
from ui.widgets.controls import Field, boxed, button, column, frame, row, text
from ui.widgets.pad import Pad


class Marks(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.name = QLineEdit(desk.settings.author)
        self._field = Field(tr("&Name as it stands in the agreement"), self.name)
        self.pad = Pad()
        self.back = button(tr("Take back the stroke"), glyph="arrow-counter-clockwise")
        self.clear = button(tr("Empty the sheet"))
        self.take = button(tr("Use this handwriting"), "primary")
        self.choose = button(tr("Choose a picture …"), glyph="folder-open")
        self.forget = button(tr("Sign without handwriting"), "quiet")
        self.choose_logo = button(tr("Choose a logo …"), glyph="folder-open")
        self.forget_logo = button(tr("Sign without a logo"), "quiet")
        self._sample = QLabel()
        self._said = text("", "error", wrap=True)
        self._said.hide()
        self.setLayout(column(self._preview(), self._handwriting(), self._logo(), None, gap=Space.L))
        self._connect()
        self.refresh()

    # ---- furniture

    def _preview(self) -> QWidget:
        words = tr("This is how it prints. Only the signature itself proves anything; the picture is for the eye.")
        self._sample.setAccessibleName(tr("How the signature will look"))
        paper = frame(row(self._sample, None, margins=(Space.L, Space.M, Space.L, Space.M)), paper="true")
        return titled(tr("Look of the signature"), words, self._field, paper, self._said)

    def _handwriting(self) -> QWidget:
        words = tr("Write on the sheet, or choose a photograph or scan of your signature; grey paper becomes white.")
        tools = boxed(row(self.take, self.back, self.clear, None))
        others = boxed(row(self.choose, self.forget, None))
        return titled(tr("Handwriting"), words, self.pad, tools, others)

    def _logo(self) -> QWidget:
        words = tr("For all signatures made here. PNG or JPEG; what is transparent becomes white.")
        return titled(tr("Logo"), words, boxed(row(self.choose_logo, self.forget_logo, None)))

    def _connect(self) -> None:
        self.name.editingFinished.connect(self.refresh)
        self.back.clicked.connect(self.pad.undo)
        self.clear.clicked.connect(self.pad.clear)
        self.pad.changed.connect(self._settle)
        self.take.clicked.connect(lambda: self._keep("handwriting", self.pad.picture))
        self.choose.clicked.connect(lambda: self._ask(self.use_handwriting))
        self.choose_logo.clicked.connect(lambda: self._ask(self.use_logo))
        self.forget.clicked.connect(lambda: self._change(partial(work.forget, kind="handwriting", person=self.person)))
        self.forget_logo.clicked.connect(lambda: self._change(partial(work.forget, kind="logo", person="")))

    @property
    def person(self) -> str:
        return self.name.text().strip()

    # ---- what a person does

    def use_handwriting(self, path: str) -> None:
        self._keep("handwriting", lambda: work.bytes_of(Path(path)))

    def use_logo(self, path: str) -> None:
        self._keep("logo", lambda: work.bytes_of(Path(path)))

    def _keep(self, kind: str, read) -> None:
        if kind == "handwriting" and not self.person:
            self._field.say(error=tr("Please enter whose handwriting it is."))
            self.name.setFocus()
            return
        self._field.say()
        person = self.person if kind == "handwriting" else ""
        data = read() if read == self.pad.picture else None  # a widget is drawn on its own thread
        self._change(lambda store: work.keep(store, kind, person, data if data is not None else read()))

    def _change(self, change) -> None:
        self._said.hide()
        store, person = self._desk.store, self.person

        def done() -> object:
            change(store)
            return work.sample(store, person)

        self._desk.jobs.run(done, self._show, self._failed, lane=STORE)

    def refresh(self) -> None:
        store, person = self._desk.store, self.person
        if store is not None:
            self._desk.jobs.run(lambda: work.sample(store, person), self._show, self._failed, lane=STORE, newest="mark")

    # ---- what is seen

    def _show(self, sample) -> None:
        bitmap = sample.bitmap
        image = QImage(bitmap.data, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888).copy()
        image.setDevicePixelRatio(work.SHARP)
        self._sample.setPixmap(QPixmap.fromImage(image))
        self.forget.setVisible("handwriting" in sample.kinds)
        self.forget_logo.setVisible("logo" in sample.kinds)
        if "handwriting" in sample.kinds:
            self.pad.clear()
        self._settle()

    def _failed(self, error: Exception) -> None:
        said = explain(error)
        self._said.setText(f"{said.happened} {said.means} {said.todo}".strip())
        self._said.show()

    def _settle(self) -> None:
        self.take.setEnabled(not self.pad.empty)
        self.back.setEnabled(not self.pad.empty)
        self.clear.setEnabled(not self.pad.empty)

    def _ask(self, then) -> None:
        dialog = QFileDialog(self, tr("Choose a picture …"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("Pictures") + " (*.png *.jpg *.jpeg *.webp *.bmp *.tif *.tiff *.gif)")
        dialog.fileSelected.connect(then)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
