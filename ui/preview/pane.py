"""The pages beside the form: drawn as one types, or as text to read."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from avv_desktop.system.language import tr
from ui import saving
from ui.desk import Desk
from ui.look.tokens import Space
from ui.preview.maker import Made, Maker, Wish
from ui.preview.notes import Notes
from ui.preview.places import field_at, places_of
from ui.preview.reading import Reading
from ui.preview.stack import FIT
from ui.preview.view import PageView
from ui.widgets.controls import boxed, column, row, text, tool

LEAST = 320


class PreviewPane(QWidget):
    """`clicked(place)`: a field's name (or part of one) as the form knows it."""

    clicked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._place = ""
        self._stale = True
        self.setMinimumWidth(LEAST)
        self.view, self.reading, self.notes = PageView(), Reading(), Notes()
        self.maker = Maker(desk, self._wish)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(boxed(row(self.reading, gap=0), ground="surface"))
        whole = column(self._bar(), self.notes, self.stack, gap=0)
        whole.setStretch(2, 1)
        self.setLayout(row(boxed(whole, ground="sunken"), gap=0))
        self._connect()

    def _bar(self) -> QWidget:
        self.count, self.percent = text("", "soft"), text("", "soft")
        self.count.setMinimumWidth(96)
        self.smaller, self.larger = tool("minus", tr("Smaller"), "Ctrl+-"), tool("plus", tr("Larger"), "Ctrl++")
        self.fit = tool("arrows-out-line-horizontal", tr("Fit to width"), "Ctrl+0")
        self.as_text = tool("text-aa", tr("Show as text"), "Ctrl+T")
        self.as_text.setCheckable(True)
        self.save = tool("download-simple", tr("Save as PDF or Word"))
        menu = QMenu(self.save)
        for ending, words in ((".pdf", tr("Save as PDF …")), (".docx", tr("Save as Word …"))):
            menu.addAction(words).triggered.connect(lambda _=False, e=ending: saving.ask(self._desk, self, e))
        marked = menu.addAction(tr("Save as Word with marked changes …"))
        marked.triggered.connect(lambda: saving.ask_redline(self._desk, self))
        self.save.clicked.connect(lambda: menu.popup(self.save.mapToGlobal(QPoint(0, self.save.height()))))
        self._zooming = boxed(row(self.smaller, self.percent, self.larger, self.fit, gap=0))
        self.percent.setMinimumWidth(44)
        self.percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        margins = (Space.XL, Space.S, Space.L, Space.S)
        return boxed(row(self.count, None, self._zooming, self.as_text, self.save, gap=Space.XS, margins=margins))

    def _connect(self) -> None:
        self._desk.opened.connect(self._opened)
        self._desk.edited.connect(self._edited)
        self.maker.made.connect(self._made)
        self.maker.drawn.connect(self._drawn)
        self.maker.failed.connect(self.notes.show_failure)
        self.view.needs.connect(self._draw)
        self.view.moved.connect(self._moved)
        self.view.pressed.connect(self._pressed)
        self.smaller.clicked.connect(lambda: self.view.zoom_by(1 / 1.2))
        self.larger.clicked.connect(lambda: self.view.zoom_by(1.2))
        self.fit.clicked.connect(lambda: self.view.zoom(FIT))
        self.as_text.toggled.connect(self._turn)

    # ---- following the agreement

    def _edited(self, *_: object) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Make the pages of the newest draft; a folded pane waits until it is shown."""
        self._stale = not self.isVisible()
        if not self._stale:
            self.maker.refresh()

    def show_place(self, place: str) -> None:
        """Mark where a field is printed; the pages move only if that is out of sight."""
        self._place = place
        self._mark()

    def _opened(self) -> None:
        self._place = ""
        self.maker.forget()
        self.view.clear()
        self.notes.clear()
        self.refresh()

    def _wish(self) -> Wish:
        """With the new pages comes the one that is worked on; the others in sight follow."""
        seen = self.view.in_sight()
        marked = [each.page - 1 for each in self.view.marked if each.page - 1 in seen]
        return ((marked or seen)[0],), self.view.scale()

    def _made(self, made: Made) -> None:
        self.view.clickable = tuple(each for each in made.typeset.places if each.kind == "field")
        self.view.show_pages(made.sizes)
        self._take(made.scale, made.drawn)
        self.notes.show_typeset(made.document.complete, made.typeset)
        self._mark(follow=False)
        self._moved()
        if self.as_text.isChecked():
            self.reading.show_document(made.document)
        self._draw()

    def _drawn(self, made: Made, scale: float, bitmaps: dict) -> None:
        if made is self.maker.now:
            self._take(scale, bitmaps)

    def _take(self, scale: float, bitmaps: dict) -> None:
        ratio = self.devicePixelRatioF()
        for index, each in bitmaps.items():
            image = QImage(each.data, each.width, each.height, each.stride, QImage.Format.Format_RGBX8888).copy()
            image.setDevicePixelRatio(ratio)
            self.view.take(index, image, scale)

    def _draw(self) -> None:
        if self.maker.now is not None and (wanted := self.view.wanted()):
            self.maker.draw((wanted, self.view.scale()))

    def _mark(self, *, follow: bool = True) -> None:
        found = places_of(self._place, self.maker.now.typeset.places) if self._place and self.maker.now else []
        if follow:
            self.view.mark(found)
        else:
            self.view.marked = found

    def _moved(self) -> None:
        there = len(self.view.stack.sizes)
        self.count.setText(tr("Page {page} of {count}", page=self.view.page(), count=there) if there else "")
        self.percent.setText(f"{self.view.percent} %" if there else "")
        self.view.setAccessibleDescription(self.count.text())

    # ---- what a person does

    def _pressed(self, page: int, x: float, y: float) -> None:
        if self.maker.now is None:
            return
        if place := field_at(self.maker.now.typeset.places, page, x, y):
            self.clicked.emit(place)

    def _turn(self, on: bool) -> None:
        self.stack.setCurrentIndex(1 if on else 0)
        self._zooming.setVisible(not on)
        self.count.setVisible(not on)
        if on and self.maker.now is not None:
            self.reading.show_document(self.maker.now.document)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._stale = True
