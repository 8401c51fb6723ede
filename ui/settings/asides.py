"""Earlier stores that were put aside: what they are, and erasing them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from avv_desktop.system.language import tr
from avv_desktop.system.paths import data_folder
from ui.desk import Desk
from ui.keeping import BACKUP
from ui.look.tokens import Space, State
from ui.settings.cards import titled
from ui.trust.parts import Place, empty
from ui.widgets.banner import Banner
from ui.widgets.controls import boxed, button, column, row, rule, text
from ui.widgets.dates import moment_words, size_words

if TYPE_CHECKING:
    from avv_desktop.store.asides import Aside


class Asides(QWidget):
    """Not to be seen where nothing was put aside."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.erasers: dict[str, QWidget] = {}
        self._top, self._list = Place(), column(gap=0)
        words = tr("They are encrypted, but hold everything as it was then, also what has been erased since.")
        self._card = titled(tr("Put aside"), words, self._top, boxed(self._list))
        self.setLayout(column(self._card, gap=0))
        self._card.hide()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look()

    def look(self) -> None:
        def work() -> object:
            from avv_desktop.store.asides import asides

            return asides(data_folder())

        self._desk.jobs.run(work, self._take, self._desk.failed.emit, lane=BACKUP, newest="asides")

    def _take(self, found: Any) -> None:
        empty(self._list)
        self.erasers = {}
        for each in found:
            self._list.addWidget(rule())
            self._list.addWidget(self._line(each))
        self._card.setVisible(bool(found))

    def _line(self, aside: Aside) -> QWidget:
        name = aside.path.name
        gone = button(tr("Delete for good …"), "quiet", small=True)
        gone.setAccessibleName(tr("Delete for good: {name}", name=name))
        gone.clicked.connect(lambda: self._ask(aside))
        self.erasers[name] = gone
        about = f"{moment_words(aside.moment)}  ·  {size_words(aside.size)}  ·  {name}"
        words = column(text(_why(aside), "strong", wrap=True), text(about, "caption", wrap=True), gap=Space.HAIR)
        line = row(words, gone, gap=Space.M, margins=(0, Space.S, 0, Space.S))
        line.setStretch(0, 1)
        return boxed(line)

    def _ask(self, aside: Aside) -> None:
        yes, no = button(tr("Delete for good"), "danger"), button(tr("Cancel"))
        yes.clicked.connect(lambda: self._erase(aside))
        no.clicked.connect(self._leave)
        words = tr("Nothing can be brought back from it afterwards. The shelf itself stays as it is.")
        self._top.put(Banner(State.PROBLEM, tr("Delete “{name}” for good?", name=aside.path.name), words, yes, no))
        no.setFocus()

    def _erase(self, aside: Aside) -> None:
        self._top.clear()

        def work() -> object:
            from avv_desktop.store.asides import forget_aside

            return forget_aside(aside)

        self._desk.jobs.run(work, lambda _: self.look(), self._desk.failed.emit, lane=BACKUP)

    def _leave(self) -> None:
        self._top.clear()
        next(iter(self.erasers.values())).setFocus()


def _why(aside: Aside) -> str:
    if aside.why == "damage":
        return tr("A damaged store, from before its rescue")
    if aside.why == "restore":
        return tr("From before a backup was put back")
    return tr("From before a newer version of the program; goes by itself after 30 days")
