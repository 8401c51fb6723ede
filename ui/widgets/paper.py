"""A page of a PDF, sharp at every scale, with the place that belongs to the field being edited."""

import ctypes

import pypdfium2
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from ui.look import theme
from ui.widgets.banner import paint_shadow

BAR = 3


class Paper(QWidget):
    """`place` is in PDF points from the top left. A page stays white in the dark: it is paper."""

    def __init__(self, pdf: bytes, width: int, name: str, place: QRectF | None = None, *, shadow: int = 10) -> None:
        super().__init__()
        self._page = pypdfium2.PdfDocument(pdf)[0]
        self._place, self.shadow = place, shadow
        self.setAccessibleName(name)
        self.fit(width)

    def fit(self, width: int) -> None:
        """Show the page `width` pixels wide."""
        self._zoom = width / self._page.get_width()
        self._image = QImage()
        self.setFixedSize(self.sizeHint())
        self.update()

    @property
    def percent(self) -> int:
        return round(self._zoom * 100)

    def sizeHint(self) -> QSize:
        sheet = QSize(round(self._page.get_width() * self._zoom), round(self._page.get_height() * self._zoom))
        return sheet + QSize(2 * self.shadow, 2 * self.shadow)

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        edge = self.shadow
        sheet = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        paint_shadow(painter, sheet, 2, depth=edge - 2)
        painter.drawImage(sheet, self._rendered())
        if self._place:
            self._paint_place(painter, sheet)

    def _paint_place(self, painter: QPainter, sheet: QRectF) -> None:
        zoom, place = self._zoom, self._place
        box = QRectF(place.x() * zoom, place.y() * zoom, place.width() * zoom, place.height() * zoom)
        box = box.translated(sheet.topLeft()).adjusted(-8, -4, 8, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        wash = theme.qcolor("#3a56d4")
        wash.setAlphaF(0.12)
        painter.setBrush(wash)
        painter.drawRoundedRect(box, 4, 4)
        painter.setBrush(theme.qcolor("#3a56d4"))
        painter.drawRoundedRect(QRectF(box.left(), box.top(), BAR, box.height()), 1.5, 1.5)

    def _rendered(self) -> QImage:
        """Render for the pixels of the screen, not for those of the layout; again if the screen changes."""
        ratio = self.devicePixelRatioF()
        if self._image.isNull() or self._image.devicePixelRatioF() != ratio:
            bitmap = self._page.render(scale=self._zoom * ratio, rev_byteorder=True, prefer_bgrx=True)
            raw = bytes(ctypes.cast(bitmap.buffer, ctypes.POINTER(ctypes.c_ubyte * (bitmap.stride * bitmap.height)))[0])
            image = QImage(raw, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888).copy()
            image.setDevicePixelRatio(ratio)
            self._image = image
        return self._image


def place_of(pdf: bytes, first: str, last: str) -> QRectF:
    """The rectangle from the words `first` to the words `last` on page one, in points from the top left."""
    page = pypdfium2.PdfDocument(pdf)[0]
    words = page.get_textpage()
    start, _ = words.search(first).get_next()
    end, length = words.search(last, index=start).get_next()
    boxes = [words.get_rect(n) for n in range(words.count_rects(start, end + length - start))]
    left, right = min(b[0] for b in boxes), max(b[2] for b in boxes)
    low, high = min(b[1] for b in boxes), max(b[3] for b in boxes)
    return QRectF(left, page.get_height() - high, right - left, high - low)
