"""One deleted agreement: what it was, since when it lies here, and the two ways on."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from avv_desktop.system.language import tr
from ui.look.tokens import Space, State
from ui.widgets.badge import Badge
from ui.widgets.controls import button, column, row, text
from ui.widgets.dates import date_words, moment_words

if TYPE_CHECKING:
    from avv_desktop.store.model import Binned

BADGE_WIDTH = 176


class BinLine(QWidget):
    """`days`: after which it goes by itself; 0: never."""

    restores = Signal(object)
    """The Binned."""
    erases = Signal(object)

    def __init__(self, binned: Binned, days: int) -> None:
        super().__init__()
        self.binned = binned
        entry, name = binned.entry, name_of(binned)
        badge = Badge(State(entry.state))
        held = column(badge, None, gap=0)
        held.addStrut(BADGE_WIDTH)
        about = "  ·  ".join(each for each in (entry.subject.strip(), entry.number.strip()) if each)
        words = column(text(name, "strong", wrap=True), gap=Space.HAIR)
        for each in filter(None, (about, when_words(binned, days))):
            words.addWidget(text(each, "caption", wrap=True))
        self.back = button(tr("Restore"), glyph="arrow-counter-clockwise", small=True)
        self.back.setAccessibleName(tr("Restore: {name}", name=name))
        self.gone = button(tr("Delete for good …"), "quiet", small=True)
        self.gone.setAccessibleName(tr("Delete for good: {name}", name=name))
        self.back.clicked.connect(lambda: self.restores.emit(binned))
        self.gone.clicked.connect(lambda: self.erases.emit(binned))
        inside = row(held, words, self.gone, self.back, gap=Space.M, margins=(0, Space.M, 0, Space.M))
        inside.setStretch(1, 1)
        self.setLayout(inside)


def name_of(binned: Binned) -> str:
    return binned.entry.customer.strip() or binned.entry.number.strip() or tr("New agreement")


def when_words(binned: Binned, days: int) -> str:
    """ "Gelöscht: heute, 09:14  ·  geht am 23.12.2026 von selbst" """
    said = tr("Deleted: {moment}", moment=moment_words(binned.deleted))
    if days <= 0:
        return said
    last = (binned.deleted + datetime.timedelta(days=days)).astimezone().date()
    return f"{said}  ·  {tr('goes by itself on {day}', day=date_words(last))}"
