"""Settings."""

from PySide6.QtWidgets import QWidget

from ui.desk import Desk


class SettingsPage(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()

    def arrive(self, place: str) -> None: ...
