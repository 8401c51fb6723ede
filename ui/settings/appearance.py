"""Language, light and dark: at once, without a restart."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from avv_desktop.system.language import LANGUAGES, tr
from ui.desk import Desk
from ui.look.tokens import Space
from ui.settings.cards import titled
from ui.widgets.controls import Field, Segmented, column
from ui.widgets.inputs import Choice

THEMES = ("system", "light", "dark")


class Appearance(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.theme = Segmented((tr("As the system"), tr("Light"), tr("Dark")), tr("Appearance"))
        self.theme.setMaximumWidth(360)
        self.theme.chosen.connect(lambda at: desk.change_settings(theme=THEMES[at]))
        self.language = Choice(LANGUAGES.items())
        self.language.setMaximumWidth(360)
        self.language.edited.connect(lambda: desk.change_settings(language=self.language.value()))
        hint = tr("Of the program. The agreement keeps the language of its template.")
        self.setLayout(
            column(
                titled(
                    tr("Appearance and language"),
                    "",
                    Field(tr("Appearance"), self.theme),
                    Field(tr("Language"), self.language, hint=hint),
                ),
                None,
                gap=Space.L,
            )
        )
        desk.settings_changed.connect(self.show_chosen, Qt.ConnectionType.QueuedConnection)
        self.show_chosen()

    def show_chosen(self) -> None:
        settings = self._desk.settings
        self.theme.choose(THEMES.index(settings.theme) if settings.theme in THEMES else 0)
        self.language.set_value(settings.language)
