"""Four figures, each as bars with names and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from avv_desktop.system.language import tr
from ui.look.tokens import Space
from ui.register.plots import Bars
from ui.widgets.controls import Scrolled, boxed, card, column, text

if TYPE_CHECKING:
    from avv_desktop.register.figures import Figures


class Counted(QWidget):
    def __init__(self) -> None:
        super().__init__()
        titles = (
            tr("Signed per month"),
            tr("Open by age"),
            tr("Signed, by version of the template"),
            tr("Customers per sub-processor"),
        )
        self.bars = {title: Bars() for title in titles}
        cards = [card(text(title, "subtitle"), bars, padding=Space.XL) for title, bars in self.bars.items()]
        inside = boxed(column(*cards, None, gap=Space.L, margins=(0, 0, Space.M, Space.XL)))
        self.setLayout(column(Scrolled(inside), gap=0))

    def show_figures(self, found: Figures) -> None:
        rows = (found.signed_per_month, found.open_by_age, found.per_version, found.per_sub_processor)
        for (title, bars), each in zip(self.bars.items(), rows, strict=True):
            bars.show_bars(each, title)
