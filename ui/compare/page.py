"""Was weicht ab?: any two versions beside each other, clause by clause, with the words that changed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from avv_desktop.system.language import tr
from avv_desktop.system.sentences import explain
from ui.compare.chooser import Chooser
from ui.compare.drops import TakesFiles
from ui.compare.export import Exports
from ui.compare.result import ResultView
from ui.compare.sides import DRAFT, OPEN, Offer, Side, offers, sides_of
from ui.desk import Desk
from ui.look.icons import Glyph
from ui.look.tokens import Space, State
from ui.trust.parts import empty
from ui.widgets.banner import Banner
from ui.widgets.controls import Scrolled, boxed, button, centred, column, row, text, tool
from ui.widgets.tab_order import TabAsLaidOut

LANE = "compare"
PATIENCE = 200
"""Milliseconds after which one is told that the work is under way."""
WIDEST = 980


class ComparePage(TakesFiles):
    """`arrive`: see `ui.compare.sides`. The newest choice wins; what cannot be read is said, and nothing is lost."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.old: Side | None = None
        self.new: Side | None = None
        self._shown: tuple[Side, Side] | None = None
        self._asked = 0
        self._offers: list[Offer] = []
        self._files: list[Side] = []
        self.before, self.after = Chooser(tr("What was")), Chooser(tr("What is"))
        self.swap = tool("arrows-left-right", tr("Swap both sides"))
        self.back = tool("arrow-left", tr("Back to the agreement"), "Alt+Left")
        self.exports, self.result = Exports(desk), ResultView()
        self.over.connect(self._show_drop)
        self.dropped.connect(self._dropped)
        self._soon = QTimer(self, singleShot=True, interval=PATIENCE)
        self._furnish()
        self._connect()

    def arrive(self, place: str) -> None:
        if place:
            self.old, self.new = sides_of(place)
        draft = self._desk.draft
        if draft is not None and not place and self.old is None and self.new is None:
            self.old, self.new = sides_of(DRAFT)
        lying = Side("kept", draft.id) if draft is not None else OPEN
        self.old, self.new = (_as_open(each, draft is not None, lying) for each in (self.old, self.new))
        self.back.setVisible(self._desk.draft is not None)
        self._remember(self.old, self.new)
        self._list()
        self.compare()
        self.before.choice.setFocus()

    # ---- the parts

    def _furnish(self) -> None:
        title = row(self.back, text(tr("What differs?"), "display"), None, self.exports, gap=Space.M)
        sides = row(self.before, self.swap, self.after, gap=Space.M)
        sides.setStretch(0, 1)
        sides.setStretch(2, 1)
        self._failed, self._stack = column(gap=Space.M), QStackedWidget()
        self._blank, self._busy = _blank(), _busy()
        self._wrong = boxed(column(self._failed, None, gap=0, margins=(0, 0, Space.M, 0)))
        self.result.layout().setContentsMargins(0, 0, Space.M, Space.XL)
        self._found = Scrolled(boxed(column(self.result, gap=0)))
        for each in (self._blank, self._busy, self._wrong, self._found):
            self._stack.addWidget(each)
        inside = TabAsLaidOut()
        whole = column(title, sides, self._stack, gap=Space.L)
        whole.setStretch(2, 1)
        inside.setLayout(whole)
        inside.setMaximumWidth(WIDEST)
        outside = row(inside, gap=0, margins=(Space.XXL, Space.XL, Space.XL, 0))
        self.setLayout(outside)

    def _connect(self) -> None:
        self.before.chosen.connect(lambda side: self.choose(side, self.new))
        self.after.chosen.connect(lambda side: self.choose(self.old, side))
        self.swap.clicked.connect(lambda: self.choose(self.new, self.old))
        self.back.clicked.connect(lambda: self._desk.go("review"))
        self._soon.timeout.connect(lambda: self._stack.setCurrentWidget(self._busy))
        self._desk.shelf_changed.connect(self._shelf_changed)
        self._desk.opened.connect(self._opened)

    def _shelf_changed(self) -> None:
        if self.isVisible():
            self._list()

    def _opened(self) -> None:
        """Another agreement lies on the desk."""
        if self.isVisible():
            self.arrive("")

    # ---- choosing

    def choose(self, old: Side | None, new: Side | None) -> None:
        """Compare these two; one may still be missing."""
        self.old, self.new = old, new
        self._remember(old, new)
        self._show_offers()
        self.compare()

    def _remember(self, *sides: Side | None) -> None:
        """Files that were chosen stay in both lists while the window is open."""
        self._files += [each for each in sides if each and each.kind == "file" and each not in self._files]

    def _list(self) -> None:
        """What can be chosen now, read off the GUI thread."""
        store, draft = self._desk.store, self._desk.draft
        id = draft.id if draft is not None else ""

        def then(found: object) -> None:
            self._offers = found
            self._show_offers()

        self._desk.jobs.run(lambda: offers(store, id), then, self._desk.failed.emit, lane=LANE, newest="offers")

    def _show_offers(self) -> None:
        known = [Offer(OPEN, tr("The open agreement: {name}", name=self._desk.customer))] if self._desk.draft else []
        known += self._offers
        known += [Offer(each, tr("File: {name}", name=Path(each.key).name)) for each in self._files]
        there = {each.side for each in known}
        known += [
            Offer(each, tr("No longer there"))
            for each in (self.old, self.new)
            if each is not None and each not in there
        ]
        self.before.show_offers(known, self.old)
        self.after.show_offers(known, self.new)
        self.swap.setEnabled(self.old is not None or self.new is not None)

    def _name(self) -> str:
        return " · ".join(filter(None, (self._desk.customer, self._desk.number)))

    # ---- comparing

    def compare(self) -> None:
        """Both sides as they are now, off the GUI thread."""
        self._asked += 1
        self._soon.stop()
        self.exports.show_found(None)
        if self.old is None or self.new is None:
            self._stack.setCurrentWidget(self._blank)
            return
        from ui.compare.work import Ground, compared

        desk, old, new, asked = self._desk, self.old, self.new, self._asked
        ground = Ground(desk.store, desk.draft, desk.template, self._name())
        self._soon.start()

        def newest(do):
            return lambda found: do(found, old, new) if asked == self._asked else None

        work = newest(self._show), newest(self._show_failure)
        desk.jobs.run(lambda: compared(old, new, ground), *work, lane=LANE, newest="compare")

    def _show(self, found, old: Side, new: Side) -> None:
        self._soon.stop()
        self._shown = (old, new)
        self.result.show_found(found)
        self.exports.show_found(found)
        self._found.verticalScrollBar().setValue(0)
        self._stack.setCurrentWidget(self._found)

    def _show_failure(self, error: Exception, *_: Side) -> None:
        """In the page; what was compared before is one click away."""
        self._soon.stop()
        empty(self._failed)
        said = explain(error)
        self._failed.addWidget(Banner(State.PROBLEM, said.happened, f"{said.means} {said.todo}".strip()))
        if self._shown is not None and self._shown != (self.old, self.new):
            again = button(tr("Back to the comparison before"), glyph="arrow-counter-clockwise")
            again.clicked.connect(lambda: self.choose(*self._shown))
            self._failed.addLayout(row(again, None))
        self._stack.setCurrentWidget(self._wrong)

    def _dropped(self, files: list[Side], left: bool) -> None:
        """One goes to the side it was dropped on, two are what was and what is."""
        if len(files) > 1:
            self.choose(files[0], files[1])
        else:
            self.choose(files[0] if left else self.old, self.new if left else files[0])

    def _show_drop(self, before: bool, after: bool) -> None:
        self.before.show_drop(here=before)
        self.after.show_drop(here=after)


def _as_open(side: Side | None, anything: bool, lying: Side) -> Side | None:
    """What lies on the desk goes by that name; nothing does if nothing lies there."""
    if side == lying:
        return OPEN if anything else None
    return side


def _blank() -> QWidget:
    """What to do, while there is nothing to see."""
    words = tr(
        "Choose what was on the left and what is on the right: templates, agreements, or files that you drop here."
    )
    said = text(words, "soft", wrap=True)
    said.setFixedWidth(420)
    title = text(tr("Two versions beside each other"), "title")
    return boxed(
        column(None, centred(Glyph("git-diff", 56, "faint")), centred(title), centred(said), None, None, gap=Space.M)
    )


def _busy() -> QWidget:
    return boxed(column(None, centred(text(tr("Comparing …"), "soft")), None, None, gap=0))
