"""The rail: the places of the program."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton

from avv_desktop.system.language import tr
from ui.desk import Desk
from ui.look.icons import icon
from ui.look.tokens import Size, Space
from ui.widgets.badge import Face
from ui.widgets.controls import column


class Rail(QFrame):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setProperty("line", "right")
        self.setFixedWidth(Size.RAIL)
        self._group = QButtonGroup(self)
        self.shelf = self._button("archive-box", tr("Shelf"), "shelf", "Ctrl+1")
        self.register = self._button("list-bullets", tr("Register"), "register", "Ctrl+7")
        self.verify = self._button("shield-check", tr("Verify PDF"), "verify", "Ctrl+2")
        self.templates = self._button("files", tr("Templates"), "templates", "Ctrl+4")
        self.compare = self._button("git-diff", tr("Compare"), "compare", "Ctrl+G")
        self.many = self._button("stack", tr("Series"), "many", "Ctrl+5")
        self.team = self._button("users-three", tr("Team"), "team", "Ctrl+6")
        self.team.hide()
        self.notice = self._button("megaphone", tr("Notices"), "notice", "Ctrl+M")
        self.settings = self._button("gear-six", tr("Settings"), "settings", "Ctrl+3")
        self.shelf.setChecked(True)
        self._face = Face("", 32)
        inside = column(
            self.shelf,
            self.register,
            self.verify,
            self.templates,
            self.compare,
            self.many,
            self.team,
            self.notice,
            None,
            self.settings,
            Space.XS,
            self._face,
            gap=Space.XS,
            margins=(Space.S, Space.M, Space.S, Space.L),
        )
        inside.setAlignment(self._face, Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(inside)
        desk.settings_changed.connect(self._show_company)
        for changed in (desk.store_opened, desk.settings_changed):
            changed.connect(self.look_for_team)
        self._show_company()

    def show_place(self, page: str) -> None:
        places = {
            "register": self.register,
            "verify": self.verify,
            "foreign": self.verify,
            "templates": self.templates,
            "intake": self.templates,
            "compare": self.compare,
        }
        places |= {"notice": self.notice, "returned": self.verify, "team": self.team, "many": self.many}
        places["settings"] = self.settings
        places.get(page, self.shelf).setChecked(True)

    def look_for_team(self) -> None:
        """Whoever belongs to no team has no place for it here."""

        def work(store: object) -> object:
            from avv_desktop.store.shared import membership

            return membership(store)

        if self._desk.store is not None:
            self._desk.run_in_store(work, lambda known: self.team.setVisible(known is not None))

    def _show_company(self) -> None:
        company = self._desk.settings.profile.get("processor.company")
        name = str(company.get("name", "")) if isinstance(company, dict) else ""
        self._face.show_name(name)
        self._face.setVisible(bool(name))
        self._face.setToolTip(name)

    def _button(self, glyph: str, name: str, page: str, keys: str) -> QToolButton:
        made = QToolButton()
        made.setIcon(icon(glyph))
        made.setIconSize(QSize(22, 22))
        made.setText(name)
        made.setToolTip(f"{name} ({keys.replace('Ctrl', tr('Ctrl'))})")
        made.setAccessibleName(name)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        made.setProperty("rail", True)
        made.setCheckable(True)
        self._group.addButton(made)
        made.clicked.connect(lambda: self._desk.go(page))
        return made
