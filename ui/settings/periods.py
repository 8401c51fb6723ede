"""How long things are kept: drafts nobody touches, signed agreements, and what lies in the bin."""

from __future__ import annotations

import datetime

from PySide6.QtWidgets import QWidget

from avv_desktop.store.model import Entry
from avv_desktop.system.language import tr, trn
from ui.desk import Desk
from ui.look.tokens import Space, State
from ui.settings.cards import titled
from ui.trust.parts import Place
from ui.widgets.banner import Banner
from ui.widgets.controls import Field, button, column
from ui.widgets.inputs import Choice

YEAR = 365
DAYS = {"draft": (0, 90, 180, YEAR, 2 * YEAR), "signed": (0, 3 * YEAR, 6 * YEAR, 10 * YEAR), "bin": (0, 30, 90, YEAR)}
UNSIGNED = ("draft", "ready", "problem")


class Periods(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._top = Place()
        self.choices = {kind: Choice() for kind in DAYS}
        names = {
            "draft": tr("Drafts nobody has changed go to the bin"),
            "signed": tr("Signed agreements nobody has changed go to the bin"),
            "bin": tr("The bin empties itself"),
        }
        fields = [Field(names[kind], each) for kind, each in self.choices.items()]
        words = tr("Nothing is erased unless you say so here, or in the bin. Going to the bin can be undone.")
        self.setLayout(column(titled(tr("How long things are kept"), words, self._top, *fields), gap=Space.M))
        for kind, each in self.choices.items():
            each.setMaximumWidth(280)
            each.edited.connect(lambda kind=kind: self._choose(kind))
        desk.settings_changed.connect(self.show_state)
        self.show_state()

    def show_state(self) -> None:
        for kind, choice in self.choices.items():
            now = int(self._desk.settings.periods.get(kind, 0))
            days = sorted({*DAYS[kind], now})
            choice.set_options((str(each), after(each)) for each in days)
            choice.set_value(str(now))

    def _choose(self, kind: str) -> None:
        """What it means at once is said before it counts."""
        days = int(self.choices[kind].value())
        now = datetime.datetime.now(datetime.UTC)
        before = now - datetime.timedelta(days=days)

        def work(store) -> object:
            if kind == "bin":
                return sum(each.deleted < before for each in store.bin())
            return sum(_is(kind, each) and each.changed < before for each in store.drafts())

        if days:
            self._desk.run_in_store(work, lambda count: self._ask(kind, days, int(count)))  # type: ignore[call-overload]
        else:
            self._set(kind, days)

    def _ask(self, kind: str, days: int, count: int) -> None:
        if not count:
            self._set(kind, days)
            return
        self._top.clear()
        yes, no = button(tr("Set this period"), "danger"), button(tr("Cancel"))
        yes.clicked.connect(lambda: self._set(kind, days))
        no.clicked.connect(self._leave)
        if kind == "bin":
            said = trn("One agreement in the bin would be erased at once.",
                       "{count} agreements in the bin would be erased at once.", count)  # fmt: skip
        else:
            said = trn("One agreement would go to the bin at once.",
                       "{count} agreements would go to the bin at once.", count)  # fmt: skip
        self._top.put(Banner(State.HALF, said, "", yes, no))
        no.setFocus()

    def _set(self, kind: str, days: int) -> None:
        self._top.clear()
        periods = {**self._desk.settings.periods, kind: days}
        self._desk.change_settings(periods=periods)
        self._desk.run_in_store(lambda store: store.tidy(periods), lambda _: self._desk.shelf_changed.emit())
        self.choices[kind].setFocus()

    def _leave(self) -> None:
        self._top.clear()
        self.show_state()


def _is(kind: str, entry: Entry) -> bool:
    return (entry.state in UNSIGNED) == (kind == "draft")


def after(days: int) -> str:
    if not days:
        return tr("never")
    if days % YEAR:
        return trn("after one day", "after {count} days", days)
    return trn("after one year", "after {count} years", days // YEAR)
