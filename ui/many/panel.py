"""Where to, as what, under which names, and with whose signature."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QProgressBar, QWidget

from avv_desktop.system.language import tr, trn
from avv_desktop.system.paths import documents_folder
from avv_desktop.system.sentences import explain
from ui.look.tokens import Space, State
from ui.trust.parts import empty
from ui.widgets.banner import Banner
from ui.widgets.controls import Field, Scrolled, Segmented, boxed, button, column, frame, row, text
from ui.widgets.inputs import Choice, TextInput

WIDE = 340
FORMATS = ("pdf", "docx", "both", "zip")


class Panel(QWidget):
    make = Signal()
    stop = Signal()
    keep = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.folder = documents_folder() / "AVV" / tr("Series")
        self.format = Segmented(("PDF", "Word", tr("Both"), "ZIP"), tr("Format"))
        self.pattern = TextInput(own_undo=True)
        self.pattern.set_value("{nummer} {kunde} {datum}")
        self.place = text("", "soft", wrap=True)
        self.choose = button(tr("Choose folder …"), small=True)
        self.sign = QCheckBox(tr("Sign complete copies at once"))
        self.key, self.secret = Choice(), QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.begin, self.halt = button("", "primary"), button(tr("Stop"))
        self.drafts = button(tr("Put drafts on the shelf"))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress of the series"))
        self.told, self._trouble = text("", "soft", wrap=True), column(gap=0)
        self._build()
        self._connect()

    def _build(self) -> None:
        hint = tr("Parts: {parts}", parts="{nummer} {kunde} {datum} {ort} {zeile}")
        self._key = Field(tr("&Key file"), self.key)
        self._secret = Field(tr("Pass&phrase of this key"), self.secret, hint=tr("Kept nowhere."))
        names = Field(tr("File &names"), self.pattern, hint=hint)
        where = column(text(tr("Folder"), "label"), self.place, row(self.choose, None), gap=Space.XS)
        inside = column(text(tr("Output"), "subtitle"), self.format, names, where, self.sign, self._key, self._secret,
                        None, gap=Space.L)  # fmt: skip
        inside.setContentsMargins(*(Space.XL,) * 4)
        foot = column(boxed(self._trouble), self.told, self.bar, self.begin, self.halt, self.drafts, gap=Space.S)
        foot.setContentsMargins(*(Space.XL,) * 4)
        self.setLayout(column(frame(column(Scrolled(boxed(inside)), boxed(foot), gap=0), line="left"), gap=0))
        self.setFixedWidth(WIDE)
        self.halt.hide()
        self.bar.hide()
        self._show_signing(False)
        self._show_folder()
        self.show_count(0, 0)

    def _connect(self) -> None:
        self.begin.clicked.connect(self.make)
        self.halt.clicked.connect(self.stop)
        self.drafts.clicked.connect(self.keep)
        self.choose.clicked.connect(self._ask)
        self.sign.toggled.connect(self._show_signing)

    def show_keys(self, files: tuple[str, ...]) -> None:
        self.key.set_options([(path, Path(path).name) for path in files])
        if files and not self.key.value():
            self.key.set_value(files[0])
        self.sign.setEnabled(bool(files))
        self.sign.setToolTip("" if files else tr("A key file is first added where one agreement is signed."))

    def show_count(self, good: int, incomplete: int) -> None:
        self.begin.setText(trn("Make one copy", "Make {count} copies", good) if good else tr("Make copies"))
        self.begin.setEnabled(good > 0)
        self.drafts.setEnabled(good > 0)
        words = trn(
            "One of them is marked as an incomplete draft and cannot be signed.",
            "{count} of them are marked as incomplete drafts and cannot be signed.",
            incomplete,
        )
        self.told.setText(words if incomplete else "")
        self.told.setVisible(bool(incomplete))

    def work(self, count: int) -> None:
        self.bar.setRange(0, count)
        self.bar.setValue(0)
        for part, shown in ((self.bar, True), (self.halt, True), (self.begin, False), (self.drafts, False)):
            part.setVisible(shown)
        self.halt.setEnabled(True)
        self.halt.setFocus()

    def rest(self) -> None:
        for part, shown in ((self.bar, False), (self.halt, False), (self.begin, True), (self.drafts, True)):
            part.setVisible(shown)

    def say(self, words: str) -> None:
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def complain(self, happened: str, more: str = "") -> None:
        """Nothing if there are no words."""
        empty(self._trouble)
        if happened:
            self._trouble.addWidget(Banner(State.PROBLEM, happened, more))

    def complain_of(self, error: Exception) -> None:
        said = explain(error)
        self.complain(said.happened, f"{said.means} {said.todo}".strip())

    def _show_signing(self, on: bool) -> None:
        self._key.setVisible(on)
        self._secret.setVisible(on)

    def _show_folder(self) -> None:
        self.place.setText(str(self.folder))

    def _ask(self) -> None:
        dialog = QFileDialog(self, tr("Choose folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._took)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _took(self, path: str) -> None:
        self.folder = Path(path)
        self._show_folder()
