"""Einstellungen: sections on the left, one of them on the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QWidget

from avv_desktop.system.language import tr
from ui.desk import Desk
from ui.look.icons import icon
from ui.look.tokens import Space
from ui.settings.appearance import Appearance
from ui.settings.backup import Backups
from ui.settings.company import Company
from ui.settings.data import Data
from ui.settings.keys import Keys
from ui.settings.marks import Marks
from ui.settings.person import Person
from ui.settings.remote import Remote
from ui.settings.rules import Rules
from ui.settings.stamps import Stamps
from ui.settings.team import Team
from ui.settings.trust import Trust
from ui.widgets.controls import Scrolled, boxed, column, row, text

WIDEST = 760
SECTIONS: dict[str, Callable[[Desk], QWidget]] = {
    "company": Company,
    "person": Person,
    "keys": Keys,
    "marks": Marks,
    "remote": Remote,
    "trust": Trust,
    "stamps": Stamps,
    "rules": Rules,
    "team": Team,
    "appearance": Appearance,
    "backup": Backups,
    "data": Data,
}


class SettingsPage(QWidget):
    """`arrive("keys")` shows that section."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._built: dict[str, QWidget] = {}
        self.stack = QStackedWidget()
        names = {
            "company": ("buildings", tr("Company")),
            "person": ("user", tr("Person")),
            "keys": ("key", tr("Keys")),
            "marks": ("pen-nib", tr("Look of signatures")),
            "remote": ("cloud", tr("Remote signing")),
            "trust": ("handshake", tr("Trust")),
            "stamps": ("clock", tr("Timestamps")),
            "rules": ("scales", tr("Rules")),
            "team": ("users-three", tr("Team")),
            "appearance": ("palette", tr("Appearance")),
            "backup": ("files", tr("Backups")),
            "data": ("database", tr("Data")),
        }
        group = QButtonGroup(self)
        self.sections = {key: _section(glyph, words) for key, (glyph, words) in names.items()}
        for key, each in self.sections.items():
            group.addButton(each)
            each.clicked.connect(lambda _=False, key=key: self.show_section(key))
        side = boxed(column(*self.sections.values(), None, gap=Space.XS))
        side.setFixedWidth(184)
        body = row(side, self.stack, gap=Space.XL)
        body.setStretch(1, 1)
        whole = column(text(tr("Settings"), "display"), body, gap=Space.XL, margins=(Space.XXL, Space.XL, Space.M, 0))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.show_section("company")

    def arrive(self, place: str) -> None:
        if place in SECTIONS:
            self.show_section(place)
        next(each for each in self.sections.values() if each.isChecked()).setFocus()

    def show_section(self, key: str) -> None:
        """Built when first shown."""
        if key not in self._built:
            made = SECTIONS[key](self._desk)
            made.setMaximumWidth(WIDEST)
            inside = row(made, margins=(0, 0, Space.M, Space.XL))
            inside.addStretch(0)
            inside.setStretch(0, 1)
            self._built[key] = Scrolled(boxed(inside))
            self.stack.addWidget(self._built[key])
        self.sections[key].setChecked(True)
        self.stack.setCurrentWidget(self._built[key])

    def section(self, key: str) -> QWidget:
        """The section itself (for tests and the tour)."""
        self.show_section(key)
        return self._built[key].findChild(SECTIONS[key], options=Qt.FindChildOption.FindChildrenRecursively)


def _section(glyph: str, words: str) -> QPushButton:
    made = QPushButton(words)
    made.setIcon(icon(glyph))
    made.setIconSize(QSize(24, 16))
    made.setCheckable(True)
    made.setProperty("section", True)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made
