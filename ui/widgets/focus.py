"""A ring around whatever the keyboard is on; the mouse does not need one."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget

from ui.look import theme
from ui.look.tokens import Radius
from ui.widgets.controls import FieldLabel

BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
AROUND = 4  # two pixels of ring, two of air


class FocusRing(QWidget):
    """Lies on the page, not on the control, so nothing clips it; scrolls with the page it lies on."""

    def __init__(self, control: QWidget) -> None:
        super().__init__(_ground(control))
        self._control = control
        self._watched = [control, *_between(control, self.parentWidget())]
        for each in self._watched:
            each.installEventFilter(self)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._follow()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self._follow()
        return False

    def _follow(self) -> None:
        corner = self._control.mapTo(self.parentWidget(), QPoint())
        self.setGeometry(QRect(corner, self._control.size()).adjusted(-AROUND, -AROUND, AROUND, AROUND))
        self.setVisible(self._control.isVisible())
        self.raise_()

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.focus_pen())
        radius = self.height() / 2 if self._control.property("chip") else Radius.CONTROL + AROUND - 1
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)


class KeyboardFocus(QObject):
    """Make one for the application. Inputs mark their own focus; this rings the buttons."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: FocusRing | None = None
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.FocusIn if isinstance(watched, QAbstractButton):
                if event.reason() in BY_KEYBOARD:
                    self._drop()
                    self._ring = FocusRing(watched)
            case QEvent.Type.FocusOut:
                self._drop()
            case QEvent.Type.KeyPress | QEvent.Type.KeyRelease if event.key() == Qt.Key.Key_Alt:
                FieldLabel.underlined = event.type() == QEvent.Type.KeyPress
                for window in QApplication.topLevelWidgets():
                    window.update()
        return False

    def _drop(self) -> None:
        if self._ring:
            self._ring.deleteLater()
            self._ring.hide()
            self._ring = None


def _between(control: QWidget, ground: QWidget) -> list[QWidget]:
    above, at = [], control.parentWidget()
    while at is not None and at is not ground:
        above.append(at)
        at = at.parentWidget()
    return above


def _ground(control: QWidget) -> QWidget:
    """What the control scrolls with, or else its window."""
    at = control
    while (above := at.parentWidget()) is not None:
        if above.parentWidget() is not None and isinstance(above.parentWidget(), QScrollArea):
            return at
        at = above
    return at
