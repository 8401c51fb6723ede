"""A page on which a person says where the signature goes: drawn with the mouse, moved and sized with either hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from avv_desktop.signing.boxes import MM, Box, Sheet, within
from avv_desktop.system.language import tr
from ui.jobs import Jobs
from ui.look import theme

if TYPE_CHECKING:
    from avv_desktop.pdf.pages import Pages

GRIP = 12.0
"""Pixels around the lower right corner that change the size."""
LEAST = 14.0
"""Pixels of a movement that is meant to draw a box."""
STEP, LEAP = 1 * MM, 5 * MM
DIRECTIONS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Canvas(QWidget):
    """One page. `moved`: the box is another one. With a field that is there, nothing can be drawn (`fixed`)."""

    moved = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._pages: Pages | None = None
        self._sheet, self.page, self.box, self.fixed = Sheet(0, 0, 595, 842), 0, None, False
        self._zoom, self._image, self._asked = 1.0, QImage(), None
        self._grab: str = ""
        self._from, self._start = QPointF(), Box(0, 0, 0, 0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._tell()

    def show_page(self, pages: Pages, page: int, sheet: Sheet, box: Box | None, width: int, *, fixed: bool) -> None:
        """width: pixels of the page on the screen. box: None for a page that has none."""
        self._pages, self.page, self._sheet, self.fixed = pages, page, sheet, fixed
        self.box = box
        wide, high = sheet.size
        self._zoom = width / wide
        self.setFixedSize(QSize(width, round(high * self._zoom)))
        self._image = QImage()
        self._ask()
        self._tell()

    def place(self, box: Box) -> None:
        """Put it there, as far as it lies on the page."""
        self.box = within(box, self._sheet)
        self._tell()
        self.moved.emit()

    def frame(self) -> QRectF | None:
        """The box in pixels of this widget."""
        return self._frame(self.box) if self.box is not None else None

    # ---- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.qcolor("#ffffff"))
        if not self._image.isNull():
            painter.drawImage(QRectF(self.rect()), self._image)
        if self.box is not None:
            frame, accent = self._frame(self.box), theme.qcolor("accent")
            fill = theme.qcolor("accent")
            fill.setAlphaF(0.16)
            painter.fillRect(frame, fill)
            painter.setPen(QPen(accent, 3 if self.hasFocus() else 1.5))
            painter.drawRect(frame)
            if not self.fixed:
                painter.fillRect(QRectF(frame.right() - 7, frame.bottom() - 7, 10, 10), accent)

    def _frame(self, box: Box) -> QRectF:
        return QRectF(*(each * self._zoom for each in (box.x, box.y, box.width, box.height)))

    def _ask(self) -> None:
        pages, page, ratio = self._pages, self.page, self.devicePixelRatioF()
        self._asked = asked = (pages, page)
        scale = self._zoom * ratio

        def then(bitmap: object) -> None:
            if self._asked == asked:
                kind = QImage.Format.Format_RGBX8888
                self._image = QImage(bitmap.data, bitmap.width, bitmap.height, bitmap.stride, kind).copy()
                self.update()

        self._jobs.run(lambda: pages.render(page, scale), then, lambda error: None)

    # ---- the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self.fixed:
            return
        self.setFocus()
        self._from = event.position()
        self._grab = self._at(event.position())
        self._start = self.box or self._drawn(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.position()
        if not self._grab:
            self.setCursor(CURSORS["" if self.fixed else self._at(here)])
            return
        over = (here - self._from) / self._zoom
        start = self._start
        if self._grab == "draw":
            if (here - self._from).manhattanLength() >= LEAST:
                self.place(self._drawn(here))
        elif self._grab == "move":
            self.place(Box(self.page, start.x + over.x(), start.y + over.y(), start.width, start.height))
        else:
            self.place(Box(self.page, start.x, start.y, *self._size(start.width + over.x(), start.height + over.y())))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grab = ""

    def _at(self, point: QPointF) -> str:
        if self.box is None:
            return "draw"
        frame = self._frame(self.box)
        if (point - frame.bottomRight()).manhattanLength() <= 2 * GRIP:
            return "size"
        return "move" if frame.contains(point) else "draw"

    def _drawn(self, here: QPointF) -> Box:
        frame = QRectF(self._from, here).normalized()
        return Box(self.page, *(each / self._zoom for each in (frame.x(), frame.y(), frame.width(), frame.height())))

    def _size(self, width: float, height: float) -> tuple[float, float]:
        return max(width, STEP), max(height, STEP)

    # ---- the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move by a millimetre, with Shift by five; with Ctrl they change the size."""
        step = DIRECTIONS.get(Qt.Key(event.key()))
        if step is None or self.box is None or self.fixed:
            super().keyPressEvent(event)
            return
        far = LEAP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP
        box, (x, y) = self.box, (far * each for each in step)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.place(Box(self.page, box.x, box.y, *self._size(box.width + x, box.height + y)))
        else:
            self.place(Box(self.page, box.x + x, box.y + y, box.width, box.height))

    def _tell(self) -> None:
        self.setAccessibleName(tr("Page {number}", number=self.page + 1))
        self.setAccessibleDescription(box_words(self.box))
        self.update()


CURSORS = {
    "": Qt.CursorShape.ArrowCursor,
    "draw": Qt.CursorShape.CrossCursor,
    "move": Qt.CursorShape.SizeAllCursor,
    "size": Qt.CursorShape.SizeFDiagCursor,
}


def box_words(box: Box | None) -> str:
    """Where it is and how large, in whole millimetres."""
    if box is None:
        return tr("No field on this page.")
    x, y, width, height = (round(each / MM) for each in (box.x, box.y, box.width, box.height))
    return tr("{x} mm from the left, {y} mm from the top, {width} × {height} mm", x=x, y=y, width=width, height=height)
