"""Papierkorb: what was deleted comes back, or is erased after a question; after a period it goes by itself."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from avv_desktop.system.language import tr, trn
from ui.bin.lines import BinLine, name_of
from ui.desk import Desk
from ui.jobs import STORE
from ui.look.icons import Glyph
from ui.look.tokens import Size, Space, State
from ui.trust.parts import Place, empty
from ui.widgets.banner import Banner
from ui.widgets.controls import Scrolled, Segmented, boxed, button, card, centred, column, frame, row, rule, text, tool

if TYPE_CHECKING:
    from avv_desktop.store.model import Binned

WIDEST = 860
DAYS = (0, 30, 90, 365)
"""Days after which what lies here is erased; 0: never."""
SHOWN = 100
"""So many lines at once; a button shows the rest."""


class BinPage(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._shown = desk, SHOWN
        self.binned: list[Binned] = []
        self.lines: dict[str, BinLine] = {}
        self.period = Segmented(
            (tr("never"), tr("after 30 days"), tr("after 90 days"), tr("after one year")), tr("Emptied by itself")
        )
        self.all = button(tr("Empty the bin …"), glyph="trash")
        self._top, self._list = Place(), column(gap=0)
        self._nothing, self._sheet = self._empty(), self._listed()
        held = boxed(column(self._top, self._sheet, self._nothing, None, gap=Space.L))
        held.setMaximumWidth(WIDEST)
        around = row(held, margins=(Space.XXL, Space.XL, Space.XL, Space.XL))
        whole = column(self._head(), Scrolled(boxed(around)), gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.period.chosen.connect(self._choose_period)
        self.all.clicked.connect(lambda: self._ask(self.binned))
        desk.shelf_changed.connect(self._look_again)

    def arrive(self, place: str) -> None:
        self._shown = SHOWN
        self._quiet()
        self.look()
        self.back.setFocus()

    # ---- the parts

    def _head(self) -> QFrame:
        self.back = tool("arrow-left", tr("Back to the shelf"))
        self.back.clicked.connect(lambda: self._desk.go("shelf"))
        inside = row(self.back, text(tr("Bin"), "subtitle"), None, self.all, gap=Space.M)
        inside.setContentsMargins(Space.L, 0, Space.XL, 0)
        made = frame(inside, line="below")
        made.setFixedHeight(Size.HEADER)
        return made

    def _listed(self) -> QWidget:
        words = tr(
            "What you delete lies here until you erase it, or until its time is over. Only then is it really gone: "
            "with all earlier states and files. Older backups still hold it until they are rotated away."
        )
        period = row(text(tr("Emptied by itself"), "label"), self.period, None, gap=Space.M)
        head = column(text(tr("Deleted agreements"), "subtitle"), text(words, "soft", wrap=True), gap=Space.XS)
        return card(head, period, boxed(self._list), gap=Space.L, padding=Space.XL)

    def _empty(self) -> QWidget:
        words = text(tr("Nothing is in the bin."), "title")
        more = text(tr("What you delete on the shelf lies here first."), "soft")
        shelf = button(tr("To the shelf"))
        shelf.clicked.connect(lambda: self._desk.go("shelf"))
        parts = (Glyph("trash-light", 56, "faint"), words, more, shelf)
        made = boxed(column(None, *map(centred, parts), None, gap=Space.M))
        made.setMinimumHeight(320)
        return made

    # ---- what is shown

    def look(self) -> None:
        if self._desk.store is not None:
            self._desk.run_in_store(lambda store: store.bin(), self._take, newest="bin")

    def _look_again(self) -> None:
        if self.isVisible():
            self.look()

    def _take(self, found: object) -> None:
        self.binned = list(found)  # type: ignore[call-overload]
        self._show()

    def _show(self) -> None:
        empty(self._list)
        self.lines = {}
        days = self._days()
        for each in self.binned[: self._shown]:
            line = BinLine(each, days)
            line.restores.connect(self._restore)
            line.erases.connect(lambda binned: self._ask([binned]))
            self.lines[each.entry.id] = line
            self._list.addWidget(rule())
            self._list.addWidget(line)
        if (left := len(self.binned) - self._shown) > 0:
            more = button(trn("Show one more", "Show {count} more", left), "quiet")
            more.clicked.connect(self._show_all)
            self._list.addWidget(boxed(row(more, None)))
        self.period.choose(DAYS.index(days) if days in DAYS else -1)
        self.all.setVisible(bool(self.binned))
        self._sheet.setVisible(bool(self.binned))
        self._nothing.setVisible(not self.binned)

    def _show_all(self) -> None:
        self._shown = len(self.binned)
        self._show()

    def _days(self) -> int:
        return int(self._desk.settings.periods.get("bin", 0))

    # ---- coming back

    def _restore(self, binned: Binned) -> None:
        desk, id = self._desk, binned.entry.id
        self._quiet()

        def then(_: object) -> None:
            desk.shelf_changed.emit()
            again: Callable[[], object] = lambda: desk.run_in_store(  # noqa: E731
                lambda store: store.delete(id), lambda _: desk.shelf_changed.emit()
            )
            desk.told.emit(tr("“{name}” is on the shelf again", name=name_of(binned)), again)
            self.back.setFocus()

        desk.run_in_store(lambda store: store.undelete(id), then)

    # ---- erasing

    def _ask(self, wanted: Sequence[Binned]) -> None:
        """In the page, before anything is gone."""
        ids = [each.entry.id for each in wanted]
        if len(wanted) == 1:
            title = tr("Delete “{name}” for good?", name=name_of(wanted[0]))
        else:
            title = trn("Delete one agreement for good?", "Delete {count} agreements for good?", len(wanted))
        yes, no = button(tr("Delete for good"), "danger"), button(tr("Cancel"))
        yes.clicked.connect(lambda: self._erase(ids))
        self._question(title, _warning(wanted), yes, no)

    def _question(self, title: str, words: str, yes: QPushButton, no: QPushButton) -> None:
        self._top.clear()
        no.clicked.connect(self._leave)
        self._top.put(Banner(State.PROBLEM, title, words, yes, no))
        no.setFocus()

    def _erase(self, ids: list[str]) -> None:
        self._quiet()
        self.all.setEnabled(False)
        desk, store = self._desk, self._desk.store
        if store is None:
            return

        def then(count: object) -> None:
            self.all.setEnabled(True)
            desk.shelf_changed.emit()
            desk.told.emit(trn("Erased: one agreement.", "Erased: {count} agreements.", int(count)), None)  # type: ignore[call-overload]
            self.back.setFocus()

        def failed(error: Exception) -> None:
            self.all.setEnabled(True)
            desk.failed.emit(error)

        desk.jobs.run(lambda: store.erase(ids), then, failed, lane=STORE)

    # ---- the period

    def _choose_period(self, at: int) -> None:
        """What is over its time already is named before it goes."""
        days = DAYS[at]
        now = datetime.datetime.now(datetime.UTC)
        due = [each for each in self.binned if days and now - each.deleted >= datetime.timedelta(days=days)]
        if not due:
            self._set_period(days)
            return
        self.period.choose(DAYS.index(self._days()) if self._days() in DAYS else -1)
        yes, no = button(tr("Set this period"), "danger"), button(tr("Cancel"))
        yes.clicked.connect(lambda: self._set_period(days))
        title = trn(
            "One agreement has been here longer and would go at once.",
            "{count} agreements have been here longer and would go at once.",
            len(due),
        )
        self._question(title, _warning(due), yes, no)

    def _set_period(self, days: int) -> None:
        self._quiet()
        periods = {**self._desk.settings.periods, "bin": days}
        self._desk.change_settings(periods=periods)
        self._show()
        if days:
            desk = self._desk
            desk.run_in_store(lambda store: store.tidy(periods), lambda _: self._tidied())

    def _tidied(self) -> None:
        self._desk.shelf_changed.emit()

    def _leave(self) -> None:
        self._quiet()
        self.back.setFocus()

    def _quiet(self) -> None:
        self._top.clear()


def _warning(wanted: Sequence[Binned]) -> str:
    """What is lost with them."""
    signed = sum(each.entry.state in ("half", "signed", "countersigned") for each in wanted)
    lost = tr("All earlier states and files go with it. This cannot be undone.")
    if not signed:
        return lost
    kept = trn(
        "Somebody has signed it: please check first whether you must keep it.",
        "{count} of them are signed: please check first whether you must keep them.",
        signed if len(wanted) > 1 else 1,
    )
    return f"{kept} {lost}"
