"""A row that goes on in the next line where there is no room, as words do.

A widget, not a QLayout: a layout whose `itemAt` answers None from Python loses a reference to None each time, and the
program dies of it in the end.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look.tokens import Space


class Flow(QWidget):
    def __init__(self, *parts: QWidget, gap: int = Space.S) -> None:
        super().__init__()
        self._parts: list[QWidget] = []
        self._gap = gap
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for part in parts:
            self.add(part)

    def add(self, part: QWidget) -> None:
        part.setParent(self)
        part.installEventFilter(self)
        self._parts.append(part)
        part.show()
        self.settle()

    def take(self, part: QWidget) -> None:
        """Remove a part; it is deleted."""
        self._parts.remove(part)
        part.removeEventFilter(self)
        part.hide()
        part.deleteLater()
        self.settle()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(width, move=False)

    def sizeHint(self) -> QSize:
        return QSize(self.minimumSizeHint().width(), self.heightForWidth(max(self.width(), 1)))

    def minimumSizeHint(self) -> QSize:
        shown = [part.sizeHint() for part in self._parts if not part.isHidden()]
        return QSize(max((hint.width() for hint in shown), default=0), max((h.height() for h in shown), default=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay(self.width(), move=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent, QEvent.Type.LayoutRequest):
            self.settle()
        return False

    def settle(self) -> None:
        """Lay out anew, after words of the parts have changed."""
        self._lay(self.width(), move=True)
        self.updateGeometry()

    def _lay(self, width: int, *, move: bool) -> int:
        at, line = QPoint(0, 0), 0
        for part in self._parts:
            if part.isHidden():
                continue
            hint = part.sizeHint()
            if at.x() and at.x() + hint.width() > width:
                at, line = QPoint(0, at.y() + line + self._gap), 0
            if move:
                part.setGeometry(QRect(at, hint))
            at.setX(at.x() + hint.width() + self._gap)
            line = max(line, hint.height())
        return at.y() + line
