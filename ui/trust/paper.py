"""Pages of a PDF to read: drawn elsewhere, sharp at every scale, only those in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from avv_desktop.system.language import tr
from ui.jobs import Jobs
from ui.look import theme
from ui.look.tokens import Space
from ui.widgets.banner import paint_shadow
from ui.widgets.controls import Scrolled, boxed, button, column, row, text

if TYPE_CHECKING:
    from avv_desktop.pdf.pages import Pages

SHADOW = 8


class Paper(QWidget):
    """One page, `width` pixels wide. Stays white in the dark: it is paper."""

    def __init__(self, jobs: Jobs, pages: Pages, index: int, width: int) -> None:
        super().__init__()
        self._jobs, self._pages, self._index = jobs, pages, index
        wide, high = pages.size(index)
        self._zoom = width / wide
        self._sheet = QSize(width, round(high * self._zoom))
        self._image, self._ratio, self._asked = QImage(), 0.0, False
        self.setFixedSize(self._sheet + QSize(2 * SHADOW, 2 * SHADOW))
        self.setAccessibleName(tr("Page {number}", number=index + 1))

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        sheet = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        paint_shadow(painter, sheet, 2, depth=SHADOW - 2)
        painter.fillRect(sheet, theme.qcolor("#ffffff"))
        if self._ratio == self.devicePixelRatioF():
            painter.drawImage(sheet, self._image)
        else:
            self._ask()

    def _ask(self) -> None:
        if self._asked:
            return
        self._asked = True
        ratio, pages, index, scale = self.devicePixelRatioF(), self._pages, self._index, self._zoom
        self._jobs.run(lambda: pages.render(index, scale * ratio), lambda b: self._drawn(b, ratio), self._not_drawn)

    def _drawn(self, bitmap: object, ratio: float) -> None:
        image = QImage(bitmap.data, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888).copy()
        image.setDevicePixelRatio(ratio)
        self._image, self._ratio, self._asked = image, ratio, False
        if isValid(self):  # the pages may have been left meanwhile
            self.update()

    def _not_drawn(self, error: Exception) -> None:
        """Stays a white sheet; whoever opened the file has said why."""


class Reader(QWidget):
    """All pages of a file below one another, with the way back."""

    left = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self.back = button(tr("Back to the summary"), glyph="arrow-left")
        self.back.clicked.connect(self.left)
        self._title, self._count = text("", "subtitle"), text("", "soft")
        self._sheets = column(gap=Space.S, margins=(Space.XL, Space.L, Space.XL, Space.XL))
        inside = boxed(self._sheets, ground="sunken")
        self._scroll = Scrolled(inside)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setAccessibleName(tr("Pages of the agreement"))
        head = row(self.back, self._title, self._count, None, gap=Space.M)
        head.setContentsMargins(Space.XL, Space.M, Space.XL, Space.M)
        self.setLayout(column(head, self._scroll, gap=0))
        self._pages: Pages | None = None

    def show_pages(self, pages: Pages, title: str) -> None:
        from ui.trust.parts import empty

        empty(self._sheets)
        self._pages = pages
        self._title.setText(title)
        count = tr("{count} pages", count=pages.count)
        self._count.setText(count)
        width = max(420, min(720, self.width() - 2 * Space.XXL))
        for index in range(pages.count):
            self._sheets.addLayout(row(None, Paper(self._jobs, pages, index, width), None))
        self._scroll.verticalScrollBar().setValue(0)
        QTimer.singleShot(0, self, self._scroll.setFocus)


class OpenFiles:
    """Files whose pages are shown: closed when others take their place, and with the page that shows them."""

    def __init__(self, owner: QWidget) -> None:
        self._pages: list[Pages] = []
        owner.destroyed.connect(self.close)
        QCoreApplication.instance().aboutToQuit.connect(self.close)

    def show_only(self, *pages: Pages | None) -> None:
        wanted = [each for each in pages if each is not None]
        for old in self._pages:
            if not any(old is each for each in wanted):
                old.close()
        self._pages = wanted

    def close(self) -> None:
        self.show_only()
