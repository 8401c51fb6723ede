"""A draft brings a template that is not installed here: it is used only if a person says so."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from avv_desktop.system.language import tr
from ui.desk import Desk
from ui.look.icons import Glyph
from ui.look.tokens import Space
from ui.widgets.controls import button, card, centred, column, row, text

WIDE = 520


class StrangerPage(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._which = text("", "strong", wrap=True)
        self.no = button(tr("Do not open"), "primary")
        self.no.clicked.connect(self._leave)
        yes = button(tr("Open it with this template"))
        yes.clicked.connect(self._take)
        words = tr(
            "The wording in it is that of whoever made the file; nobody here has approved it. It is not installed, and "
            "the page “What differs?” will say that it could not be compared with your standard."
        )
        sheet = card(
            row(Glyph("warning-fill", 40, "warn"), None),
            column(text(tr("This draft brings a template of its own."), "title", wrap=True), self._which, gap=Space.S),
            text(words, "soft", wrap=True),
            row(self.no, yes, None),
            gap=Space.L,
            padding=Space.XXL,
        )
        sheet.setFixedWidth(WIDE)
        self.setLayout(column(None, centred(sheet), None, None))

    def arrive(self, place: str) -> None:
        stranger = self._desk.stranger
        if stranger is None:
            self._desk.go("shelf")
            return
        template = stranger.template
        said = tr("{title}, version {version}", title=template.title, version=template.version)
        self._which.setText(" · ".join(filter(None, (stranger.name, said))))
        self.no.setFocus()

    def _take(self) -> None:
        stranger, self._desk.stranger = self._desk.stranger, None
        if stranger is not None:
            self._desk.lay_down(stranger.draft, stranger.template)
            self._desk.go("editor")

    def _leave(self) -> None:
        self._desk.stranger = None
        self._desk.go("shelf")
