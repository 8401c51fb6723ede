"""Pages below one another: what was drawn stays in sight until the newer drawing is there."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from avv_desktop.pdf.model import Place
from avv_desktop.system.language import tr
from ui.look import theme
from ui.look.tokens import Space
from ui.preview.stack import FIT, Stack
from ui.widgets.banner import paint_shadow

SHADOW = 8
INK = "#3a56d4"
"""The accent of the light look: paper is white in the dark, too."""
BAR = 3


@dataclass
class Drawing:
    image: QImage
    scale: float
    """Pixels a point it was drawn at."""
    fresh: bool


class PageView(QAbstractScrollArea):
    """`needs()`: pages in sight are to be drawn; `pressed(page from 1, x, y)` in points; `moved()` after scrolling."""

    needs = Signal()
    pressed = Signal(int, float, float)
    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("Pages of the agreement"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.viewport().setMouseTracking(True)
        self.stack = Stack()
        self.marked: list[Place] = []
        self.clickable: tuple[Place, ...] = ()
        self._drawings: dict[int, Drawing] = {}
        self._zoom = FIT

    # ---- what is shown

    def show_pages(self, sizes: tuple[tuple[float, float], ...]) -> None:
        """New pages: where one is stays, old drawings stay until they are replaced."""
        for drawing in self._drawings.values():
            drawing.fresh = False
        self._drawings = {at: each for at, each in self._drawings.items() if at < len(sizes)}
        if sizes != self.stack.sizes:
            self.stack.sizes = sizes
            self._settle()
        self.viewport().update()

    def take(self, index: int, image: QImage, scale: float) -> None:
        self._drawings[index] = Drawing(image, scale, fresh=True)
        self.viewport().update()

    def clear(self) -> None:
        self._drawings, self.marked, self.clickable = {}, [], ()
        self.stack.sizes = ()
        self._settle()
        self.verticalScrollBar().setValue(0)
        self.viewport().update()

    def in_sight(self) -> tuple[int, ...]:
        return self.stack.between(self.verticalScrollBar().value(), self.viewport().height()) or (0,)

    def wanted(self) -> tuple[int, ...]:
        """Pages in sight that are not drawn as they should be."""
        scale = self.scale()
        there = ((at, self._drawings.get(at)) for at in self.in_sight() if at < len(self.stack.sizes))
        return tuple(at for at, each in there if each is None or not each.fresh or abs(each.scale - scale) > 1e-3)

    def scale(self) -> float:
        """Screen pixels a point."""
        return self.stack.zoom * self.devicePixelRatioF()

    def page(self) -> int:
        """The page one reads, from 1; 0 if there is none."""
        return self.stack.at(self.verticalScrollBar().value() + self.viewport().height() // 3) + 1

    # ---- zoom

    @property
    def percent(self) -> int:
        return round(self.stack.zoom * 100)

    def zoom(self, zoom: float) -> None:
        """A factor (1: a point is a pixel), or FIT; the line in the middle stays there."""
        self._zoom = zoom if zoom == FIT else max(0.3, min(4.0, zoom))
        self._settle()
        self.moved.emit()
        self.needs.emit()

    def zoom_by(self, factor: float) -> None:
        self.zoom(self.stack.zoom * factor)

    def _settle(self) -> None:
        bar, middle = self.verticalScrollBar(), self.viewport().height() / 2
        held = self.stack.point_at(bar.value() + middle)
        self.stack.lay(self.viewport().width(), self._zoom)
        bar.setRange(0, max(0, round(self.stack.height) - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(40)
        across = self.horizontalScrollBar()
        across.setRange(0, max(0, round(self.stack.width) - self.viewport().width()))
        across.setPageStep(self.viewport().width())
        if held is not None and bar.value() > 0:
            bar.setValue(round(self.stack.offset_of(*held) - middle))
        self.viewport().update()

    # ---- places

    def mark(self, places: list[Place]) -> None:
        """Wash these places; the first is brought into sight only if none of them is."""
        self.marked = places
        self.viewport().update()
        if places and not any(self._visible(each) for each in places):
            first = places[0]
            top = self.stack.offset_of(first.page - 1, first.y)
            self.verticalScrollBar().setValue(round(top - self.viewport().height() / 3))

    def _visible(self, place: Place) -> bool:
        box = self._box(place)
        return box.top() >= 0 and box.top() + min(box.height(), 60) <= self.viewport().height()

    def _box(self, place: Place) -> QRectF:
        sheet, zoom = self._sheet(place.page - 1), self.stack.zoom
        return QRectF(place.x * zoom, place.y * zoom, place.width * zoom, place.height * zoom).translated(
            sheet.topLeft()
        )

    def _sheet(self, index: int) -> QRectF:
        return self.stack.sheet(index).translated(
            -self.horizontalScrollBar().value(), -self.verticalScrollBar().value()
        )

    # ---- events

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), theme.qcolor("sunken"))
        for index in self.in_sight():
            if index < len(self.stack.sizes):
                sheet = self._sheet(index)
                paint_shadow(painter, sheet, 2, depth=SHADOW - 2)
                painter.fillRect(sheet, Qt.GlobalColor.white)
                if (drawing := self._drawings.get(index)) is not None:
                    self._paint_drawing(painter, sheet, drawing)
                for place in self.marked:
                    if place.page == index + 1:
                        self._paint_place(painter, self._box(place))

    def _paint_drawing(self, painter: QPainter, sheet: QRectF, drawing: Drawing) -> None:
        """Pixel for pixel if it was drawn for this size, else scaled until it is."""
        if abs(drawing.scale - self.scale()) < 1e-3:
            painter.setClipRect(sheet)
            painter.drawImage(sheet.topLeft(), drawing.image)
            painter.setClipping(False)
        else:
            painter.drawImage(sheet, drawing.image)

    def _paint_place(self, painter: QPainter, box: QRectF) -> None:
        box = box.adjusted(-7, -3, 5, 3)
        wash = theme.qcolor(INK)
        wash.setAlphaF(0.12)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(wash)
        painter.drawRoundedRect(box, 4, 4)
        painter.setBrush(theme.qcolor(INK))
        painter.drawRoundedRect(QRectF(box.left(), box.top(), BAR, box.height()), 1.5, 1.5)

    def point(self, at: QPointF | QPoint) -> tuple[int, float, float] | None:
        """A point of the viewport as page from 1 and points; None beside the pages."""
        for index in self.in_sight():
            sheet = self._sheet(index) if index < len(self.stack.sizes) else QRectF()
            if sheet.contains(QPointF(at)):
                return index + 1, (at.x() - sheet.left()) / self.stack.zoom, (at.y() - sheet.top()) / self.stack.zoom
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and (point := self.point(event.position())):
            self.pressed.emit(*point)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = self.point(event.position())
        over = point is not None and any(
            p.page == point[0] and p.x <= point[1] <= p.x + p.width and p.y <= point[2] <= p.y + p.height
            for p in self.clickable
        )
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1.1 if event.angleDelta().y() > 0 else 1 / 1.1)
        else:
            super().wheelEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()
        self.moved.emit()
        self.needs.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()
        self.moved.emit()
        self.needs.emit()

    def minimumSizeHint(self):
        hint = super().minimumSizeHint()
        hint.setWidth(200 + 2 * Space.XL)
        return hint
