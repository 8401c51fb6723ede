"""Files dragged over a page of two sides: where they would go is told before they are dropped."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from ui.compare.sides import Side


class TakesFiles(QWidget):
    over = Signal(bool, bool)
    """(on the left, on the right): what is dragged would go there."""
    dropped = Signal(list, bool)
    """(sides, on the left)"""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._drag(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._drag(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.over.emit(False, False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.over.emit(False, False)
        if files := _files(event):
            event.acceptProposedAction()
            self.dropped.emit(files, self._is_left(event))

    def _drag(self, event: QDragMoveEvent) -> None:
        if files := _files(event):
            event.acceptProposedAction()
            both, left = len(files) > 1, self._is_left(event)
            self.over.emit(both or left, both or not left)

    def _is_left(self, event: QDropEvent) -> bool:
        return event.position().x() < self.width() / 2


def _files(event: QDropEvent) -> list[Side]:
    return [Side("file", url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
