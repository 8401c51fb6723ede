"""Which template, when there are several: in the page, by one click."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from avv_desktop.system.language import tr
from ui.look.tokens import Space
from ui.widgets.controls import button, centred, column, row, text

WIDE = 480


class ChooseTemplate(QWidget):
    chosen = Signal(str)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._offers = column(gap=Space.S)
        back = button(tr("Cancel"), "quiet")
        back.clicked.connect(self.cancelled)
        inside = QWidget()
        inside.setFixedWidth(WIDE)
        words = text(tr("Every agreement begins with a template."), "soft", wrap=True)
        title = column(text(tr("Which template?"), "title"), words, gap=Space.XS)
        inside.setLayout(column(title, self._offers, row(None, back), gap=Space.L))
        self.setLayout(column(None, centred(inside), None, None))

    def show_templates(self, templates) -> None:
        while (item := self._offers.takeAt(0)) is not None:
            item.widget().deleteLater()
        for template in templates:
            offer = button(tr("{title}, version {version}", title=template.title, version=template.version))
            offer.setMinimumHeight(48)
            offer.clicked.connect(lambda _=False, key=template.id: self.chosen.emit(key))
            self._offers.addWidget(offer)
        if self._offers.count():
            self._offers.itemAt(0).widget().setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)
