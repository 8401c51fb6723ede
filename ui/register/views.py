"""Views of the register that are kept: what was searched, filtered and sorted by, under a name made of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from avv_desktop.register.export import state_name
from avv_desktop.store.register_query import Query
from avv_desktop.system.language import tr
from avv_desktop.system.settings import RegisterView
from ui.desk import Desk
from ui.look.tokens import Space
from ui.widgets.controls import button, row
from ui.widgets.inputs import Choice

WIDTH = 220


class Views(QWidget):
    """`chosen`: a kept view. query: what is shown now."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, query: Callable[[], Query]) -> None:
        super().__init__()
        self._desk, self._query = desk, query
        self.choice = Choice([("", tr("All agreements"))])
        self.choice.setAccessibleName(tr("Kept view"))
        self.choice.setMinimumWidth(WIDTH)
        self.keep = button(tr("Keep this view"), "quiet", small=True)
        self.forget = button(tr("Forget this view"), "quiet", small=True)
        self.setLayout(row(self.choice, self.keep, self.forget, None, gap=Space.M))
        self.choice.edited.connect(self._choose)
        self.keep.clicked.connect(self._keep)
        self.forget.clicked.connect(self._forget)
        self.settle()

    def settle(self) -> None:
        """After another search."""
        now, kept = _view(self._query()), self._desk.settings.views
        self.choice.set_options([("", tr("All agreements")), *((each.name, each.name) for each in kept)])
        known = next((each.name for each in kept if each == now), "")
        self.choice.set_value(known)
        self.keep.setVisible(bool(now.name) and not known)
        self.forget.setVisible(bool(known))
        self.choice.setVisible(bool(kept))

    def _choose(self) -> None:
        kept = next((each for each in self._desk.settings.views if each.name == self.choice.value()), RegisterView(""))
        self.chosen.emit(kept)

    def _keep(self) -> None:
        self._desk.change_settings(views=(*self._desk.settings.views, _view(self._query())))
        self.settle()

    def _forget(self) -> None:
        name = self.choice.value()
        before = self._desk.settings.views
        self._desk.change_settings(views=tuple(each for each in before if each.name != name))
        self.settle()


def _view(query: Query) -> RegisterView:
    words = query.words.strip()
    name = " · ".join(filter(None, (words, *map(state_name, query.states), query.tag)))
    return RegisterView(name, words, query.states, query.tag)
