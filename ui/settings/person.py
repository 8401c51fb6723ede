"""Who works here, and what they may decide about clauses."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from avv_desktop.system.language import tr
from ui.desk import Desk
from ui.look.tokens import Space
from ui.settings.cards import titled
from ui.widgets.controls import Field, column
from ui.widgets.forms import RadioCards

KEEP_AFTER = 400
"""Milliseconds after the last key."""


class Person(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.name = QLineEdit(desk.settings.author)
        self.name.setMaximumWidth(360)
        self.role = RadioCards([("sales", tr("Sales")), ("director", tr("Management"))], tr("Role"))
        self.role.set_value(desk.settings.role)
        self._soon = QTimer(self, singleShot=True, interval=KEEP_AFTER)
        self._soon.timeout.connect(self.keep)
        self.name.textEdited.connect(lambda _: self._soon.start())
        self.role.edited.connect(self.keep)
        desk.keeping.connect(self._keep_now)
        desk.settings_changed.connect(self._show)
        who = titled(
            tr("Who works here"),
            tr("Changes to clauses bear this name."),
            Field(tr("&First and last name"), self.name),
        )
        may = titled(
            tr("What may be decided here"),
            tr(
                "Sales answers the questions and chooses among approved wordings; any other change to a clause becomes "
                "a request. Management changes clauses and approves requests."
            ),
            self.role,
        )
        self.setLayout(column(who, may, None, gap=Space.L))

    def keep(self) -> None:
        self._soon.stop()
        name, role = self.name.text().strip(), self.role.value() or self._desk.settings.role
        if (name, role) != (self._desk.settings.author, self._desk.settings.role):
            self._desk.change_settings(author=name, role=role)

    def _keep_now(self) -> None:
        if self._soon.isActive():
            self.keep()

    def _show(self) -> None:
        if not self.name.hasFocus() and not self._soon.isActive():
            self.name.setText(self._desk.settings.author)
