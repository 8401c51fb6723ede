"""The key of the shelf: shown, printed on a sheet, or changed for another."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QProgressBar, QWidget

from avv_desktop.system.language import tr
from ui.desk import Desk
from ui.jobs import STORE
from ui.look.tokens import Space, State
from ui.restoring.secret import NewPassphrase
from ui.settings.cards import titled
from ui.trust.parts import Place
from ui.trust.saving import ask_where, save
from ui.widgets.banner import Banner
from ui.widgets.controls import boxed, button, column, row, text


class Recovery(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.sheet = button(tr("Sheet to print …"), glyph="printer")
        self.show_key = button(tr("Show it"), glyph="key")
        self.show_key.setAccessibleName(tr("Show recovery key"))
        self.change = button(tr("New key …"), "quiet")
        self.hide_key, self.copy_key = button(tr("Hide")), button(tr("Copy"), glyph="copy")
        self.key = text("", "subtitle", wrap=True)
        self.key.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.key.setAccessibleName(tr("Recovery key"))
        self._shown = boxed(column(self.key, row(self.copy_key, self.hide_key, None), gap=Space.M))
        self.passphrase = NewPassphrase(tr("New passphrase for the shelf"))
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Changing the key"))
        doing = text(tr("Everything is being encrypted with the new key …"), "soft", wrap=True)
        self._busy = boxed(column(doing, self.bar, gap=Space.S))
        self._top = Place()
        words = tr(
            "Agreements can only be read with the key in this computer's keychain. Write the recovery key down and "
            "keep it locked away: with it the shelf can be opened if the keychain is lost."
        )
        deeds = boxed(row(self.sheet, self.show_key, self.change, None, gap=Space.M))
        parts = (self._top, self.passphrase, self._busy, deeds, self._shown)
        self.setLayout(column(titled(tr("Recovery key"), words, *parts), gap=0))
        for each in (self._shown, self.passphrase, self._busy):
            each.hide()
        self.sheet.clicked.connect(self._ask_sheet)
        self.show_key.clicked.connect(self._read)
        self.hide_key.clicked.connect(self.cover)
        self.copy_key.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.key.text()))
        self.change.clicked.connect(self._look_how)

    def hideEvent(self, event: object) -> None:
        super().hideEvent(event)
        self.cover()

    # ---- shown

    def _read(self) -> None:
        self._desk.run_in_store(lambda store: store.recovery_key(), self._show)

    def _show(self, key: object) -> None:
        self.key.setText(str(key))
        self._shown.show()
        self.show_key.hide()
        self.copy_key.setFocus()

    def cover(self) -> None:
        """The key is no longer to be seen."""
        self.key.clear()
        self._shown.hide()
        self.show_key.show()

    # ---- on paper

    def _ask_sheet(self) -> None:
        store, owner = self._desk.store, _company(self._desk)
        if store is None:
            return

        def make() -> bytes:
            from avv_desktop.store.paper import recovery_sheet

            return recovery_sheet(store.key, owner, datetime.datetime.now().astimezone())

        def to(path) -> None:
            save(self._desk, path, make)
            words = tr("Please print it now and delete the file afterwards: whoever finds it reads everything.")
            self._say(Banner(State.HALF, tr("This sheet belongs on paper only."), words))

        ask_where(self, tr("Recovery key"), ".pdf", to)

    # ---- another key

    def _look_how(self) -> None:
        """Where no keychain keeps it, a new passphrase has to lock the new key."""

        def work(store) -> object:
            from avv_desktop.store.key import WRAPPED
            from avv_desktop.system import keychain

            return store.path.with_name(WRAPPED).exists() or not keychain.available()

        self._desk.run_in_store(work, self._ask)

    def _ask(self, locks: object) -> None:
        self.passphrase.setVisible(bool(locks))
        yes, no = button(tr("Change the key"), "danger"), button(tr("Cancel"))
        yes.clicked.connect(lambda: self._change(bool(locks)))
        no.clicked.connect(self._leave)
        words = tr(
            "Do this if somebody may have seen the old one. The sheet you have printed then opens older backups only: "
            "please print a new one right away, and keep the old one as long as those backups."
        )
        self._say(Banner(State.HALF, tr("Encrypt everything with a new key?"), words, yes, no))
        (self.passphrase.first if locks else no).setFocus()

    def _change(self, locks: bool) -> None:
        passphrase = self.passphrase.value() if locks else None
        store = self._desk.store
        if (locks and not passphrase) or store is None:
            return
        self._top.clear()
        self.passphrase.hide()
        self._work(True)
        self._desk.save()
        self._desk.jobs.run(lambda: store.change_key(passphrase), self._changed, self._failed, lane=STORE)

    def _changed(self, key: object) -> None:
        self._work(False)
        self.passphrase.clear()
        words = tr("Please print the new sheet right away. The old one opens older backups only.")
        self._say(Banner(State.SIGNED, tr("The new key is in place."), words))
        self._show(key)
        self.sheet.setFocus()

    def _failed(self, error: Exception) -> None:
        self._work(False)
        self._desk.failed.emit(error)
        self.change.setFocus()

    def _work(self, on: bool) -> None:
        self._busy.setVisible(on)
        for each in (self.sheet, self.show_key, self.change):
            each.setEnabled(not on)

    def _leave(self) -> None:
        self._top.clear()
        self.passphrase.hide()
        self.passphrase.clear()
        self.change.setFocus()

    def _say(self, banner: Banner) -> None:
        self._top.put(banner)


def _company(desk: Desk) -> str:
    company = desk.settings.profile.get("processor.company")
    return str(company.get("name") or "") if isinstance(company, dict) else ""
