"""Persons whose certificate is known: compared once by its fingerprint, believed from then on."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from avv_desktop.system.language import tr
from avv_desktop.system.sentences import explain
from ui.desk import Desk
from ui.look.icons import Glyph
from ui.look.tokens import Space
from ui.settings.cards import titled
from ui.trust.certificate import certificate_lines, digits
from ui.trust.parts import empty
from ui.widgets.controls import Field, boxed, button, column, row, text, tool


class BelievedPeople(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._offered = desk, None
        self._list, self._offer = column(gap=Space.M), column(gap=Space.M)
        self.name = QLineEdit()
        self._field = Field(tr("&Name as it stands in the agreement"), self.name)
        self.read = button(tr("Choose certificate …"), glyph="folder-open")
        self.read.clicked.connect(self.choose)
        self.keep = button(tr("I have compared the fingerprint: remember"), "primary")
        self.keep.clicked.connect(self.remember)
        self._shown = boxed(column(boxed(self._offer), row(self.keep, None), gap=Space.M))
        self._shown.hide()
        words = tr(
            "A name can be written into any certificate. Compare the fingerprint with the person, in person or on the "
            "telephone; then signatures with this certificate count as verified."
        )
        new = boxed(column(self._field, row(self.read, None), self._shown, gap=Space.M))
        self.setLayout(column(titled(tr("Known persons"), words, boxed(self._list), new), gap=0))
        desk.settings_changed.connect(self.show_people)
        self.show_people()

    def show_people(self) -> None:
        empty(self._list)
        known = [(name, each) for name, found in self._desk.settings.pinned.items() for each in found]
        for name, fingerprint in known:
            away = tool("trash", tr("Forget {name}", name=name), small=True)
            away.clicked.connect(partial(self.forget, name, fingerprint))
            said = column(
                text(name, "strong", wrap=True), text(digits(fingerprint), "caption", wrap=True), gap=Space.HAIR
            )
            line = row(Glyph("user", 20), said, away, gap=Space.M)
            line.setStretch(1, 1)
            self._list.addWidget(boxed(line))
        if not known:
            self._list.addWidget(text(tr("Nobody yet: a name that fits is not taken for proof."), "soft", wrap=True))

    # ---- what a person does

    def choose(self) -> None:
        if not self.name.text().strip():
            self._field.say(error=tr("Please enter whose certificate it is."))
            self.name.setFocus()
            return
        self._field.say()
        dialog = QFileDialog(self, tr("Choose certificate …"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("Certificates") + " (*.pem *.cer *.crt *.der)")
        dialog.fileSelected.connect(self.offer)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def offer(self, path: str) -> None:
        """Show what it says; nothing is remembered yet."""

        def work() -> object:
            from avv_desktop.signing.certificates import summary
            from avv_desktop.signing.trust import anchors
            from avv_desktop.system.files import read

            return summary(anchors([read(Path(path))])[0])

        self._desk.jobs.run(work, self._show, self._failed)

    def _show(self, certificate) -> None:
        self._offered = certificate
        empty(self._offer)
        self._offer.addLayout(certificate_lines(certificate))
        self._shown.show()
        self.keep.setFocus()

    def _failed(self, error: Exception) -> None:
        said = explain(error)
        self._field.say(error=f"{said.happened} {said.todo}")

    def remember(self) -> None:
        name, before = self.name.text().strip(), self._desk.settings.pinned
        fingerprint = self._offered.fingerprint
        self._shown.hide()
        self.name.clear()
        known = before.get(name, ())
        self._desk.change_settings(pinned=before | {name: (*known, *({fingerprint} - set(known)))})

    def forget(self, name: str, fingerprint: str, _: bool = False) -> None:
        before = self._desk.settings.pinned
        left = {
            each: tuple(one for one in found if (each, one) != (name, fingerprint)) for each, found in before.items()
        }
        self._desk.change_settings(pinned={each: found for each, found in left.items() if found})
        said = tr("The certificate is no longer that of {name}.", name=name)
        self._desk.told.emit(said, lambda: self._desk.change_settings(pinned=before))
