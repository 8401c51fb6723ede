"""The shelf."""

from PySide6.QtWidgets import QWidget

from ui.desk import Desk


class ShelfPage(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def arrive(self, place: str) -> None: ...

    def new_agreement(self) -> None:
        self.desk.new()

    def focus_search(self) -> None: ...
